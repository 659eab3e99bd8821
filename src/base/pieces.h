#pragma once

// Memory in pieces of 64 KiB to 2 MiB. Released pieces are kept, up to a limit, for the next request of
// the same size: when one run follows another, as with every move of a slider, the new run writes to
// memory that the process has touched before. (Touching 2 MiB for the first time takes longer than the
// simulation that fills it.) Not to be shared between threads.

#include <cstddef>

constexpr size_t min_piece_bytes = size_t(64) << 10;
constexpr size_t piece_bytes = size_t(2) << 20;
constexpr size_t max_kept_bytes = size_t(512) << 20;

// Requires `bytes` to be a power of two from min_piece_bytes to piece_bytes.
void* take_piece(size_t bytes = piece_bytes);  // uninitialised; aligned for every type
void give_piece(void* piece, size_t bytes = piece_bytes) noexcept;

size_t kept_bytes();  // bytes in the free lists
