#include "view/icons.h"

#include "view/paint.h"

#include <algorithm>
#include <cmath>

namespace view {

namespace {

struct Shape {
    std::string_view fill, stroke;
};
constexpr Shape shapes[] = {
#define ICON(name, fill, stroke) {fill, stroke},
#include "view/icons.def"
#undef ICON
};

constexpr float stroke_px = 1.6f;
constexpr float pi = 3.14159265f;

// Reads a path as view/icons.def describes it, and adds subpaths to the path of the draw list.
class Tracer {
public:
    Tracer(ImDrawList& list, std::string_view path, ImVec2 origin) : list_(list), rest_(path), origin_(origin) {}

    // Reads the next subpath. Returns false if there is none.
    bool next(bool& closed) {
        closed = false;
        skip();
        while (!rest_.empty()) {
            const char letter = rest_[0];
            if (letter == 'M' && list_._Path.Size > 0) return true;
            rest_.remove_prefix(1);
            if (letter == 'Z') {
                closed = true;
                if (list_._Path.Size > 1) drop_last_if_at(list_._Path.front());
                return true;
            }
            if (letter == 'A') arc();
            else go(letter);
            skip();
        }
        return list_._Path.Size > 0;
    }

private:
    void skip() {
        while (!rest_.empty() && rest_[0] == ' ') rest_.remove_prefix(1);
    }

    float number() {
        skip();
        const size_t end = std::min(rest_.find_first_not_of("0123456789."), rest_.size());
        float value = 0, unit = 0;  // of the digits after the point
        for (const char c : rest_.substr(0, end)) {
            if (c == '.') {
                unit = 1;
            } else if (unit > 0) {
                unit /= 10;
                value += unit * float(c - '0');
            } else {
                value = value * 10 + float(c - '0');
            }
        }
        rest_.remove_prefix(end);
        return value;
    }

    void go(char letter) {  // M, L, H or V
        if (letter != 'V') pen_.x = number();
        if (letter != 'H') pen_.y = number();
        list_.PathLineTo(origin_ + pen_);
    }

    // Reads "radius radius 0 large sweep x y". The centre lies beside the middle of the chord.
    void arc() {
        const float radius = number();
        number(), number();
        const bool large = number() > 0, sweep = number() > 0;
        const ImVec2 from = pen_;
        pen_.x = number();
        pen_.y = number();
        const ImVec2 chord{pen_.x - from.x, pen_.y - from.y};
        const float length = std::hypot(chord.x, chord.y);
        const float away =
            std::sqrt(std::max(0.f, radius * radius - length * length / 4)) / length * (large == sweep ? -1.f : 1.f);
        const ImVec2 middle{(from.x + pen_.x) / 2 - chord.y * away, (from.y + pen_.y) / 2 + chord.x * away};
        const float begin = std::atan2(from.y - middle.y, from.x - middle.x);
        float end = std::atan2(pen_.y - middle.y, pen_.x - middle.x);
        if (sweep && end < begin) end += 2 * pi;
        if (!sweep && end > begin) end -= 2 * pi;
        drop_last_if_at(origin_ + from);
        list_.PathArcTo(origin_ + middle, radius, begin, end, 20);
    }

    // A point that occurs twice has no direction, and would cause a spike.
    void drop_last_if_at(ImVec2 at) {
        const ImVec2 last = list_._Path.back();
        if (std::hypot(last.x - at.x, last.y - at.y) < 0.01f) list_._Path.pop_back();
    }

    ImDrawList& list_;
    std::string_view rest_;
    ImVec2 origin_, pen_;
};

// Dear ImGui antialiases the edges of clockwise shapes.
void make_clockwise(ImVector<ImVec2>& path) {
    float area = 0;
    for (int i = 0; i < path.Size; ++i) {
        const ImVec2 a = path[i], b = path[(i + 1) % path.Size];
        area += a.x * b.y - b.x * a.y;
    }
    if (area < 0) std::reverse(path.begin(), path.end());
}

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, ImVec2 middle, ImU32 colour) {
    const Shape& shape = shapes[size_t(icon)];
    const ImVec2 origin{middle.x - 8, middle.y - 8};
    bool closed = false;
    for (Tracer fill(list, shape.fill, origin); fill.next(closed);) {
        make_clockwise(list._Path);
        list.PathFillConvex(colour);
    }
    for (Tracer stroke(list, shape.stroke, origin); stroke.next(closed);)
        list.PathStroke(colour, closed ? ImDrawFlags_Closed : 0, stroke_px);
}

}  // namespace view
