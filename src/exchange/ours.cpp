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

Recorded Ours::finish(std::string title) && {
    std::vector<std::pair<int64_t, uint32_t>> order;  // of threads that have spans
    std::vector<bool> used;
    for (const Recorder::Span& span : spans_) {
        if (span.thread == nothing) continue;
        if (span.thread >= used.size()) used.resize(span.thread + 1);
        used[span.thread] = true;
    }
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
    recorder_.recording.kind = trace::Recording::Kind::ours;
    recorder_.recording.format = "Trace of a simulated run";
    return std::move(recorder_).finish(std::move(title), last_);
}

}  // namespace exchange
