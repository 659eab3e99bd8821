#include "model/strategies/queue_workers.h"

namespace model {

void QueueWorkers::begin() {
    acceptor_ = threads_.start({});
    requests_.add_thread(acceptor_);
    for (int64_t i = 0; i < workers_; ++i) jobs_.add_thread(threads_.start({.worker = true}));
}

void QueueWorkers::ready(TaskId task, Piece piece, TaskId of) {
    if (piece == Piece::arrived && jobs_.full()) threads_.reject(task);
    else if (piece == Piece::arrived) requests_.offer(task, false, trace::Reason::no_thread);
    else jobs_.offer(task, piece != Piece::whole_job, trace::Reason::no_worker, of);
}

void QueueWorkers::forget(TaskId task) {
    requests_.forget(task);
    jobs_.forget(task);
}

}  // namespace model
