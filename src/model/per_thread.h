#pragma once

// Something for each thread that a scheduler has met. A list by number where those are most of
// all threads; where they are few, as on one of 256 cores or 1,000 servers, it looks them up:
// lists of all threads for each queue were gigabytes.

#include "base/ids.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace model {

template <class T>
class PerThread {
public:
    // Made when it is not there.
    T& operator[](ThreadId thread) {
        if (sparse_) return few_[thread.index];
        if (thread.index >= all_.size()) {
            ++met_;
            if (thread.index >= 256 && thread.index >= 16 * met_) {
                become_sparse();
                return few_[thread.index];
            }
            all_.resize(thread.index + 1);
        }
        return all_[thread.index];
    }

    size_t size() const { return sparse_ ? few_.size() : all_.size(); }

    // In the order of their numbers; of some that were not met too.
    template <class Visit>
    void each(Visit visit) {
        if (!sparse_) {
            for (uint32_t i = 0; i < all_.size(); ++i) visit(ThreadId{i}, all_[i]);
            return;
        }
        std::vector<uint32_t> numbers;
        for (const auto& entry : few_) numbers.push_back(entry.first);  // in any order, which ends here
        std::sort(numbers.begin(), numbers.end());
        for (const uint32_t number : numbers) visit(ThreadId{number}, few_[number]);
    }

private:
    void become_sparse() {
        sparse_ = true;
        for (uint32_t i = 0; i < all_.size(); ++i) few_[i] = all_[i];
        all_ = {};
    }

    std::vector<T> all_;
    std::unordered_map<uint32_t, T> few_;
    size_t met_ = 0;
    bool sparse_ = false;
};

}  // namespace model
