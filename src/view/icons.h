#pragma once

// The small pictures on buttons; view/icons.def lists them.

#include "imgui.h"

namespace view {

enum class Icon {
#define ICON(name, fill, stroke) name,
#include "view/icons.def"
#undef ICON
};

// Draws a square of 16 px around `middle`.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 middle, ImU32 colour);

}  // namespace view
