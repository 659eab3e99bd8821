#pragma once

// The time axis of a pane: words above, lines behind the lanes.

#include "chart/layout.h"

namespace chart {

// Faint lines halfway between two ticks, where those stand far enough apart.
std::vector<Time> half_ticks_of(const Viewport& viewport);

void lay_out_axis(const Viewport& viewport, float middle_px, std::vector<Label>& labels);
void lay_out_grid(const Viewport& viewport, float y0, float y1, std::vector<Box>& boxes);

}  // namespace chart
