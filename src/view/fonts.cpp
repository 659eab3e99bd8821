#include "view/fonts.h"

#include "view/font_files.h"

#include <cmath>

namespace view {

namespace {

ImFont* load(std::string_view name) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    for (const Embedded& file : font_files())
        if (file.name.starts_with(name))
            return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<char*>(file.bytes.data()),
                                                              int(file.bytes.size()), Fonts::imgui_size(Face::text, 13),
                                                              &config);
    return nullptr;
}

size_t bytes_of_character(char first) {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace

ImFont* Fonts::of(Face face) const { return face == Face::text ? text : face == Face::strong ? strong : code; }

Fonts load_fonts() {
    Fonts fonts{load("Inter-Regular"), load("Inter-SemiBold"), load("JetBrainsMono")};
    if (!fonts.strong) fonts.strong = fonts.text;
    if (!fonts.code) fonts.code = fonts.text;  // the page shows no code on the canvas
    return fonts;
}

void touch_fonts(const Fonts& fonts) {
    for (ImFont* font : {fonts.text, fonts.strong, fonts.code}) {
        ImGui::PushFont(font, 0);
        ImGui::PopFont();
    }
}

float width_of(const Fonts& fonts, Face face, float css_px, std::string_view text) {
    if (text.empty()) return 0;  // Dear ImGui would search for the end of a null text
    const float size = Fonts::imgui_size(face, css_px);
    return fonts.of(face)->CalcTextSizeA(size, 1e9f, 0, text.data(), text.data() + text.size()).x;
}

void draw_text(ImDrawList& list, const Fonts& fonts, Face face, float css_px, ImVec2 at, ImU32 colour,
               std::string_view text, Align align, float room_px) {
    constexpr std::string_view ellipsis = "…";
    if (text.empty()) return;
    const float size = Fonts::imgui_size(face, css_px);
    float width = width_of(fonts, face, css_px, text);
    float ellipsis_x = -1;
    if (width > room_px + 0.5f) {
        const float room = room_px - width_of(fonts, face, css_px, ellipsis);
        if (room <= 0) return;
        size_t kept = 0;
        float kept_px = 0;
        while (kept < text.size()) {
            const size_t next = kept + bytes_of_character(text[kept]);
            const float next_px = width_of(fonts, face, css_px, text.substr(0, next));
            if (next_px > room) break;
            kept = next;
            kept_px = next_px;
        }
        text = text.substr(0, kept);
        ellipsis_x = kept_px;
        width = kept_px + (room_px - room);
    }
    if (align == Align::centre) at.x -= width / 2;
    if (align == Align::right) at.x -= width;
    at.y = std::round(at.y - size / 2);
    list.AddText(fonts.of(face), size, at, colour, text.data(), text.data() + text.size());
    if (ellipsis_x >= 0)
        list.AddText(fonts.of(face), size, {at.x + ellipsis_x, at.y}, colour, ellipsis.data(),
                     ellipsis.data() + ellipsis.size());
}

}  // namespace view
