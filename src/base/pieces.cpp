#include "base/pieces.h"

#include <bit>
#include <cassert>
#include <cstdlib>
#include <new>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace {

constexpr int sizes = std::countr_zero(piece_bytes) - std::countr_zero(least_piece_bytes) + 1;

void* new_piece(size_t bytes) {
#ifdef __linux__
    void* piece = std::aligned_alloc(bytes, bytes);
    // One page of the machine's large ones, where it has them.
    if (piece && bytes == piece_bytes) madvise(piece, bytes, MADV_HUGEPAGE);
#else
    void* piece = std::malloc(bytes);
#endif
    if (!piece) std::abort();
    return piece;
}

class Kept {
public:
    Kept() {
        for (int size = 0; size < sizes; ++size) pieces_[size].reserve(most);
    }
    ~Kept() {
        for (std::vector<void*>& pieces : pieces_)
            for (void* piece : pieces) std::free(piece);
    }
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;

    void* take(size_t bytes) {
        std::vector<void*>& pieces = of(bytes);
        if (pieces.empty()) return new_piece(bytes);
        void* piece = pieces.back();
        pieces.pop_back();
        bytes_ -= bytes;
        return piece;
    }
    void give(void* piece, size_t bytes) noexcept {
        std::vector<void*>& pieces = of(bytes);
        if (pieces.size() == most || bytes_ + bytes > most_kept_bytes) {
            std::free(piece);
            return;
        }
        pieces.push_back(piece);
        bytes_ += bytes;
    }
    size_t bytes() const { return bytes_; }

private:
    static constexpr size_t most = 256;
    std::vector<void*>& of(size_t bytes) {
        assert(std::has_single_bit(bytes) && bytes >= least_piece_bytes && bytes <= piece_bytes);
        return pieces_[std::countr_zero(bytes) - std::countr_zero(least_piece_bytes)];
    }

    std::vector<void*> pieces_[sizes];
    size_t bytes_ = 0;
};

Kept& kept() {
    static thread_local Kept kept;
    return kept;
}

}  // namespace

void* take_piece(size_t bytes) { return kept().take(bytes); }
void give_piece(void* piece, size_t bytes) noexcept { kept().give(piece, bytes); }
size_t kept_bytes() { return kept().bytes(); }
