#include "trace/span_store.h"

#include <algorithm>
#include <cassert>

namespace trace {

void SpanStore::note_long(Time duration) { long_durations_.emplace_back(size(), duration.ns); }

void SpanStore::make_room() {
    for (Chunks<uint64_t>* column : {&start_, &who_, &what_}) column->make_room();
}

Time SpanStore::long_end(size_t i) const {
    const auto found =
        std::lower_bound(long_durations_.begin(), long_durations_.end(), std::pair<uint64_t, int64_t>(i, 0));
    assert(found != long_durations_.end() && found->first == i);
    return {int64_t(start_[i]) + found->second};
}

size_t SpanStore::bytes() const {
    return start_.bytes() + who_.bytes() + what_.bytes() + long_durations_.size() * sizeof(long_durations_[0]);
}

size_t SpanStore::first_after(Time t) const {
    size_t low = 0, high = size();
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (end(middle) <= t) low = middle + 1;
        else high = middle;
    }
    return low;
}

const char* kind_name(SpanKind kind) {
    constexpr const char* names[] = {"run", "switch", "ready", "blocked", "async", "queued", "share"};
    return names[size_t(kind)];
}

const char* reason_name(Reason reason) {
    constexpr const char* names[] = {"",          "core-busy",    "slice-over",    "preempted",
                                     "yielded",   "device",       "device-queue",  "sleep",
                                     "lock",      "queue-full",   "queue-empty",   "children",
                                     "parts",     "offload",      "no-thread",     "loop-busy",
                                     "no-worker", "after",        "serial",        "process-switch",
                                     "migration", "thread-start", "process-start", "callback",
                                     "warm",      "padding",      "event",         "semaphore"};
    static_assert(sizeof names / sizeof *names == reason_count);
    return names[size_t(reason)];
}

}  // namespace trace
