#pragma once

// How wide a text will be in the typeface of the picture, without having it:
// Inter's advances. In another typeface a label may be a few percent off, which
// the places of labels allow for.

#include <string>
#include <string_view>

namespace chart {

float text_width(std::string_view text, float size_px, bool bold = false);

// The text, or its beginning and an ellipsis, within room_px.
std::string cut_to(std::string_view text, float room_px, float size_px, bool bold = false);

}  // namespace chart
