#include "model/strategies/data_parallel.h"

namespace model {

void DataParallel::begin() {
    main_ = threads_.start({});
    tasks_.add_thread(main_);
    for (int64_t i = 0; i < workers_; ++i) parts_.add_thread(threads_.start({.worker = true}));
}

void DataParallel::ready(TaskId task, Piece piece, TaskId of) {
    if (piece == Piece::part) parts_.offer(task, true, trace::Reason::no_worker, of);
    else tasks_.offer(task, false, trace::Reason::no_thread);
}

void DataParallel::forget(TaskId task) {
    tasks_.forget(task);
    parts_.forget(task);
}

}  // namespace model
