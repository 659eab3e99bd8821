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

// The size of the words below a person. The planners choose words that fit.
constexpr float label_size(float scale) { return scale >= 0.85f ? 10.5f : scale >= 0.7f ? 9.5f : 9; }
// The room that is left for the words of a card.
constexpr float label_room(float card_px, float size) { return card_px - 1.1f * size; }

// draw_restaurant.cpp
void draw_table(Pen& pen, const Thing& table);
void draw_guest(Pen& pen, const Thing& guest);
void draw_stove(Pen& pen, const Thing& stove);
void draw_dish(Pen& pen, const Thing& dish);
void draw_waiter(Pen& pen, const Thing& waiter);
void draw_bell(Pen& pen, const Thing& bell);
void draw_trail(Pen& pen, const Thing& trail);

// draw_desk.cpp
void draw_desk(Pen& pen, const Thing& desk);
void draw_person(Pen& pen, const Thing& person);
void draw_paper(Pen& pen, const Thing& paper);
void draw_tray(Pen& pen, const Thing& tray);

// draw_chip.cpp
void draw_package(Pen& pen, const Thing& package);
void draw_chip_part(Pen& pen, const Thing& part);
void draw_chip_core(Pen& pen, const Thing& core);
void draw_chip_unit(Pen& pen, const Thing& unit);
void draw_chip_task(Pen& pen, const Thing& task);

}  // namespace stage
