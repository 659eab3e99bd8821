#include "chart/fold/cell_walk.h"

#include <algorithm>

namespace chart {

// Writes cells whose spans are all short.
int64_t CellWalk::plain_until(const Cell* sum, int64_t number, int64_t last) const {
    if (may_be_long(*sum)) return number;
    while (number < last && sum->count() > 1 && !may_be_long(*(sum + 1))) {
        ++number;
        ++sum;
    }
    return number;
}

void CellWalk::walk(int64_t first, int64_t last) {
    static thread_local std::vector<Cell> room;
    const Cell* const sums = sums_.of(grid_.shift, first, last + 1, room);
    for (int64_t number = first; number < last;) {
        const Cell* const sum = sums + (number - first);
        const int64_t end = plain_until(sum, number, last);
        if (end > number) {
            out_.cells(number, end, sum);
            number = end;
            continue;
        }
        if (sum->count() == 0) out_.close();
        else look_at(number, *sum, *(sum + 1));
        ++number;
    }
    out_.close();
}

// Is the span the only short one in its cells?
bool CellWalk::alone(size_t i, const Seen& seen) const {
    if (i > 0) {
        const Seen before = spans_.at(i - 1);
        if (!spans_.is_long(before) && spans_.last_cell(before) == spans_.first_cell(seen)) return false;
    }
    if (i + 1 == spans_.size()) return true;
    const Seen after = spans_.at(i + 1);
    return spans_.is_long(after) || spans_.first_cell(after) > spans_.last_cell(seen);
}

void CellWalk::piece(size_t i, const Seen& seen) {
    if (i < next_) return;
    out_.piece(spans_.lane.spans[i], seen);
    next_ = i + 1;
}

// Subtracts from a cell the long spans that reach into it.
void CellWalk::look_at(int64_t number, const Cell& sum, const Cell& next) {
    const int64_t begin = grid_.start_of(number), end = grid_.start_of(number + 1);
    int64_t left = begin, right = end;
    size_t i = sums_.first(grid_.shift, number);
    const size_t at_edge = sums_.first(grid_.shift, number + 1);
    size_t count = at_edge - i + (next.crosses() > 0 ? 1 : 0);
    double ns[share_kinds];
    for (size_t kind = 0; kind < share_kinds; ++kind)
        ns[kind] = double(sum.share[kind]) * double(grid_.cell_ns()) / whole_share;
    const auto take_away = [&](const Seen& seen) {
        Times times;
        times.add(seen, std::max(begin, seen.begin_ns), std::min(end, seen.end_ns));
        for (size_t kind = 0; kind < share_kinds; ++kind) ns[kind] -= double(times.ns[kind]);
        --count;
    };
    if (may_be_long(sum)) {
        const Seen seen = spans_.at(i);
        if (spans_.is_long(seen) && seen.begin_ns < begin) {
            piece(i, seen);
            left = std::min(end, seen.end_ns);
            if (left == end) return;
            take_away(seen);
            ++i;
        }
    }
    Seen over_edge;
    bool goes_on = false;  // a long span continues
    if (may_be_long(next)) {
        over_edge = spans_.at(at_edge);
        goes_on = spans_.is_long(over_edge) && over_edge.begin_ns < end;
        if (goes_on) {
            right = std::max(begin, over_edge.begin_ns);
            take_away(over_edge);
        }
    }
    if (count == 1) {
        const Seen seen = spans_.at(i);
        if (spans_.is_long(seen) || alone(i, seen)) {
            piece(i, seen);
            count = 0;
        }
    }
    if (count > 0 && right > left) {
        Cell cell = sum;
        for (size_t kind = 0; kind < share_kinds; ++kind)
            cell.share[kind] = uint8_t(std::clamp(ns[kind] / double(right - left), 0.0, 1.0) * whole_share + 0.5);
        if (left > begin) out_.close();
        out_.cell(number, left, right, cell);
        if (right < end) out_.close();
    } else {
        out_.close();
    }
    if (goes_on) piece(at_edge, over_edge);
}

}  // namespace chart
