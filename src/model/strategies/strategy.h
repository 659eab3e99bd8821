#pragma once

// How the software of one server spreads tasks over threads. A strategy decides which
// thread a task gets, whether a wait holds that thread, and what a thread does when it has
// nothing to do. It acts through Threads and does not depend on cores, devices or time.
//
// This is the interface between the engine and the strategies: the engine includes this header and
// registry.h, a strategy includes this header and nothing else of the engine. docs/adding.md says how to add one.

#include "base/ids.h"
#include "scenario/scenario.h"
#include "trace/span_store.h"

#include <memory>
#include <optional>

namespace model {

struct Made {  // a thread to be made
    TaskId task = {};              // the task that it is made for
    std::optional<uint32_t> beside = {};  // it joins the process of this thread; if none, `process` decides
    bool process = false;          // it is the first thread of a new process
    bool worker = false;           // it does jobs, parts or offloads
};

// What a strategy can use. Threads are numbered over the whole run.
class Threads {
public:
    // Makes a thread, which exists from now on.
    virtual ThreadId start(const Made& made) = 0;

    // `thread`, which is idle, continues with `task`: it needs a core from now on.
    virtual void give(ThreadId thread, TaskId task) = 0;

    // `task` could resume but has no thread, because of `reason`.
    virtual void queue(TaskId task, trace::Reason reason) = 0;

    // `task` has just arrived and is rejected.
    virtual void reject(TaskId task) = 0;

    // Ends `thread`. Requires that it is idle.
    virtual void end(ThreadId thread) = 0;

    // Returns the thread of a task, or none.
    virtual ThreadId thread_of(TaskId task) const = 0;

protected:
    ~Threads() = default;
};

// The kind of work for which a task needs a thread.
enum class Piece : uint8_t {
    arrived,  // a new task, or one that `of` has spawned
    resumed,  // a task that waited without a thread
    yielded,  // a task that yielded
    part,     // of a split: `of` is the parent
    offload,  // `of` is the parent, too
    job,      // the rest of a task that has just been answered
    whole_job,  // a new task that consists of a job: answered on arrival, unless it is rejected
};

class Strategy {
public:
    virtual ~Strategy() = default;

    // Makes the threads that exist from the start.
    virtual void begin() {}

    virtual void ready(TaskId task, Piece piece, TaskId of) = 0;

    // `task`, which belongs to this strategy and has no thread, has given up.
    virtual void forget(TaskId task) = 0;

    // Does a task that waits keep its thread from other work?
    virtual bool wait_holds_thread() const = 0;

    // `thread` has finished its task, for good or until the task resumes. Returns the task
    // that it takes up at once, on the same core and in the same slice; nullopt if the thread
    // goes idle.
    virtual std::optional<TaskId> next(ThreadId thread) = 0;

    // Does a thread end when next() has nothing for it?
    virtual bool idle_thread_ends(ThreadId) const { return false; }

    // Called for a thread whose task waits for its parts. Returns a part that the thread runs meanwhile, if any.
    virtual std::optional<TaskId> help(TaskId) { return {}; }

    // Are there workers for offloads? If not, an offload is computed in place.
    virtual bool offloads() const { return false; }

    // Is a task answered before its job?
    virtual bool answers_first() const { return false; }

    // Does each task that arrives get a new thread at once, in the process that its row names? Plain runs then
    // make the thread themselves (engine_turn.h), without asking.
    virtual bool makes_threads() const { return false; }

    // Changes the number of threads of a pool. Surplus threads end as soon as they are idle.
    virtual void new_threads(int64_t) {}

    // From now on, offloads go to a new pool with this many threads.
    virtual void new_pool(int64_t) {}

    // Does a thread pay for a callback when it takes up a task?
    virtual bool callbacks() const { return false; }
};

}  // namespace model
