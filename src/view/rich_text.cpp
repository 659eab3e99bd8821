#include "view/rich_text.h"

#include <algorithm>

namespace view {

std::vector<Word> words_of(const RichText& text) {
    std::vector<Word> words;
    bool glued = false;
    for (const Piece& piece : text.pieces()) {
        const std::string_view all = piece.text;
        size_t begin = 0;
        for (size_t i = 0; i <= all.size(); ++i) {
            if (i < all.size() && all[i] != ' ') continue;
            if (i > begin) {
                words.push_back({all.substr(begin, i - begin), piece.strong, glued});
                glued = true;
            }
            if (i < all.size()) glued = false;
            begin = i + 1;
        }
    }
    return words;
}

ImVec2 rich_text(ImDrawList* list, const Fonts& fonts, const TextStyle& style, ImVec2 at, float width_px,
                 const RichText& text) {
    const float space_px = width_of(fonts, Face::text, style.css_px, " ");
    float x = 0, y = style.line_px / 2, widest = 0;
    const auto words = words_of(text);
    for (size_t first = 0; first < words.size();) {
        // Words that are glued together stay on one line.
        size_t last = first + 1;
        while (last < words.size() && words[last].glued) ++last;
        float width = 0;
        for (size_t i = first; i < last; ++i)
            width += width_of(fonts, words[i].strong ? Face::strong : Face::text, style.css_px, words[i].text);
        if (x > 0 && x + space_px + width > width_px) {
            x = 0;
            y += style.line_px;
        } else if (x > 0) {
            x += space_px;
        }
        for (size_t i = first; i < last; ++i) {
            const Face face = words[i].strong ? Face::strong : Face::text;
            if (list)
                draw_text(*list, fonts, face, style.css_px, {at.x + x, at.y + y},
                          words[i].strong ? style.strong : style.colour, words[i].text);
            x += width_of(fonts, face, style.css_px, words[i].text);
        }
        widest = std::max(widest, x);
        first = last;
    }
    return {widest, y + style.line_px / 2};
}

}  // namespace view
