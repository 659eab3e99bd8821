#pragma once

// Small pictures for buttons, drawn as shapes in a 16 by 16 box.

#include "imgui.h"

#include <cstdint>

namespace view {

enum class Icon : uint8_t { none, start, back, play, pause, forward, end, plus, minus, fit, undo, redo, theme, close, up, down, check, find, mark, measure };

void draw_icon(ImDrawList& list, Icon icon, ImVec2 middle, ImU32 colour);

}  // namespace view
