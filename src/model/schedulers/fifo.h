#pragma once

// Ready threads in the order in which they became ready. `cyclic`: the next thread is the
// first in the order of numbers after the one that was taken last, with wrap-around.
// Threads that became ready at this very instant come after all that were ready before, as
// in OSTEP's process simulator, which chooses before it handles the completions of the
// moment.

#include "sim/wait_list.h"
#include "model/schedulers/scheduler.h"

namespace model {

class Fifo {
public:
    Fifo(const Facts& facts, scenario::Order order, bool restricted)
        : facts_(facts), order_(order), restricted_(restricted) {}

    [[gnu::always_inline]] void push(ThreadId thread) { queue_.push_back({thread, since()}); }
    [[gnu::always_inline]] ThreadId take(CoreId core) {  // takes the first that may run there
        if (queue_.empty()) return {};
        if (order_ == scenario::Order::fifo && !restricted_) return queue_.take_front().thread;
        return take_seldom(core);
    }
    ThreadId take_last(CoreId core);
    void remove(ThreadId thread) { queue_.remove(thread.index); }
    bool empty() const { return queue_.empty(); }
    size_t size() const { return queue_.size(); }

private:
    struct Ready {
        ThreadId thread;
        Time since;  // cyclic
    };
    ThreadId take_seldom(CoreId core);
    ThreadId take_cyclic(CoreId core);
    Time since() const { return order_ == scenario::Order::cyclic ? facts_.now() : Time{}; }
    bool may_run(const Ready& ready, CoreId core) const { return !restricted_ || facts_.may_run(ready.thread, core); }

    const Facts& facts_;
    scenario::Order order_;
    bool restricted_;  // some threads may not run everywhere
    sim::WaitList<Ready> queue_;
    uint32_t taken_ = 0xFFFF'FFFF;  // the number of the last one taken
};

}  // namespace model
