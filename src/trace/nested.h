#pragma once

// Nested slices, on the thread on which they are open, and nested operations, on their lane:
//
//     depth 0   |=========== task ===========|    a span of the log
//     depth 1     |===== a =====|   |== b ==|     lanes of these
//     depth 2        |== c ==|
//
// The span of a slice has the task and the thread of the enclosing slice. Spans of one lane never overlap, and
// each lies inside a span of the lane above it.

#include "trace/span_store.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace trace {

struct Nested {
    struct Lane {
        ThreadId thread;
        uint32_t depth = 1;
        uint32_t first = 0, count = 0;  // a range of `slices`

        uint32_t end() const { return first + count; }
    };

    SpanStore slices;         // by lane, then by time; `step` is the number of the name, truncated to 16 bits
    Chunks<uint32_t> names;   // indices into Recording::names, by slice
    std::vector<Lane> lanes;  // by thread, then depth

    bool empty() const { return slices.empty(); }

    const Lane& lane_of(uint32_t slice) const {
        return *(std::upper_bound(lanes.begin(), lanes.end(), slice,
                                  [](uint32_t s, const Lane& lane) { return s < lane.first; }) -
                 1);
    }
    // The lanes of a thread are consecutive.
    const Lane* first_of(ThreadId thread) const {
        const auto lane = std::lower_bound(lanes.begin(), lanes.end(), thread,
                                           [](const Lane& l, ThreadId id) { return l.thread < id; });
        return lane != lanes.end() && lane->thread == thread ? &*lane : nullptr;
    }
    const Lane* below(const Lane& lane) const {
        const Lane* const next = &lane + 1;
        return next != lanes.data() + lanes.size() && next->thread == lane.thread ? next : nullptr;
    }

    // The number of the first slice of a lane that ends after t; lane.end() if there is none.
    uint32_t first_after(const Lane& lane, Time t) const {
        uint32_t low = lane.first, count = lane.count;
        while (count > 0) {
            const uint32_t half = count / 2;
            const bool before = slices.end(low + half) <= t;
            if (before) low += half + 1;
            count = before ? count - half - 1 : half;
        }
        return low;
    }
};

}  // namespace trace
