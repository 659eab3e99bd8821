#include "metrics/numbers/levels.h"

#include "metrics/numbers/overlap_count.h"
#include "metrics/numbers/strands.h"

#include <algorithm>

namespace metrics {

namespace {

// Adds the cores that work while `sharers` tasks share them, on each server.
void add_shared_cores(OverlapCount& parallelism, std::vector<OverlapCount>& sharers, int32_t cores) {
    for (OverlapCount& server : sharers) {
        const std::vector<CountStep> steps = server.steps();
        for (size_t i = 0; i + 1 < steps.size(); ++i)
            if (steps[i].count > 0) parallelism.add(steps[i].from, steps[i + 1].from, std::min(steps[i].count, cores));
    }
}

// Returns which tasks are programs of event loops; empty if none is.
std::vector<bool> programs_of(const trace::Log& log) {
    if (log.callbacks.all.empty()) return {};
    std::vector<bool> programs(log.tasks.size());
    for (const trace::Callback& callback : log.callbacks.all)
        if (callback.task) programs[callback.task.index] = true;
    return programs;
}

// Turns three counts into levels, in the order of time. The counts are consumed.
Levels merged(OverlapCount& concurrency, OverlapCount& parallelism, OverlapCount& asynchrony) {
    const std::vector<CountStep> c = concurrency.steps(), p = parallelism.steps(), a = asynchrony.steps();
    Levels levels;
    size_t ic = 0, ip = 0, ia = 0;
    LevelStep now;
    for (;;) {
        Time next = longest_time * 2;
        if (ic < c.size()) next = std::min(next, c[ic].from);
        if (ip < p.size()) next = std::min(next, p[ip].from);
        if (ia < a.size()) next = std::min(next, a[ia].from);
        if (next == longest_time * 2) break;
        now.from = next;
        if (ic < c.size() && c[ic].from == next) now.concurrency = c[ic++].count;
        if (ip < p.size() && p[ip].from == next) now.parallelism = p[ip++].count;
        if (ia < a.size() && a[ia].from == next) now.asynchrony = a[ia++].count;
        if (levels.empty() && next > Time{}) levels.push_back({});
        levels.push_back(now);
    }
    if (levels.empty()) levels.push_back({});
    return levels;
}

}  // namespace

Levels levels_of(const trace::Log& log) {
    using trace::SpanKind;
    OverlapCount concurrency, parallelism, asynchrony;
    std::vector<OverlapCount> sharers;  // by server
    const std::vector<bool> programs = programs_of(log);
    const auto counts_itself = [&](TaskId task) {
        return stands_alone(log.tasks[task.index]) && (programs.empty() || !programs[task.index]);
    };
    for (const trace::Callback& callback : log.callbacks.all) {
        if (!callback.task) continue;  // the making of a picture
        const Strand strand = strand_of(callback, log.end);
        concurrency.add(strand.from, strand.to);
        asynchrony.add(strand.from, strand.ready);
    }
    for (uint32_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        if (task.started && counts_itself({i})) concurrency.add(*task.started, task.finished.value_or(log.end));
    }
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const SpanKind kind = log.spans.kind(i);
        if (kind == SpanKind::running) {
            parallelism.add(log.spans.start(i), log.spans.end(i));
        } else if (kind == SpanKind::sharing) {
            const size_t server = log.tasks[log.spans[i].task.index].server;
            if (sharers.size() <= server) sharers.resize(server + 1);
            sharers[server].add(log.spans.start(i), log.spans.end(i));
        } else if (kind == SpanKind::waiting || kind == SpanKind::queued) {
            const TaskId id = log.spans.task(i);
            if (!counts_itself(id)) continue;
            const trace::Task& task = log.tasks[id.index];
            if (kind == SpanKind::waiting || (task.answered && *task.answered <= log.spans.start(i)))
                asynchrony.add(log.spans.start(i), log.spans.end(i));
        }
    }
    add_shared_cores(parallelism, sharers, int32_t(log.cores_per_server));
    return merged(concurrency, parallelism, asynchrony);
}

LevelStep level_at(const Levels& levels, Time t) {
    const auto after = std::upper_bound(levels.begin(), levels.end(), t,
                                        [](Time time, const LevelStep& level) { return time < level.from; });
    return after == levels.begin() ? LevelStep{} : *(after - 1);
}

}  // namespace metrics
