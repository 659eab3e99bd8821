#include "model/schedulers/fifo.h"

#include <utility>

namespace model {

ThreadId Fifo::take_seldom(CoreId core) {
    if (order_ == scenario::Order::cyclic) return take_cyclic(core);
    const auto first = queue_.take_first([&](const Ready& ready) { return may_run(ready, core); });
    return first ? first->thread : ThreadId{};
}

ThreadId Fifo::take_last(CoreId core) {
    const auto last = queue_.take_last([&](const Ready& ready) { return may_run(ready, core); });
    return last ? last->thread : ThreadId{};
}

ThreadId Fifo::take_cyclic(CoreId core) {
    using Key = std::pair<bool, uint32_t>;
    ThreadId best;
    Key min;
    queue_.each([&](const Ready& ready) {
        if (!may_run(ready, core)) return;
        // Unsigned subtraction makes the numbers after the last one come first, and wraps round.
        const Key key(ready.since == facts_.now() && ready.since > Time{},
                      facts_.thread(ready.thread).number - (taken_ + 1));
        if (best && key >= min) return;
        best = ready.thread;
        min = key;
    });
    if (!best) return {};
    taken_ = facts_.thread(best).number;
    queue_.remove(best.index);
    return best;
}

}  // namespace model
