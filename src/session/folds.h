#pragma once

// Names of lanes and of groups of lanes, so that a choice outlives a run: which groups were
// folded or unfolded, and which lanes were pinned.

#include "chart/lanes/lanes.h"
#include "chart/rows/groups.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace session {

struct FoldChoice {  // a group of lanes that was folded or unfolded
    uint32_t pane = 0;
    chart::GroupKey group;
    bool folded = false;
    bool operator==(const FoldChoice&) const = default;
};

struct LaneName {  // names a lane in any run that has it; for a folded group, its first lane
    uint32_t pane = 0;
    chart::GroupKey group;
    uint32_t place = 0;  // index in the group
    bool operator==(const LaneName&) const = default;
};

// Returns what the user chose for the group; `at_first` if the user chose nothing.
bool is_folded(const std::vector<FoldChoice>& folds, uint32_t pane, chart::GroupKey group, bool at_first);
void fold(std::vector<FoldChoice>& folds, uint32_t pane, chart::GroupKey group, bool folded);

LaneName name_of(const chart::Lanes& lanes, uint32_t pane, uint32_t lane);
// Returns the number of the lane; nullopt if the run has no such lane.
std::optional<uint32_t> lane_of(const chart::Lanes& lanes, const LaneName& name);

void pin_or_unpin(std::vector<LaneName>& pins, const LaneName& lane);

}  // namespace session
