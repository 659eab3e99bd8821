#include "metrics/numbers/metric.h"

#include "base/number.h"
#include "base/time.h"

#include <cmath>
#include <limits>

namespace metrics {

namespace {

using Unit = Metric::Unit;
using R = const Results&;

// NaN if there are no tasks over which the value is measured.
double of_some(const Sample& sample, double value) {
    return sample.count > 0 ? value : std::numeric_limits<double>::quiet_NaN();
}

constexpr Metric table[] = {
    {"makespan", "When the last task finished, was rejected or gave up, or when the run was stopped.", Unit::time,
     [](R r) { return double(r.makespan.ns); }},
    {"throughput",
     "Tasks that finished after the warm-up, per second from the end of the warm-up to the end of the run.",
     Unit::number, [](R r) { return r.throughput_per_s; }},
    {"completed", "Tasks that finished in the whole run, warm-up included.", Unit::count,
     [](R r) { return double(r.completed); }},
    {"rejected", "Tasks that were rejected in the whole run, warm-up included.", Unit::count,
     [](R r) { return double(r.rejected); }},
    {"gave_up", "Tasks that ran out of patience in the whole run, warm-up included.", Unit::count,
     [](R r) { return double(r.gave_up); }},
    {"unfinished", "Tasks that had arrived and were still in progress when the run ended.", Unit::count,
     [](R r) { return double(r.unfinished); }},
    {"missed",
     "Tasks in the whole run, warm-up included, that were answered or finished after their deadline, or were past it "
     "when the run ended.",
     Unit::count, [](R r) { return double(r.missed); }},
    {"latency.mean",
     "The mean time from arrival to answer or finish, of the tasks that arrived after the warm-up and finished"
     " before the run ended.",
     Unit::time, [](R r) { return of_some(r.latency, r.latency.mean); }},
    {"latency.p50",
     "Half of the tasks that arrived after the warm-up and finished took no longer than this from arrival to "
     "answer or finish.",
     Unit::time, [](R r) { return of_some(r.latency, double(r.latency.p50.ns)); }},
    {"latency.p95",
     "95 % of the tasks that arrived after the warm-up and finished took no longer than this from arrival to "
     "answer or finish.",
     Unit::time, [](R r) { return of_some(r.latency, double(r.latency.p95.ns)); }},
    {"latency.p99",
     "99 % of the tasks that arrived after the warm-up and finished took no longer than this from arrival to "
     "answer or finish.",
     Unit::time, [](R r) { return of_some(r.latency, double(r.latency.p99.ns)); }},
    {"latency.max",
     "The longest time from arrival to answer or finish, of the tasks that arrived after the warm-up and "
     "finished.",
     Unit::time, [](R r) { return of_some(r.latency, double(r.latency.max.ns)); }},
    {"response.mean",
     "The mean time from arrival to the first turn on a core, of the tasks that arrived after the warm-up and "
     "finished.",
     Unit::time, [](R r) { return of_some(r.response, r.response.mean); }},
    {"response.p95",
     "95 % of the tasks that arrived after the warm-up and finished took no longer than this from arrival to "
     "their first turn on a core.",
     Unit::time, [](R r) { return of_some(r.response, double(r.response.p95.ns)); }},
    {"response.max",
     "The longest time from arrival to the first turn on a core, of the tasks that arrived after the warm-up "
     "and finished.",
     Unit::time, [](R r) { return of_some(r.response, double(r.response.max.ns)); }},
    {"wait.mean",
     "The mean latency, minus the time on a core, on a device and asleep, of the tasks that arrived after the warm-up "
     "and finished.",
     Unit::time, [](R r) { return of_some(r.wait, r.wait.mean); }},
    {"wait.p95",
     "Latency minus the time on a core, on a device and asleep: 95 % of the tasks that arrived after the warm-up and "
     "finished waited no longer than this.",
     Unit::time, [](R r) { return of_some(r.wait, double(r.wait.p95.ns)); }},
    {"wait.max",
     "The longest latency, minus the time on a core, on a device and asleep, of the tasks that arrived after the "
     "warm-up and finished.",
     Unit::time, [](R r) { return of_some(r.wait, double(r.wait.max.ns)); }},
    {"concurrency.mean",
     "Tasks in progress at the same time, averaged over the time from the end of the warm-up to the end of the"
     " run, with the maximum in brackets.",
     Unit::number, [](R r) { return r.concurrency.mean; }},
    {"concurrency.max", "The maximum number of tasks in progress at the same time, after the warm-up.", Unit::count,
     [](R r) { return double(r.concurrency.max); }},
    {"parallelism.mean",
     "Cores that execute steps at the same time, averaged over the time from the end of the warm-up to the end"
     " of the run, with the maximum in brackets.",
     Unit::number, [](R r) { return r.parallelism.mean; }},
    {"parallelism.max", "The maximum number of cores that execute steps at the same time, after the warm-up.",
     Unit::count, [](R r) { return double(r.parallelism.max); }},
    {"asynchrony.mean",
     "Tasks that wait without holding a thread, averaged over the time from the end of the warm-up to the end "
     "of the run, with the maximum in brackets.",
     Unit::number, [](R r) { return r.asynchrony.mean; }},
    {"asynchrony.max",
     "The maximum number of tasks that wait at the same time without holding a thread, after the warm-up.", Unit::count,
     [](R r) { return double(r.asynchrony.max); }},
    {"utilisation",
     "The share of their time for which the cores executed steps, from the end of the warm-up to the end of the run. "
     "Switches and other overheads are not work. The cores of a server count while it is up.",
     Unit::number, [](R r) { return r.utilisation; }},
    {"threads", "The maximum number of threads that existed at the same time in the whole run, warm-up included.",
     Unit::count, [](R r) { return double(r.threads_peak); }},
    {"threads.blocked",
     "The time for which waiting tasks held threads, summed over all threads, from the end of the warm-up to "
     "the end of the run.",
     Unit::time, [](R r) { return double(r.threads_blocked.ns); }},
    {"processes",
     "The maximum number of processes, besides the program itself, that existed at the same time in the whole run, "
     "warm-up included.",
     Unit::count, [](R r) { return double(r.processes_peak); }},
    {"memory",
     "The maximum memory that threads, processes and tasks in progress took at the same time in the whole run, warm-up "
     "included.",
     Unit::count, [](R r) { return double(r.memory_peak_bytes); }},
    {"servers", "Servers that existed from the start or were booted, in the whole run.", Unit::count,
     [](R r) { return double(r.servers.size()); }},
    {"cost",
     "The price of all servers over the whole run, warm-up included: each from the start of its boot until it "
     "stopped or the run ended.",
     Unit::number, [](R r) { return r.cost; }},
    {"cost_per_1000",
     "The price of the servers from the end of the warm-up to the end of the run, per 1,000 tasks that finished in "
     "that time.",
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
