#include "view/stage_cards.h"

#include "chart/canvas/canvas.h"
#include "stage/draw.h"
#include "view/draw_list.h"
#include "view/rich_text.h"
#include "view/tooltip.h"

#include <algorithm>

namespace view {

namespace {

constexpr float edge_px = 12, inner_px = 8, head_px = 38, side_by_side_px = 760;

}  // namespace

float show_stage(StageSource& source, const Skin& skin, chart::Theme theme) {
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const size_t count = source.count();
    const size_t columns = width >= side_by_side_px && count > 1 ? 2 : 1;
    const float card_px = (width - edge_px * float(columns + 1)) / float(columns);
    const TextStyle style{13, 19, ink(skin.palette.dim), ink(skin.palette.strong)};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    chart::Canvas canvas;
    float y = edge_px;
    for (size_t first = 0; first < count; first += columns) {
        float tallest = 0;
        for (size_t run = first; run < std::min(first + columns, count); ++run) {
            const StageCard card = source.card(run, card_px - 2 * inner_px);
            const ImVec2 at = origin + ImVec2{edge_px + (card_px + edge_px) * float(run - first), y};
            const float picture_px = card.plan ? card.plan->height : 40;
            const float below_px = card.plan ? stage::draw_counts(*card.plan, skin.palette, nullptr, card_px - 32) : 0;
            const float height = head_px + 2 * inner_px + picture_px + below_px;
            list.AddRectFilled(at, at + ImVec2{card_px, height}, ink(skin.palette.pane), 10);
            list.AddRect(at, at + ImVec2{card_px, height}, ink(skin.palette.border), 10);
            const float title_px = std::min(card_px - 32, width_of(skin.fonts, Face::strong, 14, card.title));
            draw_text(list, skin.fonts, Face::strong, 14, at + ImVec2{16, head_px / 2}, ink(skin.palette.strong),
                      card.title, Align::left, card_px - 32);
            draw_text(list, skin.fonts, Face::text, 13, at + ImVec2{32 + title_px, head_px / 2}, ink(skin.palette.dim),
                      card.facts, Align::left, std::max(0.f, card_px - 48 - title_px));
            const ImVec2 inside = at + ImVec2{inner_px, head_px + inner_px};
            if (!card.plan) {
                rich_text(&list, skin.fonts, style, inside + ImVec2{8, 8}, card_px - 32, card.why_not);
            } else {
                canvas.clear();
                stage::draw(*card.plan, skin.palette, canvas);
                stage::draw_counts(*card.plan, skin.palette, &canvas, card_px - 32, 8, picture_px);
                draw_list(list, skin.fonts, inside, canvas);
                ImGui::SetCursorScreenPos(inside);
                ImGui::PushID(int(run));
                const bool pressed = ImGui::InvisibleButton("picture", {card.plan->width, picture_px});
                ImGui::PopID();
                const ImVec2 mouse = ImGui::GetIO().MousePos, point{mouse.x - inside.x, mouse.y - inside.y};
                if (pressed) source.choose(run, point.x, point.y);
                if (ImGui::IsItemHovered())
                    if (const auto why = source.at(run, point.x, point.y))
                        show_tooltip(skin.fonts, {{}, {}, *why}, theme);
            }
            tallest = std::max(tallest, height);
        }
        y += tallest + edge_px;
    }
    ImGui::SetCursorScreenPos(origin);
    ImGui::Dummy({width, y});
    return y;
}

}  // namespace view
