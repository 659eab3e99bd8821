#pragma once

// What happened in a part of a run, begin <= t < end: the statistics of a selected range.
//
//     states    the time of all tasks in each state. A task that shares the cores runs for its fraction and is ready
//               for the rest. Parts and offloads count, because they are work too
//     levels    mean and max in the range
//     latency   of the tasks that were completed (or answered and completed) in the range, its end included: their
//               whole latency; percentiles are nearest rank
//     busiest   the tasks that ran longest in the range

#include "metrics/numbers/results.h"
#include "metrics/span_index.h"

#include <cstddef>
#include <vector>

namespace metrics {

struct Between {
    Time begin, end;
    Time running, switching, ready, blocked, waiting, queued;
    double utilisation = 0;   // running, as a share of the cores that the run has
    LevelSummary concurrency, parallelism, asynchrony;
    size_t arrived = 0;       // tasks of their own
    size_t completed = 0;
    Sample latency;
    struct Busy { TaskId task; Time time; };
    std::vector<Busy> busiest;  // at most `max_busiest`: the longest first, then in the order of tasks
    static constexpr size_t max_busiest = 5;
};

// Takes time in proportion to the spans in the range, every 256th of the others, and a few tasks.
Between between(const trace::Log& log, const SpanIndex& index, const Levels& levels, Time begin, Time end);

}  // namespace metrics
