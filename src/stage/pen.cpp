#include "stage/pen.h"

#include "chart/frame/text_width.h"

#include <algorithm>
#include <cmath>

namespace stage {

namespace {

// Sine and cosine of an angle of at most an eighth of a turn, by their series.
double small_sine(double x) {
    const double q = x * x;
    return x * (1 - q / 6 * (1 - q / 20 * (1 - q / 42 * (1 - q / 72))));
}
double small_cosine(double x) {
    const double q = x * x;
    return 1 - q / 2 * (1 - q / 12 * (1 - q / 30 * (1 - q / 56)));
}

}  // namespace

Point on_circle(double turns) {
    constexpr double full_turn = 6.283185307179586;
    turns -= std::floor(turns);
    const int quarter = int(turns * 4 + 0.5) % 4;  // the nearest of the four axes
    const double rest = turns - quarter * 0.25;
    const double angle = (rest > 0.5 ? rest - 1 : rest) * full_turn;
    const float s = float(small_sine(angle)), c = float(small_cosine(angle));
    switch (quarter) {
        case 0: return {s, -c};
        case 1: return {c, s};
        case 2: return {-s, c};
        default: return {-c, -s};
    }
}

Colour Pen::task(const Thing& thing) const {
    return thing.colour < chart::task_colours ? palette.tasks[thing.colour] : palette.mixed;
}

void Pen::round(Colour colour, float x0, float y0, float x1, float y1, float radius) {
    use(colour);
    canvas_.round(left_ + x0, top_ + y0, left_ + x1, top_ + y1, radius);
}
void Pen::edge(Colour colour, float x0, float y0, float x1, float y1, float radius, float width) {
    use(colour);
    canvas_.edge(left_ + x0, top_ + y0, left_ + x1, top_ + y1, radius, width);
}
void Pen::circle(Colour colour, float x, float y, float radius, float width) {
    use(colour);
    canvas_.circle(left_ + x, top_ + y, radius, width);
}

void Pen::shape(std::span<const Point> points, float width) {
    moved_.clear();
    for (const Point& point : points) moved_.push_back({left_ + point.x, top_ + point.y});
    canvas_.shape(moved_, width);
}
void Pen::polygon(Colour colour, std::span<const Point> points) {
    if (points.size() < 3) return;
    use(colour);
    shape(points, 0);
}
void Pen::stroke(Colour colour, std::span<const Point> points, float width) {
    if (points.size() < 2) return;
    use(colour);
    shape(points, width);
}

void Pen::arc(Colour colour, float x, float y, float radius, float from, float to, float width) {
    if (to <= from) return;
    const int parts = std::max(2, int(std::ceil((to - from) * 48)));
    std::vector<Point> points;
    for (int i = 0; i <= parts; ++i) {
        const Point on = on_circle(from + double(to - from) * i / parts);
        points.push_back({x + on.x * radius, y + on.y * radius});
    }
    stroke(colour, points, width);
}

void Pen::dotted_arc(Colour colour, float x, float y, float radius, float from, float to, float size) {
    const int around = std::max(8, int(radius * 6.2832f / (size * 2)));
    use(colour);
    for (int i = int(std::ceil(from * float(around))); float(i) / float(around) < to; ++i) {
        const Point on = on_circle(double(i) / around);
        canvas_.circle(left_ + x + on.x * radius, top_ + y + on.y * radius, size / 2, 0);
    }
}

namespace {

// The part of a convex polygon where dx * x + dy * y <= limit.
std::vector<Point> cut(std::span<const Point> points, float dx, float dy, float limit) {
    std::vector<Point> inside;
    for (size_t i = 0; i < points.size(); ++i) {
        const Point a = points[i], b = points[(i + 1) % points.size()];
        const float da = dx * a.x + dy * a.y - limit, db = dx * b.x + dy * b.y - limit;
        if (da <= 0) inside.push_back(a);
        if ((da < 0 && db > 0) || (da > 0 && db < 0)) {
            const float f = da / (da - db);
            inside.push_back({a.x + (b.x - a.x) * f, a.y + (b.y - a.y) * f});
        }
    }
    return inside;
}

}  // namespace

void Pen::stripes(Colour colour, std::span<const Point> points, float width, float period) {
    if (points.size() < 3) return;
    constexpr float root_half = 0.70710678f;
    float low = 1e9f, high = -1e9f;
    for (const Point& point : points) {
        const float along = (point.x + point.y) * root_half;
        low = std::min(low, along);
        high = std::max(high, along);
    }
    for (float at = low + period / 3; at < high; at += period) {
        const std::vector<Point> upper = cut(points, root_half, root_half, at + width);
        const std::vector<Point> stripe = cut(upper, -root_half, -root_half, -at);
        polygon(colour, stripe);
    }
}

void Pen::text(Colour colour, float x, float y, float size, std::string_view text, bool bold, Align align) {
    use(colour);
    canvas_.text(left_ + x, top_ + y, size, text, bold, align);
}

void Pen::number(Colour colour, float x, float y, float size, std::string_view text, float room_px) {
    constexpr float smallest = 6;
    const float width = chart::text_width(text, size, true);
    if (width > room_px) size = std::max(smallest, size * room_px / width);
    this->text(colour, x, y, size, chart::cut_to(text, room_px + 0.5f, size, true), true);
}

void Pen::card(float x, float y, float size, std::string_view text, float room_px) {
    if (text.empty()) return;
    const float pad = size * 0.55f, half = size * 0.78f;
    const std::string cut = chart::cut_to(text, room_px - 2 * pad, size);
    const float width = chart::text_width(cut, size) + 2 * pad;
    round(palette.pane, x - width / 2, y - half, x + width / 2, y + half, half);
    edge(palette.border, x - width / 2, y - half, x + width / 2, y + half, half);
    this->text(palette.text, x, y, size, cut);
}

std::vector<Point> Pen::dome(float x, float base, float width, float height) const {
    std::vector<Point> points;
    const float rx = width / 2;
    // half an ellipse over a short straight part
    const float straight = std::max(0.0f, height - rx), ry = height - straight;
    points.push_back({x - rx, base});
    for (int i = 0; i <= 16; ++i) {
        const Point on = on_circle(-0.25 + 0.5 * i / 16);
        points.push_back({x + on.x * rx, base - straight + on.y * ry});
    }
    points.push_back({x + rx, base});
    return points;
}

}  // namespace stage
