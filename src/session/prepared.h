#pragma once

// What surfaces need of a run besides its trace. Each part is made again when the trace has grown or
// the choice has changed.

#include "session/folds.h"
#include "session/run.h"

#include <cstdint>
#include <vector>

namespace session {

// Levels and results: what the command line prints.
void measure(Run& run);

// Also the index by which reasons are found, and summed levels for drawing.
void index(Run& run);

// Exactly the chosen lanes.
void lay_lanes(Run& run, chart::LaneChoice choice);
// Likewise; a run that has none of the chosen lanes is shown with its cores and threads.
void lay_some_lanes(Run& run, chart::LaneChoice choice);

// The rows of folded groups, and the pinned lanes. `number` is that of the run, among all.
void fold_lanes(Run& run, uint32_t number, const std::vector<FoldChoice>& folds, const std::vector<LaneName>& pins);
bool is_folded(const Run& run, uint32_t number, const std::vector<FoldChoice>& folds, chart::GroupKey group);

// The run as pictures and exports take it. Valid until the run moves or is prepared again.
chart::Pane pane_of(const Run& run);

// The three words, of one run or of several, and what a reader should know before comparing them.
RichText verdict_of(const std::vector<std::unique_ptr<Run>>& runs);

// The runs that wait forever: "*Deadlock* at 2.00 ms: ...", and which task waits for which. Empty if none does.
RichText endings_of(const std::vector<std::unique_ptr<Run>>& runs);

// What the time of preparing depends on: spans, tasks and threads.
size_t size_of(const trace::Log& log);
// Approximate size in memory.
size_t bytes_of(const trace::Log& log);

}  // namespace session
