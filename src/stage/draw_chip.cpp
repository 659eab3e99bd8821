#include "stage/painters.h"

#include "chart/frame/text_width.h"

#include <algorithm>

namespace stage {

namespace {

struct Edges {
    float x0, y0, x1, y1;
    explicit Edges(const Thing& thing)
        : x0(thing.x - thing.width / 2),
          y0(thing.y - thing.height / 2),
          x1(thing.x + thing.width / 2),
          y1(thing.y + thing.height / 2) {}
};

std::vector<Point> corners(const Edges& box) {
    return {{box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}};
}

// Brighter towards the middle: the more, the warmer.
void glow(Pen& pen, Colour colour, const Edges& box, float warmth) {
    if (warmth <= 0.01f) return;
    constexpr int rings = 18;
    for (int i = 0; i < rings; ++i) {
        const float in = float(i) / rings * 0.44f, dx = (box.x1 - box.x0) * in, dy = (box.y1 - box.y0) * in;
        pen.round(Pen::with_alpha(colour, 0.034f * warmth), box.x0 + dx, box.y0 + dy, box.x1 - dx, box.y1 - dy, 8);
    }
}

void number(Pen& pen, const Thing& thing, Colour colour, float wanted, float room) {
    const float width = chart::text_width(thing.text, wanted, true);
    pen.text(colour, thing.x, thing.y, width <= room ? wanted : std::max(6.0f, wanted * room / width), thing.text,
             true);
}

}  // namespace

// The housing, with its pins along two edges.
void draw_package(Pen& pen, const Thing& package) {
    const Edges box(package);
    const float pitch = std::clamp(package.width / 22, 18.0f, 38.0f), pin = pitch * 0.38f;
    const int count = int((package.width - 40) / pitch);
    const float first = package.x - float(count - 1) / 2 * pitch;
    for (int i = 0; i < count; ++i) {
        const float x = first + float(i) * pitch;
        pen.round(pen.palette.border, x - pin / 2, box.y0 - 9, x + pin / 2, box.y0 + 2, 1);
        pen.round(pen.palette.border, x - pin / 2, box.y1 - 2, x + pin / 2, box.y1 + 9, 1);
    }
    pen.round(pen.palette.background, box.x0, box.y0, box.x1, box.y1, 12);
    pen.edge(pen.palette.border, box.x0 + 0.5f, box.y0 + 0.5f, box.x1 - 0.5f, box.y1 - 0.5f, 12, 1.5f);
}

void draw_chip_part(Pen& pen, const Thing& part) {
    const Edges box(part);
    const bool active = part.look == Look::active;
    pen.round(pen.palette.card, box.x0, box.y0, box.x1, box.y1, 7);
    if (active) pen.round(Pen::with_alpha(pen.palette.asynchrony, 0.14f), box.x0, box.y0, box.x1, box.y1, 7);
    pen.edge(active ? pen.palette.asynchrony : pen.palette.border, box.x0 + 0.5f, box.y0 + 0.5f, box.x1 - 0.5f,
             box.y1 - 0.5f, 7);
    const float x = part.x + part.label_dx;
    const float y = part.to_y > 0 ? part.to_y : part.y - (part.label.empty() ? 0 : 8);
    pen.text(pen.palette.strong, x, y, 12.5f * part.scale, part.text, true);
    pen.text(active ? pen.palette.asynchrony : pen.palette.dim, x, y + 17, 10.5f, part.label);
}

void draw_chip_core(Pen& pen, const Thing& core) {
    Edges box(core);
    const Colour task = core.look == Look::active ? pen.palette.switching : pen.task(core);
    const Colour warm = core.look == Look::empty ? pen.palette.accent : task;
    if (core.scale < 0.7f) {  // a small cell
        pen.round(pen.palette.card, box.x0, box.y0, box.x1, box.y1, 2);
        if (core.look == Look::empty) {
            pen.round(Pen::with_alpha(warm, 0.4f * core.progress), box.x0, box.y0, box.x1, box.y1, 2);
        } else if (core.look == Look::hatched) {
            pen.polygon(pen.palette.blocked_fill, corners(box));
            pen.stripes(pen.palette.blocked_line, corners(box), 1.5f, 4);
        } else {
            pen.round(task, box.x0, box.y0, box.x1, box.y1, 2);
        }
        if (core.look == Look::empty)
            pen.edge(pen.palette.border, box.x0 + 0.5f, box.y0 + 0.5f, box.x1 - 0.5f, box.y1 - 0.5f, 2);
        if (core.look == Look::solid) number(pen, core, pen.palette.on_bar, 9.5f, core.width - 3);
        return;
    }
    pen.round(pen.palette.card, box.x0, box.y0, box.x1, box.y1, 8);
    const float edge = core.scale < 1 ? 3.0f : 5.0f;
    Edges inside = box;
    inside.x0 += edge, inside.y0 += edge, inside.x1 -= edge;
    inside.y1 = core.to_y > 0 && core.to_y < box.y1 ? core.to_y : box.y1 - edge;
    pen.round(pen.palette.lane, inside.x0, inside.y0, inside.x1, inside.y1, 6);
    glow(pen, warm, inside, core.progress * (core.look == Look::empty ? 0.7f : 1));
    pen.edge(pen.palette.border, box.x0 + 0.5f, box.y0 + 0.5f, box.x1 - 0.5f, box.y1 - 0.5f, 8);
    pen.text(pen.palette.strong, inside.x0 + 5, inside.y0 + 10 * core.scale, 12 * core.scale, core.text, true,
             Align::left);
    if (!core.label.empty()) pen.text(pen.palette.faint, core.x, (inside.y0 + inside.y1) / 2 + 8, 11, core.label);
}

void draw_chip_unit(Pen& pen, const Thing& unit) {
    const Edges box(unit);
    pen.round(Pen::with_alpha(pen.palette.border, 0.5f), box.x0, box.y0, box.x1, box.y1, 4);
    pen.text(pen.palette.dim, unit.x, unit.y, 10, unit.text);
}

// A block where a task executes or waits for its turn, a ring where its answer is under way.
void draw_chip_task(Pen& pen, const Thing& task) {
    const Edges box(task);
    const Colour colour = pen.task(task);
    const float radius = std::min(task.width, task.height) / 2 - 1.5f,
                size = std::clamp(task.height * 0.42f, 8.5f, 16.0f);
    switch (task.look) {
        case Look::solid:
            pen.round(colour, box.x0, box.y0, box.x1, box.y1, 5);
            number(pen, task, pen.palette.on_bar, size, task.width - 4);
            return;
        case Look::active:
            pen.round(pen.palette.switching, box.x0, box.y0, box.x1, box.y1, 5);
            number(pen, task, pen.palette.on_bar, size, task.width - 4);
            return;
        case Look::hatched:
            pen.polygon(pen.palette.blocked_fill, corners(box));
            pen.stripes(pen.palette.blocked_line, corners(box), 1.5f, 6);
            pen.circle(pen.palette.pane, task.x, task.y, size * 0.9f);
            number(pen, task, pen.palette.strong, size, task.width - 4);
            return;
        case Look::dotted:
            pen.circle(pen.palette.pane, task.x, task.y, radius);
            pen.dotted_arc(Pen::with_alpha(colour, 0.35f), task.x, task.y, radius, 0, 1, 2.2f);
            pen.dotted_arc(colour, task.x, task.y, radius, 0, task.progress > 0 ? task.progress : 1, 2.4f);
            break;
        case Look::ring:
            pen.circle(pen.palette.blocked_fill, task.x, task.y, radius);
            pen.arc(Pen::with_alpha(colour, 0.35f), task.x, task.y, radius, 0, 1, 2);
            pen.arc(colour, task.x, task.y, radius, 0, task.progress > 0 ? task.progress : 1, 2.4f);
            break;
        case Look::tinted:
            pen.round(pen.palette.pane, box.x0, box.y0, box.x1, box.y1, 4);
            pen.round(Pen::with_alpha(colour, 0.45f), box.x0, box.y0, box.x1, box.y1, 4);
            pen.edge(colour, box.x0 + 0.5f, box.y0 + 0.5f, box.x1 - 0.5f, box.y1 - 0.5f, 4);
            break;
        default:
            pen.round(Pen::with_alpha(colour, 0.12f), box.x0, box.y0, box.x1, box.y1, 4);
            pen.edge(Pen::with_alpha(colour, 0.7f), box.x0 + 0.5f, box.y0 + 0.5f, box.x1 - 0.5f, box.y1 - 0.5f, 4);
    }
    number(pen, task, pen.palette.strong, 9.5f, radius * 1.7f);
}

}  // namespace stage
