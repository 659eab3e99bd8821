#pragma once

// Part of fold.cpp: reads a lane, and writes its cells and pieces.

#include "chart/fold/fold.h"

namespace chart {

struct LaneReader {
    const Lane& lane;
    const trace::Log& log;
    const Grid& grid;

    size_t size() const { return lane.spans.size(); }
    [[gnu::always_inline]] Seen at(size_t i) const { return seen_of(lane, i, log.cores_per_server); }
    bool is_long(const Seen& seen) const { return seen.end_ns - seen.begin_ns >= grid.shortest_long; }
    int64_t first_cell(const Seen& seen) const { return grid.cell_of(seen.begin_ns); }
    int64_t last_cell(const Seen& seen) const { return grid.cell_of(seen.end_ns - 1); }
};

// Requires cells and pieces in the order of time. A row of cells ends where the next cell does not
// follow directly, or where a piece lies between two cells.
class FoldOut {
public:
    FoldOut(const Grid& grid, Folded& folded) : grid_(grid), folded_(folded) {}

    // Returns the number of the cell that would continue the row; -1 if none would.
    int64_t goes_on() const { return next_; }  // -1 if no cell would

    // Appends the whole cells first..last.
    void cells(int64_t first, int64_t last, const Cell* cells) {
        begin(first, grid_.start_of(first), *cells);
        folded_.cells.insert(folded_.cells.end(), cells, cells + (last - first));
        end_ns_ = grid_.start_of(last);
        next_ = last;
    }

    // Appends the part begin_ns..end_ns of a cell; a span that begins or ends at its edge continues in the neighbour.
    [[gnu::always_inline]] void cell(int64_t number, int64_t begin_ns, int64_t end_ns, const Cell& cell) {
        if (number != next_) begin(number, begin_ns, cell);
        folded_.cells.push_back(cell);
        end_ns_ = end_ns;
        next_ = number + 1;
    }

    void piece(uint32_t span, const Seen& seen) {
        close();
        folded_.pieces.push_back(
            {seen.begin_ns, seen.end_ns, seen.mixed, seen.colour, seen.kind, float(seen.core), span});
    }

    void close() {
        if (next_ < 0) return;
        next_ = -1;
        CellRow& row = folded_.rows.back();
        row.end_ns = end_ns_;
        row.count = uint32_t(folded_.cells.size()) - row.at;
        const Cell last = folded_.cells.back();
        folded_.cells.push_back(last);
    }

private:
    void begin(int64_t number, int64_t begin_ns, const Cell& cell) {
        if (number == next_) return;
        close();
        folded_.cells.push_back(cell);
        folded_.rows.push_back({begin_ns, begin_ns, number, uint32_t(folded_.cells.size()), 0});
    }

    const Grid& grid_;
    Folded& folded_;
    int64_t next_ = -1;
    int64_t end_ns_ = 0;
};

}  // namespace chart
