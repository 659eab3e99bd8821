#pragma once

// What a program computes in total, as its source says: repeats, the parts of splits
// and offloads are included; spawned programs are tasks of their own.

#include "base/time.h"
#include "scenario/json.h"

#include <vector>

namespace scenario {

struct Computing {
    json::Value* law;  // of one compute or offload step
    double times = 1;  // how many times one task does it
};
// In the order of the text. Requires a list of steps that the reader has accepted.
std::vector<Computing> computing(json::Value& steps);

Time total(const std::vector<Computing>& all);

// Scales every step in proportion, whatever its kind of law. Steps that are done once absorb the
// rounding errors; if there are none, the total is off by less than a ns for each time.
void scale(const std::vector<Computing>& all, Time wanted);

}  // namespace scenario
