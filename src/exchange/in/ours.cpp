#include "exchange/in/ours.h"

#include "base/arrange.h"
#include "base/say.h"

#include <algorithm>

namespace exchange {

Ours::Task& Ours::task(uint32_t number) {
    if (number >= tasks_.size()) tasks_.resize(number + 1);
    tasks_[number].told = true;
    return tasks_[number];
}

void Ours::add(uint32_t track, trace::SpanKind kind, const Facts& facts, int64_t from, int64_t to) {
    last_ = std::max(last_, to);
    Task& owner = task(facts.task);
    const bool runs = kind == trace::SpanKind::running || kind == trace::SpanKind::sharing;
    LogBuilder::Task& life = owner.life;
    if (!owner.begun) {
        life.arrival = life.finished < 0 ? from : std::min(life.arrival, from);
        life.finished = std::max(life.finished, to);
    }
    if (runs && (life.first_run < 0 || from < life.first_run)) life.first_run = life.started = from;
    if (facts.core != LogBuilder::none && kind != trace::SpanKind::sharing)
        builder_.cores = std::max(builder_.cores, facts.core + 1);
    if (kind == trace::SpanKind::sharing) builder_.cores = std::max(builder_.cores, 1u);
    LogBuilder::Span span;
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
    add(track, kind, facts, at, at + length);
}

void Ours::begin(uint32_t number, std::string_view name, int64_t at) {
    Task& it = task(number);
    it.life.name = builder_.recording.names.id_of(name);
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
        if (at > it.since) add(LogBuilder::none, it.kind, it.waits_for, it.since, at);
        it.since = -1;
    } else if (it.begun) {
        it.life.finished = at;
    }
}

void Ours::nested(uint32_t track, uint32_t number, std::string_view name, int64_t at, int64_t length) {
    task(number);
    last_ = std::max(last_, at + length);
    if (length > 0) nested_.push_back({at, at + length, number, track, builder_.recording.names.id_of(name), 0});
}

void Ours::instant(uint32_t track, std::string_view name, int64_t at) {
    last_ = std::max(last_, at);
    instants_.push_back({{at}, {track}, builder_.recording.names.id_of(name)});
}

void Ours::arrow_out(uint32_t key, uint32_t number, int64_t at) {
    task(number);
    arrows_[key] = {number, 0, at, 0};
}

void Ours::arrow_in(uint32_t key, uint32_t number, int64_t at) {
    const auto left = arrows_.find(key);
    if (left == arrows_.end()) return;
    task(number);
    links_.push_back({left->second.from, number, left->second.left, at});
    arrows_.erase(left);
}

void Ours::counter(std::string_view name, double value, int64_t at) {
    constexpr uint32_t max_counters = 10'000;
    last_ = std::max(last_, at);
    if (counters_.size() >= max_counters) return;
    const uint32_t id = counters_.id_of(name);
    std::vector<trace::Counter>& all = builder_.recording.counters;
    if (id == all.size()) all.push_back({std::string(name), {}, value, value});
    trace::Counter& counter = all[id];
    if (!counter.samples.empty() && counter.samples.back().at.ns >= at) return;  // our writer keeps the order of time
    counter.samples.push_back({{at}, value});
    counter.min = std::min(counter.min, value);
    counter.max = std::max(counter.max, value);
}

// Finds the depth of each slice. A slice that only overlaps others is left out, because our writer does not
// produce such slices.
void Ours::add_nested() {
    const auto outer_first = [](const LogBuilder::Nested& a, const LogBuilder::Nested& b) {
        return a.thread != b.thread ? a.thread < b.thread : a.start != b.start ? a.start < b.start : a.end > b.end;
    };
    arrange(nested_, outer_first);
    std::vector<int64_t> open;
    uint32_t thread = LogBuilder::none;
    for (LogBuilder::Nested& slice : nested_) {
        if (slice.thread != thread) open.clear();
        thread = slice.thread;
        while (!open.empty() && open.back() <= slice.start) open.pop_back();
        if (open.size() == LogBuilder::max_depth || (!open.empty() && slice.end > open.back())) continue;
        open.push_back(slice.end);
        slice.depth = uint32_t(open.size());
    }
    std::erase_if(nested_, [](const LogBuilder::Nested& slice) { return slice.depth == 0; });
    arrange(nested_, [](const LogBuilder::Nested& a, const LogBuilder::Nested& b) {
        return a.thread != b.thread ? a.thread < b.thread : a.depth < b.depth;
    });
    for (const LogBuilder::Nested& slice : nested_) builder_.add_nested(slice);
}

