#pragma once

// Turns the spans of one lane into what is drawn: pieces, each of which is one span, and
// folds, which are rows of cells that contain many spans.
//
//     spans    |=====|  |=||||||||  ||     |==|      |=====|
//     cells    .   .   .   .   .   .   .   .   .   .   .   .
//              [piece]  [ fold of 3 ]      [  ]      [     ]
//
// A span of 3 px or more is a piece, and so is a shorter one that shares its cells with no
// other. All others are summed by cell. The width of a cell is a power of two ns, and cells
// are counted from time 0: the same spans give the same pieces and cells wherever the
// viewport is. Where cells are as wide as the buckets of the lane's Sums, they are copied
// from there; otherwise they are computed from the spans.

#include "chart/frame/folded.h"
#include "chart/frame/pane.h"
#include "chart/frame/viewport.h"
#include "chart/lanes/lanes.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace chart {

struct Grid {  // for folding spans that are narrower than 3 px
    int shift = 0;           // a cell is 2^shift ns wide: 1.5 to 3 px
    int64_t shortest_long = 1;  // in ns: 3 px

    int64_t cell_ns() const { return int64_t(1) << shift; }
    int64_t cell_of(int64_t ns) const { return ns >> shift; }
    int64_t start_of(int64_t cell) const { return cell << shift; }
};
Grid grid_of(const Viewport& viewport, double fold_px = narrow_px);

// Folds everything that touches the viewport, for each of the lanes. The edges are not clipped to it.
//
// All lanes advance through time together, one piece of the log at a time, because spans of the
// same moment are close together in memory, whichever lane they belong to.
void fold_lanes(const std::vector<Lane>& lanes, const trace::Log& log, const Viewport& viewport, const Grid& grid,
                std::vector<Folded>& folded);

// The spans of a lane that touch begin..end, as indices into Lane::spans. Requires the spans in the order of time.
struct Range { size_t first = 0, last = 0; };  // `last` is excluded
Range spans_between(const Lane& lane, int64_t begin_ns, int64_t end_ns);

}  // namespace chart
