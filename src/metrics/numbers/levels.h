#pragma once

// The three words, measured at every instant, over half-open intervals:
//
//     concurrency   tasks that have arrived or been spawned, started (first step begun;
//                   for compute, first time on a core) and not finished. Parts and
//                   offloads are their task's own work
//     parallelism   cores executing steps of tasks, of parts and offloads too; switches
//                   and starts are not work. n tasks that share c cores count min(n, c)
//     asynchrony    of these tasks, those that hold no thread and wait (for a device, timer,
//                   lock, queue, child, part or offload), or are answered and their job
//                   waits for a worker. A task that could run and only lacks a thread
//                   does not count
//
// Where event loops run programs, a task is a whole program. Its strands are counted instead
// (metrics/numbers/strands.h): concurrency counts all of them, asynchrony those that await something.
//
// A run is concurrent when concurrency reaches 2 for any positive time, parallel when
// parallelism does, and asynchronous when asynchrony is above 0 for any positive time.

#include "trace/log.h"

#include <cstdint>
#include <vector>

namespace metrics {

struct LevelStep {
    Time from;  // the values hold until the `from` of the next step
    int32_t concurrency = 0;
    int32_t parallelism = 0;
    int32_t asynchrony = 0;
};

// Steps in the order of time. The first is at 0; the last is at the end, and is all zero unless
// the run was cut short. Neighbours are never equal.
using Levels = std::vector<LevelStep>;
Levels levels_of(const trace::Log& log);
LevelStep level_at(const Levels& levels, Time t);

struct LevelSummary {
    double mean = 0;  // from 0 to the end of the run
    int32_t max = 0;  // the largest value that lasts for a positive time
};
struct Verdict {
    bool concurrent = false;
    bool parallel = false;
    bool asynchronous = false;
    bool only_parts = false;  // parallel but not concurrent: one task whose parts run in parallel
};

}  // namespace metrics
