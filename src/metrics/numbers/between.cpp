#include "metrics/numbers/between.h"

#include "base/arrange.h"

#include <algorithm>

namespace metrics {

using trace::Span;
using trace::SpanKind;

namespace {

void add_levels(Between& in, const Levels& levels) {
    double concurrency = 0, parallelism = 0, asynchrony = 0;
    auto level =
        std::partition_point(levels.begin(), levels.end(), [&](const LevelStep& l) { return l.from <= in.begin; });
    if (level != levels.begin()) --level;
    for (; level != levels.end() && level->from < in.end; ++level) {
        const Time until = level + 1 == levels.end() ? in.end : std::min(in.end, (level + 1)->from);
        const double length = double((until - std::max(in.begin, level->from)).ns);
        if (length <= 0) continue;
        const auto add = [&](double& sum, LevelSummary& summary, int32_t value) {
            sum += length * value;
            summary.max = std::max(summary.max, value);
        };
        add(concurrency, in.concurrency, level->concurrency);
        add(parallelism, in.parallelism, level->parallelism);
        add(asynchrony, in.asynchrony, level->asynchrony);
    }
    const double all = double((in.end - in.begin).ns);
    in.concurrency.mean = concurrency / all;
    in.parallelism.mean = parallelism / all;
    in.asynchrony.mean = asynchrony / all;
}

// Tasks are in the order of their arrival or creation.
size_t arrived_between(const trace::Log& log, Time begin, Time end) {
    size_t low = 0, high = log.tasks.size();
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (log.tasks[middle].arrival < begin) low = middle + 1;
        else high = middle;
    }
    size_t count = 0;
    for (; low < log.tasks.size() && log.tasks[low].arrival < end; ++low) count += stands_alone(log.tasks[low]);
    return count;
}

}  // namespace

Between between(const trace::Log& log, const SpanIndex& index, const Levels& levels, Time begin, Time end) {
    Between in;
    in.begin = std::max(Time{}, std::min(begin, end));
    in.end = std::max(in.begin, std::max(begin, end));
    if (in.begin == in.end) return in;
    add_levels(in, levels);
    in.arrived = arrived_between(log, in.begin, in.end);

    std::vector<Between::Busy> busy;
    std::vector<Time> latency;
    index.touching(log, in.begin, in.end, [&](size_t i) {
        const Span span = log.spans[i];
        const Time from = std::max(span.start, in.begin), to = std::min(span.end(), in.end);
        const Time length = to - from;
        Time ran;
        switch (span.kind) {
            case SpanKind::running: ran = length; break;
            case SpanKind::sharing: {
                Span part = span;
                part.start = from;
                part.duration = length;
                ran = cpu_of_share(part, log.cores_per_server);
                in.ready += length - ran;
                break;
            }
            case SpanKind::switching: in.switching += length; break;
            case SpanKind::ready: in.ready += length; break;
            case SpanKind::blocked: in.blocked += length; break;
            case SpanKind::waiting: in.waiting += length; break;
            case SpanKind::queued: in.queued += length; break;
        }
        in.running += ran;
        if (ran > Time{}) busy.push_back({span.task, ran});
        // The last span of a task ends with it. An answer ends a span, too.
        const trace::Task& task = log.tasks[span.task.index];
        if (task.outcome != trace::Outcome::completed || !stands_alone(task)) return;
        const Time done = task.answered ? *task.answered : *task.finished;
        if (span.end() == done && done > in.begin && done <= in.end) latency.push_back(done - task.arrival);
    });
    in.utilisation = log.cores == 0 ? 0 : double(in.running.ns) / (double((in.end - in.begin).ns) * log.cores);
    in.completed = latency.size();
    in.latency = sample_of(std::move(latency));

    arrange(busy, [](const auto& a, const auto& b) { return a.task < b.task; });
    for (const Between::Busy& one : busy) {
        if (!in.busiest.empty() && in.busiest.back().task == one.task) in.busiest.back().time += one.time;
        else in.busiest.push_back(one);
    }
    const auto longer = [](const auto& a, const auto& b) {
        return a.time != b.time ? a.time > b.time : a.task < b.task;
    };
    const size_t shown = std::min(in.busiest.size(), Between::max_busiest);
    std::partial_sort(in.busiest.begin(), in.busiest.begin() + ptrdiff_t(shown), in.busiest.end(), longer);
    in.busiest.resize(shown);
    return in;
}

}  // namespace metrics
