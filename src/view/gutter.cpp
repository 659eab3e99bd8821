// The area left of the lanes: the marks that fold and unfold groups, and the pins of lanes.

#include "chart/hit.h"
#include "view/paint.h"
#include "view/timeline.h"

namespace view {

namespace {

void draw_pin(ImDrawList& list, ImVec2 middle, ImU32 colour, bool filled) {
    const ImVec2 head = middle + ImVec2{0, -2};
    if (filled) list.AddCircleFilled(head, 3.5f, colour);
    else list.AddCircle(head, 3.5f, colour, 0, 1.2f);
    list.AddLine(middle + ImVec2{0, 1.5f}, middle + ImVec2{0, 6}, colour, 1.5f);
}

}  // namespace

void Timeline::draw_gutter(const Pointing& pointing) const {
    const chart::Palette& palette = chart::palette_of(look_.theme);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin{origin_.x, origin_.y - look_.scroll_px};
    const float left = frame_.viewport.left_px;
    const bool in_gutter = pointing.over && pointing.x_px < left,
               on_pins = in_gutter && pointing.x_px >= left - chart::pin_px;
    const auto has = [&](float y0, float y1) { return pointing.y_px >= y0 && pointing.y_px < y1; };
    for (const chart::PaneBox& pane : frame_.panes) {
        for (const chart::GroupHead& head : pane.heads) {
            const bool over = in_gutter && !on_pins && has(head.y0, head.y1);
            const ImU32 colour = ink(over ? palette.strong : palette.faint, over ? 0xFF : 0xA0);
            const ImVec2 middle = origin + ImVec2{6, head.middle};
            if (head.folded)
                list.AddTriangleFilled(middle + ImVec2{-2, -4}, middle + ImVec2{3, 0}, middle + ImVec2{-2, 4}, colour);
            else list.AddTriangleFilled(middle + ImVec2{-4, -2}, middle + ImVec2{4, -2}, middle + ImVec2{0, 3}, colour);
            if (over) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        }
        for (const chart::RowBox& row : pane.rows) {
            if (row.level_row != chart::no_level_row) continue;
            const bool over = in_gutter && has(row.y0, row.y1);
            if (!row.pinned && !over) continue;
            const ImVec2 middle = origin + ImVec2{left - chart::pin_px / 2, (row.y0 + row.y1) / 2};
            const bool on_it = over && on_pins;
            if (!row.pinned) list.AddRectFilled(middle + ImVec2{-9, -8}, middle + ImVec2{9, 8}, ink(palette.pane));
            draw_pin(list, middle,
                     ink(on_it        ? palette.strong
                         : row.pinned ? palette.accent
                                      : palette.faint),
                     row.pinned);
            if (on_it) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        }
    }
}

}  // namespace view
