#include "chart/fold.h"

#include "chart/palette.h"
#include "metrics/names.h"

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
    if (task.index >= log->tasks.size()) return uint8_t(task.index % task_colours);
    const TaskId root = metrics::root_of(*log, task);
    return uint8_t((by_row ? log->tasks[root.index].row : root.index) % task_colours);
}

TaskColours task_colours_of(const scenario::Scenario& scenario, const trace::Log& log) {
    return {&log, scenario.work.size() > 1};
}

float& share_of(Shares& shares, trace::SpanKind kind) {
    switch (kind) {
        case trace::SpanKind::running: return shares.running;
        case trace::SpanKind::switching: return shares.switching;
        case trace::SpanKind::ready: return shares.ready;
        case trace::SpanKind::blocked: return shares.blocked;
        case trace::SpanKind::waiting: return shares.waiting;
        case trace::SpanKind::queued: return shares.queued;
        case trace::SpanKind::sharing: break;
    }
    return shares.running;
}

namespace {

// What is known of the cell that is being filled.
class Cell {
public:
    Cell(const Grid& grid, std::vector<Piece>& pieces) : grid_(grid), pieces_(pieces) {}

    bool holds(int64_t number) const { return count_ > 0 && number_ == number; }

    // `core`: the share of a core that a sharing span stands for.
    void add(int64_t number, uint32_t index, const trace::Span& span, uint8_t colour, bool mixed, double core) {
        const int64_t from = std::max(span.start.ns, grid_.start_of(number));
        const int64_t to = std::min(span.end().ns, grid_.start_of(number + 1));
        if (!holds(number)) {
            close(number);
            begin_ = last_closed_ == number - 1 ? grid_.start_of(number) : from;
            number_ = number;
            first_ = index;
            ran_ = false;
            std::fill(std::begin(ns_), std::end(ns_), 0);
        }
        if (span.kind == trace::SpanKind::sharing) {
            const int64_t ran = int64_t(double(to - from) * core);
            ns_[size_t(trace::SpanKind::running)] += ran;
            ns_[size_t(trace::SpanKind::ready)] += to - from - ran;
        } else {
            ns_[size_t(span.kind)] += to - from;
        }
        end_ = to;
        take_colour(colour, span.kind == trace::SpanKind::running || span.kind == trace::SpanKind::sharing, count_ == 0);
        mixed_ = mixed_ || mixed;
        ++count_;
    }

    // `next`: the cell that will be filled after this one.
    void close(int64_t next) {
        if (count_ == 0) return;
        Piece piece;
        piece.folded = true;
        piece.begin_ns = begin_;
        piece.end_ns = next == number_ + 1 ? grid_.start_of(next) : end_;
        piece.mixed = mixed_;
        piece.colour = colour_;
        piece.span = first_;
        piece.count = count_;
        const double extent = double(piece.end_ns - piece.begin_ns);
        for (size_t kind = 0; kind < std::size(ns_); ++kind)
            share_of(piece.shares, trace::SpanKind(kind)) = float(double(ns_[kind]) / extent);
        if (last_closed_ == number_ - 1 && (is_stub(piece) || is_stub(pieces_.back()))) join(piece);
        else pieces_.push_back(piece);
        last_closed_ = number_;
        count_ = 0;
    }

    // The next piece is a span by itself: nothing is joined across it.
    void close_group() {
        close(-1);
        last_closed_ = -2;
    }

private:
    // The colour is that of who ran; of whoever is there when nobody did.
    void take_colour(uint8_t colour, bool runs, bool first) {
        if (ran_ && !runs) return;
        if (first || runs != ran_) {
            colour_ = colour;
            mixed_ = false;
        }
        mixed_ = mixed_ || colour != colour_;
        ran_ = runs;
    }

    // The first or last bit of a group, which only just reaches into a cell, goes with its neighbour.
    bool is_stub(const Piece& piece) const { return piece.end_ns - piece.begin_ns < grid_.cell_ns() / 2; }
    void join(Piece piece) {
        Piece& before = pieces_.back();
        const bool ran_before = before.shares.running > 0;
        const double a = double(before.end_ns - before.begin_ns);
        const double b = double(piece.end_ns - piece.begin_ns);
        for (size_t i = 0; i < std::size(ns_); ++i) {
            float& share = share_of(before.shares, trace::SpanKind(i));
            share = float((share * a + share_of(piece.shares, trace::SpanKind(i)) * b) / (a + b));
        }
        before.end_ns = piece.end_ns;
        before.count += piece.count;
        if (ran_ == ran_before) {
            before.mixed = before.mixed || piece.mixed || before.colour != piece.colour;
        } else if (ran_) {
            before.mixed = piece.mixed;
            before.colour = piece.colour;
        }
    }

