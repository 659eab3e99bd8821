#include "chart/fold.h"

#include "chart/palette.h"

#include <algorithm>
#include <cmath>

namespace chart {

Grid grid_of(const Viewport& viewport) {
    constexpr double shortest_px = 3;
    const double ns = shortest_px * viewport.ns_per_px();
    Grid grid;
    while (grid.shift < 61 && std::ldexp(1.0, grid.shift + 1) <= ns) ++grid.shift;
    grid.shortest_long = std::max<int64_t>(1, int64_t(std::ceil(ns)));
    return grid;
}

uint8_t TaskColours::of(TaskId task) const {
    if (!task) return 0;
    const uint32_t number = by_row && task.index < log->tasks.size() ? log->tasks[task.index].row : task.index;
    return uint8_t(number % task_colours);
}

TaskColours task_colours_of(const scenario::Scenario& scenario, const trace::Log& log) {
    return {&log, scenario.work.size() > 1};
}

namespace {

float& share_of(Shares& shares, trace::SpanKind kind) {
    switch (kind) {
        case trace::SpanKind::running: return shares.running;
        case trace::SpanKind::switching: return shares.switching;
        case trace::SpanKind::ready: return shares.ready;
        case trace::SpanKind::blocked: return shares.blocked;
        case trace::SpanKind::waiting: return shares.waiting;
        case trace::SpanKind::queued: return shares.queued;
    }
    return shares.running;
}

// What is known of the cell that is being filled.
class Cell {
public:
    explicit Cell(const Grid& grid) : grid_(grid) {}

    bool empty() const { return count_ == 0; }
    int64_t number() const { return number_; }

    // `from`: nothing of the cell before it is left for the sum.
    void open(int64_t number, int64_t from) {
        number_ = number;
        begin_ = std::max(grid_.start_of(number), from);
        count_ = 0;
        std::fill(std::begin(ns_), std::end(ns_), 0);
        mixed_ = false;
    }

    void add(uint32_t index, const trace::Span& span, uint8_t colour) {
        const int64_t a = std::max(span.start.ns, grid_.start_of(number_));
        const int64_t b = std::min(span.end().ns, grid_.start_of(number_ + 1));
        ns_[size_t(span.kind)] += b - a;
        if (count_++ == 0) {
            first_ = index;
            colour_ = colour;
        } else if (colour != colour_) {
            mixed_ = true;
        }
    }

    // Ends the cell, no later than `before`.
    void close(int64_t before, std::vector<Piece>& pieces) {
        if (empty()) return;
        Piece piece;
        piece.folded = true;
        piece.begin_ns = begin_;
        piece.end_ns = std::min(grid_.start_of(number_ + 1), before);
        piece.mixed = mixed_;
        piece.colour = colour_;
        piece.span = first_;
        piece.count = count_;
        const double extent = double(piece.end_ns - piece.begin_ns);
        for (size_t kind = 0; kind < kinds; ++kind)
            share_of(piece.shares, trace::SpanKind(kind)) = float(double(ns_[kind]) / extent);
        pieces.push_back(piece);
        count_ = 0;
    }

private:
    static constexpr size_t kinds = 6;
    const Grid grid_;
    int64_t number_ = -1;
    int64_t begin_ = 0;
    int64_t ns_[kinds] = {};
    uint32_t first_ = 0;
    uint32_t count_ = 0;
    uint8_t colour_ = 0;
    bool mixed_ = false;
};

Piece whole(uint32_t index, const trace::Span& span, uint8_t colour) {
    Piece piece;
    piece.begin_ns = span.start.ns;
    piece.end_ns = span.end().ns;
    piece.colour = colour;
    piece.kind = span.kind;
    piece.task = span.task;
    piece.span = index;
    return piece;
}

}  // namespace

void fold_lane(const Lane& lane, const trace::Log& log, const TaskColours& colours, const Viewport& viewport,
               const Grid& grid, std::vector<Piece>& pieces) {
    const trace::SpanStore& spans = log.spans;
    // Whole cells, so that a sum does not depend on where the picture begins.
    const int64_t from = grid.start_of(grid.cell_of(viewport.begin.ns));
    const int64_t to = grid.start_of(grid.cell_of(viewport.end.ns - 1) + 1);

    auto at = std::lower_bound(lane.spans.begin(), lane.spans.end(), from,
                               [&](uint32_t i, int64_t ns) { return spans.end(i).ns <= ns; });
    // The one before says whether the first that is seen is alone in its cells.
    if (at != lane.spans.begin()) --at;
    int64_t free_from = 0;  // the end of the last long span
    Cell cell(grid);
    for (; at != lane.spans.end(); ++at) {
        const trace::Span span = spans[*at];
        if (span.start.ns >= to) break;
        const uint8_t colour = colours.of(span.task);
        if (span.duration.ns >= grid.shortest_long) {
            cell.close(span.start.ns, pieces);
            pieces.push_back(whole(*at, span, colour));
            free_from = span.end().ns;
            continue;
        }
        const int64_t first = grid.cell_of(span.start.ns);
        const int64_t last = grid.cell_of(span.end().ns - 1);
        if (cell.empty() || cell.number() != first) {
            cell.close(grid.start_of(first), pieces);
            const bool alone = at + 1 == lane.spans.end() || spans.start(*(at + 1)).ns >= grid.start_of(last + 1) ||
                               (spans.end(*(at + 1)) - spans.start(*(at + 1))).ns >= grid.shortest_long;
            if (alone) {
                pieces.push_back(whole(*at, span, colour));
                continue;
            }
            cell.open(first, free_from);
        }
        cell.add(*at, span, colour);
        for (int64_t next = first + 1; next <= last; ++next) {
            cell.close(grid.start_of(next), pieces);
            cell.open(next, free_from);
            cell.add(*at, span, colour);
        }
    }
    // A long span beyond the edge may cut the last cell short.
    cell.close(at == lane.spans.end() ? longest_time.ns : spans.start(*at).ns, pieces);
}

size_t fold_parts(const Bar& bar, std::array<FoldPart, 6>& parts) {
    const std::array<float, 6> shares = {bar.shares.running, bar.shares.switching, bar.shares.ready,
                                         bar.shares.blocked, bar.shares.waiting, bar.shares.queued};
    constexpr float least_px = 1;  // of work, which must not vanish
    const float height = bar.y1 - bar.y0;
    size_t count = 0;
    float y = bar.y1;
    for (size_t kind = 0; kind < shares.size(); ++kind) {
        if (shares[kind] <= 0) continue;
        float part = shares[kind] * height;
        if (trace::SpanKind(kind) <= trace::SpanKind::switching) part = std::max(part, least_px);
        const float top = std::max(bar.y0, y - part);
        if (top >= y) continue;
        parts[count++] = {trace::SpanKind(kind), top, y};
        y = top;
    }
    return count;
}

trace::SpanKind kind_of(Pattern pattern) {
    switch (pattern) {
        case Pattern::solid: return trace::SpanKind::running;
        case Pattern::sliver: return trace::SpanKind::switching;
        case Pattern::thin: return trace::SpanKind::ready;
        case Pattern::hatched: return trace::SpanKind::blocked;
        case Pattern::dotted: return trace::SpanKind::waiting;
        case Pattern::outline: return trace::SpanKind::queued;
        case Pattern::folded: break;
    }
    return trace::SpanKind::running;
}

}  // namespace chart
