#include "chart/fold.h"

#include "chart/palette.h"

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

// Where cells and pieces go, in the order of time.
class Out {
public:
    Out(const Grid& grid, Folded& folded) : grid_(grid), folded_(folded) {}

    bool follows(int64_t number) const { return open_ && last_ == number - 1; }

    // Whole cells, one after the other.
    void cells(int64_t first, int64_t last, const Cell* cells) {
        cell(first, grid_.start_of(first), grid_.start_of(first + 1), *cells);
        if (++first == last) return;
        folded_.cells.insert(folded_.cells.end(), cells + 1, cells + 1 + (last - first));
        folded_.rows.back().end_ns = grid_.start_of(last);
        folded_.rows.back().count += uint32_t(last - first);
        last_ = last - 1;
    }

    // The part begin..end of a cell; one that begins or ends at its edge goes on in its neighbour.
    void cell(int64_t number, int64_t begin, int64_t end, const Cell& cell) {
        std::vector<Cell>& cells = folded_.cells;
        if (!follows(number)) {
            close();
            cells.push_back(cell);
            folded_.rows.push_back({begin, end, number, uint32_t(cells.size()), 0});
            open_ = true;
        }
        CellRow& row = folded_.rows.back();
        row.end_ns = end;
        ++row.count;
        cells.push_back(cell);
        last_ = number;
    }

    void piece(uint32_t span, const Seen& seen) {
        close();
        folded_.pieces.push_back({seen.begin_ns, seen.end_ns, seen.mixed, seen.colour, seen.kind, float(seen.core), span});
    }

    void close() {
        if (open_) folded_.cells.push_back(folded_.cells.back());
        open_ = false;
    }

private:
    const Grid& grid_;
    Folded& folded_;
    bool open_ = false;
    int64_t last_ = 0;
};

struct Reader {
    const Lane& lane;
    const trace::Log& log;
    const TaskColours& colours;
    const Grid& grid;

    size_t size() const { return lane.spans.size(); }
    [[gnu::always_inline]] Seen at(size_t i) const { return seen_of(*lane.store, lane.spans[i], lane.kind, colours, log.cores_per_server); }
    bool is_long(const Seen& seen) const { return seen.end_ns - seen.begin_ns >= grid.shortest_long; }
    int64_t first_cell(const Seen& seen) const { return grid.cell_of(seen.begin_ns); }
    int64_t last_cell(const Seen& seen) const { return grid.cell_of(seen.end_ns - 1); }

    // Does it share its cells with no other that is short?
    bool alone(size_t i, const Seen& seen) const {
        if (i > 0) {
            const Seen before = at(i - 1);
            if (!is_long(before) && last_cell(before) == first_cell(seen)) return false;
        }
        if (i + 1 == size()) return true;
        const Seen after = at(i + 1);
        return is_long(after) || first_cell(after) > last_cell(seen);
    }
};

// From the spans ---------------------------------------------------------------------------------

// The cell that is being filled.
class Filling {
public:
    Filling(const Grid& grid, Out& out) : grid_(grid), out_(out) {}

    void add(const Seen& seen, int64_t first, int64_t last) {
        for (int64_t number = first; number <= last; ++number) {
            int64_t from = seen.begin_ns;
            if (!open_ || number_ != number) {
                close(number);
                const int64_t edge = grid_.start_of(number);
                from = std::max(from, edge);
                begin_ = out_.follows(number) ? edge : from;
                number_ = number;
                open_ = true;
                ran_ = there_ = 0;
                times_ = {};
            }
            end_of_last_ = number < last ? grid_.start_of(number + 1) : seen.end_ns;
            times_.add(seen, from, end_of_last_);
            there_ |= seen.colours();
            if (seen.runs()) ran_ |= seen.colours();
        }
    }

    // `next`: the cell that will be filled after this one; -1 when it is not known.
    void close(int64_t next) {
        if (!open_) return;
        open_ = false;
        const int64_t end = next == number_ + 1 ? grid_.start_of(next) : end_of_last_;
        Cell cell;
        if (end - begin_ == grid_.cell_ns()) {
            const int64_t half = grid_.cell_ns() / 2;
            for (size_t kind = 0; kind < share_kinds; ++kind)
                cell.share[kind] = uint8_t((times_.ns[kind] * int64_t(whole_share) + half) >> grid_.shift);
        } else {
            const double whole = double(whole_share) / double(end - begin_);
            for (size_t kind = 0; kind < share_kinds; ++kind) cell.share[kind] = uint8_t(double(times_.ns[kind]) * whole + 0.5);
        }
        cell.colour = Sums::colour_of(ran_, there_);
        out_.cell(number_, begin_, end, cell);
    }

private:
    const Grid& grid_;
    Out& out_;
    bool open_ = false;
    int64_t number_ = 0;
    int64_t begin_ = 0, end_of_last_ = 0;
    Times times_;
    uint8_t ran_ = 0, there_ = 0;
};

