#pragma once

// A gap is an empty stretch of a lane. It can be selected like a bar, because the most frequent question
// about a chart is why nothing runs there.

#include "base/say.h"
#include "chart/frame/pane.h"
#include "metrics/why/why.h"
#include "session/selection.h"
#include "session/state.h"

#include <cstdint>
#include <optional>
#include <string>

namespace session {

// Returns the empty stretch around a time. Returns nullopt if the lane has a bar at that time, if the
// run has no such lane or is over, and for lanes without gaps: only servers, cores and threads have
// gaps.
std::optional<Range> stretch_of(const chart::Pane& pane, const ChosenGap& gap);

// These require that the stretch exists.
RichText explain_gap(const chart::Pane& pane, const metrics::SpanIndex& index, const ChosenGap& gap);
std::string gap_lane_label(const chart::Pane& pane, const ChosenGap& gap);  // "Core 2"

// Where following the cause leads from a gap, as the number of a span in its run.
struct GapCause {
    uint32_t span = 0;
    std::string question;  // "what happens meanwhile?"
};
// Returns what the sentence about a core is about: the most telling task in progress on its server, or
// else the previous bar of the lane.
std::optional<GapCause> cause_of_gap(const chart::Pane& pane, const metrics::SpanIndex& index, const ChosenGap& gap);
// Returns the bar that ends the gap.
std::optional<uint32_t> bar_after(const chart::Pane& pane, const ChosenGap& gap);

}  // namespace session
