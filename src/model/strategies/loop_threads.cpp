#include "model/strategies/loop_threads.h"

#include <algorithm>

namespace model {

void LoopThreads::ready(TaskId task, Piece piece, TaskId of) {
    if (piece != Piece::offload) {
        Made made;
        made.task = task;
        if (piece == Piece::part) made.beside = threads_.thread_of(of).index;
        threads_.give(threads_.start(made), task);
        return;
    }
    WorkerPool& pool = *pools_.back();
    for (int64_t i = int64_t(pool.threads.size()); i < pool.count; ++i) {
        pool.threads.push_back(threads_.start({.worker = true}));
        pool.work.add_thread(pool.threads.back());
    }
    pool.work.offer(task, true, trace::Reason::no_worker);
}

void LoopThreads::forget(TaskId task) {
    for (const auto& pool : pools_) pool->work.forget(task);
}

std::optional<TaskId> LoopThreads::next(ThreadId thread) {
    if (WorkerPool* pool = pool_of(thread)) return pool->work.next(thread);
    return {};
}

LoopThreads::WorkerPool* LoopThreads::pool_of(ThreadId thread) const {
    for (const auto& pool : pools_)
        if (std::find(pool->threads.begin(), pool->threads.end(), thread) != pool->threads.end()) return pool.get();
    return nullptr;
}

}  // namespace model
