#pragma once

// What the reader has selected, by number in its run: a bar of a span, or a callback of a loop.

#include <compare>
#include <cstdint>

namespace session {

struct Selection {
    uint32_t pane = 0;  // the run, among all
    uint32_t span = 0;
    auto operator<=>(const Selection&) const = default;
};

struct ChosenCallback {  // of a loop with a runtime
    static constexpr uint32_t whole = 0xFFFF'FFFF;

    uint32_t pane = 0;
    uint32_t callback = 0;
    uint32_t operation = whole;  // the line of the program that is meant
    bool operator==(const ChosenCallback&) const = default;
};

}  // namespace session
