#include "chart/fold/fold.h"

#include "chart/fold/cell_walk.h"
#include "chart/fold/span_walk.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <deque>

namespace chart {

Grid grid_of(const Viewport& viewport, double fold_px) {
    const double ns = fold_px * viewport.ns_per_px();
    Grid grid;
    while (grid.shift < 61 && std::ldexp(1.0, grid.shift + 1) <= ns) ++grid.shift;
    grid.shortest_long = std::max<int64_t>(1, int64_t(std::ceil(ns)));
    return grid;
}

namespace {

// The times up to which all lanes are walked together; the last is `end`. A lane should have several spans in each
// piece: otherwise moving from lane to lane costs more than is gained by reading memory that is close together. (The
// log may have no visible span that ends there: the spans of nested slices are not in it.)
std::vector<int64_t> pieces_of(const trace::SpanStore& log, int64_t begin, int64_t end, size_t lanes, size_t spans) {
    constexpr size_t piece_spans = 8'192, min_of_a_lane = 32;
    std::vector<int64_t> pieces;
    const size_t count = std::min(spans / piece_spans, spans / min_of_a_lane / std::max<size_t>(1, lanes));
    if (lanes > 1 && count > 1) {
        const size_t from = log.first_after({begin}), to = log.first_after({end});
        for (size_t i = 1; i < count && from < to; ++i) pieces.push_back(log.end(from + (to - from) * i / count).ns);
    }
    pieces.push_back(end);
    return pieces;
}

}  // namespace

void fold_lanes(const std::vector<Lane>& lanes, const trace::Log& log, const Viewport& viewport, const Grid& grid,
                std::vector<Folded>& folded) {
    // Takes whole cells and their neighbours, so that nothing visible depends on where the picture begins.
    const int64_t first = std::max<int64_t>(0, grid.cell_of(viewport.begin.ns) - 1),
                  last = grid.cell_of(viewport.end.ns - 1) + 2;
    const int64_t begin = grid.start_of(first), end = grid.start_of(last);
    if (folded.size() < lanes.size()) folded.resize(lanes.size());
    std::deque<SpanWalk> walks;
    size_t spans_in_sight = 0;
    for (size_t i = 0; i < lanes.size(); ++i) {
        folded[i].clear();
        const Lane& lane = lanes[i];
        const LaneReader spans{lane, log, grid};
        if (lane.sums && lane.sums->serves(grid.shift)) {
            CellWalk(spans, folded[i]).walk(first, last);
        } else if (!lane.spans.empty()) {
            const Range range = spans_between(lane, begin, end);
            spans_in_sight += range.last - range.first;
            walks.emplace_back(spans, range.first, lane.spans.size() * 256 < log.spans.size(), folded[i]);
        }
    }
    for (const int64_t to : pieces_of(log.spans, begin, end, walks.size(), spans_in_sight))
        for (SpanWalk& walk : walks) walk.walk(to);
    for (SpanWalk& walk : walks) walk.finish();
}

Range spans_between(const Lane& lane, int64_t begin_ns, int64_t end_ns) {
    // A galloping search from a place nearby.
    const auto first_from = [&](size_t from, auto reached) {
        size_t low = from, step = 1;
        while (low + step < lane.spans.size() && !reached(lane.spans[low + step])) {
            low += step;
            step *= 2;
        }
        const auto begin = lane.spans.begin();
        const auto end = begin + ptrdiff_t(std::min(low + step + 1, lane.spans.size()));
        return size_t(std::partition_point(begin + ptrdiff_t(low), end, [&](uint32_t span) { return !reached(span); }) -
                      begin);
    };
    Range range;
    if (lane.spans.empty()) return range;
    const size_t near = lane.sums ? lane.sums->near(begin_ns) : 0;
    range.first = first_from(near, [&](uint32_t span) { return lane.store->end(span).ns > begin_ns; });
    range.last = range.first == lane.spans.size()
                     ? range.first
                     : first_from(range.first, [&](uint32_t span) { return lane.store->start(span).ns >= end_ns; });
    return range;
}

}  // namespace chart
