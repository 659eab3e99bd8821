#pragma once

// What surfaces need to know about a run besides its trace. Each part is made again when the trace
// has grown or the choice has changed.

#include "session/folds.h"
#include "session/run.h"

#include <cstdint>
#include <vector>

namespace session {

// Prepares levels and results, which the command line prints.
void measure(Run& run);

// Prepares the index by which reasons are found, and the summed levels for drawing, as well.
void index(Run& run);

// Lays out exactly the chosen lanes.
void lay_lanes(Run& run, chart::LaneChoice choice);
// Does the same, but a run that has none of the chosen lanes is shown with its cores and threads.
void lay_some_lanes(Run& run, chart::LaneChoice choice);

// Prepares the rows of folded groups, and the pinned lanes. `number` is the number of the run, among all.
void fold_lanes(Run& run, uint32_t number, const std::vector<FoldChoice>& folds, const std::vector<LaneName>& pins);
bool is_folded(const Run& run, uint32_t number, const std::vector<FoldChoice>& folds, chart::GroupKey group);

// Returns the run as pictures and exports require it. Valid until the run moves or is prepared again.
chart::Pane pane_of(const Run& run);

// Returns the three words for one run or several, and what a user should know before comparing them.
RichText verdict_of(const std::vector<std::unique_ptr<Run>>& runs);

// Returns a text about the runs that wait forever: "*Deadlock* at 2.00 ms: ...", and which task waits for
// which. Empty if none does.
RichText endings_of(const std::vector<std::unique_ptr<Run>>& runs);

// The number that the time of preparing depends on: spans, tasks and threads.
size_t size_of(const trace::Log& log);
// The approximate size in memory.
size_t bytes_of(const trace::Log& log);

}  // namespace session
