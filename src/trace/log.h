#pragma once

// What happened in a run: spans, tasks and threads. Written once by the model,
// read by everything else.
//
// A span is one stretch in the life of one task: on a core, in a ready queue,
// waiting. One span serves every lane that shows it (the core's, the thread's,
// the task's). Spans are kept in the order in which they ended; those of one
// core, of one thread, of one task are thereby in the order of time, and never
// overlap.
//
//     kind        holds        counts as
//     running     core thread  cpu; parallelism
//     switching   core thread  overhead (the core changes to this thread)
//     ready       thread       ready: wants a core
//     blocked     thread       blocked: waits and keeps its thread from other work
//     waiting     -            async: waits for a device or timer, holds no thread
//     queued      -            queued: wants a thread

#include "base/hash.h"
#include "base/ids.h"
#include "base/time.h"
#include "trace/span_store.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace trace {

enum class Outcome : uint8_t { unfinished, completed, rejected, gave_up };

struct Task {
    uint32_t row = 0;    // of work
    uint32_t index = 0;  // in its row
    Outcome outcome = Outcome::unfinished;
    Time arrival;
    std::optional<Time> started;    // first step begun; for compute, first time on a core
    std::optional<Time> first_run;  // first time on a core
    std::optional<Time> finished;
};

struct Thread {
    uint32_t number = 0;            // as shown, from 0: its place in the pool, or the task's number
    std::optional<TaskId> task;     // the one task that it was made for (thread per task)
    Time started;
    std::optional<Time> ended;      // none: lives to the end of the run
};

struct Log {
    uint32_t cores = 0;
    uint32_t devices = 0;
    std::vector<Task> tasks;      // in the order of arrival
    std::vector<Thread> threads;  // in the order of their start
    SpanStore spans;
    uint64_t events = 0;          // handled by the simulation
    bool complete = true;         // false: a budget ended the run at `end`
    std::string stopped_by;       // "100,000 events", when not complete
    Time end;                     // last finish, or where the run was stopped

    // Of all that happened, in order; equal on every platform.
    uint64_t hash() const;
};

}  // namespace trace
