#pragma once

// Carries out a list of drawing operations (chart/canvas/canvas.h) with Dear ImGui. The list ends at an operation for
// hatching or dots: bars, which have these, are drawn with GL (bars.h).

#include "chart/canvas/canvas.h"
#include "view/fonts.h"

namespace view {

// `origin`: where the list's (0, 0) is on the screen.
void draw_list(ImDrawList& list, const Fonts& fonts, ImVec2 origin, const chart::Canvas& canvas);

}  // namespace view
