#include "present/columns.h"

#include "base/number.h"
#include "base/say.h"
#include "metrics/numbers/metric.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace present {

namespace {

using metrics::Results;

std::string finish_text(const RunResults& run, Unit unit) {
    const Results& results = *run.results;
    if (results.ended.how == metrics::Ending::deadlock) return say_plain("deadlock");
    if (results.ended.how == metrics::Ending::stuck) return say_plain("stuck");
    return (run.complete ? "" : "≥ ") + in_column(double(results.makespan.ns), unit);
}

// Numbers of a run that a column may show, as a scenario file names them (scenario/fields.h).
struct NamedColumn {
    const char* name;
    const char* id;  // of metrics/metric.h, where it is one of these
    const char* label;
    Measure measure;
    std::string (*text)(const Results&, Unit);
};

std::string time_in(const metrics::Sample& of, double ns, Unit unit) {
    return of.count > 0 ? in_column(ns, unit) : nothing;
}
std::string mean_text(const metrics::LevelSummary& level) { return fixed_text(level.mean, 2); }

int64_t switches_of(const Results& results) {
    int64_t switches = 0;
    for (const metrics::CoreUse& core : results.cores) switches += core.switches;
    return switches;
}

using R = const Results&;
constexpr NamedColumn columns[] = {
    {"finish", "makespan", "finish", Measure::time, [](R r, Unit u) { return in_column(double(r.makespan.ns), u); }},
    {"mean", "latency.mean", "mean", Measure::time, [](R r, Unit u) { return time_in(r.latency, r.latency.mean, u); }},
    {"p50", "latency.p50", "p50", Measure::time,
     [](R r, Unit u) { return time_in(r.latency, double(r.latency.p50.ns), u); }},
    {"p95", "latency.p95", "p95", Measure::time,
     [](R r, Unit u) { return time_in(r.latency, double(r.latency.p95.ns), u); }},
    {"p99", "latency.p99", "p99", Measure::time,
     [](R r, Unit u) { return time_in(r.latency, double(r.latency.p99.ns), u); }},
    {"max", "latency.max", "longest", Measure::time,
     [](R r, Unit u) { return time_in(r.latency, double(r.latency.max.ns), u); }},
    {"response", "response.mean", "response", Measure::time,
     [](R r, Unit u) { return time_in(r.response, r.response.mean, u); }},
    {"wait", "wait.mean", "wait", Measure::time, [](R r, Unit u) { return time_in(r.wait, r.wait.mean, u); }},
    {"throughput", "throughput", "per second", Measure::number,
     [](R r, Unit) { return trimmed_text(r.throughput_per_s, 4); }},
    {"completed", "completed", "completed", Measure::count, [](R r, Unit) { return grouped_text(r.completed); }},
    {"unfinished", "unfinished", "unfinished", Measure::count, [](R r, Unit) { return grouped_text(r.unfinished); }},
    {"missed", "missed", "missed", Measure::count, [](R r, Unit) { return grouped_text(r.missed); }},
    {"rejected", "rejected", "rejected", Measure::count, [](R r, Unit) { return grouped_text(r.rejected); }},
    {"lost", "lost", "lost", Measure::count, [](R r, Unit) { return grouped_text(lost_of(r)); }},
    {"cores", "utilisation", "cores", Measure::share, [](R r, Unit) { return busy_text(r); }},
    {"threads", "threads", "threads", Measure::count, [](R r, Unit) { return grouped_text(r.threads_peak); }},
    {"blocked", "threads.blocked", "blocked", Measure::time,
     [](R r, Unit u) { return in_column(double(r.threads_blocked.ns), u); }},
    {"switches", "switches", "switches", Measure::count, [](R r, Unit) { return switches_text(r); }},
    {"memory", "memory", "memory", Measure::bytes, [](R r, Unit) { return bytes_text(r.memory_peak_bytes); }},
    {"servers", "servers", "servers", Measure::count,
     [](R r, Unit) { return grouped_text(int64_t(r.servers.size())); }},
    {"cost", "cost", "cost", Measure::number, [](R r, Unit) { return price_text(r.cost); }},
    {"cost-per-1000", "cost_per_1000", "per 1,000", Measure::number,
     [](R r, Unit) { return r.completed_in_window > 0 ? price_text(r.cost_per_1000) : nothing; }},
    {"concurrency", "concurrency.mean", "in progress", Measure::number,
     [](R r, Unit) { return mean_text(r.concurrency); }},
    {"parallelism", "parallelism.mean", "executing", Measure::number,
     [](R r, Unit) { return mean_text(r.parallelism); }},
    {"asynchrony", "asynchrony.mean", "waiting, no thread", Measure::number,
     [](R r, Unit) { return mean_text(r.asynchrony); }},
};

const NamedColumn* column_of(std::string_view name) {
    for (const NamedColumn& column : columns)
        if (column.name == name) return &column;
    return nullptr;
}

// Returns the mean latency of the tasks of a row of work that arrived after the warm-up and completed; none if none
// did.
std::optional<double> latency_of_row(const RunResults& run, std::string_view name) {
    double sum = 0;
    int64_t count = 0;
    for (const trace::Task& task : run.log->tasks) {
        if (task.kind != trace::TaskKind::arrived || task.outcome != trace::Outcome::completed) continue;
        if (run.scenario->work[task.row].name != name || task.arrival < run.results->warmup) continue;
        sum += double((task.answered.value_or(*task.finished) - task.arrival).ns);
        ++count;
    }
    if (count == 0) return std::nullopt;
    return sum / double(count);
}

constexpr std::string_view latency_of = "latency:";

}  // namespace

