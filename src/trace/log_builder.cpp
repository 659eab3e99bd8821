#include "trace/log_builder.h"

#include "base/arrange.h"
#include "base/number.h"
#include "base/say.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace trace {

namespace {

constexpr size_t max_marks = 100'000;

MaybeTime maybe(int64_t ns) { return ns < 0 ? MaybeTime() : MaybeTime(Time{ns}); }

struct Key {
    int64_t at;
    uint32_t number;
    bool operator<(const Key& other) const { return at != other.at ? at < other.at : number < other.number; }
};

// Sorts `count` things by a time, keeping the order of equals. Many recordings are in order already.
template <class At>
std::vector<uint32_t> ordered(size_t count, At at) {
    std::vector<uint32_t> order(count);
    bool sorted = true;
    int64_t before = INT64_MIN;
    for (size_t i = 0; i < count && sorted; ++i) {
        order[i] = uint32_t(i);
        const int64_t now = at(i);
        sorted = now >= before;
        before = now;
    }
    if (sorted) return order;
    std::vector<Key> keys(count);
    for (size_t i = 0; i < count; ++i) keys[i] = {at(i), uint32_t(i)};
    std::sort(keys.begin(), keys.end());
    for (size_t i = 0; i < count; ++i) order[i] = keys[i].number;
    return order;
}

}  // namespace

uint32_t LogBuilder::add_thread(Recording::Thread thread) {
    recording.threads.push_back(std::move(thread));
    lives_.emplace_back(INT64_MAX, 0);
    return uint32_t(recording.threads.size() - 1);
}

uint32_t LogBuilder::add_task(const Task& task) {
    tasks_.push_back(task);
    return uint32_t(tasks_.size() - 1);
}

void LogBuilder::add_mark(int64_t at, std::string text) {
    if (marks_.size() < max_marks) marks_.emplace_back(at, std::move(text));
}

std::vector<uint32_t> LogBuilder::order_tasks(Log& log) {
    const std::vector<uint32_t> order = ordered(tasks_.size(), [&](size_t i) { return tasks_[i].arrival; });
    std::vector<uint32_t> new_number(tasks_.size());
    std::vector<uint32_t> seen;  // tasks with each name so far
    for (const uint32_t old : order) {
        const Task& task = tasks_[old];
        new_number[old] = uint32_t(log.tasks.size());
        if (task.name >= seen.size()) seen.resize(std::max<size_t>(task.name + 1, seen.size() * 2));
        trace::Task& it = log.tasks.emplace_back();
        it = {};
        it.row = task.name % max_rows;
        it.index = seen[task.name]++;
        it.kind = task.kind;
        it.outcome = task.finished < 0 ? Outcome::unfinished : Outcome::completed;
        it.arrival = {task.arrival};
        it.started = maybe(task.started);
        it.first_run = maybe(task.first_run);
        it.finished = maybe(task.finished);
        recording.task_names.push_back(task.name);
    }
    return new_number;
}

// Drawing and measuring require that no spans overlap on a core, on a thread or in a task. A file may contain
// overlapping spans: the later one is then left out.
void LogBuilder::order_spans(Log& log, const std::vector<uint32_t>& task_of) {
    std::vector<int64_t> core_until(cores), thread_until(recording.threads.size()), task_until(tasks_.size());
    uint64_t left_out = 0;
    for (const uint32_t i : ordered(spans_.size(), [&](size_t n) { return spans_[n].end; })) {
        const Span& span = spans_[i];
        int64_t* const on_core = span.core != none && span.kind != SpanKind::sharing ? &core_until[span.core] : nullptr;
        int64_t* const on_thread = span.thread != none ? &thread_until[span.thread] : nullptr;
        int64_t& in_task = task_until[span.task];
        if (span.start < in_task || (on_core && span.start < *on_core) || (on_thread && span.start < *on_thread)) {
            ++left_out;
            continue;
        }
        in_task = span.end;
        if (on_core) *on_core = span.end;
        if (on_thread) *on_thread = span.end;
        trace::Span it;
        it.start = {span.start};
        it.duration = {span.end - span.start};
        it.task = {task_of[span.task]};
        it.thread = {span.thread};
        it.core = {span.core};
        it.step = span.step;
        it.kind = span.kind;
        it.reason = span.reason;
        log.spans.push(it);
        if (span.thread == none) continue;
        auto& [from, to] = lives_[span.thread];
        from = std::min(from, span.start);
        to = std::max(to, span.end);
    }
    if (left_out > 0)
        recording.remarks.push_back(
            say_plain("{n|{n} span overlaps another and is|{n} spans overlap others and are} left out.",
                      {{"n", left_out, grouped_text(int64_t(left_out))}}));
}

void LogBuilder::order_nested(const std::vector<uint32_t>& task_of) {
    trace::Nested& nested = recording.nested;
    for (const Nested& slice : nested_) {
        const uint32_t number = uint32_t(nested.slices.size());
        if (nested.lanes.empty() || nested.lanes.back().thread.index != slice.thread ||
            nested.lanes.back().depth != slice.depth)
            nested.lanes.push_back({{slice.thread}, slice.depth, number, 0});
        ++nested.lanes.back().count;
        trace::Span it;
        it.start = {slice.start};
        it.duration = {slice.end - slice.start};
        it.task = {task_of[slice.task]};
        it.thread = {slice.thread};
        it.step = uint16_t(slice.name);
        if (recording.has_operations(it.thread)) it.kind = SpanKind::waiting;
        nested.slices.push(it);
        nested.names.push_back(slice.name);
    }
    nested_ = {};
}

void LogBuilder::order_instants() {
    arrange(instants_, [](const Instant& a, const Instant& b) {
        return a.thread != b.thread ? a.thread < b.thread : a.at < b.at;
    });
    for (const Instant& instant : instants_) recording.instants.push_back(instant);
    instants_ = {};
}

Log LogBuilder::finish(Time end) && {
    Log log;
    log.cores = cores;
    log.cores_per_server = std::max(1u, cores);
    log.end = end;
    log.events = recording.events;
    const std::vector<uint32_t> task_of = order_tasks(log);
    order_spans(log, task_of);
    order_nested(task_of);
    order_instants();
    tasks_ = {};
    spans_ = {};
    for (uint32_t i = 0; i < recording.threads.size(); ++i) {
        trace::Thread thread;
        thread.number = i;
        thread.started = {std::min(lives_[i].first, lives_[i].second)};
        log.threads.push_back(thread);
    }
    for (const Link& link : links_)
        recording.links.push_back({{task_of[link.from]}, {task_of[link.to]}, {link.left}, {link.came}});
    arrange(recording.links, [](const trace::Link& a, const trace::Link& b) { return a.to < b.to; });
    arrange(marks_, [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [at, text] : marks_) log.notes.push_back({.at = {at}, .text = std::move(text)});
    log.recording = std::make_shared<const Recording>(std::move(recording));
    return log;
}

}  // namespace trace
