#include "base/pieces.h"

#include "base/pages.h"

#include <bit>
#include <cassert>
#include <vector>

namespace {

constexpr int sizes = std::countr_zero(piece_bytes) - std::countr_zero(min_piece_bytes) + 1;

class Kept {
public:
    Kept() {
        for (int size = 0; size < sizes; ++size) pieces_[size].reserve(max);
    }
    ~Kept() {
        for (std::vector<void*>& pieces : pieces_)
            for (void* piece : pieces) give_pages(piece);
    }
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;

    void* take(size_t bytes) {
        std::vector<void*>& pieces = of(bytes);
        if (pieces.empty()) return take_pages(bytes);
        void* piece = pieces.back();
        pieces.pop_back();
        bytes_ -= bytes;
        return piece;
    }
    void give(void* piece, size_t bytes) noexcept {
        std::vector<void*>& pieces = of(bytes);
        if (pieces.size() == max || bytes_ + bytes > max_kept_bytes) {
            give_pages(piece);
            return;
        }
        pieces.push_back(piece);
        bytes_ += bytes;
    }
    size_t bytes() const { return bytes_; }

private:
    static constexpr size_t max = 256;
    std::vector<void*>& of(size_t bytes) {
        assert(std::has_single_bit(bytes) && bytes >= min_piece_bytes && bytes <= piece_bytes);
        return pieces_[std::countr_zero(bytes) - std::countr_zero(min_piece_bytes)];
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
