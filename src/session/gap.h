#pragma once

// A gap is an empty stretch of a lane. It can be chosen as a bar can, because why nothing runs there is what a reader of
// a chart asks most.

#include "base/say.h"
#include "chart/frame/pane.h"
#include "metrics/why/why.h"
#include "session/selection.h"
#include "session/state.h"

#include <cstdint>
#include <optional>
#include <string>

namespace session {

// Returns the stretch that is empty around a time. Returns nothing where the lane has a bar at that time, where the run
// has no such lane or is over, and on lanes of which nothing is said: only servers, cores and threads have gaps.
std::optional<Range> stretch_of(const chart::Pane& pane, const ChosenGap& gap);

// These require a stretch.
RichText explain_gap(const chart::Pane& pane, const metrics::SpanIndex& index, const ChosenGap& gap);
std::string gap_lane_label(const chart::Pane& pane, const ChosenGap& gap);  // "Core 2"

// Where the reader can go from a gap, by number of a span in its run.
struct GapCause {
    uint32_t span = 0;
    std::string question;  // "what is in progress meanwhile?"
};
// Returns what the sentence about a core speaks of: the task that tells most of what is in progress on its server. Else
// it is the bar before on the lane.
std::optional<GapCause> cause_of_gap(const chart::Pane& pane, const metrics::SpanIndex& index, const ChosenGap& gap);
// Returns the bar that ends the gap.
std::optional<uint32_t> bar_after(const chart::Pane& pane, const ChosenGap& gap);

}  // namespace session
