#pragma once

// Spans of 24 bytes each, stored as arrays of fields in pieces of 2 MiB. A view may read
// them while the run continues.
//
//     start     64 bits, ns
//     who       task 24 | thread 24 | core 16     (all ones = none)
//     what      duration 32 ns | step 16 | kind 8 | reason 8
//
// A duration of 2^32-1 ns (4.29 s) or more is kept in a side table.

#include "base/chunks.h"
#include "base/ids.h"
#include "base/time.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace trace {

enum class SpanKind : uint8_t {
    running,
    switching,  // overhead; `reason` says which
    ready,
    blocked,
    waiting,
    queued,
    sharing,  // on a fraction of a core (processor sharing): Span::core is how many tasks share the cores
};

// Why the task was not running, or what kind of overhead or running it was. The core,
// device, lock or queue concerned follows from the task's step and from the lanes at that
// time; metrics/why/why.h puts it into words.
enum class Reason : uint8_t {
    none,            // running; switching: from one thread to another
    core_busy,       // ready: every core was taken when it became ready
    slice_over,      // ready: its time slice was used up
    preempted,       // ready: a more urgent thread took its core
    yielded,         // ready or queued: it has yielded
    device,          // blocked, waiting: the device serves it
    device_queue,    // blocked, waiting: the device is full, or serves more urgent tasks
    sleep,           // blocked, waiting: a timer
    lock,            // blocked, waiting: another task holds it
    queue_full,      // blocked, waiting: to send a message
    queue_empty,     // blocked, waiting: for a message
    children,        // blocked, waiting: for tasks that it has spawned
    parts,           // blocked, waiting: for the parts of its split
    offload,         // blocked, waiting: for the worker that computes for it
    no_thread,       // queued, not begun: every thread of the pool is taken
    loop_busy,       // queued, not begun or ready to resume: its loop runs another callback
    no_worker,       // queued, ready to resume or answered: every worker is taken
    after,           // queued: the rows that it comes after are not over
    serial,          // queued: the task before it in its row is not over
    process_switch,  // switching: to a thread of another process
    migration,       // switching: a thread comes from another core
    thread_start,    // switching: a new thread
    process_start,   // switching: a new process
    callback,        // switching: a loop takes up a callback
    warm,            // running: its working set is in the core's cache
    padding,         // blocked: the rest of a slice that it does not need ("slice": "whole")
    event,           // waiting: for the events for which its callbacks are registered (trace/callbacks.h)
    semaphore,       // blocked, waiting: all permits are taken
};
constexpr size_t reason_count = size_t(Reason::semaphore) + 1;

constexpr size_t max_tasks = (1u << 24) - 1;
constexpr size_t max_threads = (1u << 24) - 1;
constexpr size_t max_cores = (1u << 16) - 1;
constexpr size_t max_spans = size_t(1) << 26;

struct Span {
    Time start;
    Time duration;  // > 0
    TaskId task;
    ThreadId thread;
    CoreId core;
    uint16_t step = 0;  // in the program of the task
    SpanKind kind = SpanKind::running;
    Reason reason = Reason::none;

    Time end() const { return start + duration; }
    bool operator==(const Span&) const = default;
};

// A span in its packed form, for code that writes many.
struct PackedSpan {
    uint64_t who = 0;
    uint32_t what = 0;

    PackedSpan() = default;
    [[gnu::always_inline]] PackedSpan(TaskId task, ThreadId thread, CoreId core, uint16_t step, SpanKind kind,
                                      Reason reason)
        : who(narrow(task.index, 24) << 40 | narrow(thread.index, 24) << 16 | narrow(core.index, 16)),
          what(uint32_t(step) << 16 | uint32_t(kind) << 8 | uint32_t(reason)) {}
    bool operator==(const PackedSpan&) const = default;

private:
    static uint64_t narrow(uint32_t index, int bits) {
        const uint64_t none = (uint64_t(1) << bits) - 1;
#ifdef INTERLEAVE_CHECKED
        assert(index == TaskId::no_index || index < none);
#endif
        return index & none;
    }
};

