#pragma once

// What a program computes in all, as its source has it: repeats, the parts of splits
// and offloads are part of it, spawned programs are tasks of their own.

#include "base/time.h"
#include "scenario/json.h"

#include <vector>

namespace scenario {

struct Computing {
    json::Value* law;  // of one compute or offload step
    double times = 1;  // that it is done in one task
};
// In the order of the text; of a list of steps that the reader has taken.
std::vector<Computing> computing(json::Value& steps);

Time total(const std::vector<Computing>& all);

// Scales every step in proportion, whatever its kind of law. Steps that are done once take what
// rounding left; where there are none, the total is off by less than a ns for each time.
void scale(const std::vector<Computing>& all, Time wanted);

}  // namespace scenario
