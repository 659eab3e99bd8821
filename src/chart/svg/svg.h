#pragma once

// A Frame as an SVG file: real text, pattern fills, title and description for
// screen readers. The same bytes on every platform.

#include "chart/frame/palette.h"
#include "chart/layout.h"

#include <string>
#include <string_view>

namespace chart {

// A picture of panes that no screen limits is cut here, and says how many lanes are missing:
// a hundred thousand of them would be a file of a hundred megabytes.
constexpr float tallest_px = 10'000;
Frame svg_layout(const std::vector<Pane>& panes, Options options);

std::string svg_text(const Frame& frame, Theme theme, std::string_view title, std::string_view description);

// Both. Of many lanes with many short spans more is folded than on a screen (up to 18 px), so that what is as wide as
// a page is no larger than this; wider ones may be larger in proportion.
constexpr size_t svg_bytes_a_page = 200'000;
constexpr float page_px = 1440;
std::string svg_picture(const std::vector<Pane>& panes, Options options, Theme theme, std::string_view title, std::string_view description);

}  // namespace chart
