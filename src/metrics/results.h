#pragma once

// The numbers of one run, exact: sorted samples, nearest-rank percentiles.
//
// A task's life, arrival to finish, is partitioned into queued + ready + cpu +
// overhead + blocked + async, which add up to its latency. Latency, response
// (first run - arrival) and wait (latency - cpu - device service - sleep) are
// over completed tasks.

#include "metrics/levels.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace metrics {

struct Sample {  // ns; all 0 when there are none
    double mean = 0;
    Time p50, p95, p99, max;
};

struct CoreUse {
    Time busy, switching, idle;  // add up to the makespan
    int64_t switches = 0;
};

struct DeviceUse {
    double utilisation = 0;  // of its capacity; of time in use when unlimited
    double queue_mean = 0;
    int64_t queue_max = 0;
};

struct Partition {  // of one task
    Time queued, ready, cpu, overhead, blocked, async;
    Time served;  // of blocked and async: on a device or asleep, not in a device's queue
    Time total() const { return queued + ready + cpu + overhead + blocked + async; }
};

struct Results {
    Time makespan;  // from 0 to the last finish, or to where the run was stopped
    double throughput_per_s = 0;
    int64_t completed = 0, rejected = 0, gave_up = 0, unfinished = 0, missed = 0;
    Sample latency, response, wait;
    LevelSummary concurrency, parallelism, asynchrony;
    Verdict verdict;
    std::vector<CoreUse> cores;
    std::vector<DeviceUse> devices;
    std::vector<Partition> tasks;  // by TaskId
    int64_t threads_peak = 0;
    Time threads_blocked;
    int64_t memory_peak_bytes = 0;
    double cost = 0;
    double utilisation = 0;  // busy share of all cores, 0 to 1
};

Results results_of(const scenario::Scenario& scenario, const trace::Log& log, const Levels& levels);


}  // namespace metrics
