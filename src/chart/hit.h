#pragma once

// What is at a place of a picture: a bar, a gap, a mark, the end of a label.

#include "chart/frame/frame.h"
#include "chart/frame/pane.h"

#include <cstdint>
#include <vector>

namespace chart {

constexpr float pin_px = 20;  // at the right end of the labels: a lane is pinned there

// What is at a place.
struct Hit {
    enum class What : uint8_t { nothing, bar, folded, lane_gap, levels, title, mark, callback, line, pair, loop_gap, level_row, group_head, pin, instant } what = What::nothing;
    uint32_t pane = 0;
    uint32_t lane = 0;   // of what loops have: in Pane::loop; level_row: in FoldedGroups::rows; group_head: in PaneBox::heads; pin: that can be pinned
    uint32_t span = 0;   // bar: which; folded: the first; mark: number of the note; instant: in Recording::instants; callback, line, pair: its number
    uint32_t count = 0;  // folded: spans that touch the cell; line, pair: it and those that are counted in its box
    Shares shares;       // folded
    Time t;
};
// Marks have a flag above the first row. A bar is hit a little beside it too (1.5 px), a folded one is not opened:
// `span` is the first of `count`.
Hit hit(const Frame& frame, const std::vector<Pane>& panes, float x_px, float y_px);

}  // namespace chart
