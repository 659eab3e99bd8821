#pragma once

// Rows of a recording's counters: the value as an area above 0. Where several values are folded, the area extends to
// the value nearest to 0, and the area from min to max has another tone.

#include "chart/rows/groups.h"

#include <string>

namespace chart {

LevelRow counter_row(const trace::Log& log, GroupKey key);

// "*5.2 MB*, from 4 to 6 here; 1 to 12 in all"
RichText counter_text(const LevelRow& row, const Grid& grid, Time t);

void lay_out_counter(const LevelRow& row, const Viewport& viewport, const Grid& grid, const RowBox& place,
                     std::vector<Box>& boxes);

}  // namespace chart
