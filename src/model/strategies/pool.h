#pragma once

// A fixed number of threads and one queue of work, first in, first out: new
// tasks, parts and tasks that can resume, in the order in which they became ready.
// Work goes to the idle thread with the lowest number.
//
//     thread pool     a wait holds the thread
//     one at a time   the same with one thread
//     process pool    the same, each thread in a process of its own
//     async pool      a wait frees the thread; any thread resumes any task
//
// A limited queue rejects new tasks while it is full; a task that has begun is never
// rejected. A task whose wait holds its thread meanwhile works on its own parts, unless
// another thread has taken them.

#include "model/strategies/work_queue.h"
#include "model/strategies/strategy.h"

namespace model {

class Pool final : public Strategy {
public:
    enum class Wait : uint8_t { holds_thread, frees_thread };
    enum class In : uint8_t { one_process, processes };
    Pool(Threads& threads, const scenario::Strategy& options, int64_t count, Wait wait, In in = In::one_process);

    void begin() override;
    void ready(TaskId task, Piece piece, TaskId of) override;
    void forget(TaskId task) override { work_.forget(task); }
    bool wait_holds_thread() const override { return wait_ == Wait::holds_thread; }
    std::optional<TaskId> next(ThreadId thread) override { return excess_ > 0 ? std::nullopt : work_.next(thread); }
    bool idle_thread_ends(ThreadId) const override { return excess_ > 0 && excess_-- > 0; }
    void new_threads(int64_t count) override;
    std::optional<TaskId> help(TaskId parent) override { return work_.part_of(parent); }
    bool callbacks() const override { return wait_ == Wait::frees_thread; }

private:
    WorkQueue work_;
    Threads& threads_;
    int64_t count_;
    mutable int64_t excess_ = 0;  // how many threads must still end, each after its task
    Wait wait_;
    In in_;
};

}  // namespace model
