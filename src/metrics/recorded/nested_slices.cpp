#include "metrics/recorded/nested_slices.h"

#include "base/arrange.h"

#include <algorithm>
#include <utility>

namespace metrics {

namespace {

using trace::Nested;
using trace::Recording;

const Nested& nested_of(const trace::Log& log) { return log.recording->nested; }

// A task has one span: its slice or operation.
std::optional<size_t> span_of(const trace::Log& log, TaskId task) {
    const Time finished = log.tasks[task.index].finished.value_or(log.end);
    for (size_t i = log.spans.first_after(finished - nsec(1)); i < log.spans.size() && log.spans.end(i) == finished;
         ++i)
        if (log.spans.task(i) == task) return i;
    return {};
}

// The arrow leads from the innermost slice that is open when it leaves to the one where it arrives: the slice that
// begins then, otherwise the innermost.
std::optional<Arrow> arrow_of(const trace::Log& log, const trace::Link& link) {
    const auto sources = slices_at(log, link.from, link.left), targets = slices_at(log, link.to, link.came);
    if (sources.empty() || targets.empty()) return {};
    const auto begins = [&](size_t number) { return log.span(number).start == link.came; };
    const auto first = std::find_if(targets.begin(), targets.end(), begins);
    const Arrow arrow{sources.back(), first == targets.end() ? targets.back() : *first, link.left, link.came};
    return arrow.from == arrow.to ? std::nullopt : std::optional(arrow);
}

// The lane of the slices directly inside a slice.
const Nested::Lane* lane_inside(const trace::Log& log, size_t number) {
    const Nested& nested = nested_of(log);
    if (log.is_nested(number)) return nested.below(nested.lane_of(uint32_t(number - log.spans.size())));
    const ThreadId thread = log.spans[number].thread;
    return thread ? nested.first_of(thread) : nullptr;
}

// Calls `each` for the slices of a lane that touch begin..end, until it returns false.
template <class Each>
void each_between(const Nested& nested, const Nested::Lane& lane, Time begin, Time end, Each each) {
    for (uint32_t i = nested.first_after(lane, begin); i < lane.end() && nested.slices.start(i) < end && each(i); ++i) {
    }
}

Time part(Time start, Time end, Time begin, Time until) {
    return std::max(Time{}, std::min(end, until) - std::max(start, begin));
}

std::vector<Tally> longest_of(std::vector<Tally> all, bool operations, size_t max) {
    for (uint32_t name = 0; name < all.size(); ++name) {
        all[name].name = name;
        all[name].operation = operations;
    }
    std::erase_if(all, [](const Tally& tally) { return tally.count == 0; });
    const auto longer = [](const Tally& a, const Tally& b) {
        return a.self != b.self ? a.self > b.self : a.name < b.name;
    };
    const size_t shown = std::min(max, all.size());
    std::partial_sort(all.begin(), all.begin() + ptrdiff_t(shown), all.end(), longer);
    all.resize(shown);
    return all;
}

}  // namespace

bool is_slice(const trace::Log& log, size_t number) {
    if (log.is_nested(number)) return true;
    if (!log.recording) return false;
    if (is_operation(log, number)) return true;
    // Otherwise the recording is a schedule, which says when it ran.
    return log.spans.kind(number) == trace::SpanKind::running && !log.spans[number].core;
}

bool is_operation(const trace::Log& log, size_t number) {
    return log.recording && log.recording->has_operations(log.span(number).thread);
}

std::string_view slice_name(const trace::Log& log, size_t number) {
    const Recording& recording = *log.recording;
    if (log.is_nested(number)) return recording.names[nested_of(log).names[number - log.spans.size()]];
    return recording.names[recording.task_names[log.spans.task(number).index]];
}

std::optional<size_t> slice_around(const trace::Log& log, size_t number) {
    if (!log.is_nested(number)) return {};
    const Nested& nested = nested_of(log);
    const Nested::Lane& lane = nested.lane_of(uint32_t(number - log.spans.size()));
    const trace::Span span = log.span(number);
    if (lane.depth > 1) return log.spans.size() + nested.first_after(*(&lane - 1), span.start);
    for (size_t i = log.spans.first_after(span.end() - nsec(1)); i < log.spans.size(); ++i) {
        const trace::Span around = log.spans[i];
        if (around.task == span.task && around.thread == span.thread) return i;
    }
    return {};
}

std::vector<size_t> slices_at(const trace::Log& log, TaskId task, Time t) {
    std::vector<size_t> open;
    const auto span = span_of(log, task);
    if (!span) return open;
    open.push_back(*span);
    const Nested& nested = nested_of(log);
    const Nested::Lane* lane = nested.first_of(log.spans[*span].thread);
    for (; lane; lane = nested.below(*lane)) {
        const uint32_t i = nested.first_after(*lane, t);
        if (i == lane->end() || nested.slices.start(i) > t || nested.slices.task(i) != task) break;
        open.push_back(log.spans.size() + i);
    }
    return open;
}

std::vector<size_t> slices_inside(const trace::Log& log, size_t number, size_t max) {
    std::vector<size_t> inside;
    const trace::Span span = log.span(number);
    if (const Nested::Lane* lane = lane_inside(log, number))
        each_between(nested_of(log), *lane, span.start, span.end(), [&](uint32_t i) {
            if (inside.size() < max) inside.push_back(log.spans.size() + i);
            return inside.size() < max;
        });
    return inside;
}

Time self_time(const trace::Log& log, size_t number) {
    const Nested& nested = nested_of(log);
    const trace::Span span = log.span(number);
    Time self = span.duration;
    if (const Nested::Lane* lane = lane_inside(log, number))
        each_between(nested, *lane, span.start, span.end(), [&](uint32_t i) {
            self -= nested.slices.end(i) - nested.slices.start(i);
            return true;
        });
    return self;
}

Tally tally_of(const trace::Log& log, size_t number) {
    const Recording& recording = *log.recording;
    const Nested& nested = recording.nested;
    Tally tally;
    tally.operation = is_operation(log, number);
    tally.name = log.is_nested(number) ? nested.names[number - log.spans.size()]
                                       : recording.task_names[log.spans.task(number).index];
    const auto kind = tally.operation ? trace::SpanKind::waiting : trace::SpanKind::running;
    const auto add = [&](Time length) {
        ++tally.count;
        tally.total += length;
    };
    for (size_t i = 0; i < log.spans.size(); ++i)
        if (recording.task_names[log.spans.task(i).index] == tally.name && log.spans.kind(i) == kind)
            add(log.spans.end(i) - log.spans.start(i));
    for (uint32_t i = 0; i < nested.slices.size(); ++i)
        if (nested.names[i] == tally.name && nested.slices.kind(i) == kind)
            add(nested.slices.end(i) - nested.slices.start(i));
    return tally;
}

std::vector<Tally> tallies_between(const trace::Log& log, const SpanIndex& index, Time begin, Time end, size_t max) {
    const Recording& recording = *log.recording;
    const Nested& nested = recording.nested;
    std::vector<Tally> slices(recording.names.size()), operations(recording.names.size());
    const auto add = [&](Tally& tally, Time length) {
        ++tally.count;
        tally.total += length;
        tally.self += length;
    };
    index.touching(log, begin, end, [&](size_t i) {
        const trace::Span span = log.spans[i];
        const bool operation = recording.has_operations(span.thread);
        if (!operation && (!span.thread || span.kind != trace::SpanKind::running)) return;
        add((operation ? operations : slices)[recording.task_names[span.task.index]],
            part(span.start, span.end(), begin, end));
    });
    for (const Nested::Lane& lane : nested.lanes) {
        std::vector<Tally>& all = recording.has_operations(lane.thread) ? operations : slices;
        uint32_t around = lane.depth > 1 ? nested.first_after(*(&lane - 1), begin) : 0;
        each_between(nested, lane, begin, end, [&](uint32_t i) {
            const Time from = nested.slices.start(i), until = nested.slices.end(i),
                       length = part(from, until, begin, end);
            add(all[nested.names[i]], length);
            if (lane.depth > 1)
                while (nested.slices.end(around) <= from) ++around;
            all[lane.depth > 1 ? nested.names[around] : recording.task_names[nested.slices.task(i).index]].self -=
                length;
            return true;
        });
    }
    std::vector<Tally> longest = longest_of(std::move(slices), false, max);
    for (const Tally& tally : longest_of(std::move(operations), true, max)) longest.push_back(tally);
    return longest;
}

std::vector<Arrow> arrows_to(const trace::Log& log, size_t number) {
    std::vector<Arrow> arrows;
    const TaskId task = log.span(number).task;
    const auto& links = log.recording->links;
    auto link =
        std::lower_bound(links.begin(), links.end(), task, [](const trace::Link& l, TaskId id) { return l.to < id; });
    for (; link != links.end() && link->to == task; ++link)
        if (const auto arrow = arrow_of(log, *link); arrow && arrow->to == number) arrows.push_back(*arrow);
    arrange(arrows, [](const Arrow& a, const Arrow& b) { return a.came < b.came; });
    return arrows;
}

std::vector<Arrow> arrows_from(const trace::Log& log, size_t number) {
    std::vector<Arrow> arrows;
    const trace::Span span = log.span(number);
    for (const trace::Link& link : log.recording->links) {
        if (link.from != span.task || link.left < span.start || link.left > span.end()) continue;
        if (const auto arrow = arrow_of(log, link); arrow && arrow->from == number) arrows.push_back(*arrow);
    }
    arrange(arrows, [](const Arrow& a, const Arrow& b) { return a.left < b.left; });
    return arrows;
}

}  // namespace metrics
