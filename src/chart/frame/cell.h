#pragma once

// A cell of a picture: how many spans share a short stretch of a lane's time. The shader reads the cells as they are,
// from a texture (view/bars.h). The sums of a lane are stored as cells, too (lanes/sums.h).

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace chart {

constexpr size_t share_kinds = 6;  // all kinds of span except `sharing`, which is divided into two of them
constexpr uint32_t whole_share = 255;
constexpr uint8_t mixed_colour = 8;  // stands for tasks with different task_colours

struct Cell {
    std::array<uint8_t, share_kinds> share{};  // shares of the cell's time, by kind; whole_share is all of it
    uint8_t colour = 0;   // of the running task, else of any task that is present: one of task_colours, or mixed_colour
    // of a bucket: the bits of the length of the span across its left edge (0 if none), and how many spans touch it
    uint8_t edge = 0;

    // The cell is built in a register: a struct that is written byte by byte and then copied as a whole stalls
    // the processor.
    static Cell of_bits(uint64_t bits) {
        static_assert(std::endian::native == std::endian::little);
        Cell cell;
        std::memcpy(static_cast<void*>(&cell), &bits, sizeof bits);
        return cell;
    }

    static constexpr int many = 3;  // stands for this many or more
    int count() const { return edge & 3; }
    int crosses() const { return edge >> 2; }
};
static_assert(sizeof(Cell) == 8);

}  // namespace chart
