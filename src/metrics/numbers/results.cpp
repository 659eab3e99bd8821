#include "metrics/numbers/results.h"

#include "metrics/numbers/use.h"

#include <algorithm>
#include <cassert>

namespace metrics {

using trace::Outcome;
using trace::Reason;
using trace::Span;
using trace::SpanKind;

Sample sample_of(std::vector<Time> values) {
    Sample sample;
    sample.count = int64_t(values.size());
    if (values.empty()) return sample;
    std::sort(values.begin(), values.end());
    double sum = 0;
    for (Time value : values) sum += double(value.ns);
    // Nearest rank: the smallest value that at least p per cent of all values do not exceed.
    const auto rank = [&](size_t p) { return values[(p * values.size() + 99) / 100 - 1]; };
    sample.mean = sum / double(values.size());
    sample.p50 = rank(50);
    sample.p95 = rank(95);
    sample.p99 = rank(99);
    sample.max = values.back();
    return sample;
}

namespace {

void add_span(TaskTimes& life, const Span& span, const trace::Task& task, uint32_t cores_per_server) {
    const Time before = life.cpu + life.served;
    switch (span.kind) {
        case SpanKind::running: life.cpu += span.duration; break;
        case SpanKind::switching: life.overhead += span.duration; break;
        case SpanKind::ready: life.ready += span.duration; break;
        case SpanKind::blocked: life.blocked += span.duration; break;
        case SpanKind::waiting: life.async += span.duration; break;
        case SpanKind::queued: life.queued += span.duration; break;
        case SpanKind::sharing: {
            const Time cpu = cpu_of_share(span, cores_per_server);
            life.cpu += cpu;
            life.ready += span.duration - cpu;
            break;
        }
    }
    if (span.reason == Reason::device || span.reason == Reason::sleep) life.served += span.duration;
    if (!task.answered || span.start < *task.answered) life.answered += life.cpu + life.served - before;
}

bool is_late(const Results& results, const scenario::Scenario& scenario, const trace::Task& task) {
    const auto& deadline = scenario.work[task.row].deadline;
    if (!deadline || (task.outcome != Outcome::unfinished && task.outcome != Outcome::completed)) return false;
    const Time done = task.answered ? *task.answered : task.finished.value_or(results.makespan);
    return done > task.arrival + *deadline;
}

// The end of the warm-up, and the first task that arrives after it. Tasks are in the order of arrival.
struct EndOfWarmup {
    Time at;
    size_t first = 0;
};
EndOfWarmup end_of_warmup(const scenario::Warmup& warmup, const trace::Log& log) {
    if (warmup == scenario::Warmup{}) return {};
    int64_t arrived = 0;
    for (size_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        if (task.kind != trace::TaskKind::arrived) continue;
        if (task.arrival >= warmup.time && arrived >= warmup.tasks)
            return {warmup.tasks > 0 ? task.arrival : warmup.time, i};
        ++arrived;
    }
    return {warmup.tasks > 0 ? log.counted_end() : std::min(warmup.time, log.counted_end()), log.tasks.size()};
}

void count_tasks(Results& results, const scenario::Scenario& scenario, const trace::Log& log, size_t first_warm) {
    std::vector<Time> latency, response, wait;
    int64_t at_the_end = 0;
    for (size_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        if (task.kind != trace::TaskKind::arrived) continue;
        if (is_late(results, scenario, task)) ++results.missed;
        switch (task.outcome) {
            case Outcome::unfinished: ++results.unfinished; continue;
            case Outcome::rejected: ++results.rejected; continue;
            case Outcome::gave_up: ++results.gave_up; continue;
            case Outcome::completed: ++results.completed; break;
        }
        if (*task.finished >= results.warmup) ++results.completed_in_window;
        if (*task.finished == results.makespan) ++at_the_end;
        if (i < first_warm) continue;
        const TaskTimes& life = results.tasks[i];
        assert(log.recording || life.total() == *task.finished - task.arrival);  // a recording may be incomplete
        const Time whole = task.answered.value_or(*task.finished) - task.arrival;
        latency.push_back(whole);
        wait.push_back(whole - life.answered);
        if (task.first_run) response.push_back(*task.first_run - task.arrival);
    }
    // What ends at the beginning of the window is part of it; what ends at its end is not. Without a warm-up, the
    // window is the whole run.
    const bool cut_off = results.unfinished > 0 || (scenario.stop && *scenario.stop == results.makespan);
    if (cut_off && results.warmup > Time{})
        results.completed_in_window -= std::min(at_the_end, results.completed_in_window);
    const double seconds = double((results.makespan - results.warmup).ns) * 1e-9;
    if (seconds > 0) results.throughput_per_s = double(results.completed_in_window) / seconds;
    results.latency = sample_of(std::move(latency));
    results.response = sample_of(std::move(response));
    results.wait = sample_of(std::move(wait));
}

// Means and maxima cover the window; the verdict covers the whole run.
void sum_levels(Results& results, const trace::Log& log, const Levels& levels) {
    double sum_c = 0, sum_p = 0, sum_a = 0;
    for (size_t i = 0; i < levels.size(); ++i) {
        const Time until = i + 1 < levels.size() ? std::min(levels[i + 1].from, results.makespan) : results.makespan;
        if (until <= levels[i].from) continue;
        const LevelStep& level = levels[i];
        results.verdict.concurrent |= level.concurrency >= 2;
        results.verdict.parallel |= level.parallelism >= 2;
        results.verdict.asynchronous |= level.asynchrony > 0;
        const Time length = results.in_window(level.from, until);
        if (length == Time{}) continue;
        sum_c += double(level.concurrency) * double(length.ns);
        sum_p += double(level.parallelism) * double(length.ns);
        sum_a += double(level.asynchrony) * double(length.ns);
        results.concurrency.max = std::max(results.concurrency.max, level.concurrency);
        results.parallelism.max = std::max(results.parallelism.max, level.parallelism);
        results.asynchrony.max = std::max(results.asynchrony.max, level.asynchrony);
    }
    if (results.makespan > results.warmup) {
        const double whole = double((results.makespan - results.warmup).ns);
        results.concurrency.mean = sum_c / whole;
        results.parallelism.mean = sum_p / whole;
        results.asynchrony.mean = sum_a / whole;
    }
    const Verdict& verdict = results.verdict;
    results.verdict.only_parts = verdict.parallel && !verdict.concurrent &&
                                 std::any_of(log.tasks.begin(), log.tasks.end(), [](const trace::Task& task) {
                                     return task.kind == trace::TaskKind::part;
                                 });
}

}  // namespace

Time cpu_of_share(const Span& span, uint32_t cores) {
    const int64_t sharers = span.core.index;
    if (sharers <= int64_t(cores)) return span.duration;
    const int64_t d = span.duration.ns;  // d x cores / sharers, without overflowing 64 bits
    return {d / sharers * cores + d % sharers * cores / sharers};
}

Results results_of(const scenario::Scenario& scenario, const trace::Log& log, const Levels& levels) {
    Results results;
    results.makespan = log.counted_end();
    results.ended = ending_of(scenario, log);
    const EndOfWarmup warmup = end_of_warmup(scenario.warmup, log);
    results.warmup = warmup.at;
    results.tasks.resize(log.tasks.size());
    for (size_t i = 0; i < log.spans.size(); ++i) {
        Span span = log.spans[i];
        span.duration = std::min(span.duration, results.makespan - span.start);  // what is only drawn does not count
        if (span.duration <= Time{}) continue;
        add_span(results.tasks[span.task.index], span, log.tasks[span.task.index], log.cores_per_server);
        if (span.kind == SpanKind::blocked && span.thread)
            add_saturated(results.threads_blocked.ns, results.in_window(span.start, span.end()).ns);
    }
    count_tasks(results, scenario, log, warmup.first);
    count_cores(results, log);
    count_devices(results, scenario, log);
    count_memory(results, scenario, log);
    count_servers(results, scenario, log);
    sum_levels(results, log, levels);
    return results;
}

}  // namespace metrics
