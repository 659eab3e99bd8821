#pragma once

// Writes a list of drawing operations (chart/canvas/canvas.h) as an SVG file: a moment of a run as a poster, in print
// or on a slide. The bytes are the same on every platform.

#include "chart/canvas/canvas.h"
#include "chart/frame/palette.h"

#include <string>
#include <string_view>

namespace chart {

// `title` and `description` are for screen readers.
std::string svg_text(const Canvas& canvas, float width_px, float height_px, Theme theme, std::string_view title,
                     std::string_view description);

}  // namespace chart
