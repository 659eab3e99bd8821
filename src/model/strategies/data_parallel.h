#pragma once

// Data parallel: one thread takes the tasks one after another; the parts of a split go to
// the workers, and the thread waits for them (fork and join).

#include "model/strategies/work_queue.h"
#include "model/strategies/strategy.h"

namespace model {

class DataParallel final : public Strategy {
public:
    DataParallel(Threads& threads, const scenario::Strategy& options)
        : threads_(threads), tasks_(threads), parts_(threads), workers_(options.workers) {}

    void begin() override;
    void ready(TaskId task, Piece piece, TaskId of) override;
    void forget(TaskId task) override;
    bool wait_holds_thread() const override { return true; }
    std::optional<TaskId> next(ThreadId thread) override {
        return thread == main_ ? tasks_.next(thread) : parts_.next(thread);
    }

private:
    Threads& threads_;
    ThreadId main_;
    WorkQueue tasks_;
    WorkQueue parts_;
    int64_t workers_;
};

}  // namespace model
