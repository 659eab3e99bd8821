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
        work_.push_back(task);
        if (of) note_part(task, of);
        return;
    }
    const ThreadId thread = idle_.top();
    idle_.pop();
    threads_.give(thread, task);
}

std::vector<ThreadId> WorkQueue::take_idle(size_t most) {
    std::vector<ThreadId> idle;
    for (; !idle_.empty(); idle_.pop()) idle.push_back(idle_.top());
    const size_t rest = idle.size() - std::min(idle.size(), most);
    for (size_t i = 0; i < rest; ++i) idle_.push(idle[i]);
    return {idle.rbegin(), idle.rend() - std::ptrdiff_t(rest)};
}

// A split makes its parts one after another, so their numbers are consecutive.
void WorkQueue::note_part(TaskId task, TaskId of) {
    Parts& parts = parts_[of.index];
    if (!parts.next || task.index != parts.end) parts.next = task;
    parts.end = task.index + 1;
}

std::optional<TaskId> WorkQueue::next(ThreadId thread) {
    if (work_.empty()) {
        idle_.push(thread);
        return {};
    }
    return work_.take_front();
}

std::optional<TaskId> WorkQueue::part_of(TaskId parent) {
    const auto at = parts_.find(parent.index);
    if (at == parts_.end()) return {};
    Parts& parts = at->second;
    while (parts.next.index < parts.end) {
        const TaskId part = parts.next;
        ++parts.next.index;
        if (work_.remove(part.index)) return part;  // otherwise another thread has taken it
    }
    parts_.erase(at);
    return {};
}

}  // namespace model