void Ours::operation(Operations::What what, uint32_t key, uint32_t process, std::string_view category,
                     std::string_view name, int64_t at) {
    Texts& names = builder_.recording.names;
    last_ = std::max(last_, at);
    if (key < max_tasks) task(key);
    const uint32_t of = names.id_of(category);
    operations_.add(what, key, process, of, names.id_of(name), at);
}

void Ours::add_tasks() {
    const uint32_t unnamed = builder_.recording.names.id_of("task");
    for (Task& task : tasks_) {
        if (!task.told) continue;
        if (!task.begun) task.life.name = unnamed;
        task.number = builder_.add_task(task.life);
    }
}

// Adds the threads on which anything happened, and the lanes of operations.
void Ours::add_threads(const std::vector<SliceEvents::Track>& tracks,
                       const std::vector<SliceEvents::Process>& processes) {
    std::vector<bool> used(tracks.size());
    for (const LogBuilder::Span& span : spans_)
        if (span.thread != LogBuilder::none) used[span.thread] = true;
    for (const LogBuilder::Nested& slice : nested_) used[slice.thread] = true;
    for (const trace::Instant& instant : instants_) used[instant.thread.index] = true;
    thread_of_.assign(tracks.size(), LogBuilder::none);
    const auto task_of = [&](uint32_t key, const LogBuilder::Task& life) {
        if (key >= max_tasks) return builder_.add_task(life);
        LogBuilder::Task& task = builder_.task(tasks_[key].number);
        task = life;
        if (std::binary_search(go_on_.begin(), go_on_.end(), key)) task.finished = -1;
        return tasks_[key].number;
    };
    operations_.by_category = true;
    operations_.put_together(0, last_);
    std::sort(go_on_.begin(), go_on_.end());
    size_t seen = 0;
    for_each_process(tracks, processes, [&](uint32_t process, const std::vector<uint32_t>& threads) {
        bool any = operations_.has(process);
        for (const uint32_t track : threads) {
            if (!used[track]) continue;
            thread_of_[track] = builder_.add_thread({tracks[track].thread_name, process});
            any = true;
        }
        operations_.lay_on_lanes(builder_, builder_.recording.names, process, task_of);
        seen += any;
    });
    for (size_t i = 0; seen > 1 && i < processes.size(); ++i)
        builder_.recording.processes.push_back(processes[i].shown_name());
}

Recorded Ours::finish(std::string title, const std::vector<SliceEvents::Track>& tracks,
                      const std::vector<SliceEvents::Process>& processes) && {
    add_tasks();
    add_threads(tracks, processes);
    for (LogBuilder::Span& span : spans_) {
        if (span.thread != LogBuilder::none) span.thread = thread_of_[span.thread];
        span.task = tasks_[span.task].number;
        builder_.add_span(span);
    }
    for (LogBuilder::Nested& slice : nested_) {
        slice.thread = thread_of_[slice.thread];
        slice.task = tasks_[slice.task].number;
    }
    add_nested();
    for (const trace::Instant& instant : instants_)
        builder_.add_instant(instant.at.ns, thread_of_[instant.thread.index], instant.name);
    for (LogBuilder::Link link : links_)
        builder_.add_link({tasks_[link.from].number, tasks_[link.to].number, link.left, link.came});
    builder_.recording.kind = trace::Recording::Kind::ours;
    builder_.recording.format = say_plain("Trace of a simulated run");
    return recorded_of(std::move(builder_), std::move(title), {last_});
}

}  // namespace exchange
