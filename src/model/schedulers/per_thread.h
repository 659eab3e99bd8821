#pragma once

// A value for each thread that a scheduler has met. It is an array by thread number while the scheduler has
// met most threads, and becomes a hash table when it has met only a few, like one of 256 cores or 1,000
// servers: an array of all threads for each queue would take gigabytes.

#include "base/ids.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace model {

template <class T>
class PerThread {
public:
    // Creates the value if it does not exist.
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

    // Visits the values in the order of thread numbers, possibly including values of threads that it has not met.
    template <class Visit>
    void each(Visit visit) {
        if (!sparse_) {
            for (uint32_t i = 0; i < all_.size(); ++i) visit(ThreadId{i}, all_[i]);
            return;
        }
        std::vector<uint32_t> numbers;
        for (const auto& entry : few_) numbers.push_back(entry.first);  // in any order, because they are sorted next
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
