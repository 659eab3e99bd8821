#pragma once

// Where the rows of a pane are. Lanes of one kind are as high as each other, so
// that the place of any row is known without going through those before it.

#include "chart/frame/frame.h"
#include "chart/frame/pane.h"
#include "chart/lanes/lanes.h"

#include <vector>

namespace chart {

struct RowGroup {  // lanes of one kind and server, which follow one another; or groups that are folded
    GroupKey key;
    uint32_t first = 0, count = 0;  // in Pane::lanes
    uint32_t level_row = no_level_row;  // folded: its first row in FoldedGroups::rows; `count` groups, one row each
    bool foldable = false;
    bool slices = false;            // of one thread of a recording, or operations of one kind: rows with names
    bool folded = false;            // of these: only the first is shown
    float y0 = 0;                   // below the top of the lanes
    float pitch = 0;                // from one row to the next
    float bar = 0;                  // height of a bar
    uint32_t label_every = 1;

    float y1() const { return y0 + pitch * float(count); }
};

// A folded server takes all of its groups with it.
// Rows get lower where there are many, so that they fit in `room_px`; 2 px at the least.
std::vector<RowGroup> row_groups(const std::vector<LaneGroup>& lanes, const FoldedGroups* folded, bool touch, float room_px);

// Width of the labels left of the lanes, the same for all panes.
float gutter_px(const std::vector<Pane>& panes, float width_px);

}  // namespace chart
