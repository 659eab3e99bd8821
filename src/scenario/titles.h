#pragma once

// The title of a variant whose file gives none: what distinguishes it from the
// others.

#include "scenario/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace scenario {

// Fills in each empty title with the label of the strategy, unless all have the same
// strategy and something else differs: "4 cores", "Round robin, 4 ms slices", "1 core ·
// Thread pool · 4 threads".
void give_titles(std::vector<Variant>& variants);

// Returns the title without the number of threads at its end, "Thread pool · 4 threads" -> "Thread pool":
// for places that have little room, or a separate column for this number.
std::string short_title(std::string_view title, const Scenario& scenario);

// The same for each variant. Titles that would become equal are left whole.
std::vector<std::string> short_titles(const std::vector<const Variant*>& variants);

}  // namespace scenario
