#pragma once

// A list of plain values that grows at its end. It is stored in pieces of 2 MiB (pieces.h),
// so that growing copies nothing once it has filled one piece, and the memory that it
// releases goes to the next list. A piece holds a number of values that is a power of two:
// make their size a power of two as well, or part of each piece stays empty.

#include "base/pieces.h"

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

template <class T>
class Chunks {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

    template <class Of>
    class Iterator {
    public:
        using value_type = T;
        using reference = Of&;
        using pointer = Of*;
        using difference_type = std::ptrdiff_t;
        using iterator_category = std::forward_iterator_tag;

        Iterator() = default;
        Iterator(T* const* chunk, size_t place) : chunk_(chunk), place_(place) {}
        reference operator*() const { return (*chunk_)[place_]; }
        pointer operator->() const { return &**this; }
        Iterator& operator++() {
            if (++place_ == per_chunk) {
                place_ = 0;
                ++chunk_;
            }
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        bool operator==(const Iterator&) const = default;

    private:
        T* const* chunk_ = nullptr;
        size_t place_ = 0;
    };

public:
    static constexpr size_t per_chunk = std::bit_floor(piece_bytes / sizeof(T));
    using value_type = T;
    using iterator = Iterator<T>;
    using const_iterator = Iterator<const T>;

    Chunks() = default;
    ~Chunks() { clear(); }
    Chunks(Chunks&& other) noexcept { swap(other); }
    Chunks& operator=(Chunks&& other) noexcept {
        Chunks gone(std::move(other));
        swap(gone);
        return *this;
    }
    Chunks(const Chunks&) = delete;
    Chunks& operator=(const Chunks&) = delete;

    T& operator[](size_t i) {
        check(i);
        return chunks_[i / per_chunk][i % per_chunk];
    }
    const T& operator[](size_t i) const {
        check(i);
        return chunks_[i / per_chunk][i % per_chunk];
    }
    const T* chunk(size_t number) const { return chunks_[number]; }  // per_chunk values; the last chunk may have fewer
    size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    T& back() { return next_[-1]; }
    const T& back() const { return next_[-1]; }
    const T& front() const { return (*this)[0]; }

    T& push_back(T value) {  // by value: it may be an element of this list, which may move
        if (next_ == end_of_chunk_) grow();
        ++size_;
        return *::new (static_cast<void*>(next_++)) T(value);
    }
    template <class... Parts>
    [[gnu::always_inline]] T& emplace_back(Parts... parts) {  // initialises the first members of the new value
        if (next_ == end_of_chunk_) [[unlikely]]
            grow();
        ++size_;
        return *::new (static_cast<void*>(next_++)) T{parts...};
    }

    // For lists that grow together, where one check is enough for all of them.
    bool full() const { return next_ == end_of_chunk_; }
    void make_room() {
        if (full()) grow();
    }
    [[gnu::always_inline]] void push_into_room(T value) {
        ++size_;
        ::new (static_cast<void*>(next_++)) T(value);
    }

    iterator begin() { return {chunks_.data(), 0}; }
    iterator end() { return {chunks_.data() + size_ / per_chunk, size_ % per_chunk}; }
    const_iterator begin() const { return {chunks_.data(), 0}; }
    const_iterator end() const { return {chunks_.data() + size_ / per_chunk, size_ % per_chunk}; }

    size_t bytes() const { return chunks_.empty() ? 0 : chunks_.size() == 1 ? first_capacity_ * sizeof(T)
                                                                            : chunks_.size() * piece_bytes; }

private:
    // Checking in every build would cost a tenth of the engine's speed.
    void check([[maybe_unused]] size_t i) const {
#ifdef INTERLEAVE_CHECKED
        assert(i < size_);
#endif
    }
    void grow();
    void clear() noexcept;
    // The first chunk becomes a whole piece as soon as that is worth it.
    static size_t first_bytes(size_t capacity) {
        return capacity == per_chunk ? piece_bytes : std::bit_ceil(capacity * sizeof(T));
    }
    static T* take_first(size_t capacity) {
        const size_t bytes = first_bytes(capacity);
        void* const chunk = bytes < min_piece_bytes ? std::malloc(bytes) : take_piece(bytes);
        if (!chunk) std::abort();
        return static_cast<T*>(chunk);
    }
    void give_first() noexcept {
        const size_t bytes = first_bytes(first_capacity_);
        if (bytes < min_piece_bytes) std::free(chunks_[0]);
        else give_piece(chunks_[0], bytes);
    }
    void swap(Chunks& other) noexcept {
        std::swap(chunks_, other.chunks_);
        std::swap(size_, other.size_);
        std::swap(first_capacity_, other.first_capacity_);
        std::swap(next_, other.next_);
        std::swap(end_of_chunk_, other.end_of_chunk_);
    }

    std::vector<T*> chunks_;
    size_t size_ = 0;
    size_t first_capacity_ = 0;  // less than a piece while the list is small
    T* next_ = nullptr;
    T* end_of_chunk_ = nullptr;
};

template <class T>
void Chunks<T>::grow() {
    constexpr size_t min = per_chunk < 64 ? per_chunk : 64;
    if (size_ > 0 && first_capacity_ == per_chunk) {
        chunks_.push_back(static_cast<T*>(take_piece()));
        next_ = chunks_.back();
        end_of_chunk_ = next_ + per_chunk;
        return;
    }
    // The first chunk grows fourfold each time, up to a whole piece.
    const size_t wanted = size_ == 0 ? min : size_ * 4;
    const size_t capacity = wanted * 2 > per_chunk ? per_chunk : wanted;
    T* chunk = take_first(capacity);
    if (size_ > 0) {
        std::memcpy(static_cast<void*>(chunk), chunks_[0], size_ * sizeof(T));
        give_first();
        chunks_[0] = chunk;
    } else {
        chunks_.push_back(chunk);
    }
    first_capacity_ = capacity;
    next_ = chunk + size_;
    end_of_chunk_ = chunk + capacity;
}

template <class T>
void Chunks<T>::clear() noexcept {
    for (size_t i = 0; i < chunks_.size(); ++i) {
        if (i == 0) give_first();
        else give_piece(chunks_[i]);
    }
    chunks_.clear();
    size_ = first_capacity_ = 0;
    next_ = end_of_chunk_ = nullptr;
}
