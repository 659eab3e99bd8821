#pragma once

// Counts how many intervals cover each time. Intervals are half-open, so that one that ends
// where another begins is never counted together with it.

#include "base/arrange.h"
#include "base/time.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace metrics {

struct CountStep {
    Time from;  // holds until the `from` of the next CountStep
    int32_t count = 0;
};

class OverlapCount {
public:
    void add(Time from, Time to) {
        if (from >= to) return;
        begins_.push_back(from);
        ends_.push_back(to);
    }
    // Adds `by` intervals at once.
    void add(Time from, Time to, int32_t by) {
        if (from >= to) return;
        changes_.push_back({from, by});
        changes_.push_back({to, -by});
    }

    // Returns the steps in the order of time. Neighbours differ; before the first the count is
    // 0, and the last count is 0. Consumes the intervals: if there are millions of them, their
    // memory is needed for the next ones.
    std::vector<CountStep> steps() {
        sort(begins_);
        sort(ends_);
        arrange(changes_, [](const CountStep& a, const CountStep& b) { return a.from < b.from; });
        std::vector<CountStep> steps;
        int32_t count = 0;
        size_t b = 0, e = 0, c = 0;
        while (e < ends_.size() || c < changes_.size()) {  // every begin has an end after it
            Time at = e < ends_.size() ? ends_[e] : changes_[c].from;
            if (b < begins_.size()) at = std::min(at, begins_[b]);
            if (c < changes_.size()) at = std::min(at, changes_[c].from);
            const int32_t before = count;
            for (; b < begins_.size() && begins_[b] == at; ++b) ++count;
            for (; e < ends_.size() && ends_[e] == at; ++e) --count;
            for (; c < changes_.size() && changes_[c].from == at; ++c) count += changes_[c].count;
            if (count != before) steps.push_back({at, count});
        }
        *this = {};
        return steps;
    }

private:
    // Spans are in the order of their ends, so half of the work is often done already.
    static void sort(std::vector<Time>& all) {
        if (!std::is_sorted(all.begin(), all.end())) std::sort(all.begin(), all.end());
    }

    std::vector<Time> begins_, ends_;
    std::vector<CountStep> changes_;
};

}  // namespace metrics
