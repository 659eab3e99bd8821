#pragma once

// Groups of lanes that are folded into one row each, and what such a row shows; number_rows.h has
// others that look alike:
//
//     cores     height: how many of them work (and switch); stripe: threads that want a core
//     threads   height: how many run, and above these how many are blocked; the same stripe
//     tasks     height: how many are there, and of them how many run; the same stripe
//     servers   of a fleet: its cores, and when it boots, is up and drains. Its lanes go with it
//
//     processes  of recordings: how many of their threads run; stripe: operations that are under way. Its lanes go with it
//     operations of one kind: how many are under way
//     counters  of recordings: the value (counter_rows.h)
//
// A thread of a recording with slices inside of others folds to the lane of the outermost, which is no row of numbers.
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
        Phrase said;             // a sentence on {n} of {full}, which are {percent} %
        Curve curve;             // the part itself and all that is below it
    };
    std::vector<Part> parts;     // from the bottom
    int32_t full = 1;            // reaches to the top
    Curve line;                  // how many wait
    Phrase line_said;            // a sentence on {n} that wait
    Phrase line_said_max;        // and on {max} of them at one time
    bool line_is_async = false;  // what goes on without a thread, and not what wants a core
    bool limited = false;        // more than `limit` there can't be
    int32_t limit = 0;
    std::vector<Time> marks;     // what was turned away
    Phrase marks_said;           // a sentence on {n} of them
    std::string device;          // that the sentences may name
    ValueCurve values;           // of a counter: nothing of the above but group and label
};

// What is folded of a pane, and its rows of numbers.
struct FoldedGroups {
    std::vector<LevelRow> rows;  // in the order of the groups of lanes
    std::vector<GroupKey> first_only;  // groups of slices, of which only the outermost are shown
    bool loops = false;          // of loops only the phases are shown
    std::vector<uint32_t> pinned;  // lanes that are also shown above the others, and stay in sight

    bool empty() const { return rows.empty() && first_only.empty() && !loops && pinned.empty(); }
};

// Of those groups of `lanes` that are in `keys`, with one walk through the log.
FoldedGroups fold_groups(const scenario::Scenario& scenario, const trace::Log& log, const Lanes& lanes, const std::vector<GroupKey>& keys);

// A server takes its cores and threads with it when it is folded, a process all that it has, a device the line before it.
bool goes_with(const LaneGroup& group, GroupKey folded);

// Which of the groups of lanes such rows are of, in their order: those in `keys` and those without lanes.
std::vector<LaneGroup> groups_with_rows(const Lanes& lanes, const std::vector<GroupKey>& keys);

// Groups that can be folded: those of several lanes, and all servers and processes.
bool foldable(const LaneGroup& group);

// Fleets of more servers than this begin folded.
constexpr uint32_t most_open_servers = 32;
std::vector<GroupKey> folded_at_first(const Lanes& lanes);

// What one cell, or a moment, of such a row says: "*3.2* of 4 cores are running (80 %). ...".
RichText level_text(const LevelRow& row, const Grid& grid, Time t);

// Its boxes.
void lay_out_levels(const LevelRow& row, const Viewport& viewport, const Grid& grid, const RowBox& place, std::vector<Box>& boxes);

}  // namespace chart
