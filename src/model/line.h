#pragma once

// A line: first come, first served, and anyone may leave it at any time. Leaving takes no
// longer in a line of a hundred thousand than in one of ten: the place stays behind empty,
// and when most places are empty the line closes up. Where everyone is, is only noted from
// the first time on that somebody leaves from the middle.

#include "base/ids.h"

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace model {

// `T` is an id, or has a member `thread` that is one. Nobody stands in a line twice.
template <class T>
class Line {
public:
    bool empty() const { return size_ == 0; }
    size_t size() const { return size_; }

    [[gnu::always_inline]] void push_back(const T& who) {
        if (places_) [[unlikely]]
            (*places_)[index_of(who)] = line_.size();
        line_.push_back(who);
        ++size_;
    }

    // Both need !empty().
    const T& front() const { return line_[head_]; }
    [[gnu::always_inline]] T take_front() {
        const T who = line_[head_];
        if (places_) [[unlikely]]
            places_->erase(index_of(who));
        ++head_;
        left(size_ > 1 && is_empty(line_[head_]));
        return who;
    }

    // False: it is not in the line.
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

    // The first, or the last, that `test` is true of leaves the line.
    template <class Test>
    std::optional<T> take_first(Test test) {
        for (size_t i = head_; i < line_.size(); ++i)
            if (!is_empty(line_[i]) && test(line_[i])) return take(i);
        return {};
    }
    template <class Test>
    std::optional<T> take_last(Test test) {
        for (size_t i = line_.size(); i > head_; --i)
            if (!is_empty(line_[i - 1]) && test(line_[i - 1])) return take(i - 1);
        return {};
    }

    template <class Visit>
    void each(Visit visit) const {
        for (size_t i = head_; i < line_.size(); ++i)
            if (!is_empty(line_[i])) visit(line_[i]);
    }

private:
    static uint32_t& index_of(T& who) {
        if constexpr (requires { who.index; }) return who.index;
        else return who.thread.index;
    }
    static uint32_t index_of(const T& who) { return index_of(const_cast<T&>(who)); }
    static bool is_empty(const T& place) { return index_of(place) == TaskId::no_index; }

    void note_places() {
        places_ = std::make_unique<std::unordered_map<uint32_t, size_t>>();
        for (size_t i = head_; i < line_.size(); ++i)
            if (!is_empty(line_[i])) (*places_)[index_of(line_[i])] = i;
    }
    T take(size_t at) {
        if (at == head_) return take_front();
        const T who = line_[at];
        assert(!is_empty(who));
        if (places_) places_->erase(index_of(who));
        index_of(line_[at]) = TaskId::no_index;
        left(false);
        return who;
    }
    // One has left. The front is never an empty place.
    [[gnu::always_inline]] void left(bool front_is_empty) {
        --size_;
        if (size_ == 0) {
            line_.clear();
            head_ = 0;
        } else if (front_is_empty || line_.size() > 2 * size_ + 64) [[unlikely]] {
            tidy();
        }
    }
    [[gnu::noinline]] void tidy() {
        while (is_empty(line_[head_])) ++head_;
        if (line_.size() > 2 * size_ + 64) close_up();
    }
    void close_up() {
        line_.erase(line_.begin(), line_.begin() + std::ptrdiff_t(head_));
        std::erase_if(line_, is_empty);
        head_ = 0;
        if (places_) note_places();
    }

    std::vector<T> line_;  // an empty place has no index
    size_t head_ = 0;      // the first that is not empty
    size_t size_ = 0;
    std::unique_ptr<std::unordered_map<uint32_t, size_t>> places_;  // by index; looked up, never walked
};

}  // namespace model
