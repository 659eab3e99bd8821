#pragma once

// A parameter as a control: where its value is on the slider, which values the slider stops
// at (round ones), which value an arrow key leads to, and how the value is written for
// people. The desktop calls this; the page asks for it (slide, nudge).
//
//     linear        1  2  3  ...  16             steps of 1, 2 or 5 times a power of ten
//     logarithmic   1  1.1 ... 9.9  10  11 ...   two digits everywhere; 0, where it is
//                                                allowed, is the left end

#include "scenario/parameters.h"

#include <optional>
#include <string>
#include <string_view>

namespace present {

bool has_slider(const scenario::Parameter& row);

// Requires has_slider(row). A share goes from 0 at the left end to 1 at the right.
double share_of(const scenario::Parameter& row, double value);
double value_at(const scenario::Parameter& row, double share);
double next_value(const scenario::Parameter& row, double value, int direction);  // direction: -1 or 1

// In the form that with_parameter() accepts: "4", "20ms".
std::string value_text(const scenario::Parameter& row, double value);

// For people: "20 ms", "4", "round robin". `value` is a value of the row, as text.
std::string pretty_value(const scenario::Parameter& row, std::string_view value);
inline std::string pretty_value(const scenario::Parameter& row) { return pretty_value(row, row.value); }

// Turns what a person has typed into what with_parameter() accepts: "20 ms" becomes "20ms", and "20" gets the unit of
// the present value. Anything else stays as it is: the reader says what is wrong with it.
std::string typed_value(const scenario::Parameter& row, std::string_view text);

// The help of the row, and whether it has an effect now.
std::string hint_of(const scenario::Parameter& row);

std::string group_title(scenario::Group group);  // "Work"

}  // namespace present
