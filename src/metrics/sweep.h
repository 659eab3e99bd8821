#pragma once

// How many intervals hold at each time: half-open, so one that ends where
// another begins never counts with it.

#include "base/time.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace metrics {

struct Step {
    Time from;  // holds until the next Step's
    int32_t count = 0;
};

class Sweep {
public:
    void add(Time from, Time to, int32_t by = 1) {
        if (from >= to) return;
        changes_.push_back({from, by});
        changes_.push_back({to, -by});
    }

    // In time order, neighbours differ; before the first the count is 0, and it ends with 0.
    std::vector<Step> steps() {
        std::sort(changes_.begin(), changes_.end(), [](const Step& a, const Step& b) { return a.from < b.from; });
        std::vector<Step> steps;
        int32_t count = 0;
        for (size_t i = 0; i < changes_.size();) {
            const Time at = changes_[i].from;
            const int32_t before = count;
            for (; i < changes_.size() && changes_[i].from == at; ++i) count += changes_[i].count;
            if (count != before) steps.push_back({at, count});
        }
        return steps;
    }

private:
    std::vector<Step> changes_;
};

}  // namespace metrics
