#pragma once

// What a variant is called when its file does not say: by what tells it from the
// others.

#include "scenario/document.h"

#include <vector>

namespace scenario {

// Fills in each empty title: the strategy's, unless all have the same and something
// else differs: "4 cores", "Round robin, 4 ms slices", "1 core · Thread pool · 4 threads".
void give_titles(std::vector<Variant>& variants);

}  // namespace scenario
