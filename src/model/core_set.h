#pragma once

// A set of a server's cores, in the order of their numbers. Listing them takes time in proportion
// to their number, not to the number of all cores: most events concern only a few of 256 cores.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace model {

class CoreSet {
public:
    void fill(uint32_t cores) {  // inserts all of them
        words_.assign((cores + 63) / 64, ~uint64_t(0));
        if (cores % 64 != 0) words_.back() = (uint64_t(1) << cores % 64) - 1;
        count_ = cores;
    }
    bool contains(uint32_t core) const { return words_[core / 64] >> core % 64 & 1; }
    [[gnu::always_inline]] void insert(uint32_t core) {
        uint64_t& word = words_[core / 64];
        const uint64_t with = word | uint64_t(1) << core % 64;
        count_ += with != word;
        word = with;
    }
    [[gnu::always_inline]] void erase(uint32_t core) {
        uint64_t& word = words_[core / 64];
        const uint64_t without = word & ~(uint64_t(1) << core % 64);
        count_ -= without != word;
        word = without;
    }
    bool empty() const { return count_ == 0; }
    uint32_t count() const { return count_; }

    // Requires !empty().
    uint32_t first() const {
        size_t word = 0;
        while (words_[word] == 0) ++word;
        return uint32_t(word * 64) + uint32_t(std::countr_zero(words_[word]));
    }

    void list(std::vector<uint32_t>& cores) const {
        cores.clear();
        for (size_t word = 0; word < words_.size(); ++word)
            for (uint64_t left = words_[word]; left != 0; left &= left - 1)
                cores.push_back(uint32_t(word * 64) + uint32_t(std::countr_zero(left)));
    }

private:
    std::vector<uint64_t> words_;
    uint32_t count_ = 0;
};

}  // namespace model
