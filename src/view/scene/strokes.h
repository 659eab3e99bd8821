#pragma once

// What the files of the scene draw with, besides chart::Canvas.

#include "chart/canvas/canvas.h"

namespace view {

inline chart::Colour faded(chart::Colour colour, uint8_t alpha) { return {colour.r, colour.g, colour.b, alpha}; }

// An edge inside the rectangle.
inline void outline(chart::Canvas& canvas, float x0, float y0, float x1, float y1, float radius, float width = 1) {
    canvas.edge(x0 + 0.5f, y0 + 0.5f, x1 - 0.5f, y1 - 0.5f, radius, width);
}

}  // namespace view
