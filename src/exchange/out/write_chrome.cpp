// Chrome's trace event format ("Trace Event Format", Google), in two profiles:
//
//     process  "Thread pool · cores"     portable only: one lane per core
//     process  "Thread pool"             one lane per thread; counters of the three levels
//     process  "Thread pool · tasks"     async slices: each task, and what it waits for without a thread
//
// write_recorded.h writes what only recordings contain.

#include "base/arrange.h"
#include "exchange/chrome_words.h"
#include "exchange/out/write_recorded.h"
#include "exchange/out/writers.h"

#include "metrics/names.h"
#include "scenario/code_text.h"

#include <algorithm>

namespace exchange {

namespace {

using Events = ChromeEvents;
using Lane = ChromeLane;
using Base = ChromeBase;

class Run {
public:
    Run(Events& events, const chart::Pane& pane, Base& base, bool for_perfetto)
        : events_(events),
          pane_(pane),
          log_(*pane.log),
          base_(base),
          perfetto_(for_perfetto),
          lane_of_(log_.spans.size()) {}

    void write() {
        const std::string title(pane_.title);
        const auto lanes = lanes_of(pane_);
        process(base_.process + threads, title, 0);
        process(base_.process + tasks, title + " · tasks", 1);
        if (!perfetto_) process(base_.process + cores, title + " · cores", 2);
        uint32_t index = 0;
        std::vector<Lane> recorded;
        for (const chart::Lane& lane : lanes) {
            if (!is_exported(lane)) continue;
            const bool core = lane.kind == chart::LaneKind::core;
            const Lane place{core ? base_.process + cores : process_of(lane), base_.thread + ++index};
            if (core && perfetto_) continue;
            thread(place, lane.label, index);
            if (core) core_lane(place, lane);
            else thread_lane(place, lane);
            if (core || !log_.recording) continue;
            recorded.resize(lane.index + 1);
            recorded[lane.index] = place;
        }
        base_.thread += index;
        callback_lanes();
        waits();
        lives();
        flows();
        marks();
        counters();
        if (log_.recording) {
            recorded_processes();
            write_recorded(events_, log_, recorded, {base_.process + threads, recorded_process(0)}, base_);
            base_.process += uint32_t(log_.recording->processes.size());
        }
        base_.process += processes;
        base_.task += uint32_t(log_.tasks.size());
        base_.core += log_.cores;
    }

private:
    enum Process : uint32_t { cores, threads, tasks, processes };

    // The processes of a recording are numbered after ours.
    uint32_t recorded_process(uint32_t process) const {
        return base_.process + (log_.recording->processes.empty() ? uint32_t(threads) : processes + process);
    }
    uint32_t process_of(const chart::Lane& lane) const {
        return log_.recording ? recorded_process(log_.recording->threads[lane.index].process) : base_.process + threads;
    }
    void recorded_processes() {
        const trace::Recording& recording = *log_.recording;
        std::vector<bool> named(recording.processes.size());
        uint32_t order = processes;
        for (const trace::Recording::Thread& thread : recording.threads) {
            if (thread.process >= named.size() || named[thread.process]) continue;
            named[thread.process] = true;
            process(recorded_process(thread.process), recording.processes[thread.process], order++);
        }
    }

    std::string name_of(TaskId task) const { return metrics::task_name(*pane_.scenario, log_, task); }

    void name_event(const char* what, uint32_t process, uint32_t thread, std::string_view name) {
        JsonWriter json(compact);
        json.begin_object().member("ph", "M").member("pid", process).member("tid", thread).member("name", what);
        json.key("args").begin_object().member("name", name).end_object().end_object();
        events_.add({-1}, {}, json);
    }
    void order_event(const char* what, uint32_t process, uint32_t thread, uint32_t order) {
        JsonWriter json(compact);
        json.begin_object().member("ph", "M").member("pid", process).member("tid", thread).member("name", what);
        json.key("args").begin_object().member("sort_index", order).end_object().end_object();
        events_.add({-1}, {}, json);
    }
    void process(uint32_t id, const std::string& name, uint32_t order) {
        name_event("process_name", id, 0, name);
        order_event("process_sort_index", id, 0, base_.process + order);
    }
    void thread(Lane lane, const std::string& name, uint32_t order) {
        name_event("thread_name", lane.process, lane.thread, name);
        order_event("thread_sort_index", lane.process, lane.thread, order);
    }

