#pragma once

// A thread pool that grows, by the rules of Java's ThreadPoolExecutor. An arriving task
//
//     1. gets a new thread while there are fewer than `core`, even if one is idle, or if there is none at all;
//     2. otherwise goes to the idle thread with the lowest number;
//     3. otherwise waits in the queue while that has a free place;
//     4. otherwise gets a new thread while there are fewer than `max`, and overtakes the tasks that wait;
//     5. otherwise is rejected, or waits for a free place, as `when_full` says.
//
// If the queue has no limit, there are never more than `core` threads. A thread that has been started stays.
// Parts of a split are treated like tasks here, but are never rejected.

#include "model/strategies/strategy.h"
#include "model/strategies/work_queue.h"

namespace model {

class GrowingPool final : public Strategy {
public:
    GrowingPool(Threads& threads, const scenario::Strategy& options)
        : work_(threads, options),
          threads_(threads),
          core_(*options.core),
          max_(*options.max),
          places_(options.queue) {}

    void ready(TaskId task, Piece piece, TaskId of) override;
    void forget(TaskId task) override { work_.forget(task); }
    bool wait_holds_thread() const override { return true; }
    std::optional<TaskId> next(ThreadId thread) override { return work_.next(thread); }
    std::optional<TaskId> help(TaskId parent) override { return work_.part_of(parent); }

private:
    bool starts_thread() const;

    WorkQueue work_;
    Threads& threads_;
    int64_t core_, max_;
    std::optional<int64_t> places_;  // in the queue; none = unlimited
    int64_t started_ = 0;
};

}  // namespace model
