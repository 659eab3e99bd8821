#pragma once

// Threads that share one queue of work, first in, first out.

#include "sim/wait_list.h"
#include "model/strategies/strategy.h"

#include <cstdint>
#include <functional>
#include <queue>
#include <unordered_map>
#include <vector>

namespace model {

class WorkQueue {
public:
    // Takes the limit of the queue, and what happens beyond it, from the options.
    WorkQueue(Threads& threads, const scenario::Strategy& options)
        : threads_(threads),
          limit_(options.when_full == scenario::WhenFull::drop && options.queue ? *options.queue : -1) {}
    explicit WorkQueue(Threads& threads) : threads_(threads) {}

    void add_thread(ThreadId thread) { idle_.push(thread); }  // for a thread that has nothing to do

    // Gives the task to the idle thread with the lowest number. If there is none, the task is queued, for
    // `reason`, or, if it has not begun and the queue is full, rejected. `of`: the task that it is a part
    // of.
    void offer(TaskId task, bool begun, trace::Reason reason, TaskId of = {});

    // Returns what `thread` does next; nullopt if it is idle from now on.
    std::optional<TaskId> next(ThreadId thread);

    // Removes and returns the first part of `parent`.
    std::optional<TaskId> part_of(TaskId parent);

    // Removes idle threads, at most this many, and returns them, beginning with the highest number.
    std::vector<ThreadId> take_idle(size_t most);

    void forget(TaskId task) { work_.remove(task.index); }

    bool any_idle() const { return !idle_.empty(); }
    size_t waiting() const { return work_.size(); }

    // Is there neither an idle thread nor a free place in the queue?
    bool full() const { return limit_ >= 0 && idle_.empty() && int64_t(work_.size()) >= limit_; }

    // Requires that the parts of a split are noted one after another, including those that are given to a
    // thread at once.
    void note_part(TaskId task, TaskId of);

private:

    struct Parts {  // queued parts: `next` and those that were made after it
        TaskId next;
        uint32_t end = 0;
    };
    Threads& threads_;
    int64_t limit_ = -1;  // -1 = none
    sim::WaitList<TaskId> work_;
    std::unordered_map<uint32_t, Parts> parts_;  // by parent; looked up, never iterated
    std::priority_queue<ThreadId, std::vector<ThreadId>, std::greater<>> idle_;  // lowest number first
};

}  // namespace model
