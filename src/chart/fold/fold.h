#pragma once

// From the spans of one lane to what can be drawn of them: pieces that are one
// span each, and folds, which are rows of cells that hold many.
//
//     spans    |=====|  |=||||||||  ||     |==|      |=====|
//     cells    .   .   .   .   .   .   .   .   .   .   .   .
//              [piece]  [ fold of 3 ]      [  ]      [     ]
//
// A span of 3 px or more is a piece by itself, and so is a shorter one that
// shares its cells with no other. All others are summed up by cell. Cells are a
// power of two ns wide, counted from time 0: the same spans give the same pieces and
// cells wherever the viewport is. Where cells are as wide as the buckets of the
// lane's Sums they are taken from there, else from the spans.

#include "chart/frame/folded.h"
#include "chart/frame/pane.h"
#include "chart/frame/viewport.h"
#include "chart/lanes/lanes.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace chart {

struct Grid {  // for what is folded under 3 px
    int shift = 0;           // a cell is 2^shift ns: 1.5 to 3 px
    int64_t shortest_long = 1;  // ns; 3 px

    int64_t cell_ns() const { return int64_t(1) << shift; }
    int64_t cell_of(int64_t ns) const { return ns >> shift; }
    int64_t start_of(int64_t cell) const { return cell << shift; }
};
Grid grid_of(const Viewport& viewport, double fold_px = narrow_px);

// What touches the viewport, of each of the lanes. Edges are not clipped to it.
//
// All lanes go through time together, a piece of the log at a time: what is of one moment lies
// near each other in memory, whichever lane it is of.
void fold_lanes(const std::vector<Lane>& lanes, const trace::Log& log, const Viewport& viewport, const Grid& grid, std::vector<Folded>& folded);

// The spans of a lane that touch begin..end, which are in the order of time: places in Lane::spans.
struct Range { size_t first = 0, last = 0; };  // `last` is not one of them
Range spans_between(const Lane& lane, int64_t begin_ns, int64_t end_ns);

}  // namespace chart
