#pragma once

// Marks that programs have written, and boosts: a line over all rows with a flag
// above the first. Of those that are nearer than 3 px to the one before none is drawn.

#include "chart/frame/frame.h"
#include "trace/log.h"

#include <optional>

namespace chart {

constexpr float mark_flag_px = 7;  // high, above the lanes; also how near the pointer must come

bool is_mark(const trace::Note& note);
void lay_out_marks(const trace::Log& log, const Viewport& viewport, float lanes_y0, float lanes_y1, std::vector<Box>& boxes);

// The note whose flag is nearest to x.
std::optional<uint32_t> mark_at(const trace::Log& log, const Viewport& viewport, float x_px);

}  // namespace chart