    const Grid& grid_;
    std::vector<Piece>& pieces_;
    int64_t number_ = -1;
    int64_t last_closed_ = -2;
    int64_t begin_ = 0, end_ = 0;
    int64_t ns_[share_kinds] = {};  // by kind
    uint32_t first_ = 0;
    uint32_t count_ = 0;
    uint8_t colour_ = 0;
    bool mixed_ = false;
    bool ran_ = false;
};

Piece whole(uint32_t index, const trace::Span& span, uint8_t colour, bool mixed, double core) {
    Piece piece;
    piece.begin_ns = span.start.ns;
    piece.end_ns = span.end().ns;
    piece.colour = colour;
    piece.kind = span.kind;
    piece.task = span.task;
    piece.span = index;
    piece.mixed = mixed;
    if (span.kind != trace::SpanKind::sharing) return piece;
    piece.shares.running = float(core);
    piece.shares.ready = 1 - float(core);
    if (core >= 1) piece.kind = trace::SpanKind::running;
    return piece;
}

}  // namespace

void fold_lane(const Lane& lane, const trace::Log& log, const TaskColours& colours, const Viewport& viewport,
               const Grid& grid, std::vector<Piece>& pieces) {
    const trace::SpanStore& spans = log.spans;
    // Whole cells and their neighbours, so that no piece that is seen depends on where the picture begins.
    const int64_t from = grid.start_of(grid.cell_of(viewport.begin.ns) - 1);
    const int64_t to = grid.start_of(grid.cell_of(viewport.end.ns - 1) + 2);

    size_t i = size_t(std::lower_bound(lane.spans.begin(), lane.spans.end(), from,
                                       [&](uint32_t span, int64_t ns) { return spans.end(span).ns <= ns; }) -
                      lane.spans.begin());
    i -= std::min<size_t>(i, 2);  // these say whether the first has neighbours in its cells

    const double cores = double(std::max(1u, log.cores_per_server));
    const auto is_long = [&](const trace::Span& span) { return span.duration.ns >= grid.shortest_long; };
    Cell cell(grid, pieces);
    for (; i < lane.spans.size(); ++i) {
        const trace::Span span = spans[lane.spans[i]];
        const uint8_t colour = colours.of(span.task);
        const int64_t first = grid.cell_of(span.start.ns);
        const int64_t last = grid.cell_of(span.end().ns - 1);
        // Whoever shares it, a core works all the time; a task has its part of one.
        const bool shares = span.kind == trace::SpanKind::sharing;
        const double core = shares && lane.kind != LaneKind::core ? std::min(1.0, cores / double(span.core.index)) : 1;
        const bool mixed = shares && lane.kind == LaneKind::core && double(span.core.index) > cores;
        bool alone = is_long(span);
        if (!alone && !cell.holds(first)) {
            alone = true;
            if (i + 1 < lane.spans.size()) {
                const trace::Span next = spans[lane.spans[i + 1]];
                alone = is_long(next) || grid.cell_of(next.start.ns) > last;
            }
        }
        if (span.start.ns >= to) {  // only says how the cell before it ends
            if (!alone) cell.close(first);
            break;
        }
        if (alone) {
            cell.close_group();
            pieces.push_back(whole(lane.spans[i], span, colour, mixed, core));
            continue;
        }
        for (int64_t number = first; number <= last; ++number) cell.add(number, lane.spans[i], span, colour, mixed, core);
    }
    cell.close_group();
}

size_t fold_parts(const Bar& bar, std::array<FoldPart, share_kinds>& parts) {
    const std::array<float, share_kinds> shares = {bar.shares.running, bar.shares.switching, bar.shares.ready,
                                         bar.shares.blocked, bar.shares.waiting, bar.shares.queued};
    const float height = bar.y1 - bar.y0;
    // Work must not vanish, and a single switch stays a red notch.
    const float least_px = bar.count == 1 && bar.shares.switching > 0 ? std::max(1.0f, height / 4) : 1;
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
        case Pattern::shared: return trace::SpanKind::sharing;
        case Pattern::folded: break;
    }
    return trace::SpanKind::running;
}

}  // namespace chart
