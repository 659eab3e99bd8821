#pragma once

// A valid scenario made from bytes: each choice uses up some of them, and when none are left
// the first choice is always taken. Small changes of the bytes are small changes of the
// scenario, as libFuzzer requires.

#include <cstdint>
#include <span>
#include <string>

namespace fuzz {

std::string any_scenario(std::span<const uint8_t> bytes);

}  // namespace fuzz
