#pragma once

// Loops of one thread each. A task belongs to one loop for life: tasks are dealt to the
// loops in turn; spawned tasks and parts go to the loop of their parent. A wait frees the
// loop. A task that can resume joins the tail of its loop's queue and runs when the
// callbacks before it have returned. Offloads go to worker threads, which all loops share
// and which are made only if a program offloads.

#include "sim/wait_list.h"
#include "model/strategies/work_queue.h"
#include "model/strategies/strategy.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace model {

class EventLoop final : public Strategy {
public:
    EventLoop(Threads& threads, const scenario::Strategy& options)
        : threads_(threads), loops_(size_t(options.loops)), workers_(threads), worker_count_(options.workers) {}

    void begin() override;
    void ready(TaskId task, Piece piece, TaskId of) override;
    void forget(TaskId task) override;
    bool wait_holds_thread() const override { return false; }
    std::optional<TaskId> next(ThreadId thread) override;
    bool offloads() const override { return worker_count_ > 0; }
    bool callbacks() const override { return true; }

private:
    struct Loop {
        ThreadId thread;
        bool idle = true;
        sim::WaitList<TaskId> work;
    };
    void add(uint32_t loop, TaskId task, trace::Reason reason);

    Threads& threads_;
    std::vector<Loop> loops_;
    WorkQueue workers_;
    int64_t worker_count_;
    bool have_workers_ = false;
    uint32_t next_loop_ = 0;
    std::unordered_map<uint32_t, uint32_t> loop_of_;  // by task; never iterated, so its order does not matter
};

}  // namespace model
