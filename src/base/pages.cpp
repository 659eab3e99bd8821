#include "base/pages.h"

#include <bit>
#include <cassert>
#include <cstdlib>

#ifdef __linux__
#include <sys/mman.h>
#endif

void* take_pages(size_t bytes) {
    assert(std::has_single_bit(bytes));
#ifdef __linux__
    constexpr size_t large_page_bytes = size_t(2) << 20;
    void* pages = std::aligned_alloc(bytes, bytes);
    if (pages && bytes >= large_page_bytes) madvise(pages, bytes, MADV_HUGEPAGE);
#else
    void* pages = std::malloc(bytes);
#endif
    if (!pages) std::abort();
    return pages;
}

void give_pages(void* pages) noexcept { std::free(pages); }