int64_t lost_of(const Results& results) { return results.rejected + results.gave_up; }

std::string busy_text(const Results& results) {
    return results.cores.empty() ? nothing : share_text(results.utilisation);
}

std::string price_text(double value) { return value > 0 ? significant_text(value, 3) : "0"; }

std::string switches_text(const Results& results) { return grouped_text(switches_of(results)); }

// The definition of a number, for its hint.
std::string meaning_of(std::string_view id) {
    if (const metrics::Metric* metric = metrics::find_metric(id)) return label_of(metric->meaning);
    if (id == "switches") return say_plain("How often a core switched from one thread to another after the warm-up.");
    return say_plain("Tasks that were rejected or gave up in the whole run, warm-up included.");
}

Column head_of(const std::string& name, bool hint) {
    if (name.starts_with(latency_of)) {
        const std::string row = name.substr(latency_of.size());
        if (!hint) return {name, row, {}, {}};
        return {name,
                row,
                say_plain("The mean time from arrival to answer or finish, of the {task} tasks that arrived after the "
                          "warm-up and finished before the run ended.",
                          {{"task", row}}),
                {}};
    }
    const NamedColumn& column = *column_of(name);
    return {column.id, label_of(column.label), hint ? meaning_of(column.id) : std::string(), {}};
}

std::string cell_of(const RunResults& run, const std::string& name, Unit unit) {
    if (name.starts_with(latency_of)) {
        const auto latency = run.log && run.scenario
                                 ? latency_of_row(run, std::string_view(name).substr(latency_of.size()))
                                 : std::nullopt;
        return latency ? in_column(*latency, unit) : nothing;
    }
    return name == "finish" ? finish_text(run, unit) : column_of(name)->text(*run.results, unit);
}

Measure measure_of(const std::string& name) {
    return name.starts_with(latency_of) ? Measure::time : column_of(name)->measure;
}

double number_of(const RunResults& run, const std::string& name) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (name.starts_with(latency_of)) {
        if (!run.log || !run.scenario) return none;
        return latency_of_row(run, std::string_view(name).substr(latency_of.size())).value_or(none);
    }
    const Results& results = *run.results;
    if (name == "switches") return double(switches_of(results));
    if (name == "lost") return double(lost_of(results));
    if (name == "finish" && results.ended.forever()) return none;
    const double number = metrics::find_metric(column_of(name)->id)->of(results);
    return column_of(name)->measure == Measure::share ? 100 * number : number;
}

std::string text_of(const RunResults& run, const std::string& name, double number, Unit unit) {
    if (std::isnan(number)) return name == "finish" ? cell_of(run, name, unit) : nothing;
    switch (measure_of(name)) {
        case Measure::time: return (name == "finish" && !run.complete ? "≥ " : "") + with_unit(number, unit);
        case Measure::count: return grouped_text(std::llround(number));
        case Measure::share: return rounded_text(number, 0) + " %";
        case Measure::bytes: return bytes_text(std::llround(number));
        case Measure::number: break;
    }
    return trimmed_text(number, 4);
}

}  // namespace present
