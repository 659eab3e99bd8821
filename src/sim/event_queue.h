#pragma once

// What happens next, and in what order.
//
// Events leave by time, then rank, then order, then subject: all four are named
// by the model, so that no order here ever comes from an address or from the
// sequence of calls. There is no cancelling: the owner of a subject looks
// whether the event still means something.
//
// A 4-ary heap over 16-byte keys. After a pop the root is a hole until the next
// push or pop, so that the usual pop-then-push sifts once.

#include "base/time.h"

#include <cassert>
#include <cstdint>
#include <vector>

namespace sim {

struct Event {
    Time at;
    uint32_t rank = 0;     // 0 to 15
    uint64_t order = 0;    // below 2^36
    uint32_t subject = 0;  // below 2^24
};

class EventQueue {
public:
    void push(const Event& event);

    bool empty() const { return size() == 0; }
    size_t size() const { return heap_.size() - size_t(hole_); }

    // Both need !empty().
    Event pop();
    Time next_time();

private:
    struct Key {
        uint64_t time;
        uint64_t rest;  // rank 4 bits | order 36 | subject 24
    };
    static bool before(const Key& a, const Key& b) {
        // Without branches: the outcome is a coin toss, and a wrong guess costs more than both compares.
        return (a.time < b.time) | ((a.time == b.time) & (a.rest < b.rest));
    }
    void sift_down(Key key);
    void fill_hole();

    std::vector<Key> heap_;
    bool hole_ = false;  // heap_[0] has left already
};

inline void EventQueue::push(const Event& event) {
#ifdef INTERLEAVE_CHECKED
    assert(event.at.ns >= 0 && event.rank < 16 && event.order < (uint64_t(1) << 36) && event.subject < (1u << 24));
#endif
    const Key key{uint64_t(event.at.ns), uint64_t(event.rank) << 60 | event.order << 24 | event.subject};
    if (hole_) {
        hole_ = false;
        sift_down(key);
        return;
    }
    size_t at = heap_.size();
    heap_.push_back(key);
    while (at > 0) {
        const size_t parent = (at - 1) / 4;
        if (!before(key, heap_[parent])) break;
        heap_[at] = heap_[parent];
        at = parent;
    }
    heap_[at] = key;
}

inline void EventQueue::sift_down(Key key) {
    const size_t count = heap_.size();
    size_t at = 0;
    for (;;) {
        const size_t first = 4 * at + 1;
        if (first >= count) break;
        size_t least = first;
        const size_t last = first + 4 < count ? first + 4 : count;
        for (size_t child = first + 1; child < last; ++child) least = before(heap_[child], heap_[least]) ? child : least;
        if (!before(heap_[least], key)) break;
        heap_[at] = heap_[least];
        at = least;
    }
    heap_[at] = key;
}

inline void EventQueue::fill_hole() {
    if (!hole_) return;
    hole_ = false;
    const Key last = heap_.back();
    heap_.pop_back();
    if (!heap_.empty()) sift_down(last);
}

inline Time EventQueue::next_time() {
    fill_hole();
    assert(!heap_.empty());
    return {int64_t(heap_[0].time)};
}

inline Event EventQueue::pop() {
    fill_hole();
    assert(!heap_.empty());
    hole_ = true;
    const Key key = heap_[0];
    return {{int64_t(key.time)}, uint32_t(key.rest >> 60), key.rest >> 24 & ((uint64_t(1) << 36) - 1), uint32_t(key.rest & 0xFF'FFFF)};
}

}  // namespace sim
