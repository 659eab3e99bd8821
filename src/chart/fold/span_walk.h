#pragma once

// Of fold.cpp: the pieces and cells of a lane from its spans, one after the other. It can stop on
// the way, so that lanes go through time together.
//
// A span costs little here because it is not cut: those that begin in a cell are added whole;
// what the last one has beyond the edge is taken away again, and is what the next cell begins with.

#include "chart/fold/fold_out.h"

#include <array>

namespace chart {

class SpanWalk {
public:
    // From the `i`th on. What comes before it only says whether it is alone.
    SpanWalk(const LaneReader& spans, size_t i, bool far_apart, Folded& folded);
    SpanWalk(const SpanWalk&) = delete;

    void walk(int64_t ns);  // those that begin before
    void finish();          // the cell that is being filled may be cut short: one that is out of sight

private:
    // A span: what the walk needs of it.
    struct One {
        int64_t begin_ns = 0;
        uint64_t kept = 0;     // the duration as the store has it
        uint32_t look = 0;     // Listed::look()
    };
    // The part of a cell that has been filled.
    struct Cup {
        int64_t number = -1;   // -1: none is being filled
        int64_t begin_ns = 0, end_ns = 0;
        uint32_t seen = 0;     // what there is, as in seen_by_look
        std::array<int64_t, share_kinds> ns{};
    };
    // All that changes. Each walk works on a copy, which can stay in registers.
    struct State {
        SpanList list;
        size_t i = 0;          // of `next`
        One next;
        trace::SpanStore::Page page;
        int64_t reached = -1;  // the last cell that a short one reaches into
        Cup cup;
    };

    void read(State& state) const;
    One take(State& state) const;
    int64_t length(const One& one, size_t i) const;
    bool next_is_long(const State& state) const { return state.next.kept >= long_kept_ && length(state.next, state.i) >= spans_.grid.shortest_long; }
    int64_t next_cell(const State& state) const { return state.next.begin_ns >> shift_; }
    void add(const One& one, size_t i, int64_t length, Cup& cup) const;
    void close(int64_t next, Cup& cup);
    void open(int64_t number, int64_t begin_ns, Cup& cup);

    const LaneReader spans_;
    const bool far_apart_;      // in memory: what is read next is asked for
    const int shift_;
    const uint64_t long_kept_;  // what is kept of one that is shorter is less
    FoldOut out_;
    State state_;
};

}  // namespace chart
