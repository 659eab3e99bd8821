#pragma once

// Queue and workers: one thread accepts requests and answers them. The steps of a program
// after its `job` step go into a message queue (without a `job` step, the whole program; the
// task is then answered on arrival), and worker threads do these jobs, first in, first out.
// A wait holds its thread. A limited queue rejects requests while it is full.

#include "model/strategies/work_queue.h"
#include "model/strategies/strategy.h"

namespace model {

class QueueWorkers final : public Strategy {
public:
    QueueWorkers(Threads& threads, const scenario::Strategy& options)
        : threads_(threads), requests_(threads), jobs_(threads, options), workers_(options.workers) {}

    void begin() override;
    void ready(TaskId task, Piece piece, TaskId of) override;
    void forget(TaskId task) override;
    bool wait_holds_thread() const override { return true; }
    std::optional<TaskId> next(ThreadId thread) override {
        return thread == acceptor_ ? requests_.next(thread) : jobs_.next(thread);
    }
    std::optional<TaskId> help(TaskId parent) override { return jobs_.part_of(parent); }
    bool answers_first() const override { return true; }

private:
    Threads& threads_;
    ThreadId acceptor_;
    WorkQueue requests_;
    WorkQueue jobs_;
    int64_t workers_;
};

}  // namespace model
