#pragma once

// Keeps, for every task, the one span that it is in now, and writes it to the log
// when the task changes. A change at the moment of the last one leaves no span,
// and a change to the same is none.

#include "trace/log.h"

#include <cassert>

namespace model {

struct Now {  // what a task is doing, from a moment on
    trace::SpanKind kind = trace::SpanKind::queued;
    trace::Reason reason = trace::Reason::none;
    ThreadId thread = {};
    CoreId core = {};
    uint16_t step = 0;
};

class Recorder {
public:
    explicit Recorder(trace::SpanStore& spans) : spans_(spans) {}

    // `task` is new and does `now` from `at`. Tasks come in the order of their ids.
    [[gnu::always_inline]] void begin(TaskId task, Now now, Time at) {
        assert(task.index == open_.size());
        open_.emplace_back(at, packed(task, now));
    }
    [[gnu::always_inline]] void change(TaskId task, Now now, Time at) {
        Open& open = open_[task.index];
        const trace::PackedSpan next = packed(task, now);
        assert(open.since);
        if (open.what == next) return;  // a thread that goes on after a slice
        write(open, at);
        open.since = at;
        open.what = next;
    }
    [[gnu::always_inline]] void finish(TaskId task, Time at) {
        Open& open = open_[task.index];
        assert(open.since);
        write(open, at);
        open.since = {};
    }
    // Writes what is still open, in the order of tasks.
    void close_all(Time at) {
        for (size_t i = 0; i < open_.size(); ++i)
            if (open_[i].since) finish({uint32_t(i)}, at);
    }

    static constexpr size_t bytes_a_task = 32;

private:
    struct Open {
        MaybeTime since;  // none: the task is over
        trace::PackedSpan what;
    };
    static_assert(sizeof(Open) <= bytes_a_task);

    [[gnu::always_inline]] static trace::PackedSpan packed(TaskId task, const Now& now) { return {task, now.thread, now.core, now.step, now.kind, now.reason}; }
    [[gnu::always_inline]] void write(const Open& open, Time at) {
        assert(at >= *open.since);
        if (at > *open.since) spans_.push(*open.since, at - *open.since, open.what);
    }

    trace::SpanStore& spans_;
    Chunks<Open> open_;
};

}  // namespace model
