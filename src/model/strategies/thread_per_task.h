#pragma once

// Every task gets its own thread, which ends with it; so does every part of a split. As
// processes, every task gets its own process, and its parts are threads of that process.

#include "model/strategies/strategy.h"

namespace model {

class ThreadPerTask final : public Strategy {
public:
    enum class As : uint8_t { threads, processes };
    ThreadPerTask(Threads& threads, As as) : threads_(threads), as_(as) {}

    void ready(TaskId task, Piece piece, TaskId of) override;
    void forget(TaskId) override {}  // no task is ever without a thread here
    bool wait_holds_thread() const override { return true; }
    std::optional<TaskId> next(ThreadId) override { return {}; }
    bool idle_thread_ends(ThreadId) const override { return true; }
    bool makes_threads() const override { return as_ == As::threads; }

private:
    Threads& threads_;
    As as_;
};

}  // namespace model
