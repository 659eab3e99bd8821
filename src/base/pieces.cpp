#include "base/pieces.h"

#include <cstdlib>
#include <new>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace {

void* new_piece() {
#ifdef __linux__
    void* piece = std::aligned_alloc(piece_bytes, piece_bytes);
    // One page of the machine's large ones, where it has them.
    if (piece) madvise(piece, piece_bytes, MADV_HUGEPAGE);
#else
    void* piece = std::malloc(piece_bytes);
#endif
    if (!piece) std::abort();
    return piece;
}

class Kept {
public:
    Kept() { pieces_.reserve(most_kept_pieces); }
    ~Kept() {
        for (void* piece : pieces_) std::free(piece);
    }
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;

    void* take() {
        if (pieces_.empty()) return new_piece();
        void* piece = pieces_.back();
        pieces_.pop_back();
        return piece;
    }
    void give(void* piece) noexcept {
        if (pieces_.size() < most_kept_pieces) pieces_.push_back(piece);
        else std::free(piece);
    }
    size_t size() const { return pieces_.size(); }

private:
    std::vector<void*> pieces_;
};

Kept& kept() {
    static thread_local Kept kept;
    return kept;
}

}  // namespace

void* take_piece() { return kept().take(); }
void give_piece(void* piece) noexcept { kept().give(piece); }
size_t kept_pieces() { return kept().size(); }
