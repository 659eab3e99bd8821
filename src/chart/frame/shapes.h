#pragma once

// A frame as the shapes that it is drawn with: plain rectangles, round bars, hatching, dots. The picture as a file
// (chart/svg) and the one on a canvas (chart/canvas) are painters of the same shapes, so that a poster and the figure
// that takes its place look alike.

#include "chart/frame/frame.h"
#include "chart/frame/palette.h"

#include <string>
#include <vector>

namespace chart {

// Pixels are those of the picture. Shapes of one call never cover each other, so that a painter may collect those of
// one colour.
class ShapePainter {
public:
    virtual ~ShapePainter() = default;

    virtual void plain(Colour colour, float x0, float y0, float x1, float y1) = 0;  // square, with sharp edges
    virtual void round(Colour colour, const Bar& bar, float radius_px) = 0;
    // Edges are 1 px wide, and these are the coordinates of their middle.
    virtual void hatched(float x0, float y0, float x1, float y1, float radius_px) = 0;
    virtual void outlined(Colour colour, float x0, float y0, float x1, float y1, float radius_px) = 0;
    // Round dots with their centres at first_x and every period_px from there, up to last_x.
    virtual void dots(Colour colour, float first_x, float last_x, float y, float size_px, float period_px) = 0;
};

void paint_bars(const Frame& frame, const Palette& palette, ShapePainter& painter);

// Labels that look alike are neighbours in this list.
std::vector<const Label*> labels_by_look(const Frame& frame);
bool look_alike(const Label& a, const Label& b);

// From the middle of a capital letter to the base line, in units of the font size.
constexpr float half_capital = 0.364f;

}  // namespace chart
