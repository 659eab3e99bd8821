#pragma once

// Memory straight from the operating system. This is the one place below app/ that knows which system that is.

#include <cstddef>

// Returns a block whose bytes have any value, aligned for every type. Requires `bytes` to be a power of two. On Linux a
// block is aligned to its size, and one of 2 MiB or more asks for large pages, which are cheaper to touch for the first
// time. Ends the program when there is no memory left.
void* take_pages(size_t bytes);
void give_pages(void* pages) noexcept;
