#pragma once

// Memory in pieces of 2 MiB. What is given back is kept for the next one who asks, up to
// a bound: a run that follows another, as with every move of a slider, then writes
// to memory that the process has touched before. (Touching 2 MiB for the first time
// takes longer than simulating what fills it.) Not shared between threads.

#include <cstddef>

constexpr size_t piece_bytes = size_t(2) << 20;
constexpr size_t most_kept_pieces = 256;

void* take_piece();  // its bytes are of any value; aligned for every type
void give_piece(void* piece) noexcept;

size_t kept_pieces();  // that wait for somebody
