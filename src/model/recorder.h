#pragma once

// The span that a task is in now (Recorder::Open). It is written to the log when the state
// of the task changes. A state that is left at the moment when it began leaves no span, and
// a change to the current state is ignored.

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
    struct Open {
        MaybeTime since;  // none: the task is over
        trace::PackedSpan what;
    };

    explicit Recorder(trace::SpanStore& spans) : spans_(spans) {}

    // `task` is in state `now` from `at` on.
    [[gnu::always_inline]] static void begin(Open& open, TaskId task, const Now& now, Time at) {
        open.since = at;
        open.what = packed(task, now);
    }
    [[gnu::always_inline]] void change(Open& open, TaskId task, const Now& now, Time at) {
        const trace::PackedSpan next = packed(task, now);
        assert(open.since);
        if (open.what == next) return;  // a thread that continues after a slice
        write(open, at);
        open.since = at;
        open.what = next;
    }
    [[gnu::always_inline]] void finish(Open& open, Time at) {
        assert(open.since);
        write(open, at);
        open.since = {};
    }

private:
    [[gnu::always_inline]] static trace::PackedSpan packed(TaskId task, const Now& now) {
        return {task, now.thread, now.core, now.step, now.kind, now.reason};
    }
    [[gnu::always_inline]] void write(const Open& open, Time at) {
        assert(at >= *open.since);
        if (at > *open.since) spans_.push(*open.since, at - *open.since, open.what);
    }

    trace::SpanStore& spans_;
};

}  // namespace model
