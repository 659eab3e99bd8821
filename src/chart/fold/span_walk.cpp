#include "chart/fold/span_walk.h"

#include <algorithm>
#include <limits>

namespace chart {

using trace::SpanKind, trace::SpanStore;

namespace {

// Sets of bits: bits 0 to 7 are the colour; 8 to 15, the colour if the span is running; from 16 on, the kind.
constexpr std::array<uint32_t, 64> seen_by_look = [] {
    std::array<uint32_t, 64> seen{};
    for (uint32_t look = 0; look < 64; ++look) {
        const SpanKind kind = Listed::kind_in(look);
        const uint32_t colour = 1u << (look >> 3);
        seen[look] = colour | (kind == SpanKind::running || kind == SpanKind::sharing ? colour << 8 : 0) |
                     1u << (16 + uint32_t(kind));
    }
    return seen;
}();
constexpr size_t ahead = 12;
constexpr uint32_t usual_kinds = 2;  // running and switching: all kinds that cores show

}  // namespace

SpanWalk::SpanWalk(const LaneReader& spans, size_t i, bool far_apart, Folded& folded)
    : spans_(spans),
      far_apart_(far_apart),
      shift_(spans.grid.shift),
      long_kept_(std::min(uint64_t(spans.grid.shortest_long), SpanStore::long_duration)),
      out_(spans.grid, folded) {
    if (i > 0 && i < spans.size()) {
        const Seen before = spans.at(i - 1);
        if (!spans.is_long(before)) state_.reached = spans.last_cell(before);
    }
    state_.list = spans.lane.spans;
    state_.i = i;
    read(state_);
}

[[gnu::always_inline]] inline void SpanWalk::read(State& state) const {
    if (state.i >= state.list.size()) [[unlikely]] {
        state.next = {std::numeric_limits<int64_t>::max(), 0, 0};
        return;
    }
    const Listed listed = state.list.listed(state.i);
    if (far_apart_ && state.i + ahead < state.list.size()) spans_.lane.store->prefetch(state.list[state.i + ahead]);
    if (!state.page.has(listed.place())) [[unlikely]]
        state.page = spans_.lane.store->page(listed.place());
    const size_t place = state.page.place(listed.place());
    state.next = {int64_t(state.page.start[place]), SpanStore::duration_in(state.page.what[place]), listed.look()};
}

[[gnu::always_inline]] inline SpanWalk::One SpanWalk::take(State& state) const {
    const One one = state.next;
    ++state.i;
    read(state);
    return one;
}

// Returns the length of the `i`th span.
[[gnu::always_inline]] inline int64_t SpanWalk::length(const One& one, size_t i) const {
    if (one.kept < SpanStore::long_duration) [[likely]]
        return int64_t(one.kept);
    const Seen seen = spans_.at(i);
    return seen.end_ns - seen.begin_ns;
}

// Adds this much of the length of the `i`th span.
[[gnu::always_inline]] inline void SpanWalk::add(const One& one, size_t i, int64_t length, Cup& cup) const {
    cup.seen |= seen_by_look[one.look];
    const SpanKind kind = Listed::kind_in(one.look);
    if (kind == SpanKind::sharing) [[unlikely]] {
        const Seen seen = spans_.at(i);
        const int64_t ran = int64_t(double(length) * seen.core);
        cup.ns[size_t(SpanKind::running)] += ran;
        cup.ns[size_t(SpanKind::ready)] += length - ran;
        if (seen.mixed) cup.seen |= 0xFFFF;
        return;
    }
    cup.ns[size_t(kind)] += length;
}

[[gnu::always_inline]] inline void SpanWalk::open(int64_t number, int64_t begin_ns, Cup& cup) {
    close(number, cup);
    cup.number = number;
    cup.begin_ns = out_.goes_on() == number ? number << shift_ : begin_ns;
}

// `next` is the cell that will be filled after this one, or -1 if it is not known.
[[gnu::always_inline]] inline void SpanWalk::close(int64_t next, Cup& cup) {
    if (cup.number < 0) return;
    const int64_t end = next == cup.number + 1 ? next << shift_ : cup.end_ns;
    const size_t kinds = cup.seen >> (16 + usual_kinds) ? share_kinds : usual_kinds;
    uint64_t bits = uint64_t(Sums::colour_of(uint8_t(cup.seen >> 8), uint8_t(cup.seen))) << 8 * share_kinds;
    const auto share = [&](size_t kind, uint64_t of_255) {
        bits |= of_255 << 8 * kind;
        cup.ns[kind] = 0;
    };
    if (end - cup.begin_ns == spans_.grid.cell_ns()) {
        const int64_t half = spans_.grid.cell_ns() / 2;
        for (size_t kind = 0; kind < kinds; ++kind)
            share(kind, uint64_t(cup.ns[kind] * int64_t(whole_share) + half) >> shift_);
    } else {
        const double whole = double(whole_share) / double(end - cup.begin_ns);
        for (size_t kind = 0; kind < kinds; ++kind) share(kind, uint64_t(int64_t(double(cup.ns[kind]) * whole + 0.5)));
    }
    out_.cell(cup.number, cup.begin_ns, end, Cell::of_bits(bits));
    cup.number = -1;
    cup.seen = 0;
}

void SpanWalk::walk(int64_t ns) {
    State state = state_;
    Cup& cup = state.cup;
    const int64_t shortest_long = spans_.grid.shortest_long, cell_ns = spans_.grid.cell_ns();
    const uint64_t long_kept = long_kept_;
    const int shift = shift_;
    while (state.next.begin_ns < ns) {
        One last = take(state);
        int64_t last_length = length(last, state.i - 1);
        const int64_t number = last.begin_ns >> shift, reaches = (last.begin_ns + last_length - 1) >> shift;
        const bool is_long = last_length >= shortest_long;
        if (is_long || (number != state.reached && (next_cell(state) > reaches || next_is_long(state)))) {
            close(-1, cup);
            out_.piece(spans_.lane.spans[state.i - 1], spans_.at(state.i - 1));
            if (!is_long) state.reached = reaches;
            continue;
        }
        if (cup.number != number) open(number, last.begin_ns, cup);
        add(last, state.i - 1, last_length, cup);
        // Includes the spans that begin in this cell.
        const int64_t edge = (number + 1) << shift, before = std::min(edge, ns);
        while (state.next.begin_ns < before && state.next.kept < long_kept) {
            last = take(state);
            last_length = int64_t(last.kept);
            add(last, state.i - 1, last_length, cup);
        }
        // The next cell begins with the part of the last span beyond the edge.
        const int64_t end = last.begin_ns + last_length;
        for (int64_t from = edge; end > from; from += cell_ns) {
            add(last, state.i - 1, from - end, cup);
            open(cup.number + 1, from, cup);
            add(last, state.i - 1, end - from, cup);
        }
        cup.end_ns = end;
        state.reached = cup.number;
    }
    state_ = state;
}

void SpanWalk::finish() {
    close(-1, state_.cup);
    out_.close();
}

}  // namespace chart
