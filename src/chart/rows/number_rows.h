#pragma once

// Rows of numbers that do not stand for folded lanes: devices, their queues, and queues of messages and tasks.
//
//     database    how many uses it serves at a time; stripe: how many tasks wait for it
//     line        how many tasks wait for a device whose uses have their own lanes
//     a queue     how many messages are in it, a line where it is full, and where some were dropped
//     a counter   of a recording: counter_rows.h
//     the pool's  how many tasks wait for a thread, their loop or a worker, and where some were rejected

#include "chart/rows/groups.h"

namespace chart {

// Returns the rows of the groups of these kinds among the lanes, in order.
std::vector<LevelRow> number_rows(const scenario::Scenario& scenario, const trace::Log& log, const Lanes& lanes,
                                  const std::vector<GroupKey>& keys);

}  // namespace chart
