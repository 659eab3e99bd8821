#pragma once

// The keys that a family knows. A case may ask for something that the runner does not do, and pass by chance:
// a key that is not known is a failure that names it, wherever it stands.

#include "tests/oracles/case.h"

#include <string>
#include <vector>

namespace oracles {

// Keys of the whole case, of its input, and of all operations of a program that its family does not know, with the
// way to them: "input.jobs[].colour".
std::vector<std::string> unknown_keys(const std::string& family, const Json& whole);

}  // namespace oracles
