#pragma once

// What happened in a run: spans, tasks and threads. The model writes it once,
// and everything else reads it.
//
// A span is one stretch in the life of one task: on a core, in a ready queue, waiting. One
// span serves every lane that shows it (the core's, the thread's, the task's). Spans are
// stored in the order in which they ended; the spans of one core, of one thread and of one
// task are therefore in the order of time, and never overlap.
//
//     kind        holds        counts as
//     running     core thread  cpu; parallelism
//     sharing     thread       cpu and ready, by the fraction of a core that it gets; parallelism
//     switching   core thread  overhead (switches, starts, migrations, callbacks)
//     ready       thread       ready: needs a core
//     blocked     thread       blocked: waits and keeps its thread from other work
//     waiting     -            async: waits and holds no thread (in a recording: on a lane in place of one)
//     queued      -            queued: needs a thread, or is answered and its job waits for a worker
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
    arrived,  // from a row of work; the statistics cover these
    spawned,  // by another task
    part,     // of a split: work of its parent, not a task of its own
    offload,  // computes on a worker; also work of its parent
};

struct Task {
    uint32_t row = 0;    // of work; for children, that of the parent
    uint32_t index = 0;  // in its row; for children: the number among the parent's spawned tasks and parts, from 0
    TaskId parent;       // of spawned, part, offload
    uint16_t server = 0;
    uint16_t program = 0;  // number of its list of steps in scenario::StepLists
    TaskKind kind = TaskKind::arrived;
    Outcome outcome = Outcome::unfinished;
    Time arrival;
    MaybeTime started;    // when its first step began; for compute, its first time on a core
    MaybeTime first_run;  // first time on a core
    MaybeTime answered;   // if that is before it finished (queue and workers)
    MaybeTime finished;   // also when it was rejected or gave up
};

// True of tasks of their own; false of parts and offloads, which are work of their parent.
inline bool stands_alone(const Task& task) { return task.kind == TaskKind::arrived || task.kind == TaskKind::spawned; }

struct Thread {
    // As shown, from 0: its place in the pool (numbering continues when a server restarts), or the number of
    // the task.
    uint32_t number = 0;
    uint32_t process = 0;           // numbered over the whole run
    TaskId task;                    // the one task that it was made for (thread per task); otherwise none
    uint16_t server = 0;
    bool worker = false;            // it runs jobs, parts or offloads, not whole tasks
    Time started;
    MaybeTime ended;                // none if it lives to the end of the run
};

struct Server {           // one life of a server; the same number may be started again
    uint16_t number = 0;  // from 0: the server of its cores
    Time ordered;         // it costs from here: the start of its boot
    Time up;              // it accepts tasks from here
    MaybeTime draining;   // it accepts no new tasks from here
    MaybeTime stopped;    // it costs nothing from here
};

struct CoreCount {  // from this time on, each server has only its first `cores` cores
    Time from;
    uint32_t cores = 0;
};

// Something other than a span that happened at one moment.
enum class NoteKind : uint8_t {
    mark,      // text: a mark step
    text,      // text: a log step
    boost,     // mlfq moved every thread back to the top
    level,     // mlfq: `thread` is at level `value` (0 = most urgent), with `of` ns of slice and allotment `third` left
    draw,      // lottery: ticket `value` of `of` won; `thread` has it
    warm,      // `thread`'s working set is now in `core`'s cache
    cold,      // `thread`'s working set was evicted from `core`'s cache
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
    uint32_t cores = 0;            // of all servers; core c belongs to server c / cores_per_server
    uint32_t cores_per_server = 1;
    uint32_t devices = 0;
    Chunks<Task> tasks;      // in the order of arrival or creation
    Chunks<Thread> threads;  // in the order of their start
    std::vector<Server> servers;
    std::vector<Note> notes;      // in the order of time
    std::vector<CoreCount> core_counts;  // ordered by time, the first at 0; empty: always cores_per_server
    SpanStore spans;
    Callbacks callbacks;          // of loops with a runtime
    uint64_t events = 0;          // handled by the simulation
    bool complete = true;         // false: a budget ended the run at `end`
    std::string stopped_by;       // "100,000 events", when not complete
    std::shared_ptr<const Recording> recording;  // null for a run of ours
    Time end;                     // the last finish, rejection or giving up, or the time at which the run was stopped
    MaybeTime halted;             // from here on nothing can happen any more, and tasks wait forever
    Time afterwards;  // the last part of the time up to `end`, after `halted`: its waits are drawn, but not counted

    // Results cover the time up to here.
    Time counted_end() const { return end - afterwards; }
    // True of a wait that is drawn until `until` and never ends.
    bool is_forever(Time until) const { return halted && until >= end; }

    // A span that is shown or selected is identified by a number: its index, or from spans.size() on, spans.size()
    // plus the index of a nested slice.
    size_t numbers() const { return spans.size() + (recording ? recording->nested.slices.size() : 0); }
    bool is_nested(size_t number) const { return number >= spans.size(); }
    Span span(size_t number) const {
        return is_nested(number) ? recording->nested.slices[number - spans.size()] : spans[number];
    }

    // The hash of everything that happened, in order; equal on every platform.
    uint64_t hash() const;
};

}  // namespace trace
