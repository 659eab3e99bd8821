#pragma once

// How the software spreads tasks over threads. A strategy decides three things:
// which thread a task gets, whether a wait holds that thread, and what a thread
// does when it has nothing to do. It acts through Threads and knows nothing of
// cores, devices or time.
//
// Adding a strategy: its own two files in strategies/, a row in strategy.cpp's
// table, a choice in scenario's table of strategies, and its tests.

#include "base/ids.h"
#include "scenario/scenario.h"
#include "trace/span_store.h"

#include <memory>
#include <optional>

namespace model {

// What a strategy may do.
class Threads {
public:
    // A thread that lives from now on. Numbered from 0 in the order of making.
    virtual ThreadId start(std::optional<TaskId> made_for) = 0;

    // `thread`, which is idle, goes on with `task`: it wants a core from now on.
    virtual void give(ThreadId thread, TaskId task) = 0;

    // `task` could go on and has no thread, because of `reason`.
    virtual void queue(TaskId task, trace::Reason reason) = 0;

protected:
    ~Threads() = default;
};

class Strategy {
public:
    virtual ~Strategy() = default;

    // Makes the threads that are there from the start.
    virtual void begin() {}

    virtual void arrived(TaskId task) = 0;

    // Does a task that waits keep its thread from other work?
    virtual bool wait_holds_thread() const = 0;

    // A task that waited without a thread can go on.
    virtual void resumed(TaskId task) = 0;

    // `thread` has done with its task, for good or until that resumes: the task it
    // takes up at once, on the same core and in the same slice; nullopt: it goes idle.
    virtual std::optional<TaskId> next(ThreadId thread) = 0;

    // Does a thread end when next() has nothing for it?
    virtual bool idle_thread_ends() const { return false; }
};

std::unique_ptr<Strategy> make_strategy(const scenario::Strategy& options, Threads& threads);

}  // namespace model
