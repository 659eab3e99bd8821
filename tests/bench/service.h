#pragma once

// The work of benchmarks: tasks that arrive at random and compute for a random time, with one thread
// each. With one core it is M/M/1, with c cores M/M/c.

#include "scenario/scenario.h"

namespace bench {

inline scenario::Law exponential(Time mean) {
    scenario::Law law;
    law.kind = scenario::LawKind::exponential;
    law.a = mean;
    return law;
}

inline scenario::Step compute(Time mean) {
    scenario::Step step;
    step.time = exponential(mean);
    return step;
}

// One row of tasks that compute for `mean` and keep the cores busy for `load` of the time.
inline scenario::Scenario service(int64_t tasks, int64_t cores = 1, double load = 0.8, Time mean = usec(800)) {
    scenario::Scenario s;
    s.machine.cores = cores;
    s.programs.push_back({"task", {compute(mean)}});
    scenario::Work work;
    work.name = "task";
    work.count = tasks;
    work.rate = load * 1e9 / double(mean.ns) * double(cores);
    s.work.push_back(work);
    return s;
}

}  // namespace bench
