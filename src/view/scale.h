#pragma once

// Where a parameter's value stands on its slider, and which values the slider
// stops at: round ones. The page's sliders (web/lab/scale.js) follow the same rule.

#include "scenario/parameters.h"

#include <string>

namespace view {

bool has_slider(const scenario::Parameter& row);

// 0 to 1, left to right.
double share_of(const scenario::Parameter& row, double value);
double value_at(const scenario::Parameter& row, double share);

// As set() takes it: "4", "20ms".
std::string value_text(const scenario::Parameter& row, double value);

// For people: "20 ms", "4", "round robin".
std::string pretty_value(const scenario::Parameter& row);

}  // namespace view
