#pragma once

// A cell of a picture: how many spans share a short stretch of a lane's time. The shader reads cells as they are, from a
// texture (view/bars.h), and a lane's sums are kept as cells too (lanes/sums.h).

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace chart {

constexpr size_t share_kinds = 6;  // all kinds of span but `sharing`, which is divided
constexpr uint32_t whole_share = 255;
constexpr uint8_t mixed_colour = 8;  // tasks of several of the task_colours

struct Cell {
    std::array<uint8_t, share_kinds> share{};  // of its time, by kind, whole = whole_share
    uint8_t colour = 0;   // of who runs, or if nobody does of who is there: of task_colours, or mixed_colour
    uint8_t edge = 0;     // of a bucket: bits of the length of the span that lies over its left edge, 0 if none; how many touch it

    // Made in a register: what is written by bytes and copied as a whole has to wait for them.
    static Cell of_bits(uint64_t bits) {
        static_assert(std::endian::native == std::endian::little);
        Cell cell;
        std::memcpy(static_cast<void*>(&cell), &bits, sizeof bits);
        return cell;
    }

    static constexpr int many = 3;  // or more
    int count() const { return edge & 3; }
    int crosses() const { return edge >> 2; }
};
static_assert(sizeof(Cell) == 8);

}  // namespace chart
