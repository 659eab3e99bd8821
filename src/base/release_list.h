#pragma once

// A list of plain values that grows at its end and is released roughly from its beginning. release(i) says that value
// i is no longer needed, and a piece of memory is reused once all its values have been released. The values in use
// stay in the processor's caches, however long the list gets.

#include "base/pieces.h"

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <new>
#include <type_traits>
#include <vector>

template <class T>
class ReleaseList {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

public:
    ReleaseList() = default;
    ~ReleaseList() {
        for (T* piece : pieces_)
            if (piece) give_piece(piece, min_piece_bytes);
    }
    ReleaseList(const ReleaseList&) = delete;
    ReleaseList& operator=(const ReleaseList&) = delete;

    // Requires that value i has not been released.
    T& operator[](size_t i) {
        check(i);
        return pieces_[i / per_piece][i % per_piece];
    }
    const T& operator[](size_t i) const {
        check(i);
        return pieces_[i / per_piece][i % per_piece];
    }
    T& back() { return next_[-1]; }
    size_t size() const { return size_; }  // includes released values

    template <class... Parts>
    [[gnu::always_inline]] T& emplace_back(Parts... parts) {  // initialises the first members of the new value
        if (next_ == end_of_piece_) [[unlikely]]
            grow();
        ++size_;
        return *::new (static_cast<void*>(next_++)) T{parts...};
    }

    // Requires that value i has not been released. It must not be read afterwards.
    void release(size_t i) {
        check(i);
        if (--kept_[i / per_piece] == 0) [[unlikely]]
            drop(i / per_piece);
    }

    // Visits all values that have not been released, and perhaps some that have.
    template <class Visit>
    void each(Visit visit) {
        for (size_t i = 0; i < size_; ++i) {
            if (pieces_[i / per_piece]) visit(i, (*this)[i]);
            else i |= per_piece - 1;
        }
    }

private:
    static constexpr size_t per_piece = std::bit_floor(min_piece_bytes / sizeof(T));

    void check([[maybe_unused]] size_t i) const {
#ifdef INTERLEAVE_CHECKED
        assert(i < size_ && pieces_[i / per_piece]);
#endif
    }
    [[gnu::noinline]] void grow() {
        pieces_.push_back(static_cast<T*>(take_piece(min_piece_bytes)));
        kept_.push_back(per_piece);
        next_ = pieces_.back();
        end_of_piece_ = next_ + per_piece;
    }
    [[gnu::noinline]] void drop(size_t piece) {
        give_piece(pieces_[piece], min_piece_bytes);
        pieces_[piece] = nullptr;
    }

    std::vector<T*> pieces_;      // null: all of its values have been released
    std::vector<uint32_t> kept_;  // for each piece: how many of its values have not been released
    size_t size_ = 0;
    T* next_ = nullptr;
    T* end_of_piece_ = nullptr;
};
