#pragma once

// Keeps, for every task, the one span that it is in now, and writes it to the log
// when the task changes. A change at the moment of the last one leaves no span,
// and a change to the same is none.

#include "trace/log.h"

namespace model {

struct Now {  // what a task is doing, from a moment on
    Now() = default;
    Now(trace::SpanKind kind, trace::Reason reason, ThreadId thread, CoreId core, uint16_t step)
        : thread(thread), core(core), step(step), kind(kind), reason(reason) {}

    ThreadId thread;
    CoreId core;
    uint16_t step = 0;
    trace::SpanKind kind = trace::SpanKind::queued;
    trace::Reason reason = trace::Reason::none;

    bool operator==(const Now& other) const { return thread == other.thread && core == other.core && what() == other.what(); }

private:
    uint32_t what() const { return uint32_t(step) << 16 | uint32_t(kind) << 8 | uint32_t(reason); }
};

class Recorder {
public:
    explicit Recorder(trace::SpanStore& spans) : spans_(spans) {}

    // `task` is new and does `now` from `at`. Tasks come in the order of their ids.
    void begin(TaskId task, Now now, Time at);
    void change(TaskId task, Now now, Time at);
    void finish(TaskId task, Time at);
    // Writes what is still open, in the order of tasks.
    void close_all(Time at);

    static constexpr size_t bytes_a_task = 32;

private:
    struct Open {
        Time since;
        Now now;
        bool open = false;
    };
    void write(TaskId task, const Open& open, Time at);

    trace::SpanStore& spans_;
    static_assert(sizeof(Open) <= bytes_a_task);
    Chunks<Open> open_;
};

}  // namespace model
