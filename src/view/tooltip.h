#pragma once

// The words about what is under the pointer, in a box beside it.

#include "chart/frame/palette.h"
#include "present/hover.h"
#include "view/fonts.h"

namespace view {

// A hover without a title or a reason is shown without them.
void show_tooltip(const Fonts& fonts, const present::Hover& hover, chart::Theme theme);

}  // namespace view
