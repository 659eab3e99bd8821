#include "model/strategies/pool.h"

#include <utility>

namespace model {

Pool::Pool(Threads& threads, const scenario::Strategy& options, int64_t count, Wait wait, In in)
    : work_(threads, options), threads_(threads), count_(count), wait_(wait), in_(in) {}

void Pool::begin() {
    for (int64_t i = 0; i < count_; ++i) work_.add_thread(threads_.start({.process = in_ == In::processes}));
}

void Pool::new_threads(int64_t count) {
    int64_t more = count - std::exchange(count_, count);
    for (; more > 0 && excess_ > 0; --more) --excess_;
    for (; more > 0; --more) {
        const ThreadId thread = threads_.start({.process = in_ == In::processes});
        if (const auto task = work_.next(thread)) threads_.give(thread, *task);
    }
    if (more >= 0) return;
    const std::vector<ThreadId> idle = work_.take_idle(size_t(-more));
    for (const ThreadId thread : idle) threads_.end(thread);
    excess_ += -more - int64_t(idle.size());
}

void Pool::ready(TaskId task, Piece piece, TaskId of) {
    const bool begun = piece != Piece::arrived;
    const trace::Reason reason = piece == Piece::yielded                         ? trace::Reason::yielded
                                 : begun && wait_ == Wait::frees_thread ? trace::Reason::no_worker
                                                                        : trace::Reason::no_thread;
    work_.offer(task, begun, reason, piece == Piece::part ? of : TaskId{});
}

}  // namespace model
