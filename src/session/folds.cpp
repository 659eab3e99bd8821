#include "session/folds.h"

#include <algorithm>

namespace session {

bool is_folded(const std::vector<FoldChoice>& folds, uint32_t pane, chart::GroupKey group, bool at_first) {
    for (const FoldChoice& choice : folds)
        if (choice.pane == pane && choice.group == group) return choice.folded;
    return at_first;
}

void fold(std::vector<FoldChoice>& folds, uint32_t pane, chart::GroupKey group, bool folded) {
    for (FoldChoice& choice : folds)
        if (choice.pane == pane && choice.group == group) {
            choice.folded = folded;
            return;
        }
    folds.push_back({pane, group, folded});
}

LaneName name_of(const chart::Lanes& lanes, uint32_t pane, uint32_t lane) {
    const std::vector<chart::LaneGroup>& groups = lanes.groups();
    const auto next = std::partition_point(groups.begin(), groups.end(),
                                           [&](const chart::LaneGroup& group) { return group.first <= lane; });
    const chart::LaneGroup& group = *(next - 1);
    return {pane, group.key(), lane - group.first};
}

std::optional<uint32_t> lane_of(const chart::Lanes& lanes, const LaneName& name) {
    for (const chart::LaneGroup& group : lanes.groups())
        if (group.key() == name.group && name.place < group.count) return group.first + name.place;
    return {};
}

void pin_or_unpin(std::vector<LaneName>& pins, const LaneName& lane) {
    if (std::erase(pins, lane) == 0) pins.push_back(lane);
}

}  // namespace session
