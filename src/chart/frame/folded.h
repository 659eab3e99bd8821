#pragma once

// What can be drawn of one lane: pieces, which are one span each, and rows of cells, which hold many. fold/fold.h
// says which is which.

#include "chart/frame/cell.h"
#include "trace/span_store.h"

#include <cstdint>
#include <vector>

namespace chart {

struct FoldedPiece {
    int64_t begin_ns = 0, end_ns = 0;
    bool mixed = false;
    uint8_t colour = 0;
    trace::SpanKind kind = trace::SpanKind::running;  // a core that is shared is `running`
    float core = 1;                                   // kind `sharing`: the part of a core that it has
    uint32_t span = 0;
};

struct CellRow {  // cells that follow one another; the first and the last may be cut
    int64_t begin_ns = 0, end_ns = 0;
    int64_t first = 0;       // number of the first cell
    uint32_t at = 0;         // in Folded::cells
    uint32_t count = 0;
};

struct Folded {
    std::vector<FoldedPiece> pieces;    // both in the order of time
    std::vector<CellRow> rows;
    // Before the first and after the last cell of each row there is a copy of it: the half pixel
    // by which a picture is rounded may reach there.
    std::vector<Cell> cells;

    void clear() {
        pieces.clear();
        rows.clear();
        cells.clear();
    }
};

}  // namespace chart
