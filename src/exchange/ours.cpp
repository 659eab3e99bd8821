#include "exchange/ours.h"

#include "base/arrange.h"

#include <algorithm>
#include <functional>

namespace exchange {

Ours::Task& Ours::task(uint32_t number) {
    if (number >= tasks_.size()) tasks_.resize(number + 1);
    return tasks_[number];
}

void Ours::add(uint32_t track, trace::SpanKind kind, const Facts& facts, int64_t from, int64_t to) {
    last_ = std::max(last_, to);
    Task& owner = task(facts.task);
    const bool runs = kind == trace::SpanKind::running || kind == trace::SpanKind::sharing;
    Recorder::Task& life = owner.life;
    if (!owner.begun) {
        life.arrival = life.finished < 0 ? from : std::min(life.arrival, from);
        life.finished = std::max(life.finished, to);
    }
    if (runs && (life.first_run < 0 || from < life.first_run)) life.first_run = life.started = from;
    if (facts.core != nothing && kind != trace::SpanKind::sharing) recorder_.cores = std::max(recorder_.cores, facts.core + 1);
    if (kind == trace::SpanKind::sharing) recorder_.cores = std::max(recorder_.cores, 1u);
    Recorder::Span span;
    span.start = from;
    span.end = to;
    span.task = facts.task;
    span.thread = track;
    span.core = facts.core;
    span.step = facts.step;
    span.kind = kind;
    span.reason = facts.reason;
    spans_.push_back(span);
}

void Ours::span(uint32_t track, trace::SpanKind kind, const Facts& facts, int64_t at, int64_t length) {
    threads_[track];
    add(track, kind, facts, at, at + length);
}

void Ours::thread(uint32_t track, std::string name, int64_t order) {
    Thread& it = threads_[track];
    it.name = std::move(name);
    it.order = order;
}

void Ours::begin(uint32_t number, std::string_view name, int64_t at) {
    Task& it = task(number);
    it.life.name = recorder_.recording.names.id_of(name);
    it.life.arrival = at;
    it.life.finished = -1;
    it.begun = true;
    last_ = std::max(last_, at);
}

void Ours::begin_wait(trace::SpanKind kind, const Facts& facts, int64_t at) {
    Task& it = task(facts.task);
    it.waits_for = facts;
    it.kind = kind;
    it.since = at;
}

void Ours::end(uint32_t number, int64_t at) {
    Task& it = task(number);
    last_ = std::max(last_, at);
    if (it.since >= 0) {
        if (at > it.since) add(nothing, it.kind, it.waits_for, it.since, at);
        it.since = -1;
    } else if (it.begun) {
        it.life.finished = at;
    }
}

void Ours::nested(uint32_t track, uint32_t number, std::string_view name, int64_t at, int64_t length) {
    threads_[track];
    task(number);
    last_ = std::max(last_, at + length);
    if (length > 0) nested_.push_back({at, at + length, number, track, recorder_.recording.names.id_of(name), 0});
}

void Ours::instant(uint32_t track, std::string_view name, int64_t at) {
    threads_[track];
    last_ = std::max(last_, at);
    instants_.push_back({{at}, {track}, recorder_.recording.names.id_of(name)});
}

void Ours::arrow_out(uint32_t key, uint32_t number, int64_t at) {
    task(number);
    arrows_[key] = {number, 0, at, 0};
}

void Ours::arrow_in(uint32_t key, uint32_t number, int64_t at) {
    const auto left = arrows_.find(key);
    if (left == arrows_.end()) return;
    task(number);
    recorder_.add_link({left->second.from, number, left->second.left, at});
    arrows_.erase(left);
}

void Ours::counter(std::string_view name, double value, int64_t at) {
    constexpr uint32_t most_counters = 10'000;
    last_ = std::max(last_, at);
    if (counters_.size() >= most_counters) return;
    const uint32_t id = counters_.id_of(name);
    std::vector<trace::Counter>& all = recorder_.recording.counters;
    if (id == all.size()) all.push_back({std::string(name), {}, value, value});
    trace::Counter& counter = all[id];
    if (!counter.samples.empty() && counter.samples.back().at.ns >= at) return;  // we write them by time
    counter.samples.push_back({{at}, value});
    counter.least = std::min(counter.least, value);
    counter.most = std::max(counter.most, value);
}

// How deep each is; what only overlaps others is left out, as we do not write it.
void Ours::add_nested() {
    const auto outer_first = [](const Recorder::Nested& a, const Recorder::Nested& b) { return a.thread != b.thread ? a.thread < b.thread : a.start != b.start ? a.start < b.start : a.end > b.end; };
    std::stable_sort(nested_.begin(), nested_.end(), outer_first);
    std::vector<int64_t> open;
    uint32_t thread = nothing;
    for (Recorder::Nested& slice : nested_) {
        if (slice.thread != thread) open.clear();
        thread = slice.thread;
        while (!open.empty() && open.back() <= slice.start) open.pop_back();
        if (open.size() == most_depth || (!open.empty() && slice.end > open.back())) continue;
        open.push_back(slice.end);
        slice.depth = uint32_t(open.size());
    }
    std::erase_if(nested_, [](const Recorder::Nested& slice) { return slice.depth == 0; });
    std::stable_sort(nested_.begin(), nested_.end(), [](const Recorder::Nested& a, const Recorder::Nested& b) { return a.thread != b.thread ? a.thread < b.thread : a.depth < b.depth; });
    for (const Recorder::Nested& slice : nested_) recorder_.add_nested(slice);
}

Recorded Ours::finish(std::string title) && {
    std::vector<std::pair<int64_t, uint32_t>> order;  // of threads that have spans
    std::vector<bool> used;
    const auto use = [&](uint32_t track) {
        if (track == nothing) return;
        if (track >= used.size()) used.resize(track + 1);
        used[track] = true;
    };
    for (const Recorder::Span& span : spans_) use(span.thread);
    for (const Recorder::Nested& slice : nested_) use(slice.thread);
    for (const trace::Instant& instant : instants_) use(instant.thread.index);
    for (const auto& [track, thread] : threads_)
        if (track < used.size() && used[track]) order.emplace_back(thread.order, track);
    arrange(order, std::less<>());
    for (const auto& [place, track] : order) {
        Thread& thread = threads_[track];
        thread.number = recorder_.add_thread(thread.name.empty() ? "Thread " + std::to_string(track) : thread.name);
    }
    const uint32_t unnamed = recorder_.recording.names.id_of("task");
    for (Task& task : tasks_) {
        if (!task.begun) task.life.name = unnamed;
        recorder_.add_task(task.life);
    }
    for (Recorder::Span& span : spans_) {
        if (span.thread != nothing) span.thread = threads_[span.thread].number;
        span.name = tasks_[span.task].life.name;
        recorder_.add_span(span);
    }
    for (Recorder::Nested& slice : nested_) slice.thread = threads_[slice.thread].number;
    add_nested();
    for (const trace::Instant& instant : instants_) recorder_.add_instant(instant.at.ns, threads_[instant.thread.index].number, instant.name);
    recorder_.recording.kind = trace::Recording::Kind::ours;
    recorder_.recording.format = "Trace of a simulated run";
    return std::move(recorder_).finish(std::move(title), last_);
}

}  // namespace exchange
