#include "view/tooltip.h"

#include "view/paint.h"
#include "view/rich_text.h"

#include <algorithm>

namespace view {

namespace {

constexpr float tooltip_px = 300;

}  // namespace

void show_tooltip(const Fonts& fonts, const present::Hover& hover, chart::Theme theme) {
    const auto& [title, when, why] = hover;
    const chart::Palette& palette = chart::palette_of(theme);
    const TextStyle style{12.5f, 18, ink(palette.text), ink(palette.strong)};
    const ImVec2 pad{11, 9};
    const float screen_px = ImGui::GetIO().DisplaySize.x;
    const float max = std::min(tooltip_px, screen_px - 2 * pad.x - 8);
    const float title_px = std::min(max, width_of(fonts, Face::strong, 12.5f, title));

    ImVec2 size = rich_text(nullptr, fonts, style, {}, max, why);
    if (why.empty()) size = {0, 0};
    size.x = std::max({size.x, title_px, width_of(fonts, Face::text, 11.5f, when)});
    const float title_line_px = title.empty() ? 0.f : 18.f;
    const float head_px = title_line_px + (when.empty() ? 0.f : 17.f) + (why.empty() || title.empty() ? 0.f : 3.f);
    const ImVec2 outer{size.x + 2 * pad.x, size.y + head_px + 2 * pad.y};

    // Below and to the right of the pointer, or wherever there is space.
    const ImVec2 mouse = ImGui::GetIO().MousePos, screen = ImGui::GetIO().DisplaySize;
    ImVec2 at{mouse.x + 14, mouse.y + 16};
    if (at.x + outer.x > screen.x - 4) at.x = std::max(4.f, mouse.x - outer.x - 10);
    if (at.y + outer.y > screen.y - 4) at.y = std::max(4.f, mouse.y - outer.y - 10);

    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddRectFilled(at + ImVec2{0, 3}, at + outer + ImVec2{0, 4}, IM_COL32(0, 0, 0, 60), 8);
    list.AddRectFilled(at, at + outer, ink(palette.control), 7);
    list.AddRect(at, at + outer, ink(palette.border), 7);
    const ImVec2 inner = at + pad;
    draw_text(list, fonts, Face::strong, 12.5f, inner + ImVec2{0, 9}, ink(palette.strong), title, Align::left, max);
    if (!when.empty()) draw_text(list, fonts, Face::text, 11.5f, inner + ImVec2{0, 26}, ink(palette.dim), when);
    if (!why.empty()) rich_text(&list, fonts, style, inner + ImVec2{0, head_px}, max, why);
}

}  // namespace view
