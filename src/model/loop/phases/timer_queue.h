#pragma once

// Timers in the order in which they are due; timers that are due at the same time stay in the order in
// which they were set. Each operation takes time logarithmic in their number.

#include "base/time.h"
#include "model/loop/handle.h"

#include <cstdint>
#include <map>
#include <memory>

namespace model::loop {

struct Timer : Ticket {
    Handle handle;
    Time due;
    uint64_t order = 0;  // the order in which it was set
    bool waits = false;  // it is in the queue
};

// Requires that `T` is derived from Timer.
template <class T>
class TimerQueue {
public:
    using Ref = std::shared_ptr<T>;

    // Requires that the timer is not in the queue.
    void add(const Ref& timer, Time due) {
        timer->due = due;
        timer->order = next_order();
        timer->waits = true;
        timers_.emplace(key_of(*timer), timer);
    }

    // Has no effect if the timer is not in the queue.
    void remove(T& timer) {
        if (timer.waits) timers_.erase(key_of(timer));
        timer.waits = false;
    }

    bool empty() const { return timers_.empty(); }
    // Both require a timer in the queue.
    const Ref& first() const { return timers_.begin()->second; }
    Ref take_first() {
        Ref first = std::move(timers_.begin()->second);
        timers_.erase(timers_.begin());
        first->waits = false;
        return first;
    }

    // Numbers timers, and what competes with them, in their order.
    uint64_t next_order() { return ++set_; }

    Time next() const { return empty() ? longest_time : first()->due; }

private:
    struct Key {
        Time due;
        uint64_t order;
        bool operator<(const Key& other) const { return due != other.due ? due < other.due : order < other.order; }
    };
    static Key key_of(const T& timer) { return {timer.due, timer.order}; }

    std::map<Key, Ref> timers_;
    uint64_t set_ = 0;
};

}  // namespace model::loop
