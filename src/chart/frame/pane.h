#pragma once

// What a picture is made from: the runs that it shows, one above the other, and how large it is to be.

#include "base/time.h"
#include "metrics/numbers/levels.h"
#include "metrics/numbers/results.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <string_view>

namespace chart {

// Made in the rooms above: lanes/lanes.h, loops/loop_lanes.h, rows/groups.h, rows/level_sums.h.
class Lanes;
struct LoopPicture;
struct FoldedGroups;
class LevelSums;

// One run, ready to be laid out. All that is pointed to outlives the layout.
struct Pane {
    std::string_view title;
    const scenario::Scenario* scenario = nullptr;
    const trace::Log* log = nullptr;
    const metrics::Results* results = nullptr;
    const metrics::Levels* levels = nullptr;
    const Lanes* lanes = nullptr;
    const LoopPicture* loop = nullptr;  // none: it has no such loops, or they are not shown
    const FoldedGroups* folded = nullptr;  // none: all are open
    const LevelSums* level_sums = nullptr;  // none: there are few steps
};

constexpr float narrow_px = 3;
constexpr float least_rows_px = 320;  // what the rows of a pane should fit in: a hundred, on a screen beside another pane

struct Options {
    Time begin;
    Time end;
    float width_px = 960;    // of the whole picture, labels and margins included
    float top_px = 0;        // only what lies between top_px and top_px + height_px of the
    float height_px = 1e9f;  // picture is laid out (panes' boxes always are)
    bool touch = false;      // taller rows
    float rows_px = least_rows_px;  // the rows of a pane fit in this, with those of loops and pins, as far as they can be low
    float fold_px = narrow_px;  // what is narrower is folded, into cells half as wide or wider
    float scroll_px = 0;     // what of the picture is above the screen: pinned lanes stay below
};

}  // namespace chart
