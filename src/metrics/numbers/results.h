#pragma once

// The numbers of one run, exact: sorted samples, nearest-rank percentiles.
//
// A task's life, arrival to finish, is partitioned into queued + ready + cpu +
// overhead + blocked + async. One that shares c cores with others, n in all, for a
// time d is on the cpu for d x min(1, c/n) of it (whole ns, rounded down) and ready
// for the rest. The life of a part or an offload is not its parent's: that waits.
//
// Counts are of the tasks that have arrived. Latency (answer or finish - arrival),
// response (first run - arrival), wait (latency - cpu - device service - sleep, all up
// to the answer) and throughput are over those of them that were completed and
// came after the warm-up.
//
// The makespan is the last finish, rejection or giving up, or where the run was stopped.

#include "metrics/numbers/ending.h"
#include "metrics/numbers/levels.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace metrics {

struct Sample {  // ns; all 0 when there are none, which is then to be shown as a dash
    double mean = 0;
    Time p50, p95, p99, max;
    int64_t count = 0;
};

struct CoreUse {
    Time busy, switching, idle;  // add up to the time in which its server is up
    int64_t switches = 0;        // to another thread
};

// Where each server has its own: of all these together.
struct DeviceUse {
    double utilisation = 0;  // mean share of its capacity; share of the time in use when unlimited
    double queue_mean = 0;   // in line; with `sharing` nobody is
    int64_t queue_max = 0;
};

struct ServerUse {  // by life, as in the log
    double utilisation = 0;  // share of its cores' time spent working, while it was up
    double cost = 0;
};

struct TaskTimes {  // how one task spent its life
    Time queued, ready, cpu, overhead, blocked, async;
    Time served;    // of blocked and async: on a device or asleep, not in a device's queue
    Time answered;  // of cpu and served: before the answer
    Time total() const { return queued + ready + cpu + overhead + blocked + async; }
};

struct Results {
    Ended ended;
    Time makespan;
    Time warmup;  // the end of it
    double throughput_per_s = 0;
    int64_t completed = 0, rejected = 0, gave_up = 0, unfinished = 0, missed = 0;
    Sample latency, response, wait;
    LevelSummary concurrency, parallelism, asynchrony;
    Verdict verdict;
    std::vector<CoreUse> cores;
    std::vector<DeviceUse> devices;
    std::vector<ServerUse> servers;
    std::vector<TaskTimes> tasks;  // by TaskId
    int64_t threads_peak = 0;
    Time threads_blocked;
    int64_t processes_peak = 0;
    int64_t memory_peak_bytes = 0;  // of threads, processes and unfinished tasks, as in use.h
    double cost = 0;                // of all servers, from the start of the boot until they stop
    double cost_per_1000 = 0;       // completed tasks
    double utilisation = 0;         // share of the time of cores that are up, 0 to 1
};

Sample sample_of(std::vector<Time> values);  // nearest rank

// Of a sharing span: the part of it that its task is on the cpu.
Time cpu_of_share(const trace::Span& span, uint32_t cores_per_server);

Results results_of(const scenario::Scenario& scenario, const trace::Log& log, const Levels& levels);

}  // namespace metrics
