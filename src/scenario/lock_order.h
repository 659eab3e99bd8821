#pragma once

// Orders of locks that can form a circle: one program takes b while it holds a, and another takes a while it holds b.
// Tasks that do so at the same time wait for each other forever. Such circles are found without a run, so that
// `check` can warn of them even if the runs of a scenario happen to go well.
//
// An order is harmless if the same other lock is held wherever it occurs: then only one task at a time can be there.

#include "base/say.h"
#include "scenario/scenario.h"

#include <vector>

namespace scenario {

// Returns a sentence for each circle.
std::vector<RichText> lock_circles(const Scenario& scenario);

}  // namespace scenario
