#pragma once

// Colours of chart::Palette for Dear ImGui.

#include "chart/frame/palette.h"
#include "imgui.h"

namespace view {

inline ImU32 ink(chart::Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }
inline ImU32 ink(chart::Colour c, uint8_t alpha) { return IM_COL32(c.r, c.g, c.b, alpha); }
inline ImVec4 vec(chart::Colour c) { return {float(c.r) / 255, float(c.g) / 255, float(c.b) / 255, float(c.a) / 255}; }

inline ImVec2 operator+(ImVec2 a, ImVec2 b) { return {a.x + b.x, a.y + b.y}; }

}  // namespace view
