#include "metrics/results.h"

#include "metrics/sweep.h"

#include <algorithm>
#include <cassert>

namespace metrics {

using trace::Outcome;
using trace::Reason;
using trace::Span;
using trace::SpanKind;

namespace {

Sample sample_of(std::vector<Time> values) {
    Sample sample;
    if (values.empty()) return sample;
    std::sort(values.begin(), values.end());
    double sum = 0;
    for (Time value : values) sum += double(value.ns);
    // Nearest rank: the smallest value that is not below p per cent of all.
    const auto rank = [&](size_t p) { return values[(p * values.size() + 99) / 100 - 1]; };
    sample.mean = sum / double(values.size());
    sample.p50 = rank(50);
    sample.p95 = rank(95);
    sample.p99 = rank(99);
    sample.max = values.back();
    return sample;
}

// Of very many long waits the sum may pass 64 bits: it stays at the largest then.
void add_saturated(int64_t& sum, int64_t part) {
    if (__builtin_add_overflow(sum, part, &sum)) sum = part > 0 ? INT64_MAX : INT64_MIN;
}

int64_t peak(const std::vector<Step>& steps) {
    int64_t most = 0;
    for (const Step& step : steps) most = std::max(most, int64_t(step.count));
    return most;
}

// Which device a span waits for; none for timers.
DeviceId device_of(const scenario::Scenario& scenario, const trace::Log& log, const Span& span) {
    const auto& steps = scenario.programs[scenario.work[log.tasks[span.task.index].row].program].steps;
    return span.step < steps.size() ? steps[span.step].device : DeviceId{};
}

void add_span(Partition& task, const Span& span) {
    switch (span.kind) {
        case SpanKind::running: task.cpu += span.duration; break;
        case SpanKind::switching: task.overhead += span.duration; break;
        case SpanKind::ready: task.ready += span.duration; break;
        case SpanKind::blocked: task.blocked += span.duration; break;
        case SpanKind::waiting: task.async += span.duration; break;
        case SpanKind::queued: task.queued += span.duration; break;
    }
    if (span.reason == Reason::device || span.reason == Reason::sleep) task.served += span.duration;
}

void count_cores(Results& results, const trace::Log& log) {
    std::vector<ThreadId> last(log.cores);
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const SpanKind kind = log.spans.kind(i);
        if (kind != SpanKind::running && kind != SpanKind::switching) continue;
        const Span span = log.spans[i];
        CoreUse& core = results.cores[span.core.index];
        (kind == SpanKind::running ? core.busy : core.switching) += span.duration;
        ThreadId& thread = last[span.core.index];
        if (thread && thread != span.thread) ++core.switches;
        thread = span.thread;
    }
    Time busy;
    for (CoreUse& core : results.cores) {
        core.idle = results.makespan - core.busy - core.switching;
        busy += core.busy;
    }
    if (results.makespan > Time{}) results.utilisation = double(busy.ns) / double(results.makespan.ns) / double(log.cores);
}

void count_tasks(Results& results, const scenario::Scenario& scenario, const trace::Log& log) {
    std::vector<Time> latency, response, wait;
    for (size_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        const auto& deadline = scenario.work[task.row].deadline;
        if (deadline && task.finished.value_or(results.makespan) > task.arrival + *deadline) ++results.missed;
        switch (task.outcome) {
            case Outcome::unfinished: ++results.unfinished; continue;
            case Outcome::rejected: ++results.rejected; continue;
            case Outcome::gave_up: ++results.gave_up; continue;
            case Outcome::completed: ++results.completed; break;
        }
        const Partition& life = results.tasks[i];
        const Time whole = *task.finished - task.arrival;
        assert(life.total() == whole);
        latency.push_back(whole);
        wait.push_back(whole - life.cpu - life.served);
        if (task.first_run) response.push_back(*task.first_run - task.arrival);
    }
    results.latency = sample_of(std::move(latency));
    results.response = sample_of(std::move(response));
    results.wait = sample_of(std::move(wait));
}

void count_devices(Results& results, const scenario::Scenario& scenario, const trace::Log& log) {
    const size_t count = scenario.devices.size();
    std::vector<Sweep> served(count), queued(count);
    std::vector<Time> in_service(count), in_queue(count);
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const SpanKind kind = log.spans.kind(i);
        if (kind != SpanKind::blocked && kind != SpanKind::waiting) continue;
        const Span span = log.spans[i];
        const DeviceId device = device_of(scenario, log, span);
        if (!device) continue;
        const bool waits = span.reason == Reason::device_queue;
        (waits ? queued : served)[device.index].add(span.start, span.end());
        add_saturated((waits ? in_queue : in_service)[device.index].ns, span.duration.ns);
    }
    for (size_t d = 0; d < count; ++d) {
        DeviceUse use;
        const double whole = double(results.makespan.ns);
        if (whole > 0) {
            use.queue_mean = double(in_queue[d].ns) / whole;
            if (scenario.devices[d].capacity > 0) {
                use.utilisation = double(in_service[d].ns) / whole / double(scenario.devices[d].capacity);
            } else {
                Time used, since;
                bool in_use = false;
                for (const Step& step : served[d].steps()) {
                    if (in_use) used += step.from - since;
                    since = step.from;
                    in_use = step.count > 0;
                }
                use.utilisation = double(used.ns) / whole;
            }
        }
        use.queue_max = peak(queued[d].steps());
        results.devices.push_back(use);
    }
}

