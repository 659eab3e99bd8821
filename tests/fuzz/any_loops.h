#pragma once

// Makes a valid scenario of an event loop with a runtime from bytes, as any_scenario.h does. Functions call and start
// each other without limit, wait for anything that has a name, and repeat up to 100,000 times.

#include <cstdint>
#include <span>
#include <string>

namespace fuzz {

std::string any_loops(std::span<const uint8_t> bytes);

}  // namespace fuzz
