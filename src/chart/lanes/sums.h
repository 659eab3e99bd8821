#pragma once

// How the spans of one lane share its time, summed up beforehand: a picture that shows
// millions of spans reads as many sums as it has cells, and no span.
//
//     spans     |==|=| |==||=|=|  |=| ||==|  |===|=|||=|
//     level 0   [ 1 ][ 2 ][ 3 ][ 4 ][ 5 ][ 6 ][ 7 ][ 8 ]     2^shift ns each, 4 to 8 spans
//     level 1   [   1   ][   2    ][   3    ][    4    ]     twice as wide
//
// Buckets are a power of two ns wide and counted from time 0, as the cells of fold.h are, so
// that every cell of a picture is one bucket. About 3.5 bytes a span.
//
// A share is a whole number of 255ths. What rounding leaves goes on to the next bucket: the
// shares of any row of buckets add up to the time that was spent, to a 255th of one bucket.

#include "chart/frame/cell.h"
#include "trace/span_store.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace chart {

// What a lane shows of a span.
struct Seen {
    int64_t begin_ns = 0, end_ns = 0;
    trace::SpanKind kind = trace::SpanKind::running;
    uint8_t colour = 0;  // of task_colours
    bool mixed = false;  // tasks of several colours share it
    double core = 1;     // of kind `sharing`: the part of the time that it runs; it is ready for the rest

    uint8_t colours() const { return mixed ? 0xFF : uint8_t(1u << colour); }  // a bit each
    bool runs() const { return kind == trace::SpanKind::running || kind == trace::SpanKind::sharing; }

    // Of kind `sharing`: there are so many cores for each. Whoever shares them, a core works all
    // the time; a task has its part of one.
    void share(double cores_each, bool of_core) {
        if (of_core) mixed = cores_each < 1;
        else if (cores_each < 1) core = cores_each;
        if (of_core || cores_each >= 1) kind = trace::SpanKind::running;
    }
};

// ns of a part of a lane, by kind.
struct Times {
    std::array<int64_t, share_kinds> ns{};

    void add(const Seen& seen, int64_t from_ns, int64_t to_ns) {
        if (seen.kind == trace::SpanKind::sharing) return share(seen, to_ns - from_ns);
        ns[size_t(seen.kind)] += to_ns - from_ns;
    }

private:
    void share(const Seen& seen, int64_t length_ns);
};

class Sums {
public:
    static constexpr size_t least_spans = 256;  // of fewer each can be looked at

    // `count` spans, the first of which begins at, and the last ends at these times; they are
    // added in the order of time.
    Sums(size_t count, int64_t begin_ns, int64_t end_ns);
    void add(const Seen& seen);
    void finish();

    bool serves(int cell_shift) const { return cell_shift >= shift_; }

    // Of the cells first..last, 2^cell_shift ns wide. `room` is used where they are not all there.
    const Cell* of(int cell_shift, int64_t first, int64_t last, std::vector<Cell>& room) const;

    // The place, in the lane's list, of the first span that ends after `ns`, or one a few before it.
    size_t near(int64_t ns) const;
    // Exactly that, for the begin of a cell.
    size_t first(int cell_shift, int64_t number) const;

    size_t bytes() const;

    // Of two sets.
    static uint8_t colour_of(uint8_t ran, uint8_t there) {
        const uint8_t colours = ran ? ran : there;
        return (colours & (colours - 1)) == 0 ? uint8_t(std::countr_zero(colours)) : mixed_colour;
    }

private:
    struct Exact {  // of one bucket of the level that is made
        Times times;
        uint8_t ran = 0, there = 0, crosses = 0, count = 0;
    };
    void put(std::vector<Exact>& buckets);

    int shift_ = 0;                          // of level 0
    int64_t low_ = 0;                        // number of its first bucket
    std::vector<uint32_t> first_;            // by bucket of it
    std::vector<std::vector<Cell>> levels_;   // the last has one bucket, or two
    std::vector<Exact> buckets_;             // while they are added
    uint32_t added_ = 0;
};

}  // namespace chart
