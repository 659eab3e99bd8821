// The area left of the lanes: the marks that fold and unfold groups, and the pins of lanes.

#include "chart/hit.h"
#include "view/scene/scene.h"
#include "view/scene/strokes.h"

namespace view {

namespace {

void draw_pin(float x, float y, bool filled, chart::Canvas& canvas) {
    canvas.circle(x, y - 2, 3.5f, filled ? 0 : 1.2f);
    canvas.line(x, y + 1.5f, x, y + 6, 1.5f);
}

}  // namespace

void Scene::draw_gutter(chart::Canvas& canvas) const {
    const chart::Palette& palette = this->palette();
    const float left = frame_.viewport.left_px;
    const bool in_gutter = pointing_.over && pointing_.x_px < left,
               on_pins = in_gutter && pointing_.x_px >= left - chart::pin_px;
    const auto has = [&](float y0, float y1) { return pointing_.y_px >= y0 && pointing_.y_px < y1; };
    for (const chart::PaneBox& pane : frame_.panes) {
        for (const chart::GroupHead& head : pane.heads) {
            const bool over = in_gutter && !on_pins && has(head.y0, head.y1);
            const float x = 6, y = head.middle;
            const chart::Point right[] = {{x - 2, y - 4}, {x + 3, y}, {x - 2, y + 4}};
            const chart::Point down[] = {{x - 4, y - 2}, {x + 4, y - 2}, {x, y + 3}};
            canvas.colour(over ? palette.strong : faded(palette.faint, 0xA0));
            canvas.shape(head.folded ? right : down);
        }
        for (const chart::RowBox& row : pane.rows) {
            if (row.level_row != chart::no_level_row) continue;
            const bool over = in_gutter && has(row.y0, row.y1);
            if (!row.pinned && !over) continue;
            const float x = left - chart::pin_px / 2, y = (row.y0 + row.y1) / 2;
            const bool on_it = over && on_pins;
            if (!row.pinned) {
                canvas.colour(palette.pane);
                canvas.rectangle(x - 9, y - 8, x + 9, y + 8);
            }
            canvas.colour(on_it ? palette.strong : row.pinned ? palette.accent : palette.faint);
            draw_pin(x, y, row.pinned, canvas);
        }
    }
}

}  // namespace view
