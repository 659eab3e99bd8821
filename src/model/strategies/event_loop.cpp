#include "model/strategies/event_loop.h"

#include <cassert>

namespace model {

void EventLoop::begin() {
    for (Loop& loop : loops_) loop.thread = threads_.start({});
}

void EventLoop::ready(TaskId task, Piece piece, TaskId of) {
    if (piece == Piece::offload) {
        if (!have_workers_)
            for (int64_t i = 0; i < worker_count_; ++i) workers_.add_thread(threads_.start({.worker = true}));
        have_workers_ = true;
        workers_.offer(task, true, trace::Reason::no_worker);
        return;
    }
    uint32_t loop = 0;
    if (loops_.size() > 1) {
        const auto known = loop_of_.find(task.index), of_maker = loop_of_.find(of.index);
        loop = known != loop_of_.end()      ? known->second
               : of_maker != loop_of_.end() ? of_maker->second
                                            : uint32_t(next_loop_++ % loops_.size());
        loop_of_[task.index] = loop;
    }
    add(loop, task, piece == Piece::yielded ? trace::Reason::yielded : trace::Reason::loop_busy);
}

void EventLoop::add(uint32_t index, TaskId task, trace::Reason reason) {
    Loop& loop = loops_[index];
    if (loop.idle) {
        loop.idle = false;
        threads_.give(loop.thread, task);
        return;
    }
    threads_.queue(task, reason);
    loop.work.push_back(task);
}

void EventLoop::forget(TaskId task) {
    const auto own = loops_.size() > 1 ? loop_of_.find(task.index) : loop_of_.end();
    loops_[own == loop_of_.end() ? 0 : own->second].work.remove(task.index);
    workers_.forget(task);
}

std::optional<TaskId> EventLoop::next(ThreadId thread) {
    for (Loop& loop : loops_) {
        if (loop.thread != thread) continue;
        if (loop.work.empty()) {
            loop.idle = true;
            return {};
        }
        return loop.work.take_front();
    }
    return workers_.next(thread);
}

}  // namespace model
