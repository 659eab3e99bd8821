#pragma once

// Closed loops of fixed times in their steady state: what a run does after its first 20 %
// and before its last tasks.

#include "tests/oracles/run.h"

namespace oracles {

struct Steady {
    double throughput_per_s = 0;
    double mean_response_ms = 0;
    double core_utilization = 0;
    double mean_ready_ms = 0;  // the time that a task waits for a core
    double mean_cpu_ms = 0, mean_served_ms = 0;
    Time from, to;
};
Steady steady_of(const Ran& ran);

// A full backlog of requests for a pool of threads; each computes and then holds its thread.
Ran run_pool(const Json& model, int64_t requests, Runner& runner);

}  // namespace oracles
