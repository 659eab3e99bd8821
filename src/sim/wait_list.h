#pragma once

// A list of waiting things: first in, first out, but any of them may leave at any time.
//
// Leaving a list of a hundred thousand takes as long as leaving a list of ten: it only marks
// the place as empty, and when most places are empty the list is compacted. Places are
// indexed by id only once something has left from the middle.

#include "base/ids.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace sim {

// `T` is an id, or has a member `thread` that is one. Requires that no id is in the list twice.
template <class T>
class WaitList {
public:
    bool empty() const { return size_ == 0; }
    size_t size() const { return size_; }

    [[gnu::always_inline]] void push_back(const T& value) {
        if (places_) [[unlikely]]
            (*places_)[index_of(value)] = list_.size();
        list_.push_back(value);
        ++size_;
    }

    // Both require !empty().
    const T& front() const { return list_[head_]; }
    [[gnu::always_inline]] T take_front() {
        const T value = list_[head_];
        if (places_) [[unlikely]]
            places_->erase(index_of(value));
        ++head_;
        left(size_ > 1 && is_empty(list_[head_]));
        return value;
    }

    // Returns false if it is not in the list.
    bool remove(uint32_t index) {
        if (empty()) return false;
        if (index_of(front()) == index) {
            take_front();
            return true;
        }
        if (!places_) note_places();
        const auto at = places_->find(index);
        if (at == places_->end()) return false;
        take(at->second);
        return true;
    }

    // Removes and returns the first, or the last, entry for which `test` returns true.
    template <class Test>
    std::optional<T> take_first(Test test) {
        for (size_t i = head_; i < list_.size(); ++i)
            if (!is_empty(list_[i]) && test(list_[i])) return take(i);
        return {};
    }
    template <class Test>
    std::optional<T> take_last(Test test) {
        for (size_t i = list_.size(); i > head_; --i)
            if (!is_empty(list_[i - 1]) && test(list_[i - 1])) return take(i - 1);
        return {};
    }

    template <class Visit>
    void each(Visit visit) const {
        for (size_t i = head_; i < list_.size(); ++i)
            if (!is_empty(list_[i])) visit(list_[i]);
    }

private:
    static uint32_t& index_of(T& value) {
        if constexpr (requires { value.index; }) return value.index;
        else return value.thread.index;
    }
    static uint32_t index_of(const T& value) { return index_of(const_cast<T&>(value)); }
    static bool is_empty(const T& place) { return index_of(place) == TaskId::no_index; }

    void note_places() {
        places_ = std::make_unique<std::unordered_map<uint32_t, size_t>>();
        for (size_t i = head_; i < list_.size(); ++i)
            if (!is_empty(list_[i])) (*places_)[index_of(list_[i])] = i;
    }
    T take(size_t at) {
        if (at == head_) return take_front();
        const T value = list_[at];
        assert(!is_empty(value));
        if (places_) places_->erase(index_of(value));
        index_of(list_[at]) = TaskId::no_index;
        left(false);
        return value;
    }
    // An entry has left. Makes sure that the front is not an empty place.
    [[gnu::always_inline]] void left(bool front_is_empty) {
        --size_;
        if (size_ == 0) {
            list_.clear();
            head_ = 0;
        } else if (front_is_empty || list_.size() > 2 * size_ + 64) [[unlikely]] {
            skip_empty_front();
        }
    }
    [[gnu::noinline]] void skip_empty_front() {
        while (is_empty(list_[head_])) ++head_;
        if (list_.size() > 2 * size_ + 64) compact();
    }
    void compact() {
        list_.erase(list_.begin(), list_.begin() + std::ptrdiff_t(head_));
        std::erase_if(list_, is_empty);
        head_ = 0;
        if (places_) note_places();
    }

    std::vector<T> list_;  // an empty place has no index
    size_t head_ = 0;      // the first place that is not empty
    size_t size_ = 0;
    std::unique_ptr<std::unordered_map<uint32_t, size_t>> places_;  // by index; looked up, never walked
};

}  // namespace sim
