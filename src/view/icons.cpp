#include "view/icons.h"

#include "view/paint.h"

namespace view {

namespace {

struct Pen {
    ImDrawList& list;
    ImVec2 origin;
    ImU32 colour;

    ImVec2 at(float x, float y) const { return {origin.x + x, origin.y + y}; }
    void box(float x0, float y0, float x1, float y1) const { list.AddRectFilled(at(x0, y0), at(x1, y1), colour); }
    void triangle(ImVec2 a, ImVec2 b, ImVec2 c) const {
        list.AddTriangleFilled(at(a.x, a.y), at(b.x, b.y), at(c.x, c.y), colour);
    }
    void line(ImVec2 a, ImVec2 b) const { list.AddLine(at(a.x, a.y), at(b.x, b.y), colour, 1.6f); }

    // An arrow that turns back; mirrored it goes on.
    void turn(bool mirrored) const {
        const auto x = [mirrored](float left) { return mirrored ? 16 - left : left; };
        if (mirrored)
            triangle({x(2.5f), 6}, {x(6.5f), 9.5f}, {x(6.5f), 2.5f});
        else
            triangle({x(2.5f), 6}, {x(6.5f), 2.5f}, {x(6.5f), 9.5f});
        line({x(6), 6}, {x(10), 6});
        list.PathArcTo(at(x(10), 9), 3, mirrored ? 4.712f : -1.571f, mirrored ? 1.571f : 1.571f, 12);
        list.PathStroke(colour, 0, 1.6f);
        line({x(10), 12}, {x(5.5f), 12});
    }
};

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, ImVec2 middle, ImU32 colour) {
    const Pen pen{list, {middle.x - 8, middle.y - 8}, colour};
    switch (icon) {
        case Icon::none: break;
        case Icon::start:
            pen.box(3.5f, 3.5f, 5.3f, 12.5f);
            pen.triangle({12.5f, 3.5f}, {12.5f, 12.5f}, {5.8f, 8});
            break;
        case Icon::end:
            pen.box(10.7f, 3.5f, 12.5f, 12.5f);
            pen.triangle({3.5f, 3.5f}, {10.2f, 8}, {3.5f, 12.5f});
            break;
        case Icon::back:
            pen.triangle({9.5f, 3.5f}, {9.5f, 12.5f}, {3, 8});
            pen.box(10.8f, 3.5f, 12.6f, 12.5f);
            break;
        case Icon::forward:
            pen.box(3.4f, 3.5f, 5.2f, 12.5f);
            pen.triangle({6.5f, 3.5f}, {13, 8}, {6.5f, 12.5f});
            break;
        case Icon::play: pen.triangle({4.5f, 3}, {13, 8}, {4.5f, 13}); break;
        case Icon::pause:
            pen.box(4, 3.5f, 6.8f, 12.5f);
            pen.box(9.2f, 3.5f, 12, 12.5f);
            break;
        case Icon::plus:
            pen.line({3.5f, 8}, {12.5f, 8});
            pen.line({8, 3.5f}, {8, 12.5f});
            break;
        case Icon::minus: pen.line({3.5f, 8}, {12.5f, 8}); break;
        case Icon::fit:
            for (float x : {3.f, 13.f})
                for (float y : {3.f, 13.f}) {
                    pen.line({x, y}, {x + (x < 8 ? 3.5f : -3.5f), y});
                    pen.line({x, y - (y < 8 ? 0.8f : -0.8f)}, {x, y + (y < 8 ? 3.5f : -3.5f)});
                }
            break;
        case Icon::find:
            list.AddCircle(middle + ImVec2{-1.2f, -1.2f}, 4.2f, colour, 24, 1.6f);
            pen.line({10, 10}, {13, 13});
            break;
        case Icon::mark:
            pen.line({4.3f, 3}, {4.3f, 13});
            pen.triangle({4.5f, 3}, {13, 6}, {4.5f, 9});
            break;
        case Icon::measure:
            pen.line({3, 4}, {3, 12});
            pen.line({13, 4}, {13, 12});
            pen.line({4, 8}, {12, 8});
            pen.triangle({4, 8}, {6.5f, 5.5f}, {6.5f, 10.5f});
            pen.triangle({12, 8}, {9.5f, 10.5f}, {9.5f, 5.5f});
            break;
        case Icon::up:
            pen.line({4, 10}, {8, 6});
            pen.line({8, 6}, {12, 10});
            break;
        case Icon::undo: pen.turn(false); break;
        case Icon::redo: pen.turn(true); break;
        case Icon::theme:
            list.AddCircle(middle, 5.5f, colour, 32, 1.5f);
            list.PathArcTo(middle, 5.5f, -1.571f, 1.571f, 20);
            list.PathFillConvex(colour);
            break;
        case Icon::close:
            pen.line({4, 4}, {12, 12});
            pen.line({12, 4}, {4, 12});
            break;
        case Icon::down: pen.triangle({4.5f, 6.2f}, {11.5f, 6.2f}, {8, 10.4f}); break;
        case Icon::check:
            pen.line({3.5f, 8.3f}, {6.8f, 11.5f});
            pen.line({6.6f, 11.5f}, {12.8f, 4.8f});
            break;
    }
}

}  // namespace view
