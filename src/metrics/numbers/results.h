#pragma once

// The numbers of one run, exact: sorted samples, nearest-rank percentiles.
//
// A task's life, from arrival to finish, is partitioned into queued + ready + cpu + overhead +
// blocked + async. A task that shares c cores with others, n in all, for a time d, is on the cpu for
// d x min(1, c/n) of it (whole ns, rounded down) and ready for the rest. The life of a part or an
// offload is not part of its parent's life: the parent waits meanwhile.
//
// The makespan is the last finish, rejection or giving up, or the time at which the run was
// stopped. The warm-up ends at its time, or when the first task arrives that is not excluded. The
// window is the time between the two. A task that finishes at the beginning of the window belongs
// to it; a task that finishes at the moment at which `stop` cuts the run off after a warm-up does
// not, so that a steady rate is measured exactly.
//
//     latency, response, wait   of the tasks that arrived after the warm-up and were completed:
//                               answer or finish - arrival; first run - arrival; latency - cpu
//                               - device service - sleep, all up to the answer. A task that has not
//                               finished by `stop` has no latency
//     throughput                tasks that finished in the window, whenever they arrived / its length
//     means over time, shares   of the window: levels, utilisation, queues, times of cores,
//                               blocked threads; also the highest level and the longest device queue
//     counts of tasks, peaks    of the whole run, warm-up included: completed ... missed, threads,
//                               processes, memory
//     cost                      of the whole run; the cost of 1,000 tasks is the cost of the window
//                               per 1,000 tasks that finished in it
//
// Without a warm-up the window is the whole run.

#include "metrics/numbers/ending.h"
#include "metrics/numbers/levels.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace metrics {

struct Sample {  // in ns; all 0 if there are no values, which is then shown as a dash
    double mean = 0;
    Time p50, p95, p99, max;
    int64_t count = 0;
};

struct CoreUse {  // in the window
    Time busy, switching, idle;  // they add up to the time for which the core's server is up
    int64_t switches = 0;        // to another thread
};

// In the window. If each server has its own device: for all of these together.
struct DeviceUse {
    double utilisation = 0;  // mean share of its capacity; if that is unlimited, the share of time in which it was used
    double queue_mean = 0;   // mean number of waiting tasks; 0 with `sharing`
    int64_t queue_max = 0;
};

struct ServerUse {  // one life of a server, as in the log
    double utilisation = 0;  // the share of its cores' time spent working while it was up in the window
    double cost = 0;         // for its whole life
};

struct TaskTimes {  // how one task spent its life
    Time queued, ready, cpu, overhead, blocked, async;
    Time served;    // the part of blocked and async spent on a device or asleep, not in a device's queue
    Time answered;  // the part of cpu and served before the answer
    Time total() const { return queued + ready + cpu + overhead + blocked + async; }
};

struct Results {
    Ended ended;
    Time makespan;
    Time warmup;  // the end of the warm-up
    double throughput_per_s = 0;
    int64_t completed_in_window = 0;
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
    int64_t memory_peak_bytes = 0;  // for threads, processes and unfinished tasks, as in use.h
    double cost = 0;                // for all servers, from the start of their boot until they stop
    double cost_per_1000 = 0;       // the cost of the window per 1,000 tasks completed in it
    double utilisation = 0;         // the share of the time of cores that are up, 0 to 1

    // The part of from..to that lies in the window.
    Time window_from(Time from) const { return std::max(from, warmup); }
    Time in_window(Time from, Time to) const { return std::max(Time{}, std::min(to, makespan) - window_from(from)); }
};

Sample sample_of(std::vector<Time> values);  // percentiles are nearest rank

// The part of a sharing span in which its task is on the cpu.
Time cpu_of_share(const trace::Span& span, uint32_t cores_per_server);

Results results_of(const scenario::Scenario& scenario, const trace::Log& log, const Levels& levels);

}  // namespace metrics
