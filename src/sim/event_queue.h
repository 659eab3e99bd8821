#pragma once

// What happens next, and in what order.
//
// Events leave by time, then rank, then order, then subject. The model chooses all four,
// so that no order ever comes from an address or from the sequence of calls. Events cannot
// be cancelled: the owner of a subject checks whether the event still means something.
//
// The queue consists of the next event and a 4-ary heap of 16-byte keys for the events after
// it. After a pop the next event is not known until the next push or pop, so that the usual
// pop-then-push sifts once, or not at all.

#include "base/time.h"
#include "base/wide.h"

#include <cassert>
#include <cstdint>
#include <utility>
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
    // Requires rank 0 to 15, order below 2^36, subject below 2^24.
    void push(Time at, uint32_t rank, uint64_t order, uint32_t subject);

    bool empty() const { return !known_ && count_ == 0; }
    size_t size() const { return count_ + size_t(known_); }

    // Both require !empty().
    Event pop();
    Time next_time();

private:
    // time 64 bits | rank 4 | order 36 | subject 24. A key is one number. It is compared without branches (the
    // outcome is random, and a wrong prediction costs more), and never written in halves and then read whole, which
    // would stall the processor.
    using Key = UInt128;
    static uint64_t high(Key key) { return uint64_t(key >> 64); }
    void push_beside(Key key);
    void push_on_heap(Key key);
    void sift_down(Key key);
    void find_next();
    void take_from_heap();

    Key next_{};  // if it is known, it is before all keys of the heap
    bool known_ = false;
    size_t count_ = 0;  // in the heap
    std::vector<Key> heap_ = std::vector<Key>(64);
};

[[gnu::always_inline]] inline void EventQueue::push(Time at, uint32_t rank, uint64_t order, uint32_t subject) {
#ifdef INTERLEAVE_CHECKED
    assert(at.ns >= 0 && rank < 16 && order < (uint64_t(1) << 36) && subject < (1u << 24));
#endif
    const Key key = Key(uint64_t(at.ns)) << 64 | (uint64_t(rank) << 60 | order << 24 | subject);
    if (known_) {
        push_beside(key);
    } else {
        known_ = true;
        if (count_ == 0) {
            next_ = key;
        } else if (count_ == 1) {  // as in every small model: no branch on which of the two comes first
            const Key other = heap_[0];
            next_ = key < other ? key : other;
            heap_[0] = key < other ? other : key;
        } else if (key < heap_[0]) {
            next_ = key;
        } else {
            next_ = heap_[0];
            sift_down(key);
        }
    }
}

// The next event is known: `key` comes before or after it.
[[gnu::always_inline]] inline void EventQueue::push_beside(Key key) {
    const Key later = key < next_ ? next_ : key;
    next_ = key < next_ ? key : next_;
    if (count_ == 0) {
        count_ = 1;
        heap_[0] = later;
    } else {
        push_on_heap(later);
    }
}

inline void EventQueue::push_on_heap(Key key) {
    size_t at = count_++;
    if (at == heap_.size()) heap_.resize(2 * at);
    while (at > 0) {
        const size_t parent = (at - 1) / 4;
        if (key >= heap_[parent]) break;
        heap_[at] = heap_[parent];
        at = parent;
    }
    heap_[at] = key;
}

inline void EventQueue::sift_down(Key key) {
    Key* const heap = heap_.data();
    const size_t count = count_;
    size_t at = 0, first = 1;
    for (; first + 4 <= count; first = 4 * at + 1) {
        const size_t left = first + size_t(heap[first + 1] < heap[first]);
        const size_t right = first + 2 + size_t(heap[first + 3] < heap[first + 2]);
        const size_t min = heap[right] < heap[left] ? right : left;
        if (heap[min] >= key) {
            heap[at] = key;
            return;
        }
        heap[at] = heap[min];
        at = min;
    }
    if (first < count) {
        size_t min = first;
        for (size_t child = first + 1; child < count; ++child) min = heap[child] < heap[min] ? child : min;
        if (heap[min] < key) {
            heap[at] = heap[min];
            at = min;
        }
    }
    heap[at] = key;
}

[[gnu::always_inline]] inline void EventQueue::find_next() {
    if (!known_) take_from_heap();
}

inline void EventQueue::take_from_heap() {
    assert(count_ > 0);
    known_ = true;
    next_ = heap_[0];
    if (--count_ > 0) sift_down(heap_[count_]);
}

inline Time EventQueue::next_time() {
    find_next();
    return {int64_t(high(next_))};
}

inline Event EventQueue::pop() {
    find_next();
    known_ = false;
    const uint64_t rest = uint64_t(next_);
    return {{int64_t(high(next_))},
            uint32_t(rest >> 60),
            rest >> 24 & ((uint64_t(1) << 36) - 1),
            uint32_t(rest & 0xFF'FFFF)};
}

}  // namespace sim