class SpanStore {
public:
    static constexpr size_t bytes_a_span = 24;

    void push(const Span& span) {
        push(span.start, span.duration, {span.task, span.thread, span.core, span.step, span.kind, span.reason});
    }
    void push(Time start, Time duration, PackedSpan packed);
    Span operator[](size_t i) const;
    Time start(size_t i) const { return {int64_t(start_[i])}; }
    Time end(size_t i) const {
        const uint64_t duration = what_[i] >> 32;
        return duration == long_duration ? long_end(i) : Time{int64_t(start_[i] + duration)};
    }
    TaskId task(size_t i) const { return task_in(who_[i]); }
    uint16_t step(size_t i) const { return uint16_t(what_[i] >> 16); }
    SpanKind kind(size_t i) const { return kind_in(what_[i]); }

    // Requires spans in the order in which they ended, like those of a log. Returns the number of the first span
    // that ends after t, or size() if there is none.
    size_t first_after(Time t) const;

    // For code that reads many: the packed fields of the spans that share a piece with span i.
    struct Page {
        const uint64_t *start = nullptr, *who = nullptr, *what = nullptr;
        size_t first = 0, count = 0;

        bool has(size_t i) const { return i - first < count; }
        size_t place(size_t i) const { return i - first; }
    };
    Page page(size_t i) const {
        constexpr size_t whole = Chunks<uint64_t>::per_chunk;
        const size_t number = i / whole;
        return {start_.chunk(number), who_.chunk(number), what_.chunk(number), number * whole, whole};
    }
    // Prefetches the start and the packed fields of span i.
    void prefetch(size_t i) const {
        __builtin_prefetch(&start_[i]);
        __builtin_prefetch(&what_[i]);
    }
    // The largest duration that `what` cannot contain: this value stands for a longer one, or for exactly this.
    static constexpr uint64_t long_duration = 0xFFFF'FFFF;
    static uint64_t duration_in(uint64_t what) { return what >> 32; }
    static SpanKind kind_in(uint64_t what) { return SpanKind(what >> 8 & 0xFF); }
    static TaskId task_in(uint64_t who) { return {widen(who >> 40, none24)}; }

    size_t size() const { return start_.size(); }
    bool empty() const { return start_.empty(); }
    size_t bytes() const;

private:
    static constexpr uint64_t none24 = 0xFF'FFFF, none16 = 0xFFFF;
    static uint32_t widen(uint64_t bits, uint64_t none) { return bits == none ? TaskId::no_index : uint32_t(bits); }
    Time long_end(size_t i) const;
    void note_long(Time duration);
    void make_room();

    Chunks<uint64_t> start_, who_, what_;
    std::vector<std::pair<uint64_t, int64_t>> long_durations_;  // span number, ns; ascending
};

[[gnu::always_inline]] inline void SpanStore::push(Time start, Time duration, PackedSpan packed) {
    assert(start.ns >= 0 && duration.ns > 0);
    uint64_t length = uint64_t(duration.ns);
    if (length >= long_duration) {
        note_long(duration);
        length = long_duration;
    }
    if (start_.full()) make_room();
    start_.push_into_room(uint64_t(start.ns));
    who_.push_into_room(packed.who);
    what_.push_into_room(length << 32 | packed.what);
}

inline Span SpanStore::operator[](size_t i) const {
    const uint64_t who = who_[i], what = what_[i];
    Span span;
    span.start = {int64_t(start_[i])};
    span.duration = end(i) - span.start;
    span.task = {widen(who >> 40, none24)};
    span.thread = {widen(who >> 16 & none24, none24)};
    span.core = {widen(who & none16, none16)};
    span.step = uint16_t(what >> 16);
    span.kind = SpanKind(what >> 8 & 0xFF);
    span.reason = Reason(what & 0xFF);
    return span;
}

// As in results and exports: "run", "switch", "ready", "blocked", "async", "queued".
const char* kind_name(SpanKind kind);

const char* reason_name(Reason reason);  // "device-queue"

}  // namespace trace
