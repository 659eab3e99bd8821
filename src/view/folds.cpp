#include "view/folds.h"

#include "chart/rows/groups.h"

#include <algorithm>

namespace view {

bool is_folded(const State& state, uint32_t pane, chart::GroupKey group, bool at_first) {
    for (const FoldChoice& choice : state.folds)
        if (choice.pane == pane && choice.group == group) return choice.folded;
    return at_first;
}

void fold(State& state, uint32_t pane, chart::GroupKey group, bool folded) {
    for (FoldChoice& choice : state.folds)
        if (choice.pane == pane && choice.group == group) {
            choice.folded = folded;
            return;
        }
    state.folds.push_back({pane, group, folded});
}

LaneName name_of(const chart::Lanes& lanes, uint32_t pane, uint32_t lane) {
    const std::vector<chart::LaneGroup>& groups = lanes.groups();
    const auto next = std::partition_point(groups.begin(), groups.end(), [&](const chart::LaneGroup& group) { return group.first <= lane; });
    const chart::LaneGroup& group = *(next - 1);
    return {pane, group.key(), lane - group.first};
}

std::optional<uint32_t> lane_of(const chart::Lanes& lanes, const LaneName& name) {
    for (const chart::LaneGroup& group : lanes.groups())
        if (group.key() == name.group && name.place < group.count) return group.first + name.place;
    return {};
}

void pin_or_unpin(State& state, const LaneName& lane) {
    if (std::erase(state.pins, lane) == 0) state.pins.push_back(lane);
}

std::optional<LaneName> lane_at(const chart::PaneBox& box, const chart::Pane& pane, uint32_t number, float y_px) {
    const auto row = std::find_if(box.rows.begin(), box.rows.end(), [&](const chart::RowBox& one) { return y_px < one.y1 + 2; });
    if (row == box.rows.end() || y_px < row->y0 - 2) {
        if (!box.loop_rows.empty() && y_px >= box.loops_y0 && y_px < box.loop_y1) return LaneName{number, {chart::LaneKind::loop, 0}, 0};
        return {};
    }
    if (row->level_row != chart::no_level_row) return LaneName{number, pane.folded->rows[row->level_row].group, 0};
    return name_of(*pane.lanes, number, row->lane);
}

}  // namespace view
