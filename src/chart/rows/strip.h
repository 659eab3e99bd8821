#pragma once

// The levels strip: concurrency, parallelism and asynchrony as areas over time.
//
// All three, in all panes, share one scale: the square root, so that 2 busy cores are still visible
// next to 100 tasks in progress, and a larger number always has the higher area. A level that lasts
// a few pixels is drawn from its exact start to its exact end; shorter levels are replaced by their
// mean over each cell of a grid that is fixed in time (0.75 to 1.5 px). If there are many more
// levels than cells, everything is drawn as means, taken from `sums` if there are any.

#include "chart/frame/frame.h"
#include "chart/rows/level_sums.h"

namespace chart {

struct StripPlace {
    float y0 = 0, y1 = 0;
    int32_t highest = 1;  // the level that is drawn up to y0
};

// Returns true if any part of it is a mean.
bool lay_out_strip(const metrics::Levels& levels, const LevelSums* sums, const Viewport& viewport,
                   const StripPlace& place, std::vector<Box>& boxes);

}  // namespace chart