// Span by span, from the one at `i` on.
class SpanWalk {
public:
    SpanWalk(const Reader& spans, size_t i, Folded& folded) : spans_(spans), out_(spans.grid, folded), filling_(spans.grid, out_), i_(i) {
        if (i_ == spans_.size()) return;
        if (i_ > 0 && !spans_.is_long(spans_.at(i_ - 1))) taken_ = spans_.last_cell(spans_.at(i_ - 1));
        next_ = spans_.at(i_);
    }
    SpanWalk(const SpanWalk&) = delete;

    // Those that begin before `ns`.
    void walk(int64_t ns) {
        constexpr size_t ahead = 8;  // spans of a lane lie far apart in memory
        const std::span<const uint32_t> list = spans_.lane.spans;
        const trace::SpanStore& store = *spans_.lane.store;
        size_t i = i_;
        Seen next = next_;
        while (i < list.size() && next.begin_ns < ns) {
            const Seen seen = next;
            const uint32_t number = list[i++];
            if (i + ahead < list.size()) store.prefetch(list[i + ahead]);
            if (i < list.size()) next = spans_.at(i);
            if (is_piece(seen, next, i == list.size())) {
                filling_.close(-1);
                out_.piece(number, seen);
            } else {
                filling_.add(seen, spans_.first_cell(seen), spans_.last_cell(seen));
            }
        }
        i_ = i;
        next_ = next;
    }

    // The next one, which is out of sight, only says how the last cell ends.
    void finish() {
        int64_t follows = -1;
        if (i_ < spans_.size()) {
            const Seen seen = next_;
            if (++i_ < spans_.size()) next_ = spans_.at(i_);
            if (!is_piece(seen, next_, i_ == spans_.size())) follows = spans_.first_cell(seen);
        }
        filling_.close(follows);
        out_.close();
    }

private:
    // Long or alone.
    bool is_piece(const Seen& seen, const Seen& next, bool last_one) {
        if (spans_.is_long(seen)) return true;
        const int64_t first = spans_.first_cell(seen), last = spans_.last_cell(seen);
        const bool free = taken_ != first;
        taken_ = last;
        return free && (last_one || spans_.is_long(next) || spans_.first_cell(next) > last);
    }

    const Reader spans_;
    Out out_;
    Filling filling_;  // into out_: a walk stays where it is
    size_t i_;
    Seen next_;
    int64_t taken_ = -1;  // the last cell of the last one that is short
};

// From the sums ----------------------------------------------------------------------------------

// Cell by cell. Spans are looked at where one may be long, or alone.
class CellWalk {
public:
    CellWalk(const Reader& spans, Folded& folded) : spans_(spans), sums_(*spans.lane.sums), grid_(spans.grid), out_(spans.grid, folded),
        long_bits_(std::bit_width(uint64_t(grid_.shortest_long))) {}

    void walk(int64_t first, int64_t last) {
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

private:
    bool may_be_long(const Cell& sum) const { return sum.crosses() >= long_bits_; }

    // Cells with spans that are all short.
    int64_t plain_until(const Cell* sum, int64_t number, int64_t last) const {
        if (may_be_long(*sum)) return number;
        while (number < last && sum->count() > 1 && !may_be_long(*(sum + 1))) {
            ++number;
            ++sum;
        }
        return number;
    }

    void piece(size_t i, const Seen& seen) {
        if (i < next_) return;
        out_.piece(spans_.lane.spans[i], seen);
        next_ = i + 1;
    }

    // A cell less the long spans that reach into it.
    void look_at(int64_t number, const Cell& sum, const Cell& next) {
        const int64_t begin = grid_.start_of(number), end = grid_.start_of(number + 1);
        int64_t left = begin, right = end;
        size_t i = sums_.first(grid_.shift, number);
        const size_t at_edge = sums_.first(grid_.shift, number + 1);
        size_t count = at_edge - i + (next.crosses() > 0 ? 1 : 0);
        double ns[share_kinds];
        for (size_t kind = 0; kind < share_kinds; ++kind) ns[kind] = double(sum.share[kind]) * double(grid_.cell_ns()) / whole_share;
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
        bool goes_on = false;  // a long one
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
            if (spans_.is_long(seen) || spans_.alone(i, seen)) {
                piece(i, seen);
                count = 0;
            }
        }
        if (count > 0 && right > left) {
            Cell cell = sum;
            for (size_t kind = 0; kind < share_kinds; ++kind) cell.share[kind] = uint8_t(std::clamp(ns[kind] / double(right - left), 0.0, 1.0) * whole_share + 0.5);
            if (left > begin) out_.close();
            out_.cell(number, left, right, cell);
            if (right < end) out_.close();
        } else {
            out_.close();
        }
        if (goes_on) piece(at_edge, over_edge);
    }

