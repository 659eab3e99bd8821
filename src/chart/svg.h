#pragma once

// A Frame as an SVG file: real text, pattern fills, title and description for
// screen readers. The same bytes on every platform.

#include "chart/layout.h"
#include "chart/palette.h"

#include <string>
#include <string_view>

namespace chart {

std::string svg_text(const Frame& frame, Theme theme, std::string_view title, std::string_view description);

}  // namespace chart
