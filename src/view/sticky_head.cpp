#include "view/sticky_head.h"

#include "chart/axis.h"
#include "chart/frame/text_width.h"
#include "chart/titles.h"

#include <algorithm>
#include <cmath>

namespace view {

namespace {

constexpr float margin_px = 12;
constexpr float below_axis_px = 2;

void draw(const chart::Palette& palette, const std::vector<chart::Label>& labels, chart::Canvas& canvas) {
    for (const chart::Label& label : labels) {
        canvas.colour(of(palette, label.ink));
        const std::string text = chart::cut_to(label.text, label.room_px, label.size_px, label.bold);
        canvas.text(label.x, label.y, label.size_px, text, label.bold,
                    label.right ? chart::Align::right : chart::Align::left);
    }
}

}  // namespace

std::optional<StickyHead> sticky_head(const chart::Frame& frame, float scroll_px) {
    for (size_t i = 0; i < frame.panes.size(); ++i) {
        const chart::PaneBox& pane = frame.panes[i];
        if (pane.y0 >= scroll_px || pane.y1 <= scroll_px) continue;
        if (pane.pins_y1 > pane.pins_y0) return {};
        const float height = pane.lanes_y0 - pane.y0;
        const float top = std::min(scroll_px, pane.y1 - height);
        return StickyHead{i, top, top + height};
    }
    return {};
}

void draw_sticky_head(const StickyHead& head, const Picture& picture, const chart::Frame& frame, Time playhead,
                      const chart::Palette& palette, chart::Canvas& canvas) {
    const chart::PaneBox& box = frame.panes[head.pane];
    const float down = head.y0 - box.y0, axis = box.title_y1 + down, right = frame.width_px;
    std::vector<chart::Pane> panes;
    for (const TimelinePane& pane : picture.panes) panes.push_back(pane.pane);
    if (head.pane >= panes.size()) return;

    canvas.colour(palette.title);
    canvas.rectangle(0, head.y0, right, axis);
    canvas.colour(palette.pane);
    canvas.rectangle(0, axis, right, head.y1);
    std::vector<chart::Label> labels;
    chart::lay_out_title(panes, uint32_t(head.pane), {margin_px, right - margin_px, (head.y0 + axis) / 2}, labels);
    chart::lay_out_axis(frame.viewport, (axis + head.y1) / 2 - below_axis_px, labels);
    draw(palette, labels, canvas);
    canvas.colour(palette.border);
    canvas.line(0, head.y1, right, head.y1, 1);
    if (playhead < frame.viewport.begin || playhead > frame.viewport.end) return;
    const float x = std::round(frame.viewport.x_of(playhead)) + 0.5f;
    canvas.colour(palette.playhead);
    canvas.line(x, axis, x, head.y1, 1.5f);
    const chart::Point handle[] = {{x - 5, axis}, {x + 5, axis}, {x, axis + 7}};
    canvas.shape(handle);
}

}  // namespace view
