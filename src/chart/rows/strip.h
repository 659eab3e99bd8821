#pragma once

// The levels strip: concurrency, parallelism and asynchrony as areas over time.
//
// All three, in all panes, have one scale: the square root, so that 2 busy cores
// can still be seen beside 100 tasks in progress, and so that the higher number
// is always the higher area. A level that holds for a few pixels is drawn from
// its exact beginning to its exact end; where levels are shorter there is their
// mean over each cell of a grid that is fixed in time (0.75 to 1.5 px). Where there are many more levels
// than cells, all of it is means, from `sums` where there are some.

#include "chart/frame/frame.h"
#include "chart/rows/level_sums.h"

namespace chart {

struct StripPlace {
    float y0 = 0, y1 = 0;
    int32_t highest = 1;  // level that is drawn up to y0
};

// True when some of it is a mean.
bool lay_out_strip(const metrics::Levels& levels, const LevelSums* sums, const Viewport& viewport, const StripPlace& place,
                   std::vector<Box>& boxes);

}  // namespace chart
