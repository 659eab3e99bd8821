#pragma once

// Part of fold.cpp: makes the pieces and cells of a lane from its spans, one span after another. It can
// pause at any time, so that all lanes can advance through time together.
//
// A span costs little here because it is not cut: the spans that begin in a cell are added whole, then
// the part of the last one beyond the edge is subtracted, and the next cell begins with that part.

#include "chart/fold/fold_out.h"

#include <array>

namespace chart {

class SpanWalk {
public:
    // Starts with the `i`th span. The span before it only determines whether that one is alone.
    SpanWalk(const LaneReader& spans, size_t i, bool far_apart, Folded& folded);
    SpanWalk(const SpanWalk&) = delete;

    void walk(int64_t ns);  // walks over the spans that begin before `ns`
    void finish();          // the cell that is being filled may be cut short: it is not visible

private:
    // What the walk needs to know about a span.
    struct One {
        int64_t begin_ns = 0;
        uint64_t kept = 0;     // the duration, encoded as in the store
        uint32_t look = 0;     // Listed::look()
    };
    // A cell that is being filled.
    struct Cup {
        int64_t number = -1;   // -1: no cell is being filled
        int64_t begin_ns = 0, end_ns = 0;
        uint32_t seen = 0;     // which kinds and colours it contains, as in seen_by_look
        std::array<int64_t, share_kinds> ns{};
    };
    // Everything that changes. Each walk works on a copy, which can stay in registers.
    struct State {
        SpanList list;
        size_t i = 0;          // index of `next`
        One next;
        trace::SpanStore::Page page;
        int64_t reached = -1;  // the last cell into which a short span reaches
        Cup cup;
    };

    void read(State& state) const;
    One take(State& state) const;
    int64_t length(const One& one, size_t i) const;
    bool next_is_long(const State& state) const {
        return state.next.kept >= long_kept_ && length(state.next, state.i) >= spans_.grid.shortest_long;
    }
    int64_t next_cell(const State& state) const { return state.next.begin_ns >> shift_; }
    void add(const One& one, size_t i, int64_t length, Cup& cup) const;
    void close(int64_t next, Cup& cup);
    void open(int64_t number, int64_t begin_ns, Cup& cup);

    const LaneReader spans_;
    const bool far_apart_;      // the spans are far apart in memory, so the next one is prefetched
    const int shift_;
    const uint64_t long_kept_;  // any shorter duration is encoded as less than this
    FoldOut out_;
    State state_;
};

}  // namespace chart
