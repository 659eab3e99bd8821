#include "stage/painters.h"

#include <algorithm>

namespace stage {

// The top of a desk, with the bar of the present turn along its front edge.
void draw_desk(Pen& pen, const Thing& desk) {
    const float x0 = desk.x - desk.width / 2, x1 = desk.x + desk.width / 2;
    const float y0 = desk.y - desk.height / 2, y1 = desk.y + desk.height / 2;
    pen.round(pen.palette.border, x0, y0, x1, y1, 6 * desk.scale);
    pen.round(pen.palette.grid, x0, y0, x1, y1 - 4 * desk.scale, 6 * desk.scale);
    if (desk.progress <= 0) return;
    const float from = x0 + 6, to = x1 - 6, high = y1 - 3.5f * desk.scale;
    pen.round(pen.palette.accent, from, high, from + std::max(2.0f, (to - from) * desk.progress),
              high + std::max(2.0f, 2.5f * desk.scale), 1.2f);
}

void draw_person(Pen& pen, const Thing& person) {
    draw_figure(pen, person, person.x, person.y + person.height / 2, person.height);
    if (person.label_px > 0)
        pen.card(person.x + person.label_dx, person.to_y, label_size(person.scale), person.label, person.label_px);
}

// A sheet with a folded corner.
void draw_paper(Pen& pen, const Thing& paper) {
    const float w = paper.width / 2, h = paper.height / 2, fold = w * 0.55f, x = paper.x, y = paper.y;
    const chart::Palette& palette = pen.palette;
    const Point sheet[] = {
        {x - w, y - h}, {x + w - fold, y - h}, {x + w, y - h + fold}, {x + w, y + h}, {x - w, y + h}};
    const Point corner[] = {{x + w - fold, y - h}, {x + w, y - h + fold}, {x + w - fold, y - h + fold}};
    const Colour task = pen.task(paper);
    pen.polygon(palette.pane, sheet);
    switch (paper.look) {
        case Look::solid: pen.polygon(task, sheet); break;
        case Look::hatched:
            pen.polygon(palette.blocked_fill, sheet);
            pen.stripes(palette.blocked_line, sheet, 1.5f, 5);
            break;
        case Look::gone: pen.polygon(Pen::with_alpha(task, 0.18f), sheet); break;
        case Look::dotted: pen.polygon(Pen::with_alpha(task, 0.14f), sheet); break;
        case Look::empty: pen.polygon(Pen::with_alpha(task, 0.12f), sheet); break;
        default: pen.polygon(Pen::with_alpha(task, 0.45f), sheet);
    }
    if (paper.look == Look::hatched) {  // a strip of its own colour, and a clear ground for the number
        pen.polygon(task, std::vector<Point>{{x - w, y + h - std::max(3.0f, h * 0.22f)},
                                             {x + w, y + h - std::max(3.0f, h * 0.22f)},
                                             {x + w, y + h},
                                             {x - w, y + h}});
        pen.circle(palette.pane, x, y - h * 0.08f, std::min(w * 0.8f, h * 0.6f));
    }
    const Colour edge = paper.look == Look::solid     ? palette.on_bar
                        : paper.look == Look::hatched ? palette.blocked_line
                                                      : task;
    if (paper.look == Look::dotted && paper.scale >= 0.65f) {
        // dots along the edge; on a small sheet they would be a smear
        const float step = 4;
        for (float at = -w; at <= w - fold + 0.1f; at += step) pen.circle(task, x + at, y - h, 1.1f);
        for (float at = -w; at <= w + 0.1f; at += step) pen.circle(task, x + at, y + h, 1.1f);
        for (float at = -h + step; at < h; at += step) pen.circle(task, x - w, y + at, 1.1f);
        for (float at = -h + fold; at < h; at += step) pen.circle(task, x + w, y + at, 1.1f);
    } else {
        std::vector<Point> closed(std::begin(sheet), std::end(sheet));
        closed.push_back(sheet[0]);
        pen.stroke(paper.look == Look::solid ? Pen::with_alpha(edge, 0.5f) : edge, closed, 1);
    }
    pen.polygon(paper.look == Look::solid ? Pen::with_alpha(palette.on_bar, 0.35f) : Pen::with_alpha(edge, 0.5f),
                corner);
    pen.number(paper.look == Look::solid  ? palette.on_bar
               : paper.look == Look::gone ? palette.dim
                                          : palette.strong,
               x, paper.look == Look::hatched ? y - h * 0.08f : y + h * 0.1f, std::clamp(h * 0.78f, 7.5f, 13.0f),
               paper.text, paper.width - 1.5f);
}

// A tray is open above: a floor and two sides.
void draw_tray(Pen& pen, const Thing& tray) {
    const float x0 = tray.x - tray.width / 2, x1 = tray.x + tray.width / 2;
    const float y0 = tray.y - tray.height / 2, y1 = tray.y + tray.height / 2;
    pen.round(pen.palette.lane, x0, y0, x1, y1, 8);
    const float thick = tray.scale < 0.8f ? 2.0f : 3.0f, up = std::min(26.0f, tray.height * 0.45f);
    pen.round(pen.palette.border, x0, y1 - thick, x1, y1, 1.5f);
    pen.round(pen.palette.border, x0, y1 - up, x0 + thick, y1, 1.5f);
    pen.round(pen.palette.border, x1 - thick, y1 - up, x1, y1, 1.5f);
    pen.text(pen.palette.text, tray.x, y0 + 17, 12, tray.text, true);
    pen.text(pen.palette.dim, tray.x, y0 + 33, 10.5f, tray.label);
}

}  // namespace stage