void count_memory(Results& results, const scenario::Scenario& scenario, const trace::Log& log) {
    Sweep threads;
    std::vector<std::pair<Time, int64_t>> changes;
    const auto hold = [&](Time from, Time to, int64_t bytes) {
        if (from >= to) return;
        changes.emplace_back(from, bytes);
        changes.emplace_back(to, -bytes);
    };
    for (const trace::Thread& thread : log.threads) {
        const Time ended = thread.ended.value_or(results.makespan);
        threads.add(thread.started, ended);
        hold(thread.started, ended, scenario.machine.memory.thread);
    }
    for (const trace::Task& task : log.tasks) hold(task.arrival, task.finished.value_or(results.makespan), scenario.machine.memory.task);
    std::sort(changes.begin(), changes.end());  // at one time what is given back comes first
    int64_t bytes = 0;
    for (const auto& change : changes) {
        add_saturated(bytes, change.second);
        results.memory_peak_bytes = std::max(results.memory_peak_bytes, bytes);
    }
    results.threads_peak = peak(threads.steps());
}

void sum_levels(Results& results, const Levels& levels) {
    double sum_c = 0, sum_p = 0, sum_a = 0;
    for (size_t i = 0; i < levels.size(); ++i) {
        const Time until = i + 1 < levels.size() ? levels[i + 1].from : std::max(results.makespan, levels[i].from);
        const Time length = until - levels[i].from;
        if (length == Time{}) continue;
        const Level& level = levels[i];
        sum_c += double(level.concurrency) * double(length.ns);
        sum_p += double(level.parallelism) * double(length.ns);
        sum_a += double(level.asynchrony) * double(length.ns);
        results.concurrency.max = std::max(results.concurrency.max, level.concurrency);
        results.parallelism.max = std::max(results.parallelism.max, level.parallelism);
        results.asynchrony.max = std::max(results.asynchrony.max, level.asynchrony);
    }
    if (results.makespan > Time{}) {
        const double whole = double(results.makespan.ns);
        results.concurrency.mean = sum_c / whole;
        results.parallelism.mean = sum_p / whole;
        results.asynchrony.mean = sum_a / whole;
    }
    results.verdict = {results.concurrency.max >= 2, results.parallelism.max >= 2, results.asynchrony.max > 0};
}

}  // namespace

Results results_of(const scenario::Scenario& scenario, const trace::Log& log, const Levels& levels) {
    Results results;
    results.makespan = log.end;
    results.cores.resize(log.cores);
    results.tasks.resize(log.tasks.size());
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const Span span = log.spans[i];
        add_span(results.tasks[span.task.index], span);
        if (span.kind == SpanKind::blocked) add_saturated(results.threads_blocked.ns, span.duration.ns);
    }
    count_cores(results, log);
    count_tasks(results, scenario, log);
    count_devices(results, scenario, log);
    count_memory(results, scenario, log);
    sum_levels(results, levels);
    const double seconds = double(results.makespan.ns) * 1e-9;
    if (seconds > 0) results.throughput_per_s = double(results.completed) / seconds;
    results.cost = scenario.machine.price_per_hour * seconds / 3600;
    return results;
}

}  // namespace metrics
