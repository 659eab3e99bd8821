#pragma once

// Loops of one thread each. A task belongs to one loop for life: tasks are dealt
// to the loops in turn. A wait frees the loop; a task that can go on joins the
// tail of its loop's queue and runs when the callbacks before it have returned.

#include "model/strategy.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace model {

class EventLoop final : public Strategy {
public:
    EventLoop(Threads& threads, int64_t loops) : threads_(threads), loops_(size_t(loops)) {}

    void begin() override;
    void arrived(TaskId task) override;
    bool wait_holds_thread() const override { return false; }
    void resumed(TaskId task) override;
    std::optional<TaskId> next(ThreadId thread) override;

private:
    struct Loop {
        ThreadId thread;
        bool idle = true;
        std::deque<TaskId> work;
    };

    Threads& threads_;
    std::vector<Loop> loops_;
    std::vector<uint32_t> loop_of_;  // by task, in the order of arrival
};

}  // namespace model
