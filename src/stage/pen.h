#pragma once

// What the painters of things draw with: shapes that a canvas has no operation for, in the colours of a palette and
// with the opacity of the thing. Internal to stage.

#include "chart/canvas/canvas.h"
#include "chart/frame/palette.h"
#include "stage/plan.h"

#include <span>
#include <string_view>
#include <vector>

namespace stage {

using chart::Align;
using chart::Colour;
using chart::Point;

// The point of the unit circle after `turns` full turns, clockwise from the top. The same bits on every platform.
Point on_circle(double turns);

class Pen {
public:
    Pen(const chart::Palette& palette, chart::Canvas& canvas, float left, float top)
        : palette(palette), canvas_(canvas), left_(left), top_(top) {}

    const chart::Palette& palette;
    float fade = 1;  // of everything that follows

    Colour task(const Thing& thing) const;
    static Colour with_alpha(Colour colour, float alpha) {
        return {colour.r, colour.g, colour.b, uint8_t(colour.a * alpha + 0.5f)};
    }

    void round(Colour colour, float x0, float y0, float x1, float y1, float radius);
    void edge(Colour colour, float x0, float y0, float x1, float y1, float radius, float width = 1);
    void circle(Colour colour, float x, float y, float radius, float width = 0);
    void polygon(Colour colour, std::span<const Point> points);  // convex, filled
    void stroke(Colour colour, std::span<const Point> points, float width);
    // An arc around (x, y), from one number of turns to another.
    void arc(Colour colour, float x, float y, float radius, float from, float to, float width);
    void dotted_arc(Colour colour, float x, float y, float radius, float from, float to, float size);
    // Stripes at 45 degrees inside a convex polygon.
    void stripes(Colour colour, std::span<const Point> points, float width, float period);
    void text(Colour colour, float x, float y, float size, std::string_view text, bool bold = false,
              Align align = Align::centre);
    // A number in the middle of a shape, smaller where it would be wider than `room_px`, and cut if it is very long.
    void number(Colour colour, float x, float y, float size, std::string_view text, float room_px);
    // Words on a small rounded card, cut to `room_px`; (x, y) is its middle.
    void card(float x, float y, float size, std::string_view text, float room_px);
    // The shoulders of a person: a half round above a straight line at `base`.
    std::vector<Point> dome(float x, float base, float width, float height) const;

private:
    void use(Colour colour) { canvas_.colour(with_alpha(colour, fade)); }
    void shape(std::span<const Point> points, float width);

    chart::Canvas& canvas_;
    float left_ = 0, top_ = 0;
    std::vector<Point> moved_;
};

}  // namespace stage
