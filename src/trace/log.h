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
//     sharing     thread       cpu and ready, by the fraction of a core that it gets; parallelism
//     switching   core thread  overhead (switches, starts, migrations, callbacks)
//     ready       thread       ready: wants a core
//     blocked     thread       blocked: waits and keeps its thread from other work
//     waiting     -            async: waits and holds no thread (of a recording: on a lane in place of one)
//     queued      -            queued: wants a thread, or is answered and its job waits for a worker
//
// A part of a split and an offload have spans of their own; they are work of their parent.

#include "base/chunks.h"
#include "base/hash.h"
#include "base/ids.h"
#include "base/time.h"
#include "trace/callbacks.h"
#include "trace/recording.h"
#include "trace/span_store.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace trace {

enum class Outcome : uint8_t { unfinished, completed, rejected, gave_up };

enum class TaskKind : uint8_t {
    arrived,  // of a row of work; the statistics are over these
    spawned,  // by another task
    part,     // of a split: its parent's own work, no task of its own
    offload,  // compute on a worker: the same
};

struct Task {
    uint32_t row = 0;    // of work; the parent's
    uint32_t index = 0;  // in its row; of what others have made: number among the parent's spawned ones and parts, from 0
    TaskId parent;       // of spawned, part, offload
    uint16_t server = 0;
    uint16_t program = 0;  // number of its list of steps, in scenario::StepLists
    TaskKind kind = TaskKind::arrived;
    Outcome outcome = Outcome::unfinished;
    Time arrival;
    MaybeTime started;    // first step begun; for compute, first time on a core
    MaybeTime first_run;  // first time on a core
    MaybeTime answered;   // before it was finished (queue and workers)
    MaybeTime finished;   // or rejected, or gave up
};

// True of tasks of their own; parts of a split and offloads are work of their parent.
inline bool stands_alone(const Task& task) { return task.kind == TaskKind::arrived || task.kind == TaskKind::spawned; }

struct Thread {
    uint32_t number = 0;            // as shown, from 0: its place in the pool (a server that comes back goes on counting), or the task's number
    uint32_t process = 0;           // numbered over the whole run
    TaskId task;                    // the one task that it was made for (thread per task); else none
    uint16_t server = 0;
    bool worker = false;            // runs jobs, parts or offloads, not whole tasks
    Time started;
    MaybeTime ended;                // none: lives to the end of the run
};

struct Server {           // one life of one; the same number may be started again
    uint16_t number = 0;  // from 0: the one of its cores
    Time ordered;         // costs from here: the start of its boot
    Time up;              // takes tasks from here
    MaybeTime draining;   // takes no new ones from here
    MaybeTime stopped;    // costs no more from here
};

// What happened at one moment, besides spans.
enum class NoteKind : uint8_t {
    mark,      // text: a mark step
    text,      // text: a log step
    boost,     // mlfq put every thread back to the top
    level,     // mlfq: `thread` is at level value (0 = most urgent), slice left `of` ns, allotment `third`
    draw,      // lottery: ticket `value` of `of` won; `thread` has it
    warm,      // `thread`'s working set is in `core`'s cache now
    cold,      // `thread`'s working set was thrown out of `core`'s cache
    dropped,   // a message of `task` found queue `value` full
    balance,   // `thread` was moved to `core`'s ready queue from core `value`'s
    servers,   // the autoscaler wants `value` servers; utilisation was `of` thousandths
};
struct Note {
    Time at;
    NoteKind kind = NoteKind::mark;
    TaskId task;
    ThreadId thread;
    CoreId core;
    int64_t value = 0, of = 0, third = 0;
    std::string text = {};
};

struct Log {
    uint32_t cores = 0;            // of all servers; core c is of server c / cores_per_server
    uint32_t cores_per_server = 1;
    uint32_t devices = 0;
    Chunks<Task> tasks;      // in the order of arrival, or making
    Chunks<Thread> threads;  // in the order of their start
    std::vector<Server> servers;
    std::vector<Note> notes;      // in the order of time
    SpanStore spans;
    Callbacks callbacks;          // of loops with a runtime
    uint64_t events = 0;          // handled by the simulation
    bool complete = true;         // false: a budget ended the run at `end`
    std::string stopped_by;       // "100,000 events", when not complete
    std::shared_ptr<const Recording> recording;  // none: a run of ours
    Time end;                     // last finish, rejection or giving up; or where the run was stopped
    MaybeTime halted;             // from here on nothing can happen any more, and tasks wait for ever
    Time afterwards;              // of the time up to `end`, what follows that: the waits are to be seen, not to be counted

    // Results are over the time until here.
    Time counted_end() const { return end - afterwards; }
    // Of a wait that lasts until `until`.
    bool is_forever(Time until) const { return halted && until >= end; }

    // Whoever shows or selects a span names it by a number: its own, and from spans.size() on that of a slice
    // inside of others.
    size_t numbers() const { return spans.size() + (recording ? recording->nested.slices.size() : 0); }
    bool is_nested(size_t number) const { return number >= spans.size(); }
    Span span(size_t number) const { return is_nested(number) ? recording->nested.slices[number - spans.size()] : spans[number]; }

    // Of all that happened, in order; equal on every platform.
    uint64_t hash() const;
};

}  // namespace trace
