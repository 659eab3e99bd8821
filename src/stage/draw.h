#pragma once

// Draws a plan as a list of operations (chart/canvas/canvas.h), which the page, Dear ImGui and the SVG writer
// (chart/svg/canvas_svg.h) carry out. The list uses only filled and stroked shapes, circles, round rectangles and text:
// hatching is drawn as stripes, because it has to follow the outline of a person.
//
// The painters of one view are in one file: draw_restaurant.cpp, draw_desk.cpp ... Each is a function
//     void draw_table(Pen& pen, const Thing& table);
// and a row of the table in draw.cpp. pen.h has what they draw with.

#include "chart/canvas/canvas.h"
#include "chart/frame/palette.h"
#include "stage/plan.h"

namespace stage {

// Appends the picture, without its counts and its legend. Its left upper corner is at (left, top).
void draw(const Plan& plan, const chart::Palette& palette, chart::Canvas& canvas, float left = 0, float top = 0);

// Draws the counts of a plan from (left, top), in as many lines as the width requires. Returns their height, which is 0
// if the plan has none. If `canvas` is null, it only measures them.
float draw_counts(const Plan& plan, const chart::Palette& palette, chart::Canvas* canvas, float width, float left = 0,
                  float top = 0);

}  // namespace stage
