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
    {"makespan", "All done after", Unit::time, [](R r) { return double(r.makespan.ns); }},
    {"throughput", "Tasks a second", Unit::number, [](R r) { return r.throughput_per_s; }},
    {"completed", "Tasks completed", Unit::count, [](R r) { return double(r.completed); }},
    {"rejected", "Tasks rejected", Unit::count, [](R r) { return double(r.rejected); }},
    {"gave_up", "Tasks that gave up", Unit::count, [](R r) { return double(r.gave_up); }},
    {"unfinished", "Tasks not finished", Unit::count, [](R r) { return double(r.unfinished); }},
    {"missed", "Deadlines missed", Unit::count, [](R r) { return double(r.missed); }},
    {"latency.mean", "Mean time from arrival to finish", Unit::time, [](R r) { return of_some(r.latency, r.latency.mean); }},
    {"latency.p50", "Half of the tasks done within", Unit::time, [](R r) { return of_some(r.latency, double(r.latency.p50.ns)); }},
    {"latency.p95", "95 % of the tasks done within", Unit::time, [](R r) { return of_some(r.latency, double(r.latency.p95.ns)); }},
    {"latency.p99", "99 % of the tasks done within", Unit::time, [](R r) { return of_some(r.latency, double(r.latency.p99.ns)); }},
    {"latency.max", "Longest from arrival to finish", Unit::time, [](R r) { return of_some(r.latency, double(r.latency.max.ns)); }},
    {"response.mean", "Mean time until first on a core", Unit::time, [](R r) { return of_some(r.response, r.response.mean); }},
    {"response.p95", "95 % first on a core within", Unit::time, [](R r) { return of_some(r.response, double(r.response.p95.ns)); }},
    {"response.max", "Longest until first on a core", Unit::time, [](R r) { return of_some(r.response, double(r.response.max.ns)); }},
    {"wait.mean", "Mean time spent waiting for a turn", Unit::time, [](R r) { return of_some(r.wait, r.wait.mean); }},
    {"wait.p95", "95 % waited at most", Unit::time, [](R r) { return of_some(r.wait, double(r.wait.p95.ns)); }},
    {"wait.max", "Longest wait", Unit::time, [](R r) { return of_some(r.wait, double(r.wait.max.ns)); }},
    {"concurrency.mean", "Mean concurrency", Unit::number, [](R r) { return r.concurrency.mean; }},
    {"concurrency.max", "Highest concurrency", Unit::count, [](R r) { return double(r.concurrency.max); }},
    {"parallelism.mean", "Mean parallelism", Unit::number, [](R r) { return r.parallelism.mean; }},
    {"parallelism.max", "Highest parallelism", Unit::count, [](R r) { return double(r.parallelism.max); }},
    {"asynchrony.mean", "Mean asynchrony", Unit::number, [](R r) { return r.asynchrony.mean; }},
    {"asynchrony.max", "Highest asynchrony", Unit::count, [](R r) { return double(r.asynchrony.max); }},
    {"utilisation", "Share of the cores' time spent working", Unit::number, [](R r) { return r.utilisation; }},
    {"threads", "Most threads at one time", Unit::count, [](R r) { return double(r.threads_peak); }},
    {"threads.blocked", "Thread time held while waiting", Unit::time, [](R r) { return double(r.threads_blocked.ns); }},
    {"processes", "Most processes at one time", Unit::count, [](R r) { return double(r.processes_peak); }},
    {"memory", "Most bytes at one time", Unit::count, [](R r) { return double(r.memory_peak_bytes); }},
    {"servers", "Servers started in all", Unit::count, [](R r) { return double(r.servers.size()); }},
    {"cost", "Price of the machine's time", Unit::number, [](R r) { return r.cost; }},
    {"cost_per_1000", "Price of 1,000 completed tasks", Unit::number, [](R r) { return r.cost_per_1000; }},
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
