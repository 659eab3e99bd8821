// Left of the lanes: the marks by which their groups are folded and unfolded.

#include "view/paint.h"
#include "view/timeline.h"

namespace view {

void Timeline::draw_gutter(const State& state, const Pointing& pointing) const {
    const chart::Palette& palette = chart::palette_of(state.theme);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 origin{origin_.x, origin_.y - state.scroll_px};
    for (const chart::PaneBox& pane : frame_.panes)
        for (const chart::GroupHead& head : pane.heads) {
            const bool over = pointing.over && pointing.x_px < frame_.viewport.left_px && pointing.y_px >= head.y0 && pointing.y_px < head.y1;
            const ImU32 colour = ink(over ? palette.strong : palette.faint, over ? 0xFF : 0xA0);
            const ImVec2 middle = origin + ImVec2{6, head.middle};
            if (head.folded) list.AddTriangleFilled(middle + ImVec2{-2, -4}, middle + ImVec2{3, 0}, middle + ImVec2{-2, 4}, colour);
            else list.AddTriangleFilled(middle + ImVec2{-4, -2}, middle + ImVec2{4, -2}, middle + ImVec2{0, 3}, colour);
            if (over) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
        }
}

}  // namespace view
