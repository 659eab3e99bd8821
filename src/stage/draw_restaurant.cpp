#include "stage/painters.h"

#include "chart/frame/text_width.h"

#include <algorithm>

namespace stage {

// A table with four chairs, its number, and the ring that shows how much of the wait is over.
void draw_table(Pen& pen, const Thing& table) {
    const float s = table.scale, x = table.x, y = table.y, radius = 24 * s;
    const chart::Palette& palette = pen.palette;
    for (int side = 0; side < 4; ++side) {
        const Point on = on_circle(side * 0.25);
        const float cx = x + on.x * 34 * s, cy = y + on.y * 33 * s, w = 8.5f * s, h = 7.5f * s;
        pen.round(palette.grid, cx - w, cy - h, cx + w, cy + h, 5 * s);
    }
    const bool taken = table.look != Look::empty && table.look != Look::gone;
    if (table.look == Look::ring || table.look == Look::dotted) {
        pen.circle(palette.pane, x, y, radius + 4.5f * s);
        pen.circle(palette.border, x, y, radius + 3.5f * s, 2.5f * s);
    }
    if (table.look == Look::tinted) {
        pen.circle(palette.pane, x, y, radius + 4.5f * s);
        pen.circle(Pen::with_alpha(pen.task(table), 0.7f), x, y, radius + 3.5f * s, 1.5f * s);
    }
    if (taken) {
        pen.circle(pen.task(table), x, y, radius);
    } else if (table.look == Look::gone) {
        pen.circle(palette.pane, x, y, radius);
        pen.circle(Pen::with_alpha(pen.task(table), 0.33f), x, y, radius);
    } else {
        pen.circle(palette.lane, x, y, radius);
        pen.circle(palette.border, x, y, radius - 0.5f, 1);
    }
    if (table.look == Look::ring) pen.arc(palette.good, x, y, radius + 3.5f * s, 0, table.progress, 3 * s);
    if (table.look == Look::dotted)
        pen.dotted_arc(palette.good, x, y, radius + 3.5f * s, 0, table.progress, std::max(2.0f, 3.2f * s));
    const bool gone = table.look == Look::gone;
    const bool labelled = gone && s >= 0.7f;  // in a small table there is no room for words
    pen.number(taken ? palette.on_bar : palette.dim, x, labelled ? y - 4 * s : y, std::max(9.0f, 14 * s), table.text,
               radius * 1.75f);
    if (labelled) pen.text(palette.good, x, y + 10 * s, 9 * s, chart::cut_to(table.label, radius * 2, 9 * s));
}

void draw_guest(Pen& pen, const Thing& guest) {
    const float s = guest.scale, x = guest.x, y = guest.y;
    const std::vector<Point> body = pen.dome(x, y + 17 * s, 28 * s, 14 * s);
    pen.polygon(pen.palette.pane, body);
    pen.polygon(Pen::with_alpha(pen.task(guest), 0.6f), body);
    pen.circle(pen.task(guest), x, y - 6 * s, 10 * s);
    pen.number(pen.palette.on_bar, x, y - 6 * s, std::max(7.0f, 11 * s), guest.text, 18 * s);
}

void draw_stove(Pen& pen, const Thing& stove) {
    const float w = stove.width / 2, h = stove.height / 2;
    pen.round(pen.palette.grid, stove.x - w, stove.y - h, stove.x + w, stove.y + h, 6);
    pen.circle(pen.palette.border, stove.x, stove.y, std::min(w, h) * 0.58f, 2);
}

// A dish: in a pan on the stove (ring), on a plate on its way (solid), or an order in the line for the stove (tinted).
void draw_dish(Pen& pen, const Thing& dish) {
    const float x = dish.x, y = dish.y, radius = dish.width / 2;
    const chart::Palette& palette = pen.palette;
    if (dish.look == Look::ring) {
        const Colour iron = palette.text;
        pen.round(iron, x + radius * 0.9f, y - radius * 0.12f, x + radius * 1.5f, y + radius * 0.12f, radius * 0.12f);
        pen.circle(palette.pane, x, y, radius);
        pen.circle(pen.task(dish), x, y, radius * 0.8f);
        pen.circle(iron, x, y, radius * 0.95f, std::max(1.2f, radius * 0.1f));
    } else if (dish.look == Look::tinted) {
        pen.round(palette.pane, x - radius, y - radius, x + radius, y + radius, 3);
        pen.round(Pen::with_alpha(pen.task(dish), 0.45f), x - radius, y - radius, x + radius, y + radius, 3);
    } else {
        pen.circle(palette.pane, x, y, radius);
        pen.circle(palette.dim, x, y, radius - 0.5f, 1);
        pen.circle(pen.task(dish), x, y, radius * 0.72f);
    }
    const bool order = dish.look == Look::tinted;
    pen.number(order ? palette.strong : palette.on_bar, x, y, std::max(8.0f, radius * 0.68f), dish.text,
               radius * (order ? 1.9f : 1.5f));
}

void draw_waiter(Pen& pen, const Thing& waiter) {
    draw_figure(pen, waiter, waiter.x, waiter.y + waiter.height / 2, waiter.height);
    if (waiter.label_px > 0)
        pen.card(waiter.x + waiter.label_dx, waiter.y + waiter.height / 2 + 9, label_size(waiter.scale), waiter.label,
                 waiter.label_px);
}

void draw_bell(Pen& pen, const Thing& bell) {
    const float s = bell.scale, x = bell.x, y = bell.y;
    const bool rings = bell.look == Look::active;
    const Colour top = rings ? pen.palette.tasks[1] : pen.palette.border;
    const Colour foot = rings ? pen.palette.parallelism : pen.palette.faint;
    pen.circle(foot, x, y - 17 * s, 3.5f * s);
    pen.polygon(top, pen.dome(x, y + 7 * s, 44 * s, 22 * s));
    pen.round(foot, x - 23 * s, y + 7 * s, x + 23 * s, y + 12 * s, 2.5f * s);
    if (!rings) return;
    for (const float side : {-1.0f, 1.0f})
        for (int wave = 0; wave < 2; ++wave) {
            const float radius = (30 + 9 * float(wave)) * s;
            const float middle = side > 0 ? 0.25f : 0.75f;
            pen.arc(pen.palette.tasks[1], x, y - 2 * s, radius, middle - 0.07f, middle + 0.07f, 2.2f * s);
        }
}

// Dots along a bent way, from the bell to the table whose dish is ready.
void draw_trail(Pen& pen, const Thing& trail) {
    const float dx = trail.to_x - trail.x, dy = trail.to_y - trail.y;
    const float bend_x = (trail.x + trail.to_x) / 2 - dy * 0.14f, bend_y = (trail.y + trail.to_y) / 2 + dx * 0.14f;
    const int dots = std::clamp(int((std::abs(dx) + std::abs(dy)) / 8), 4, 80);
    for (int i = 1; i < dots; ++i) {
        const float f = float(i) / float(dots), g = 1 - f;
        pen.circle(pen.palette.good, g * g * trail.x + 2 * f * g * bend_x + f * f * trail.to_x,
                   g * g * trail.y + 2 * f * g * bend_y + f * f * trail.to_y, 1.2f);
    }
}

}  // namespace stage
