#include "stage/painters.h"

#include <algorithm>

namespace stage {

void draw_floor(Pen& pen, const Thing& floor) {
    const float x0 = floor.x - floor.width / 2, y0 = floor.y - floor.height / 2;
    pen.round(pen.palette.pane, x0, y0, x0 + floor.width, y0 + floor.height, 10);
    pen.edge(pen.palette.border, x0 + 0.5f, y0 + 0.5f, x0 + floor.width - 0.5f, y0 + floor.height - 0.5f, 10);
}

void draw_zone(Pen& pen, const Thing& zone) {
    const float x0 = zone.x - zone.width / 2, y0 = zone.y - zone.height / 2;
    if (zone.look != Look::empty) pen.round(pen.palette.lane, x0, y0, x0 + zone.width, y0 + zone.height, 8);
    pen.text(pen.palette.text, zone.x, y0 + 17, 12 * zone.scale, zone.text, true);
    pen.text(pen.palette.dim, zone.x, y0 + 33, 10.5f * zone.scale, zone.label);
}

void draw_caption(Pen& pen, const Thing& caption) {
    const Colour colour = caption.look == Look::active  ? pen.palette.strong
                          : caption.look == Look::empty ? pen.palette.faint
                                                        : pen.palette.dim;
    pen.text(colour, caption.x, caption.y, 10.5f * caption.scale, caption.text);
}

void draw_more(Pen& pen, const Thing& more) {
    pen.text(pen.palette.dim, more.x, more.y, 11 * more.scale, more.text, true);
}

void draw_crowd(Pen& pen, const Thing& crowd) {
    const float s = crowd.scale;
    const bool figure = crowd.look != Look::empty;
    if (figure) draw_figure(pen, crowd, crowd.x - crowd.width / 2 + 16 * s, crowd.y + 16 * s, 32 * s);
    const float left = crowd.x - crowd.width / 2 + (figure ? 34 * s : 0);
    pen.text(pen.palette.strong, left, crowd.y - 6 * s, 14 * s, crowd.text, true, Align::left);
    pen.text(pen.palette.dim, left, crowd.y + 9 * s, 10.5f * s, crowd.label, false, Align::left);
}

void draw_figure(Pen& pen, const Thing& who, float x, float base, float size) {
    const float head = size * 0.235f, height = size * 0.53f, width = size * 0.68f;
    const std::vector<Point> body = pen.dome(x, base, width, height);
    switch (who.look) {
        case Look::hatched:
            pen.polygon(pen.palette.blocked_fill, body);
            pen.stripes(pen.palette.blocked_line, body, 1.5f, std::clamp(size * 0.09f, 3.5f, 5.5f));
            break;
        case Look::solid: pen.polygon(pen.palette.accent, body); break;
        case Look::tinted:
            pen.polygon(pen.palette.pane, body);
            pen.polygon(Pen::with_alpha(pen.palette.accent, 0.3f), body);
            break;
        case Look::active: pen.polygon(pen.palette.switching, body); break;
        default: pen.polygon(pen.palette.border, body);
    }
    std::vector<Point> closed = body;
    closed.push_back(body.front());
    const Colour edge = who.look == Look::hatched  ? pen.palette.blocked_line
                        : who.look == Look::tinted ? pen.palette.accent
                                                   : pen.palette.pane;
    pen.stroke(edge, closed, 1);
    pen.circle(who.look == Look::plain || who.look == Look::empty ? pen.palette.dim : pen.palette.strong, x,
               base - height - head * 0.62f, head);
    if (who.kind != Kind::crowd)
        pen.number(pen.palette.pane, x, base - height - head * 0.62f, std::max(7.0f, head), who.text, head * 1.75f);
}

}  // namespace stage
