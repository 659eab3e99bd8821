#pragma once

// Writes a Frame as an SVG file: real text, pattern fills, and a title and a description
// for screen readers. The bytes are the same on every platform.

#include "chart/frame/palette.h"
#include "chart/layout.h"
#include "chart/svg/surround.h"

#include <string>
#include <string_view>

namespace chart {

// A picture without the limit of a screen is cut at this height, and says how many lanes
// are missing: a hundred thousand lanes would make a file of a hundred megabytes.
constexpr float tallest_px = 10'000;
Frame svg_layout(const std::vector<Pane>& panes, Options options);

std::string svg_text(const Frame& frame, Theme theme, std::string_view title, std::string_view description);

// Lays out and writes a picture. Many lanes with many short spans are folded more than on a screen (up to 18
// px), so that a picture of the width of a page is no larger than this; wider ones may be larger in proportion.
constexpr size_t svg_bytes_a_page = 200'000;
constexpr float page_px = 1440;
std::string svg_picture(const std::vector<Pane>& panes, Options options, Theme theme, std::string_view title,
                        std::string_view description, const Surroundings& around = {});

}  // namespace chart
