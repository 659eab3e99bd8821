#pragma once

// Pieces of SVG text. Numbers have at most two digits after the point, in every locale;
// text is escaped, and characters that XML cannot contain become U+FFFD.

#include "chart/frame/palette.h"

#include <string>
#include <string_view>

namespace chart::svg {

void add_number(std::string& out, float value);
void add_text(std::string& out, std::string_view text);

// ` fill="#1b2335"`, with ` fill-opacity="0.3"` where it is not opaque.
void add_paint(std::string& out, std::string_view property, Colour colour);

// Closed subpaths. `radius_px` is limited to a third of the width and half the height.
void add_rectangle(std::string& path, float x0, float y0, float x1, float y1, float radius_px);

}  // namespace chart::svg
