#pragma once

// What is drawn of one lane: pieces, each of which is one span, and rows of cells, each of which contains many
// spans. fold/fold.h defines which spans become which.

#include "chart/frame/cell.h"
#include "trace/span_store.h"

#include <cstdint>
#include <vector>

namespace chart {

struct FoldedPiece {
    int64_t begin_ns = 0, end_ns = 0;
    bool mixed = false;
    uint8_t colour = 0;
    trace::SpanKind kind = trace::SpanKind::running;  // `running` for a shared core
    float core = 1;                                   // kind `sharing`: the fraction of a core that the task has
    uint32_t span = 0;
};

struct CellRow {  // consecutive cells; the first and the last may be cut
    int64_t begin_ns = 0, end_ns = 0;
    int64_t first = 0;       // number of the first cell
    uint32_t at = 0;         // in Folded::cells
    uint32_t count = 0;
};

struct Folded {
    std::vector<FoldedPiece> pieces;    // both are in the order of time
    std::vector<CellRow> rows;
    // Each row has a copy of its first cell before it and of its last cell after it, because rounding
    // may read half a pixel beyond the row.
    std::vector<Cell> cells;

    void clear() {
        pieces.clear();
        rows.clear();
        cells.clear();
    }
};

}  // namespace chart
