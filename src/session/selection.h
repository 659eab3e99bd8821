#pragma once

// What the reader has selected, by number in its run: a bar of a span, or a callback of a loop.

#include "trace/code_site.h"

#include <compare>
#include <cstdint>

namespace session {

struct Selection {
    uint32_t pane = 0;  // the run, among all
    uint32_t span = 0;
    auto operator<=>(const Selection&) const = default;
};

struct ChosenCallback {  // of a loop with a runtime
    uint32_t pane = 0;
    uint32_t callback = 0;
    trace::CodeSite site;  // the line of the program that is meant; none: all of it
    bool operator==(const ChosenCallback&) const = default;
};

}  // namespace session
