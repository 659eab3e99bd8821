#pragma once

// From the spans of one lane to what can be drawn of them: pieces that are one
// span each, and pieces that are many.
//
//     spans    |=====| |=| |||| ||  ||       |==|      |=====|
//     cells    .   .   .   .   .   .   .   .   .   .   .   .   .
//     pieces   [-----] [##][###][##][]       [--]      [-----]
//
// A span of 3 px or more is a piece by itself, and so is a shorter one that
// shares its cells with no other. All others are summed up by cell: from the
// cell's edge where the cell before is summed up too, else from the first span;
// likewise at the end; a first or last bit of less than half a cell goes with its
// neighbour. Cells are a power of two ns wide, counted from time 0: the
// same spans give the same pieces wherever the viewport is.

#include "chart/lanes.h"
#include "chart/layout.h"

namespace chart {

struct Grid {
    int shift = 0;           // a cell is 2^shift ns: 1.5 to 3 px
    int64_t shortest_long = 1;  // ns; 3 px

    int64_t cell_ns() const { return int64_t(1) << shift; }
    int64_t cell_of(int64_t ns) const { return ns >> shift; }
    int64_t start_of(int64_t cell) const { return cell << shift; }
};
Grid grid_of(const Viewport& viewport);

// Which of the task colours. Parts and offloads have their parent's.
struct TaskColours {
    const trace::Log* log = nullptr;
    bool by_row = false;
    uint8_t of(TaskId task) const;
};
TaskColours task_colours_of(const scenario::Scenario& scenario, const trace::Log& log);

struct Piece {
    int64_t begin_ns = 0, end_ns = 0;
    bool folded = false;
    bool mixed = false;
    uint8_t colour = 0;
    trace::SpanKind kind = trace::SpanKind::running;  // not folded; a core that is shared is `running`
    TaskId task;                                      // not folded
    uint32_t span = 0;
    uint32_t count = 1;
    Shares shares;                                    // folded, or of kind sharing
};

// Appends the pieces of a lane that touch the viewport, in the order of time.
// Edges are not clipped to it.
void fold_lane(const Lane& lane, const trace::Log& log, const TaskColours& colours, const Viewport& viewport,
               const Grid& grid, std::vector<Piece>& pieces);

}  // namespace chart
