#pragma once

// Times and numbers as panels show them.
//
// A column of times has one unit, chosen by its longest time, so that its times can be
// compared by eye. A time that would have fewer than two digits left in that unit is shown
// in a unit of its own: "3.21 ms" in a column of seconds.

#include "base/time.h"

#include <cstdint>
#include <string>

namespace present {

struct Unit {
    const char* name;  // "ms"
    int64_t ns;        // in one of it
    int digits;        // digits after the point, in a column
};
Unit unit_for(Time longest);

// Times are in nanoseconds here, because means are not whole. `digits` are those after the point.
std::string in_column(double ns, Unit unit);                 // "26.0", or "250 µs"
std::string with_unit(double ns, Unit unit, int digits);     // "26.00 ms"
inline std::string with_unit(double ns, Unit unit) { return with_unit(ns, unit, unit.digits); }

// A moment in a run that lasts until `last`, while `shown` of it is on the screen: with
// enough digits to tell it from a moment a few pixels away, "67.50 ms". The unit depends on
// `last` alone, so that the text keeps its width while the playhead moves.
std::string moment_text(Time t, Time last, Time shown);

std::string fixed_text(double value, int digits);        // with trailing zeros: "1.50"
std::string significant_text(double value, int digits);  // "0.0123", "1234"; never with an exponent
std::string trimmed_text(double value, int digits);      // the same without trailing zeros: "0.5", "162.2"
std::string share_text(double share);                    // 0.42 is "42 %"
std::string bytes_text(int64_t bytes);                   // "1.5 MiB"

}  // namespace present
