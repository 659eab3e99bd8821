#pragma once

// A fixed number of threads and one queue of work, first in, first out: new
// tasks and tasks that can go on, in the order in which they became ready. Work
// goes to the idle thread with the lowest number.
//
//     thread pool     a wait holds the thread
//     one at a time   the same with one thread
//     async pool      a wait frees the thread; any thread resumes any task

#include "model/strategy.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <queue>
#include <vector>

namespace model {

class Pool final : public Strategy {
public:
    enum class Wait : uint8_t { holds_thread, frees_thread };
    Pool(Threads& threads, int64_t count, Wait wait) : threads_(threads), count_(count), wait_(wait) {}

    void begin() override;
    void arrived(TaskId task) override { offer(task); }
    bool wait_holds_thread() const override { return wait_ == Wait::holds_thread; }
    void resumed(TaskId task) override { offer(task); }
    std::optional<TaskId> next(ThreadId thread) override;

private:
    void offer(TaskId task);

    Threads& threads_;
    int64_t count_;
    Wait wait_;
    std::deque<TaskId> work_;
    std::priority_queue<ThreadId, std::vector<ThreadId>, std::greater<>> idle_;  // lowest number first
};

}  // namespace model
