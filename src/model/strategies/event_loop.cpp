#include "model/strategies/event_loop.h"

#include <cassert>

namespace model {

void EventLoop::begin() {
    for (Loop& loop : loops_) loop.thread = threads_.start({});
}

void EventLoop::arrived(TaskId task) {
    assert(task.index == loop_of_.size());
    loop_of_.push_back(uint32_t(task.index % loops_.size()));
    resumed(task);
}

void EventLoop::resumed(TaskId task) {
    Loop& loop = loops_[loop_of_[task.index]];
    if (loop.idle) {
        loop.idle = false;
        threads_.give(loop.thread, task);
        return;
    }
    threads_.queue(task, trace::Reason::loop_busy);
    loop.work.push_back(task);
}

std::optional<TaskId> EventLoop::next(ThreadId thread) {
    Loop& loop = loops_[thread.index];  // loops' threads are the only ones, numbered as the loops are
    assert(loop.thread == thread);
    if (loop.work.empty()) {
        loop.idle = true;
        return {};
    }
    const TaskId task = loop.work.front();
    loop.work.pop_front();
    return task;
}

}  // namespace model
