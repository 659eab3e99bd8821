#pragma once

// The threads that exist next to loops with a runtime: the threads of the pool that executes
// operations for the loops, and threads for tasks that run plain programs, which are other
// work of the same machine. The loops themselves belong to the engine (engine_loops.cpp).
//
// The threads of a pool are made when it first gets work. A new pool takes what is
// offloaded from then on; the threads of the old one finish their work.

#include "model/strategies/work_queue.h"
#include "model/strategies/strategy.h"

#include <memory>
#include <vector>

namespace model {

class LoopThreads final : public Strategy {
public:
    LoopThreads(Threads& threads, const scenario::Strategy& options) : threads_(threads) { new_pool(options.workers); }

    void ready(TaskId task, Piece piece, TaskId of) override;
    void forget(TaskId task) override;
    bool wait_holds_thread() const override { return true; }
    std::optional<TaskId> next(ThreadId thread) override;
    bool idle_thread_ends(ThreadId thread) const override { return !pool_of(thread); }
    void new_pool(int64_t threads) override { pools_.push_back(std::make_unique<WorkerPool>(threads_, threads)); }

private:
    struct WorkerPool {
        WorkerPool(Threads& threads, int64_t how_many) : work(threads), count(how_many) {}
        WorkQueue work;
        int64_t count;
        std::vector<ThreadId> threads;  // empty before its first work
    };
    WorkerPool* pool_of(ThreadId thread) const;

    Threads& threads_;
    std::vector<std::unique_ptr<WorkerPool>> pools_;
};

}  // namespace model
