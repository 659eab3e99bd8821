#pragma once

// Finds which of many entries have a key below a limit, without looking at the others: entries are grouped by sixteen,
// groups again by sixteen, and each group knows the smallest key in it. A search in n entries that finds k of them
// looks at O(k log n) numbers. The tree takes less than one byte for each entry.
//
// Together with a list that is in the order of time, this answers who is there at a moment: spans are in the order in
// which they ended, so those that cover t are the entries from the first that ends after t whose start is not after t.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace metrics {

class CoverTree {
public:
    CoverTree() = default;

    // `key(i)` is the key of entry i.
    template <class Key>
    CoverTree(size_t count, Key key) : count_(count) {
        std::vector<int64_t> groups((count + width - 1) / width, INT64_MAX);
        for (size_t i = 0; i < count; ++i) groups[i / width] = std::min(groups[i / width], int64_t(key(i)));
        while (!groups.empty()) {
            levels_.push_back(groups);
            if (groups.size() == 1) break;
            std::vector<int64_t> above((groups.size() + width - 1) / width, INT64_MAX);
            for (size_t i = 0; i < groups.size(); ++i) above[i / width] = std::min(above[i / width], groups[i]);
            groups = std::move(above);
        }
    }

    size_t size() const { return count_; }

    // Visits the entries from <= i < to whose key is below `limit`, in ascending order.
    template <class Key, class Each>
    void below(int64_t limit, size_t from, size_t to, Key key, Each each) const {
        first_below(limit, from, to, key, ~size_t(0), each);
    }

    // The same, but no more than `most` of them.
    template <class Key, class Each>
    void first_below(int64_t limit, size_t from, size_t to, Key key, size_t most, Each each) const {
        to = std::min(to, count_);
        for (size_t i = from; i < to && most > 0;) {
            size_t skipped = 0;
            for (size_t level = 0, group = width; level < levels_.size() && i % group == 0; ++level, group *= width) {
                if (levels_[level][i / group] < limit) break;
                skipped = group;
            }
            if (skipped > 0) {
                i += skipped;
                continue;
            }
            if (key(i) < limit) {
                each(i);
                --most;
            }
            ++i;
        }
    }

private:
    static constexpr size_t width = 16;
    size_t count_ = 0;
    std::vector<std::vector<int64_t>> levels_;  // the smallest key of each group, from small groups to large ones
};

}  // namespace metrics
