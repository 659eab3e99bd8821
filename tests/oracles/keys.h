#pragma once

// The keys that a family supports. Without this check, a case could ask for something that the runner does not do,
// and pass by chance. An unknown key, wherever it is, is a failure that names the key.

#include "tests/oracles/case.h"

#include <string>
#include <vector>

namespace oracles {

// Returns the keys of the whole case, of its input, and of all operations of a program that the family does not
// support, with their paths: "input.jobs[].colour".
std::vector<std::string> unknown_keys(const std::string& family, const Json& whole);

}  // namespace oracles
