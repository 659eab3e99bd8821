#pragma once

// Lays out a picture: runs + viewport -> rectangles, lines and texts, in pixels of the
// picture (the origin is at the top left). It is a pure function; view/ draws a Frame with
// GL and ImGui, and svg.h writes the same Frame to a file.
//
//     pane   title bar   Thread pool · 4 threads   finish 148.0 ms   ...
//            axis        0 ms     20 ms     40 ms
//            loops       Call stack ...             of event loops with a runtime (loop_lanes.h)
//            lanes       Core 1  ####  ####          one row each
//                        Thread 1 ..
//            levels      concurrency, parallelism, asynchrony over time
//     pane   ...         (all panes share the viewport)
//
// Spans narrower than 3 px are folded with their neighbours into cells, which contain the
// share of each state. Cells lie on a grid that is fixed in time (a power of two ns each,
// 1.5 to 3 px), so that nothing flickers while the picture is panned. Rows and times out of
// view are skipped, and where a cell contains many spans they have been summed in advance
// (sums.h): a frame costs its visible cells, however many spans there are.

#include "chart/frame/frame.h"
#include "chart/frame/pane.h"
#include "chart/lanes/lanes.h"
#include "chart/loops/loop_lanes.h"
#include "chart/rows/level_sums.h"

#include <vector>

namespace chart {

Frame layout(const std::vector<Pane>& panes, const Options& options);

// The same, into a frame whose memory is reused. Meant for pictures that move.
void layout(const std::vector<Pane>& panes, const Options& options, Frame& frame);

}  // namespace chart
