#pragma once

// Places things that overlap in time on as few lanes as possible: each gets the lowest free lane. Requires them in
// the order in which they start.
//
//     lane 0   |-- a --|     |-- c --|
//     lane 1      |----- b -----|

#include "base/time.h"

#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

class Packer {
public:
    uint32_t lane_for(Time start, Time end) {
        while (!busy_.empty() && busy_.top().first <= start.ns) {
            free_.push(busy_.top().second);
            busy_.pop();
        }
        uint32_t lane = lanes_;
        if (free_.empty()) ++lanes_;
        else {
            lane = free_.top();
            free_.pop();
        }
        busy_.emplace(end.ns, lane);
        return lane;
    }
    uint32_t lanes() const { return lanes_; }

private:
    template <class T>
    using SmallestFirst = std::priority_queue<T, std::vector<T>, std::greater<T>>;
    SmallestFirst<std::pair<int64_t, uint32_t>> busy_;  // busy until, lane
    SmallestFirst<uint32_t> free_;
    uint32_t lanes_ = 0;
};
