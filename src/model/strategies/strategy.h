#pragma once

// How the software of one server spreads tasks over threads. A strategy decides
// which thread a task gets, whether a wait holds that thread, and what a thread
// does when it has nothing to do. It acts through Threads and knows nothing of
// cores, devices or time.
//
// This is the interface between the engine and the strategies: the engine includes this header and
// registry.h, a strategy includes this header and nothing of the engine. docs/adding.md says how to add one.

#include "base/ids.h"
#include "scenario/scenario.h"
#include "trace/span_store.h"

#include <memory>
#include <optional>

namespace model {

struct Made {  // a thread that is to be made
    TaskId task = {};              // the one that it is made for
    std::optional<uint32_t> beside = {};  // it joins the process of this thread; none: see `process`
    bool process = false;          // it is the first of a process of its own
    bool worker = false;           // it does jobs, parts or offloads
};

// What a strategy may do. Threads are numbered over the whole run.
class Threads {
public:
    // A thread that lives from now on.
    virtual ThreadId start(const Made& made) = 0;

    // `thread`, which is idle, goes on with `task`: it wants a core from now on.
    virtual void give(ThreadId thread, TaskId task) = 0;

    // `task` could go on and has no thread, because of `reason`.
    virtual void queue(TaskId task, trace::Reason reason) = 0;

    // `task` has just arrived and is turned away.
    virtual void reject(TaskId task) = 0;

    // The thread of a task that has one; none else.
    virtual ThreadId thread_of(TaskId task) const = 0;

protected:
    ~Threads() = default;
};

// Which of a task's pieces of work wants a thread.
enum class Piece : uint8_t {
    arrived,  // a new task, or one that `of` has spawned
    resumed,  // a task that waited without a thread
    yielded,  // a task that let others go first
    part,     // of a split: `of` is the parent
    offload,  // the same
    job,      // of a task that has just been answered
    whole_job,  // a new task that is all job: answered on arrival, unless it is turned away
};

class Strategy {
public:
    virtual ~Strategy() = default;

    // Makes the threads that are there from the start.
    virtual void begin() {}

    virtual void ready(TaskId task, Piece piece, TaskId of) = 0;

    // `task`, which is with this strategy and has no thread, has given up.
    virtual void forget(TaskId task) = 0;

    // Does a task that waits keep its thread from other work?
    virtual bool wait_holds_thread() const = 0;

    // `thread` has done with its task, for good or until that resumes: the task it
    // takes up at once, on the same core and in the same slice; nullopt: it goes idle.
    virtual std::optional<TaskId> next(ThreadId thread) = 0;

    // Does a thread end when next() has nothing for it?
    virtual bool idle_thread_ends(ThreadId) const { return false; }

    // A thread whose task waits for its parts: one of them that it runs itself meanwhile.
    virtual std::optional<TaskId> help(TaskId) { return {}; }

    // Has it threads that an offload can go to? Else that is computed where it stands.
    virtual bool offloads() const { return false; }

    // Is a task answered before its job?
    virtual bool answers_first() const { return false; }

    // Does each task that arrives get a new thread at once, in the process that its row names? Plain runs then
    // make it themselves (engine_turn.h), and do not ask.
    virtual bool makes_threads() const { return false; }

    // Offloads go to another pool from now on, of so many threads.
    virtual void new_pool(int64_t) {}

    // Does a thread that takes up a task pay for a callback?
    virtual bool callbacks() const { return false; }
};

}  // namespace model
