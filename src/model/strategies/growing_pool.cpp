#include "model/strategies/growing_pool.h"

#include <algorithm>

namespace model {

bool GrowingPool::starts_thread() const {
    if (started_ < std::max<int64_t>(core_, 1)) return true;  // a pool without a thread would do nothing
    const bool queue_full = places_ && int64_t(work_.waiting()) >= *places_;
    return started_ < max_ && !work_.any_idle() && queue_full;
}

void GrowingPool::ready(TaskId task, Piece piece, TaskId of) {
    if (starts_thread()) {
        ++started_;
        if (piece == Piece::part) work_.note_part(task, of);  // parts before it may be in the queue, and parts after it
        threads_.give(threads_.start({}), task);
        return;
    }
    work_.offer(task, piece != Piece::arrived, trace::Reason::no_thread, piece == Piece::part ? of : TaskId{});
}

}  // namespace model
