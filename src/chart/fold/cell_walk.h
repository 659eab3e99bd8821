#pragma once

// Part of fold.cpp: makes the pieces and cells of a lane from its sums, cell by cell. It reads spans only
// where one of them may be long, or may be alone.

#include "chart/fold/fold_out.h"

#include <bit>

namespace chart {

class CellWalk {
public:
    CellWalk(const LaneReader& spans, Folded& folded)
        : spans_(spans),
          sums_(*spans.lane.sums),
          grid_(spans.grid),
          out_(spans.grid, folded),
          long_bits_(std::bit_width(uint64_t(grid_.shortest_long))) {}

    void walk(int64_t first, int64_t last);  // first and last are cells

private:
    bool may_be_long(const Cell& sum) const { return sum.crosses() >= long_bits_; }
    int64_t plain_until(const Cell* sum, int64_t number, int64_t last) const;
    bool alone(size_t i, const Seen& seen) const;
    void piece(size_t i, const Seen& seen);
    void look_at(int64_t number, const Cell& sum, const Cell& next);

    const LaneReader& spans_;
    const Sums& sums_;
    const Grid& grid_;
    FoldOut out_;
    const int long_bits_;
    size_t next_ = 0;  // index in the list: the spans before this one have been drawn
};

}  // namespace chart
