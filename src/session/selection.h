#pragma once

// What is selected: nothing, the bar of a span, a callback of a loop, or a gap, which is an empty stretch of a lane.
// Bars and callbacks are identified by their number in their run. A gap is identified by lane and time, so that it
// can outlive its run.

#include "base/time.h"
#include "session/folds.h"
#include "trace/code_site.h"

#include <compare>
#include <cstdint>
#include <variant>

namespace session {

struct ChosenBar {
    uint32_t pane = 0;  // the run, among all
    uint32_t span = 0;
    auto operator<=>(const ChosenBar&) const = default;
};

struct ChosenCallback {  // of a loop with a runtime
    uint32_t pane = 0;
    uint32_t callback = 0;
    trace::CodeSite site;  // the selected line of the program; no place: the whole callback
    bool operator==(const ChosenCallback&) const = default;
};

struct ChosenGap {  // session/gap.h determines how long it is, and why it is there
    LaneName lane;
    Time at;  // the reason may change while the lane is empty
    bool operator==(const ChosenGap&) const = default;
};

using Selection = std::variant<std::monostate, ChosenBar, ChosenCallback, ChosenGap>;

inline bool is_nothing(const Selection& selection) { return selection.index() == 0; }

}  // namespace session
