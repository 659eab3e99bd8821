#pragma once

// How wide a text will be in the typeface of the picture, which need not be loaded: the
// advances are those of Inter. In another typeface a label may differ by a few per cent,
// which the positions of labels allow for.

#include <string>
#include <string_view>

namespace chart {

float text_width(std::string_view text, float size_px, bool bold = false);

// Returns the text, or as much of its beginning as fits into room_px with an ellipsis.
std::string cut_to(std::string_view text, float room_px, float size_px, bool bold = false);

}  // namespace chart
