#pragma once

// Highlights the task of the selected bar: all of its bars get an outline, on every lane and in every run that has a
// task of the same number and name.

#include "chart/canvas/canvas.h"
#include "view/scene/scene.h"

namespace view {

void draw_same_task(const Picture& picture, const chart::Frame& frame, const session::State& state,
                    const chart::Palette& palette, chart::Canvas& canvas);

}  // namespace view
