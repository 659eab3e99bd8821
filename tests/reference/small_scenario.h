#pragma once

// Random scenarios that are small enough to be followed by hand, and full of ties: whole
// milliseconds, few tasks, few cores. Every part of the format is drawn.

#include <cstdint>
#include <string>

namespace reference {

std::string small_scenario(uint64_t seed);  // the text of a scenario file

}  // namespace reference