    const Reader& spans_;
    const Sums& sums_;
    const Grid& grid_;
    Out out_;
    const int long_bits_;
    size_t next_ = 0;  // of the list: those before it have been drawn
};

// Spans of a log are in the order of their ends.
size_t first_ending_after(const trace::SpanStore& spans, int64_t ns) {
    size_t low = 0, count = spans.size();
    while (count > 0) {
        const size_t half = count / 2;
        const bool before = spans.end(low + half).ns <= ns;
        if (before) low += half + 1;
        count = before ? count - half - 1 : half;
    }
    return low;
}

}  // namespace

void fold_lanes(const std::vector<Lane>& lanes, const trace::Log& log, const TaskColours& colours, const Viewport& viewport,
                const Grid& grid, std::vector<Folded>& folded) {
    constexpr size_t piece_spans = 8'192;  // 200 kB
    // Whole cells and their neighbours, so that nothing that is seen depends on where the picture begins.
    const int64_t first = std::max<int64_t>(0, grid.cell_of(viewport.begin.ns) - 1), last = grid.cell_of(viewport.end.ns - 1) + 2;
    const int64_t begin = grid.start_of(first), end = grid.start_of(last);
    if (folded.size() < lanes.size()) folded.resize(lanes.size());
    std::deque<SpanWalk> walks;
    for (size_t i = 0; i < lanes.size(); ++i) {
        folded[i].clear();
        const Lane& lane = lanes[i];
        const Reader spans{lane, log, colours, grid};
        if (lane.sums && lane.sums->serves(grid.shift)) CellWalk(spans, folded[i]).walk(first, last);
        else if (!lane.spans.empty()) walks.emplace_back(spans, spans_between(lane, begin, end).first, folded[i]);
    }
    if (walks.empty()) return;
    if (walks.size() > 1) {
        size_t at = first_ending_after(log.spans, begin);
        while ((at += piece_spans) < log.spans.size() && log.spans.end(at).ns < end)
            for (SpanWalk& walk : walks) walk.walk(log.spans.end(at).ns);
    }
    for (SpanWalk& walk : walks) {
        walk.walk(end);
        walk.finish();
    }
}

Range spans_between(const Lane& lane, int64_t begin_ns, int64_t end_ns) {
    // Galloping, from a place that is near.
    const auto first_from = [&](size_t from, auto reached) {
        size_t low = from, step = 1;
        while (low + step < lane.spans.size() && !reached(lane.spans[low + step])) {
            low += step;
            step *= 2;
        }
        const auto begin = lane.spans.begin();
        const auto end = begin + ptrdiff_t(std::min(low + step + 1, lane.spans.size()));
        return size_t(std::partition_point(begin + ptrdiff_t(low), end, [&](uint32_t span) { return !reached(span); }) - begin);
    };
    Range range;
    if (lane.spans.empty()) return range;
    const size_t near = lane.sums ? lane.sums->near(begin_ns) : 0;
    range.first = first_from(near, [&](uint32_t span) { return lane.store->end(span).ns > begin_ns; });
    range.last = range.first == lane.spans.size() ? range.first : first_from(range.first, [&](uint32_t span) { return lane.store->start(span).ns >= end_ns; });
    return range;
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

size_t fold_parts(const Bar& bar, std::array<FoldPart, share_kinds>& parts) {
    const std::array<float, share_kinds> shares = {bar.shares.running, bar.shares.switching, bar.shares.ready,
                                         bar.shares.blocked, bar.shares.waiting, bar.shares.queued};
    const float height = bar.y1 - bar.y0;
    // Work must not vanish, and a single switch stays a red notch.
    const float least_px = bar.single && bar.shares.switching > 0 ? std::max(1.0f, height / 4) : 1;
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
