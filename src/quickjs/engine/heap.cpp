// The memory of a program. Its limit is soft, because QuickJS does not survive every failure of a small allocation. If
// a program exceeds the limit, it is stopped at the next step; only large blocks are refused.

#include "quickjs/engine/program.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace quickjs {

namespace {

// The header in front of each block; it is as large as the strictest alignment.
struct alignas(16) Header {
    size_t size;
};

uint64_t bytes_of_all = 0;  // that all open programs use

Header* header_of(const void* block) { return static_cast<Header*>(const_cast<void*>(block)) - 1; }

// Values and objects are twice as large where pointers have 64 bits, and so are the limits: a program gets about as far
// everywhere.
constexpr uint64_t scale = sizeof(JSValue) / 8;
constexpr uint64_t largest_block = scale * max_memory / 2, most_memory = scale * 4 * max_memory, small_block = 65'536;

}  // namespace

uint64_t OpenProgram::bytes_in_use() { return bytes_of_all; }

const uint64_t OpenProgram::soft_limit = scale * max_memory;

void* OpenProgram::allocate(JSMallocState* state, size_t size) {
    Heap& heap = *static_cast<Heap*>(state->opaque);
    if (size > largest_block || (size > small_block && heap.used + size > most_memory)) return nullptr;
    void* const memory = std::malloc(sizeof(Header) + size);
    if (!memory) return nullptr;
    heap.used += sizeof(Header) + size;
    bytes_of_all += sizeof(Header) + size;
    state->malloc_count++;
    state->malloc_size += sizeof(Header) + size;
    static_cast<Header*>(memory)->size = size;
    if (heap.used > soft_limit && !heap.over) {
        heap.over = true;
        if (heap.program->ctx_) qx_poll_soon(heap.program->ctx_);
    }
    return static_cast<Header*>(memory) + 1;
}

void OpenProgram::deallocate(JSMallocState* state, void* block) {
    if (!block) return;
    Heap& heap = *static_cast<Heap*>(state->opaque);
    Header* const header = header_of(block);
    heap.used -= sizeof(Header) + header->size;
    bytes_of_all -= sizeof(Header) + header->size;
    state->malloc_count--;
    state->malloc_size -= sizeof(Header) + header->size;
    std::free(header);
}

void* OpenProgram::reallocate(JSMallocState* state, void* block, size_t size) {
    if (!block) return size == 0 ? nullptr : allocate(state, size);
    if (size == 0) {
        deallocate(state, block);
        return nullptr;
    }
    void* const moved = allocate(state, size);
    if (!moved) return nullptr;
    std::memcpy(moved, block, std::min(size, header_of(block)->size));
    deallocate(state, block);
    return moved;
}

size_t OpenProgram::size_of(const void* block) { return block ? header_of(block)->size : 0; }

const JSMallocFunctions OpenProgram::malloc_functions = {allocate, deallocate, reallocate, size_of};

}  // namespace quickjs
