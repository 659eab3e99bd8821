#pragma once

// The time axis of a pane: texts above the lanes, lines behind them.

#include "chart/frame/frame.h"

#include <string>
#include <vector>

namespace chart {

// The grid lines: 64 to 160 px apart, at multiples of 1, 2 or 5 times a power of ten,
// starting with the first at or after `begin`. All texts have the same unit; an axis of two minutes or more, if its
// lines are a second or more apart, has times as people say them, at round minutes and hours: "2 min 30 s", "1 h 20
// min".
struct Tick { Time at; std::string text; };
std::vector<Tick> ticks_of(const Viewport& viewport);

// Faint lines halfway between two ticks, where the ticks are far enough apart.
std::vector<Time> half_ticks_of(const Viewport& viewport);

void lay_out_axis(const Viewport& viewport, float middle_px, std::vector<Label>& labels);
void lay_out_grid(const Viewport& viewport, float y0, float y1, std::vector<Box>& boxes);

}  // namespace chart
