#pragma once

// Groups of lanes that are folded into one row each, and what such a row shows. number_rows.h has
// other rows of the same appearance:
//
//     cores       height: how many work (and switch); stripe: threads that need a core
//     threads     height: how many run, and above these how many are blocked; the same stripe
//     tasks       height: how many are in progress, and how many of them run; the same stripe
//     servers     of a fleet: its cores, and when it boots, is up and drains. Its lanes fold with it
//
//     processes   of recordings: how many of their threads run; stripe: operations in progress. Its
//                 lanes fold with it
//     operations  of one kind: how many are in progress
//     counters    of recordings: the value (counter_rows.h)
//
// A thread of a recording with nested slices folds to the lane of the outermost slices, which is not a row of numbers.
//
// These are numbers over time (curve.h): a folded row costs its cells, however many lanes and
// spans there are.

#include "base/say.h"
#include "chart/frame/frame.h"
#include "chart/lanes/lanes.h"
#include "chart/rows/curve.h"
#include "chart/rows/value_curve.h"

#include <string>
#include <vector>

namespace chart {

// A row that shows numbers instead of bars.
struct LevelRow {
    GroupKey group;
    std::string label;   // "Server 2 · 4 cores"
    std::string whole;   // "4 cores"
    struct Part {
        Surface surface = Surface::parallelism;
        Phrase said;             // a sentence about {n} of {full}, which is {percent} %
        Curve curve;             // this part and everything below it
    };
    std::vector<Part> parts;     // from the bottom
    int32_t full = 1;            // the value that reaches up to the top
    Curve line;                  // how many tasks wait
    Phrase line_said;            // a sentence about the {n} tasks that wait
    Phrase line_said_max;        // the same with {max}, the largest number at one time
    bool line_is_async = false;  // the stripe shows what is in progress without a thread, not what needs a core
    bool limited = false;        // there can never be more than `limit`
    int32_t limit = 0;
    std::vector<Time> marks;     // the moments at which something was rejected
    Phrase marks_said;           // a sentence about {n} of these
    std::string device;          // for use in sentences
    ValueCurve values;           // for a counter, which has nothing but this, its group and its label
};

// The folded groups of a pane, and its rows of numbers.
struct FoldedGroups {
    std::vector<LevelRow> rows;  // in the order of the groups of lanes
    std::vector<GroupKey> first_only;  // groups of slices of which only the outermost are shown
    bool loops = false;          // only the phases of each loop are shown
    std::vector<uint32_t> pinned;  // lanes that are also shown above the others and stay visible

    bool empty() const { return rows.empty() && first_only.empty() && !loops && pinned.empty(); }
};

// Folds the groups of `lanes` that are in `keys`, with one walk through the log.
FoldedGroups fold_groups(const scenario::Scenario& scenario, const trace::Log& log, const Lanes& lanes,
                         const std::vector<GroupKey>& keys);

// Does the group fold together with `folded`? The cores and threads of a server fold with it, everything that a
// process contains folds with the process, and the queue of a device with the device.
bool goes_with(const LaneGroup& group, GroupKey folded);

// Returns the groups of lanes for which there are such rows, in order: those in `keys`, and those without lanes.
std::vector<LaneGroup> groups_with_rows(const Lanes& lanes, const std::vector<GroupKey>& keys);

// Groups with several lanes can be folded, and so can all servers and processes.
bool foldable(const LaneGroup& group);

// A fleet of more servers than this is folded at first.
constexpr uint32_t max_open_servers = 32;
std::vector<GroupKey> folded_at_first(const Lanes& lanes);

// Returns the text for a cell, or a moment, of such a row: "*3.2* of 4 cores are running (80 %). ...".
RichText level_text(const LevelRow& row, const Grid& grid, Time t);

// Lays out the boxes of a row.
void lay_out_levels(const LevelRow& row, const Viewport& viewport, const Grid& grid, const RowBox& place,
                    std::vector<Box>& boxes);

}  // namespace chart
