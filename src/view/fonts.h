#pragma once

// The typefaces: Inter for all text, JetBrains Mono for code. Sizes are in CSS pixels (of
// the em); those of Dear ImGui are ascent minus descent.

#include "imgui.h"

#include <string_view>

namespace view {

enum class Face { text, strong, code };

struct Fonts {
    ImFont* text = nullptr;
    ImFont* strong = nullptr;
    ImFont* code = nullptr;

    ImFont* of(Face face) const;
    static float imgui_size(Face face, float css_px) { return css_px * (face == Face::code ? 1.32f : 1.21f); }
};

// Loads them into the atlas of the current context. The font files are embedded in the program.
Fonts load_fonts();

// Requires that this is called once per frame: a font that was never pushed is drawn at the wrong density.
void touch_fonts(const Fonts& fonts);

float width_of(const Fonts& fonts, Face face, float css_px, std::string_view text);

enum class Align { left, centre, right };

// Draws one line; `y` is the middle of its height. The text is cut with an ellipsis at room_px.
void draw_text(ImDrawList& list, const Fonts& fonts, Face face, float css_px, ImVec2 at, ImU32 colour,
               std::string_view text, Align align = Align::left, float room_px = 1e9f);

}  // namespace view
