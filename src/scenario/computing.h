#pragma once

// The total computing time of a program, as written in its source: repeats, the parts of
// splits and offloads are included; spawned programs are not, because they are tasks of
// their own.

#include "base/time.h"
#include "scenario/json.h"

#include <vector>

namespace scenario {

struct Computing {
    json::Value* law;  // of one compute or offload step
    double times = 1;  // how often one task executes it
};
// Returns the steps in the order of the text. Requires a list of steps that the reader has accepted.
std::vector<Computing> computing(json::Value& steps);

Time total(const std::vector<Computing>& all);

// Scales every step in proportion, whatever the kind of its law. Steps that are executed once
// absorb the rounding errors; if there are none, the total is off by less than a ns per
// execution.
void scale(const std::vector<Computing>& all, Time wanted);

}  // namespace scenario
