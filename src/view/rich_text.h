#pragma once

// Sentences that wrap, with *stars* around what should stand out.

#include "view/fonts.h"

#include <string_view>
#include <vector>

namespace view {

struct Word {
    std::string_view text;
    bool strong = false;
    bool glued = false;  // no space before it: "*blocked*." is two words
};
std::vector<Word> words_of(std::string_view text);

struct TextStyle {
    float css_px = 13;
    float line_px = 19;
    ImU32 colour = 0;
    ImU32 strong = 0;
};

// Draws it (or, with no list, only measures) and returns its size.
ImVec2 rich_text(ImDrawList* list, const Fonts& fonts, const TextStyle& style, ImVec2 at, float width_px, std::string_view text);

}  // namespace view
