#pragma once

// The shapes of the timeline as small samples, for the legend.

#include "view/paint.h"

#include <string_view>

namespace view {

// Draws the sample of a row of present::Help::legend at its upper left corner, with this size. Returns false if
// there is no such shape. Without a list it draws nothing.
bool draw_sample(ImDrawList* list, const chart::Palette& palette, std::string_view id, ImVec2 at, ImVec2 size);

}  // namespace view
