#pragma once

// Where the rows of a pane are. Lanes of one kind have the same height, so that the place
// of any row is known without a walk over the rows before it.

#include "chart/frame/frame.h"
#include "chart/frame/pane.h"
#include "chart/lanes/lanes.h"

#include <vector>

namespace chart {

struct RowGroup {  // consecutive lanes of one kind and server, or folded groups
    GroupKey key;
    uint32_t first = 0, count = 0;  // indices into Pane::lanes
    // if folded, its first row in FoldedGroups::rows; there are `count` groups with one row each
    uint32_t level_row = no_level_row;
    bool foldable = false;
    bool slices = false;            // of one thread of a recording, or operations of one kind: its rows show names
    bool folded = false;            // only the first of these is shown
    float y0 = 0;                   // measured from the top of the lanes
    float pitch = 0;                // the distance from one row to the next
    float bar = 0;                  // the height of a bar
    uint32_t label_every = 1;

    float y1() const { return y0 + pitch * float(count); }
};

// A folded server includes all of its groups.
// The more rows there are, the lower they get, so that they fit in `room_px`; the minimum is 2 px.
std::vector<RowGroup> row_groups(const std::vector<LaneGroup>& lanes, const FoldedGroups* folded, bool touch,
                                 float room_px);

// Returns the width of the labels left of the lanes, which is the same for all panes.
float gutter_px(const std::vector<Pane>& panes, float width_px);

}  // namespace chart
