#pragma once

// A valid scenario from bytes: each choice takes some of them, and when there are no
// more it is always the first one. Small changes of the bytes are small changes of
// the scenario, which is what libFuzzer wants.

#include <cstdint>
#include <span>
#include <string>

namespace fuzz {

std::string any_scenario(std::span<const uint8_t> bytes);

}  // namespace fuzz