    void slice(Lane lane, const char* category, std::string_view name, Time at, Time length) {
        JsonWriter json(compact);
        chrome_head(json, "X", category, name, lane, at);
        json.key("dur").raw(microseconds(length)).end_object();
        events_.add(at, length, json);
    }

    // The arguments of a span that chrome_words.h describes.
    void facts(JsonWriter& json, const trace::Span& span) {
        json.key("args").begin_object().member("task", base_.task + span.task.index);
        if (span.reason != trace::Reason::none) json.member("reason", trace::reason_name(span.reason));
        if (span.core) {
            if (span.kind == trace::SpanKind::sharing) json.member("sharers", span.core.index);
            else json.member("core", base_.core + span.core.index);
        }
        json.member("step", span.step).end_object();
    }

    void core_lane(Lane place, const chart::Lane& lane) {
        for (const uint32_t i : lane.spans) {
            const trace::Span span = log_.spans[i];
            const std::string name = span.kind == trace::SpanKind::switching ? state_of(span) : name_of(span.task);
            slice(place, words::core, name, span.start, span.duration);
        }
    }

    void thread_lane(Lane place, const chart::Lane& lane) {
        for (size_t n = 0; n < lane.spans.size(); ++n) {
            const trace::Span span = log_.spans[lane.spans[n]];
            lane_of_[lane.spans[n]] = place;
            if (perfetto_ && (n == 0 || !follows(lane, n))) stretch(place, lane, n);
            JsonWriter json(compact);
            chrome_head(json, "X", trace::kind_name(span.kind), perfetto_ ? state_of(span) : name_of(span.task), place,
                        span.start);
            json.key("dur").raw(microseconds(span.duration));
            facts(json, span);
            json.end_object();
            events_.add(span.start, span.duration, json);
            if (perfetto_) thread_state(place, span);
        }
    }

    // Does a span continue the task of the previous one?
    bool follows(const chart::Lane& lane, size_t n) const {
        const trace::Span before = log_.spans[lane.spans[n - 1]], span = log_.spans[lane.spans[n]];
        return before.task == span.task && before.end() == span.start;
    }

    // Writes everything that a thread does for a task without a gap as a slice around the spans.
    void stretch(Lane place, const chart::Lane& lane, size_t n) {
        const trace::Span first = log_.spans[lane.spans[n]];
        size_t last = n;
        while (last + 1 < lane.spans.size() && follows(lane, last + 1)) ++last;
        // Even if this slice is as long as its only span, it must come first: slices are written in the order in
        // which they were added.
        slice(place, words::stretch, name_of(first.task), first.start, log_.spans.end(lane.spans[last]) - first.start);
    }

    // Linux's letters: R needs a core, S waits, D cannot be woken.
    void thread_state(Lane place, const trace::Span& span) {
        using enum trace::SpanKind;
        const bool on_core = span.kind == running || span.kind == switching;
        const char* state =
            on_core || span.kind == sharing ? "Running"
            : span.kind == ready
                ? (span.reason == trace::Reason::preempted || span.reason == trace::Reason::slice_over ? "R+" : "R")
                : "S";
        JsonWriter json(compact);
        chrome_head(json, "T", "thread_state", state, place, span.start);
        json.key("dur").raw(microseconds(span.duration)).key("args").begin_object();
        if (on_core && span.core) json.member("cpu", base_.core + span.core.index);
        if (span.kind == blocked) json.member("blocked_function", trace::reason_name(span.reason));
        json.end_object().end_object();
        events_.add(span.start, span.duration, json);
    }

