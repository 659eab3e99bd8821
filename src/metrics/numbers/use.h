#pragma once

// How much of the machine a run has used: cores, devices, servers, memory, cost. Shares and
// means over time cover the window (results.h); peaks and the bill cover the whole run.
//
// A core is idle if it neither works nor switches while its server is up; a core that a
// blocked thread holds is idle, too. While n tasks share c cores of a server, its first
// min(n, c) cores work.
//
// Memory is counted for each live thread, each process and each unfinished task. A process
// lives from the start of its first thread to the end of its last one. The first process of
// a server is counted under process-per-task and process-pool only: elsewhere it is the
// program itself, which every strategy has.
//
// The rows of Results::servers follow the log: one for each life of a server.

#include "metrics/numbers/results.h"

namespace metrics {

// Each function fills in its part of `results`, in which the warm-up, the makespan and the completed tasks are
// already set.
void count_cores(Results& results, const trace::Log& log);
void count_devices(Results& results, const scenario::Scenario& scenario, const trace::Log& log);
void count_memory(Results& results, const scenario::Scenario& scenario, const trace::Log& log);
void count_servers(Results& results, const scenario::Scenario& scenario, const trace::Log& log);

// The sum of many very long waits may overflow 64 bits: it is then clamped to the largest value.
inline void add_saturated(int64_t& sum, int64_t part) {
    if (__builtin_add_overflow(sum, part, &sum)) sum = part > 0 ? INT64_MAX : INT64_MIN;
}

}  // namespace metrics
