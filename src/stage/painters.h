#pragma once

// The painters of all kinds of things. Internal to stage; draw.cpp chooses one by Thing::kind.

#include "stage/pen.h"

namespace stage {

// draw_common.cpp
void draw_floor(Pen& pen, const Thing& floor);
void draw_zone(Pen& pen, const Thing& zone);
void draw_caption(Pen& pen, const Thing& caption);
void draw_more(Pen& pen, const Thing& more);
void draw_crowd(Pen& pen, const Thing& crowd);
// A head with its number and shoulders, as a waiter and a person at a desk have them: (x, base) is the middle of the
// lower edge, `size` the height of both.
void draw_figure(Pen& pen, const Thing& who, float x, float base, float size);

// draw_restaurant.cpp
void draw_table(Pen& pen, const Thing& table);
void draw_guest(Pen& pen, const Thing& guest);
void draw_stove(Pen& pen, const Thing& stove);
void draw_dish(Pen& pen, const Thing& dish);
void draw_waiter(Pen& pen, const Thing& waiter);
void draw_bell(Pen& pen, const Thing& bell);
void draw_trail(Pen& pen, const Thing& trail);

}  // namespace stage
