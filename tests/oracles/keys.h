#pragma once

// The keys that a family knows. Without this check, a case could ask for something that the runner does not do, and
// pass by chance. An unknown key is a failure that names it, wherever it is.

#include "tests/oracles/case.h"

#include <string>
#include <vector>

namespace oracles {

// Returns the keys of the whole case, of its input, and of all operations of a program that its family does not know,
// with their paths: "input.jobs[].colour".
std::vector<std::string> unknown_keys(const std::string& family, const Json& whole);

}  // namespace oracles
