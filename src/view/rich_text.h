#pragma once

// Sentences that wrap, with emphasis.

#include "base/say.h"
#include "view/fonts.h"

#include <string_view>
#include <vector>

namespace view {

// A part of a sentence without blanks. It refers to the text from which it was taken.
struct Word {
    std::string_view text;
    bool strong = false;
    bool glued = false;  // there is no blank before it: "*blocked*." is two words
};
std::vector<Word> words_of(const RichText& text);

struct TextStyle {
    float css_px = 13;
    float line_px = 19;
    ImU32 colour = 0;
    ImU32 strong = 0;
};

// Draws the text, or only measures it if there is no list. Returns its size.
ImVec2 rich_text(ImDrawList* list, const Fonts& fonts, const TextStyle& style, ImVec2 at, float width_px,
                 const RichText& text);

}  // namespace view
