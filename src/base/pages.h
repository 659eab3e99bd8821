#pragma once

// Memory straight from the operating system. This is the only code below app/ that depends on which system that is.

#include <cstddef>

// Returns an uninitialised block, aligned for every type. Requires `bytes` to be a power of two. On Linux a block is
// aligned to its size, and a block of 2 MiB or more asks for large pages, which are cheaper to touch for the first
// time. Ends the program if there is no memory left.
void* take_pages(size_t bytes);
void give_pages(void* pages) noexcept;
