#pragma once

// Which groups of lanes are folded: what was chosen, and for the others how they begin.

#include "chart/frame/pane.h"
#include "view/state.h"

namespace view {

bool is_folded(const State& state, uint32_t pane, chart::GroupKey group, bool at_first);
void fold(State& state, uint32_t pane, chart::GroupKey group, bool folded);

// Lane `lane` of a run.
LaneName name_of(const chart::Lanes& lanes, uint32_t pane, uint32_t lane);
// Its number, if it is there.
std::optional<uint32_t> lane_of(const chart::Lanes& lanes, const LaneName& name);

void pin_or_unpin(State& state, const LaneName& lane);

// A lane of a pane that is laid out, or a group that is folded.
std::optional<LaneName> lane_at(const chart::PaneBox& box, const chart::Pane& pane, uint32_t number, float y_px);

}  // namespace view
