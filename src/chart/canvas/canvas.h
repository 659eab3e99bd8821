#pragma once

// A picture as a compact list of drawing operations, for a surface that can fill rectangles and set text. The list is
// plain data: web/core/painter.js carries it out on the 2D context of a page's canvas, and view/draw_list.cpp with
// Dear ImGui. Pixels are those of the picture.
//
// The list consists of 32-bit words. Each operation is its number (Draw, below), followed by its arguments:
//
//     colour     rgba                         of what follows; red is the highest byte
//     rectangle  x0 y0 x1 y1                  filled; its edges lie between device pixels, and it is at least 1 wide
//     round      x0 y0 x1 y1 radius           filled, with smooth edges
//     edge       x0 y0 x1 y1 radius width     the middle of the edge has these coordinates
//     hatched    x0 y0 x1 y1 radius ground stripes
//                                             filled with stripes at 45 degrees, 1.5 px wide and 7.5 px apart, at
//                                             fixed places of the picture
//     dots       x0 x1 y size period          round, with centres at x0 and every `period`, up to x1
//     line       x0 y0 x1 y1 width
//     circle     x y radius width             width 0: filled
//     shape      width n x y x y ...          n points; width 0: filled and closed
//     text       x y size flags at bytes      y is the middle of the line; flags: 1 bold, 2 centred, 4 right-aligned;
//                                             at, bytes: its place in texts(), which are UTF-8
//
// Numbers of operations, colours (also `ground` and `stripes`), flags, counts and places are unsigned integers; all
// others are floats.

#include "chart/frame/frame.h"
#include "chart/frame/palette.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chart {

enum class Draw : uint32_t { colour, rectangle, round, edge, hatched, dots, line, circle, shape, text };

struct Point { float x = 0, y = 0; };

enum class Align : uint8_t { left, centre, right };

class Canvas {
public:
    void clear();

    void colour(Colour colour);
    void rectangle(float x0, float y0, float x1, float y1);
    void round(float x0, float y0, float x1, float y1, float radius);
    void edge(float x0, float y0, float x1, float y1, float radius, float width);
    void hatched(float x0, float y0, float x1, float y1, float radius, Colour ground, Colour stripes);
    void dots(float x0, float x1, float y, float size, float period);
    void line(float x0, float y0, float x1, float y1, float width);
    void circle(float x, float y, float radius, float width = 0);
    void shape(std::span<const Point> points, float width = 0);
    void text(float x, float y, float size, std::string_view text, bool bold = false, Align align = Align::left);

    std::span<const uint32_t> words() const { return words_; }
    std::string_view texts() const { return texts_; }

private:
    void put(Draw operation, std::initializer_list<float> numbers);

    std::vector<uint32_t> words_;
    std::string texts_;
    Colour colour_;
    bool coloured_ = false;
};

// Appends everything that is in a frame: boxes, bars and labels, in this order.
void draw(const Frame& frame, const Palette& palette, Canvas& canvas);

}  // namespace chart
