#pragma once

// Keeps, for every task, the one span that it is in now, and writes it to the log
// when the task changes. A change at the moment of the last one leaves no span,
// and a change to the same is none.

#include "trace/log.h"

namespace model {

struct Now {  // what a task is doing, from a moment on
    trace::SpanKind kind = trace::SpanKind::queued;
    trace::Reason reason = trace::Reason::none;
    ThreadId thread;
    CoreId core;
    uint16_t step = 0;
    bool operator==(const Now&) const = default;
};

class Recorder {
public:
    explicit Recorder(trace::SpanStore& spans) : spans_(spans) {}

    // `task` is new and does `now` from `at`. Tasks come in the order of their ids.
    void begin(TaskId task, const Now& now, Time at);
    void change(TaskId task, const Now& now, Time at);
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