    // Callbacks of loops, and the functions that they call, are nested slices.
    void callback_lanes() {
        const trace::Callbacks& callbacks = log_.callbacks;
        if (callbacks.all.empty()) return;
        std::vector<Lane> of_loop;
        std::vector<uint32_t> loops;
        const auto lane_of = [&](const trace::Callback& one) {
            const uint32_t key = uint32_t(one.server) << 16 | one.loop;
            const auto known = std::find(loops.begin(), loops.end(), key);
            if (known != loops.end()) return of_loop[size_t(known - loops.begin())];
            const Lane place{base_.process + threads, ++base_.thread};
            thread(place, "Callbacks of loop " + std::to_string(one.loop + 1), 1'000'000 + uint32_t(loops.size()));
            loops.push_back(key);
            of_loop.push_back(place);
            return place;
        };
        std::vector<std::string> operations;  // the first line of each
        for (const scenario::CodeLine& line : scenario::code_text(*pane_.scenario)) {
            if (line.operation == trace::no_operation) continue;
            if (operations.size() <= line.operation) operations.resize(line.operation + 1);
            if (operations[line.operation].empty()) operations[line.operation] = line.text;
        }
        for (const trace::Callback& one : callbacks.all) {
            if (!one.began) continue;
            const Time end = one.ended.value_or(log_.end);
            const uint32_t operation = one.site.operation();
            const std::string by = operation < operations.size() ? ": " + operations[operation] : "";
            slice(lane_of(one), words::callback, trace::phase_name(one.phase) + by, *one.began, end - *one.began);
        }
        for (const trace::StackFrame& frame : callbacks.frames) {
            const bool text = !pane_.scenario->javascript.empty();
            if (frame.callback >= callbacks.all.size() ||
                frame.function >= (text ? callbacks.named.size() : pane_.scenario->functions.size()))
                continue;
            slice(lane_of(callbacks.all[frame.callback]), words::callback,
                  text ? callbacks.named[frame.function].name : pane_.scenario->functions[frame.function].name,
                  frame.began, frame.ended - frame.began);
        }
    }

    void async(const char* phase, uint32_t task, std::string_view name, Time at, Time length, const trace::Span* span) {
        JsonWriter json(compact);
        json.begin_object()
            .member("ph", phase)
            .member("cat", words::task)
            .member("id", "t" + std::to_string(base_.task + task));
        json.member("name", name).member("pid", base_.process + tasks).member("tid", 0).key("ts").raw(microseconds(at));
        if (span) {
            json.member(words::kind, trace::kind_name(span->kind));
            facts(json, *span);
        }
        json.end_object();
        events_.add(at, length, json);
    }

    // At equal times, ends come before begins, and inner ones first. Operations of a recording are in
    // write_recorded.h.
    void waits() {
        for (size_t i = 0; i < log_.spans.size(); ++i) {
            const trace::Span span = log_.spans[i];
            if (span.thread) continue;
            const std::string state = state_of(span);
            async("b", span.task.index, state, span.start, span.duration, &span);
            async("e", span.task.index, state, span.end(), longest_time, nullptr);
        }
    }

    void lives() {
        std::vector<bool> operations(log_.tasks.size());
        for (size_t i = 0; log_.recording && i < log_.spans.size(); ++i)
            if (log_.recording->has_operations(log_.spans[i].thread)) operations[log_.spans.task(i).index] = true;
        for (uint32_t i = 0; i < log_.tasks.size(); ++i) {
            const trace::Task& task = log_.tasks[i];
            const Time end = task.finished.value_or(log_.end);
            if (end <= task.arrival) continue;
            if (operations[i]) continue;
            const std::string name = name_of({i});
            async("b", i, name, task.arrival, std::min(longest_time - nsec(2), end - task.arrival + nsec(1)), nullptr);
            async("e", i, name, end, longest_time - nsec(1), nullptr);
        }
    }

