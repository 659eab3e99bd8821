#pragma once

// What is at a point of a picture: a bar, a gap, a mark, the end of a label.

#include "chart/frame/frame.h"
#include "chart/frame/pane.h"

#include <cstdint>
#include <vector>

namespace chart {

constexpr float pin_px = 20;  // the width of the area at the right end of the labels where a click pins a lane

// What is at a point.
struct Hit {
    enum class What : uint8_t {
        nothing,
        bar,
        folded,
        lane_gap,
        levels,
        title,
        mark,
        callback,
        line,
        pair,
        loop_gap,
        level_row,
        group_head,
        pin,
        instant
    } what = What::nothing;
    uint32_t pane = 0;
    // For loops: an index into Pane::loop; for level_row: into FoldedGroups::rows; for group_head: into
    // PaneBox::heads; for pin: the lane that can be pinned.
    uint32_t lane = 0;
    // bar: its span; folded: the first span; mark: the number of the note; instant: an index into
    // Recording::instants; callback, line, pair: its number.
    uint32_t span = 0;
    uint32_t count = 0;  // folded: how many spans touch the cell; line, pair: how many its box stands for
    Shares shares;       // of a folded bar
    Time t;
};
// Marks have a flag above the first row. A bar is also hit up to 1.5 px beside it. Folded bars are not
// searched: `span` is the first of `count` spans.
Hit hit(const Frame& frame, const std::vector<Pane>& panes, float x_px, float y_px);

}  // namespace chart
