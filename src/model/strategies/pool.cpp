#include "model/strategies/pool.h"

namespace model {

void Pool::begin() {
    for (int64_t i = 0; i < count_; ++i) idle_.push(threads_.start({}));
}

void Pool::offer(TaskId task) {
    if (idle_.empty()) {
        threads_.queue(task, wait_ == Wait::holds_thread ? trace::Reason::no_thread : trace::Reason::no_worker);
        work_.push_back(task);
        return;
    }
    const ThreadId thread = idle_.top();
    idle_.pop();
    threads_.give(thread, task);
}

std::optional<TaskId> Pool::next(ThreadId thread) {
    if (work_.empty()) {
        idle_.push(thread);
        return {};
    }
    const TaskId task = work_.front();
    work_.pop_front();
    return task;
}

}  // namespace model
