#pragma once

// A valid scenario of an event loop with a runtime, made from bytes as in any_scenario.h. Functions call and start each
// other without restraint, wait for whatever has a name, and repeat up to 100,000 times.

#include <cstdint>
#include <span>
#include <string>

namespace fuzz {

std::string any_loops(std::span<const uint8_t> bytes);

}  // namespace fuzz