    void arrow(const char* name, size_t from, size_t to) {
        const trace::Span source = log_.spans[from], target = log_.spans[to];
        const uint64_t id = ++base_.flow;
        for (const bool begin : {true, false}) {
            JsonWriter json(compact);
            const Time at = begin ? std::min(source.end() - nsec(1), target.start) : target.start;
            chrome_head(json, begin ? "s" : "f", "flow", name, lane_of_[begin ? from : to], at);
            json.member("id", id);
            if (!begin) json.member("bp", "e");
            json.end_object();
            events_.add(at, {}, json);
        }
    }

    // Flows lead from a task's wait to where it resumes, perhaps elsewhere, and from tasks to their children.
    void flows() {
        constexpr size_t none = ~size_t(0);
        std::vector<size_t> last(log_.tasks.size(), none);  // the last span of each task that had a thread
        std::vector<uint32_t> order(log_.spans.size());
        for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        arrange(order, [&](uint32_t a, uint32_t b) { return log_.spans.start(a) < log_.spans.start(b); });
        for (const uint32_t i : order) {
            const trace::Span span = log_.spans[i];
            if (!span.thread) continue;
            size_t& before = last[span.task.index];
            if (before != none) {
                if (log_.spans.end(before) != span.start || log_.spans[before].thread != span.thread)
                    arrow("goes on", before, i);
            } else if (const trace::Task& task = log_.tasks[span.task.index];
                       task.parent && last[task.parent.index] != none) {
                if (log_.spans.start(last[task.parent.index]) < span.start)
                    arrow(task.kind == trace::TaskKind::spawned ? "spawns" : "part", last[task.parent.index], i);
            }
            before = i;
        }
    }

    void marks() {
        for (const trace::Note& note : log_.notes) {
            if (note.kind != trace::NoteKind::mark && note.kind != trace::NoteKind::text) continue;
            JsonWriter json(compact);
            chrome_head(json, "i", "mark", note.text, {base_.process + threads, 0}, note.at);
            json.member("s", "p").end_object();
            events_.add(note.at, {}, json);
        }
    }

    void counters() {
        const auto counter = [&](const char* name, const char* unit, Time at, int32_t value) {
            JsonWriter json(compact);
            json.begin_object()
                .member("ph", "C")
                .member("name", name)
                .member("pid", base_.process + threads)
                .key("ts")
                .raw(microseconds(at));
            json.key("args").begin_object().member(unit, value).end_object().end_object();
            events_.add(at, {}, json);
        };
        const char* const what = log_.callbacks.all.empty() ? "tasks" : "strands";
        metrics::LevelStep before{.from = {}, .concurrency = -1, .parallelism = -1, .asynchrony = -1};
        for (const metrics::LevelStep& level : *pane_.levels) {
            if (level.concurrency != before.concurrency) counter("concurrency", what, level.from, level.concurrency);
            if (level.parallelism != before.parallelism) counter("parallelism", "cores", level.from, level.parallelism);
            if (level.asynchrony != before.asynchrony) counter("asynchrony", what, level.from, level.asynchrony);
            before = level;
        }
    }

    Events& events_;
    const chart::Pane& pane_;
    const trace::Log& log_;
    Base& base_;
    bool perfetto_;
    std::vector<Lane> lane_of_;  // by span
};

}  // namespace

std::string write_chrome(std::string_view title, const std::vector<chart::Pane>& panes, bool for_perfetto) {
    Events events;
    Base base{.process = 1};
    for (const chart::Pane& pane : panes) Run(events, pane, base, for_perfetto).write();
    JsonWriter head(compact);
    head.begin_object()
        .member("title", title)
        .member(words::exporter, words::version)
        .member("cores", base.core)
        .end_object();
    std::string out = "{\"displayTimeUnit\": \"ns\", \"otherData\": " + head.text() + ", \"traceEvents\": [\n";
    events.write(out);
    return out + "]}\n";
}

}  // namespace exchange
