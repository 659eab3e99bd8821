#pragma once

// How the spans of one lane share its time, summed in advance: a picture that shows millions
// of spans reads one sum for each of its cells, and no spans.
//
//     spans     |==|=| |==||=|=|  |=| ||==|  |===|=|||=|
//     level 0   [ 1 ][ 2 ][ 3 ][ 4 ][ 5 ][ 6 ][ 7 ][ 8 ]     2^shift ns each, 4 to 8 spans
//     level 1   [   1   ][   2    ][   3    ][    4    ]     twice as wide
//
// The width of a bucket is a power of two, and buckets are counted from time 0, like the cells
// of fold.h: every cell of a picture is one bucket. About 3.5 bytes per span.
//
// A share is a whole number of 255ths. The remainder of rounding is carried over to the next bucket, so that
// the shares of consecutive buckets add up to the time that was spent, to within a 255th of one bucket.

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
    uint8_t colour = 0;  // an index into task_colours
    bool mixed = false;  // tasks of several colours share the core
    double core = 1;     // kind `sharing`: the fraction of the time in which the task runs; it is ready for the rest

    uint8_t colours() const { return mixed ? 0xFF : uint8_t(1u << colour); }  // one bit per colour
    bool runs() const { return kind == trace::SpanKind::running || kind == trace::SpanKind::sharing; }

    // For kind `sharing`: each task gets `cores_each` cores. A core is busy all the time, however many
    // tasks share it; a task gets its fraction of a core.
    void share(double cores_each, bool of_core) {
        if (of_core) mixed = cores_each < 1;
        else if (cores_each < 1) core = cores_each;
        if (of_core || cores_each >= 1) kind = trace::SpanKind::running;
    }
};

// Time in ns in a part of a lane, by kind.
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
    static constexpr size_t min_spans = 256;  // in a shorter lane, spans are read one by one

    // For `count` spans, the first of which begins and the last of which ends at these times.
    // Requires that they are then added in the order of time.
    Sums(size_t count, int64_t begin_ns, int64_t end_ns);
    void add(const Seen& seen);
    void finish();

    bool serves(int cell_shift) const { return cell_shift >= shift_; }

    // Returns the cells first..last, 2^cell_shift ns wide. Cells that are not stored are computed into `room`.
    const Cell* of(int cell_shift, int64_t first, int64_t last, std::vector<Cell>& room) const;

    // Returns the index in the lane's list of the first span that ends after `ns`, or an index a little before it.
    size_t near(int64_t ns) const;
    // Returns exactly that index, for the beginning of a cell.
    size_t first(int cell_shift, int64_t number) const;

    size_t bytes() const;

    // Returns the colour of a cell, from the set of colours that ran and the set of those that were present.
    static uint8_t colour_of(uint8_t ran, uint8_t there) {
        const uint8_t colours = ran ? ran : there;
        return (colours & (colours - 1)) == 0 ? uint8_t(std::countr_zero(colours)) : mixed_colour;
    }

private:
    struct Exact {  // one bucket of the level that is being made
        Times times;
        uint8_t ran = 0, there = 0, crosses = 0, count = 0;
    };
    void put(std::vector<Exact>& buckets);

    int shift_ = 0;                          // the shift of level 0
    int64_t low_ = 0;                        // the number of its first bucket
    std::vector<uint32_t> first_;            // by bucket of level 0
    std::vector<std::vector<Cell>> levels_;   // the last level has one or two buckets
    std::vector<Exact> buckets_;             // the buckets of the level that is being made
    uint32_t added_ = 0;
};

}  // namespace chart
