#pragma once

// What a figure needs of the page: a clock, and a painter that carries out its lists on the 2D context of a canvas.

#include "figure/figure.h"

#include <memory>

namespace figure {

double now_ms();
std::unique_ptr<Painter> make_web_painter();

}  // namespace figure
