#pragma once

// The lengths of the queues of a run, over time.
//
// Messages leave no spans. When a message was sent or received follows from the spans of its task: a
// step that takes no time is over when the first span of a later step begins, and a step that waits
// is over when its wait ends. A message that was dropped (a note in the log) was not sent; a message
// that is being delivered (`delay`) occupies a place.

#include "metrics/numbers/overlap_count.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <vector>

namespace metrics {

// Messages in each queue of the scenario: by queue, and also by server if the queue is `per` server.
struct QueueLengths {
    std::vector<std::vector<std::vector<CountStep>>> messages;  // [queue][server or 0]
    std::vector<std::vector<std::vector<Time>>> dropped;   // likewise
};
QueueLengths queue_lengths(const scenario::Scenario& scenario, const trace::Log& log);

// Tasks that wait for a thread of the pool, for their loop or for a worker, by server.
struct TaskQueues {
    std::vector<std::vector<CountStep>> tasks;
    std::vector<std::vector<Time>> rejected;
};
TaskQueues task_queues(const trace::Log& log);

// The name of the queue of tasks: "pool queue", "loop queue" or "job queue".
const char* task_queue_name(scenario::StrategyKind kind);  // null if there is none

}  // namespace metrics
