#include "model/strategies/work_queue.h"

#include <algorithm>

namespace model {

void WorkQueue::offer(TaskId task, bool begun, trace::Reason reason, TaskId of) {
    if (idle_.empty()) {
        if (!begun && full()) {
            threads_.reject(task);
            return;
        }
        threads_.queue(task, reason);
        work_.push_back({task, of});
        return;
    }
    const ThreadId thread = idle_.top();
    idle_.pop();
    threads_.give(thread, task);
}

std::optional<TaskId> WorkQueue::next(ThreadId thread) {
    if (work_.empty()) {
        idle_.push(thread);
        return {};
    }
    const TaskId task = work_.front().task;
    work_.pop_front();
    return task;
}

std::optional<TaskId> WorkQueue::part_of(TaskId parent) {
    const auto at = std::find_if(work_.begin(), work_.end(), [&](const Work& work) { return work.of == parent; });
    if (at == work_.end()) return {};
    const TaskId part = at->task;
    work_.erase(at);
    return part;
}

void WorkQueue::forget(TaskId task) {
    std::erase_if(work_, [&](const Work& work) { return work.task == task; });
}

}  // namespace model
