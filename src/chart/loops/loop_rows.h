#pragma once

// Lays out the lanes of loops (loop_lanes.h): where their rows are, what is drawn in them,
// what is at a point, and the path of a callback.
//
// Callbacks that are narrower than 3 px and share a cell of the grid (fold.h) become one bar; callbacks
// that take no time are 2 px wide. Bars in these rows have a Bar::row of at least first_loop_row, and their
// Bar::span is the number of a callback (stack, waits), a line (console) or a pair (order).

#include "chart/fold/fold.h"
#include "chart/frame/frame.h"
#include "chart/frame/pane.h"
#include "chart/loops/loop_lanes.h"

namespace chart {

struct LoopRows {
    // Y is measured from the top of the loop's lanes; `lane` is an index into LoopPicture::lanes.
    std::vector<RowBox> rows;
    float height = 0;
};
// When `folded`, each loop shows only its phases.
LoopRows loop_rows(const LoopPicture& picture, bool folded, bool touch);

float loop_gutter_px(const LoopPicture& picture);

void lay_out_loop_row(const Pane& pane, uint32_t pane_number, uint32_t row_number, const RowBox& row, const Grid& grid,
                      Frame& frame);

// The item at x, or near it, in a lane of callbacks.
struct LoopHit {
    const LoopItem* item = nullptr;
    uint32_t count = 0;  // how many items are equally near
};
LoopHit loop_item_at(const LoopLane& lane, const Viewport& viewport, float x_px);

}  // namespace chart
