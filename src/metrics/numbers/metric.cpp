#include "metrics/numbers/metric.h"

#include "base/number.h"
#include "base/time.h"

#include <cmath>
#include <limits>

namespace metrics {

namespace {

using Unit = Metric::Unit;
using R = const Results&;

// What is measured over no task is no number.
double of_some(const Sample& sample, double value) { return sample.count > 0 ? value : std::numeric_limits<double>::quiet_NaN(); }

constexpr Metric table[] = {
    {"makespan", "All done after",
     "When the last task finished, was rejected or gave up, or when the run was stopped.",
     Unit::time, [](R r) { return double(r.makespan.ns); }},
    {"throughput", "Tasks a second",
     "Tasks that finished after the warm-up, per second from the end of the warm-up to the end of the run.",
     Unit::number, [](R r) { return r.throughput_per_s; }},
    {"completed", "Tasks completed",
     "Tasks that finished, of the whole run, warm-up included.",
     Unit::count, [](R r) { return double(r.completed); }},
    {"rejected", "Tasks rejected",
     "Tasks that were turned away, of the whole run, warm-up included.",
     Unit::count, [](R r) { return double(r.rejected); }},
    {"gave_up", "Tasks that gave up",
     "Tasks that ran out of patience, of the whole run, warm-up included.",
     Unit::count, [](R r) { return double(r.gave_up); }},
    {"unfinished", "Tasks not finished",
     "Tasks that had arrived and were still in progress when the run ended.",
     Unit::count, [](R r) { return double(r.unfinished); }},
    {"missed", "Deadlines missed",
     "Tasks that were answered or finished after their deadline, or were past it when the run ended; of "
     "the whole run, warm-up included.",
     Unit::count, [](R r) { return double(r.missed); }},
    {"latency.mean", "Mean time from arrival to finish",
     "From arrival to answer or finish, the mean of the tasks that arrived after the warm-up and finished "
     "before the run ended.",
     Unit::time, [](R r) { return of_some(r.latency, r.latency.mean); }},
    {"latency.p50", "Half of the tasks done within",
     "From arrival to answer or finish: half of the tasks that arrived after the warm-up and finished took "
     "no longer than this.",
     Unit::time, [](R r) { return of_some(r.latency, double(r.latency.p50.ns)); }},
    {"latency.p95", "95 % of the tasks done within",
     "From arrival to answer or finish: 95 % of the tasks that arrived after the warm-up and finished took "
     "no longer than this.",
     Unit::time, [](R r) { return of_some(r.latency, double(r.latency.p95.ns)); }},
    {"latency.p99", "99 % of the tasks done within",
     "From arrival to answer or finish: 99 % of the tasks that arrived after the warm-up and finished took "
     "no longer than this.",
     Unit::time, [](R r) { return of_some(r.latency, double(r.latency.p99.ns)); }},
    {"latency.max", "Longest from arrival to finish",
     "From arrival to answer or finish, the longest of the tasks that arrived after the warm-up and "
     "finished.",
     Unit::time, [](R r) { return of_some(r.latency, double(r.latency.max.ns)); }},
    {"response.mean", "Mean time until first on a core",
     "From arrival to the first time on a core, the mean of the tasks that arrived after the warm-up and "
     "finished.",
     Unit::time, [](R r) { return of_some(r.response, r.response.mean); }},
    {"response.p95", "95 % first on a core within",
     "From arrival to the first time on a core: 95 % of the tasks that arrived after the warm-up and "
     "finished took no longer than this.",
     Unit::time, [](R r) { return of_some(r.response, double(r.response.p95.ns)); }},
    {"response.max", "Longest until first on a core",
     "From arrival to the first time on a core, the longest of the tasks that arrived after the warm-up "
     "and finished.",
     Unit::time, [](R r) { return of_some(r.response, double(r.response.max.ns)); }},
    {"wait.mean", "Mean time spent waiting for a turn",
     "Latency without the time on a core, on a device and asleep, the mean of the tasks that arrived after "
     "the warm-up and finished.",
     Unit::time, [](R r) { return of_some(r.wait, r.wait.mean); }},
    {"wait.p95", "95 % waited at most",
     "Latency without the time on a core, on a device and asleep: 95 % of the tasks that arrived after the "
     "warm-up and finished waited no longer than this.",
     Unit::time, [](R r) { return of_some(r.wait, double(r.wait.p95.ns)); }},
    {"wait.max", "Longest wait",
     "Latency without the time on a core, on a device and asleep, the longest of the tasks that arrived "
     "after the warm-up and finished.",
     Unit::time, [](R r) { return of_some(r.wait, double(r.wait.max.ns)); }},
    {"concurrency.mean", "Mean concurrency",
     "Tasks in progress at the same time, averaged over the time from the end of the warm-up to the end of "
     "the run; the most at one time in brackets.",
     Unit::number, [](R r) { return r.concurrency.mean; }},
    {"concurrency.max", "Highest concurrency",
     "The most tasks in progress at the same time after the warm-up.",
     Unit::count, [](R r) { return double(r.concurrency.max); }},
    {"parallelism.mean", "Mean parallelism",
     "Cores that execute steps at the same time, averaged over the time from the end of the warm-up to the "
     "end of the run; the most at one time in brackets.",
     Unit::number, [](R r) { return r.parallelism.mean; }},
    {"parallelism.max", "Highest parallelism",
     "The most cores that execute steps at the same time after the warm-up.",
     Unit::count, [](R r) { return double(r.parallelism.max); }},
    {"asynchrony.mean", "Mean asynchrony",
     "Tasks that wait without holding a thread, averaged over the time from the end of the warm-up to the "
     "end of the run; the most at one time in brackets.",
     Unit::number, [](R r) { return r.asynchrony.mean; }},
    {"asynchrony.max", "Highest asynchrony",
     "The most tasks that wait without holding a thread at the same time after the warm-up.",
     Unit::count, [](R r) { return double(r.asynchrony.max); }},
    {"utilisation", "Share of the cores' time spent working",
     "The share of their time that the cores executed steps, from the end of the warm-up to the end of the "
     "run; switches and other overheads are not work, and a server counts while it is up.",
     Unit::number, [](R r) { return r.utilisation; }},
    {"threads", "Most threads at one time",
     "The most threads that existed at the same time in the whole run, warm-up included.",
     Unit::count, [](R r) { return double(r.threads_peak); }},
    {"threads.blocked", "Thread time held while waiting",
     "How long threads were held by tasks that waited, the sum of all threads, from the end of the warm-up "
     "to the end of the run.",
     Unit::time, [](R r) { return double(r.threads_blocked.ns); }},
    {"processes", "Most processes at one time",
     "The most processes besides the program itself that existed at the same time in the whole run, warm- "
     "up included.",
     Unit::count, [](R r) { return double(r.processes_peak); }},
    {"memory", "Most bytes at one time",
     "The most memory that threads, processes and tasks in progress took at the same time in the whole "
     "run, warm-up included.",
     Unit::count, [](R r) { return double(r.memory_peak_bytes); }},
    {"servers", "Servers started in all",
     "Servers that were there from the start or were booted, in the whole run.",
     Unit::count, [](R r) { return double(r.servers.size()); }},
    {"cost", "Price of the machine's time",
     "The price of all servers over the whole run, warm-up included: each from the start of its boot until "
     "it stopped or the run ended.",
     Unit::number, [](R r) { return r.cost; }},
    {"cost_per_1000", "Price of 1,000 completed tasks",
     "The price of the servers' time from the end of the warm-up to the end of the run, for each 1,000 "
     "tasks that finished in it.",
     Unit::number, [](R r) { return r.cost_per_1000; }},
};

}  // namespace

std::span<const Metric> metric_table() { return table; }

const Metric* find_metric(std::string_view name) {
    for (const Metric& metric : table)
        if (metric.name == name) return &metric;
    return nullptr;
}

std::string metric_text(const Metric& metric, double value) {
    if (std::isnan(value)) return "–";
    switch (metric.unit) {
        case Unit::time: return time_label({int64_t(value + 0.5)});
        case Unit::count: return grouped_text(int64_t(value));
        case Unit::number: break;
    }
    return rounded_text(value, value < 1 ? 4 : 2);
}

}  // namespace metrics
