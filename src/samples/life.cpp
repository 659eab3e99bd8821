#include "samples/life.h"

#include "scenario/strategies.h"

#include <algorithm>

namespace samples {

namespace {

using trace::Reason;
using trace::SpanKind;

Life fallback(Life life) {
    switch (life) {
        case Life::starting: return Life::submitted;
        case Life::taken: return Life::submitted;
        case Life::answered: return Life::submitted;
        case Life::submitted: return Life::starting;
        case Life::step:
        case Life::none: return Life::none;
    }
    return Life::none;
}

int find_line(const Sample& sample, const Place& place) {
    for (size_t i = 0; i < sample.lines.size(); ++i)
        for (const Place& each : sample.lines[i].places)
            if (each == place) return int(i);
    return -1;
}

// An offload is a task of its own with one step: it is in the step of its parent.
std::optional<Place> offload_of(const scenario::StepLists& lists, const trace::Log& log, const trace::Task& task) {
    if (task.kind != trace::TaskKind::offload || !task.parent) return {};
    const uint32_t list = log.tasks[task.parent.index].program;
    const auto& steps = lists[list];
    for (uint32_t i = 0; i < steps.size(); ++i)
        if (steps[i].kind == scenario::StepKind::offload && lists.below(list, i) == task.program)
            return Place{Life::step, list, i};
    return {};
}

}  // namespace

Place place_of(const scenario::Scenario& scenario, const scenario::StepLists& lists, const trace::Log& log,
               const trace::Span& span) {
    if (!span.task) return {};
    const trace::Task& task = log.tasks[span.task.index];
    if (const auto place = offload_of(lists, log, task)) return *place;
    const Place step{Life::step, task.program, span.step};
    const bool part = task.kind == trace::TaskKind::part;
    const bool begun = task.started && span.start >= *task.started;
    switch (span.kind) {
        case SpanKind::running:
        case SpanKind::sharing:
        case SpanKind::blocked:
        case SpanKind::waiting: return step;
        case SpanKind::ready: return begun || part ? step : Place{Life::starting};
        case SpanKind::switching:
            if (part) return step;
            if (span.reason == Reason::thread_start || span.reason == Reason::process_start) return {Life::starting};
            return begun ? step : Place{Life::taken};
        case SpanKind::queued:
            if (part) return step;
            if (span.reason == Reason::no_worker && task.answered) return {Life::answered};
            if (!begun) return {Life::submitted};
            // It has its answer and waits for its thread: on the line where it waited for the answer.
            if (scenario::row_of(scenario.strategy.kind).wait_frees_thread && span.step > 0 &&
                span.reason != Reason::yielded)
                return {Life::step, task.program, uint32_t(span.step - 1)};
            return step;
    }
    return step;
}

bool runs(const trace::Span& span) {
    return span.kind == SpanKind::running || span.kind == SpanKind::sharing || span.kind == SpanKind::switching;
}

int line_of(const Sample& sample, const Place& place) {
    if (place.life == Life::none) return -1;
    const int line = find_line(sample, place);
    if (line >= 0) return line;
    if (place.life == Life::step) {  // a step without a line of its own is on the next line of its list
        int best = -1;
        uint32_t best_step = 0;
        for (size_t i = 0; i < sample.lines.size(); ++i)
            for (const Place& each : sample.lines[i].places)
                if (each.life == Life::step && each.list == place.list && each.step > place.step &&
                    (best < 0 || each.step < best_step)) {
                    best = int(i);
                    best_step = each.step;
                }
        return best;
    }
    const Life other = fallback(place.life);
    return other == Life::none ? -1 : find_line(sample, {other});
}

std::vector<size_t> spans_on(const scenario::Scenario& scenario, const trace::Log& log, const Sample& sample,
                             int line) {
    const scenario::StepLists lists(scenario);
    std::vector<size_t> spans;
    for (size_t i = 0; i < log.spans.size(); ++i)
        if (line_of(sample, place_of(scenario, lists, log, log.spans[i])) == line) spans.push_back(i);
    std::sort(spans.begin(), spans.end(), [&](size_t a, size_t b) {
        return log.spans.start(a) != log.spans.start(b) ? log.spans.start(a) < log.spans.start(b) : a < b;
    });
    return spans;
}

}  // namespace samples
