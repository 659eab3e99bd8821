#pragma once

// Every task gets a thread of its own, which ends with it.

#include "model/strategy.h"

namespace model {

class ThreadPerTask final : public Strategy {
public:
    explicit ThreadPerTask(Threads& threads) : threads_(threads) {}

    void arrived(TaskId task) override { threads_.give(threads_.start(task), task); }
    bool wait_holds_thread() const override { return true; }
    void resumed(TaskId task) override;
    std::optional<TaskId> next(ThreadId) override { return {}; }
    bool idle_thread_ends() const override { return true; }

private:
    Threads& threads_;
};

}  // namespace model
