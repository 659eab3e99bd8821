#pragma once

// What a picture is made from: the runs that it shows, one above another, and its size.

#include "base/time.h"
#include "metrics/numbers/levels.h"
#include "metrics/numbers/results.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <optional>
#include <string_view>

namespace chart {

// Defined in the folders above: lanes/lanes.h, loops/loop_lanes.h, rows/groups.h, rows/level_sums.h.
class Lanes;
struct LoopPicture;
struct FoldedGroups;
class LevelSums;

// One run, ready to be laid out. Requires that everything it points to outlives the layout.
struct Pane {
    std::string_view title;
    const scenario::Scenario* scenario = nullptr;
    const trace::Log* log = nullptr;
    const metrics::Results* results = nullptr;
    const metrics::Levels* levels = nullptr;
    const Lanes* lanes = nullptr;
    const LoopPicture* loop = nullptr;  // null: it has no event loops, or they are not shown
    const FoldedGroups* folded = nullptr;  // null: all groups are unfolded
    const LevelSums* level_sums = nullptr;  // null: there are few steps
    std::optional<Time> covered = {};  // nothing after this moment is shown (chart/cover.h)
    bool untold = false;               // the numbers in its title are not told either
};

constexpr float narrow_px = 3;
// the height in which the rows of a pane should fit: about a hundred rows, on a screen with another pane
constexpr float min_rows_px = 320;
constexpr float beside_rows_px = 120;  // about the height of a pane without its rows: title, axis, levels

struct Options {
    Time begin;
    Time end;
    float width_px = 960;    // of the whole picture, labels and margins included
    float top_px = 0;        // only the part of the picture between top_px and
    float height_px = 1e9f;  // top_px + height_px is laid out (the boxes of panes always are)
    bool touch = false;      // taller rows
    // the rows of a pane, with those of loops and pins, are lowered until they fit in this height, down to a minimum
    float rows_px = min_rows_px;
    // Several panes are made lower until all of them fit: first their rows; then there are no levels; then only the
    // first pane has an axis; and at last, of six panes or more, only cores and threads are shown, or only cores.
    bool fit = false;
    float fold_px = narrow_px;  // narrower spans are folded into cells that are half as wide, or wider
    float scroll_px = 0;     // the part of the picture above the screen: pinned lanes stay below it
};

}  // namespace chart
