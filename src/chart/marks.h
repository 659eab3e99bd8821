#pragma once

// Marks that programs have set, and boosts: a line across all rows, with a flag above the
// first row. A mark less than 3 px after the previous one is not drawn.

#include "chart/frame/frame.h"
#include "trace/log.h"

#include <optional>

namespace chart {

constexpr float mark_flag_px = 7;  // the height above the lanes; also how close the pointer must be

bool is_mark(const trace::Note& note);
void lay_out_marks(const trace::Log& log, const Viewport& viewport, float lanes_y0, float lanes_y1,
                   std::vector<Box>& boxes);

// Returns the note whose flag is nearest to x.
std::optional<uint32_t> mark_at(const trace::Log& log, const Viewport& viewport, float x_px);

}  // namespace chart
