#pragma once

// A number that changes in steps over time, summed up beforehand: how many of a group of lanes are
// busy, how many wait in line. A picture of any stretch of it reads as many sums as it has cells.
//
//     steps     __|~~|_|~|__|~~~~|_|~|_|~~|_____|~~
//     level 0   [  1  ][  2  ][  3  ][  4  ][  5  ]     2^shift ns each, 4 to 8 steps on the mean
//     level 1   [     1      ][     2      ][           twice as wide
//
// Buckets are the cells of fold.h: a power of two ns wide, counted from time 0.

#include "chart/fold/fold.h"
#include "metrics/numbers/overlap_count.h"

#include <cstdint>
#include <vector>

namespace chart {

class Curve {
public:
    Curve() = default;
    // In the order of time. Before the first it is 0.
    explicit Curve(std::vector<metrics::CountStep> steps);

    bool flat() const { return most_ == 0; }
    int32_t most() const { return most_; }
    int32_t at(Time t) const;

    // What holds from `begin_ns` to `end_ns`.
    struct Part {
        int64_t begin_ns = 0, end_ns = 0;
        double mean = 0;
        int32_t most = 0;
        bool exact = true;  // it is so all of the time
    };

    // Of what is seen, in order and without gaps. Where more than two changes are in a cell of the
    // grid, there is its mean; else every change is where it is.
    void parts(const Viewport& viewport, const Grid& grid, std::vector<Part>& parts) const;

    // Of one cell of the grid.
    Part cell(const Grid& grid, int64_t number) const;

    size_t bytes() const;

private:
    struct Bucket {
        float mean = 0;
        int32_t most = 0;
        uint32_t first = 0;  // the last step at or before its beginning
    };
    double mean_of(uint32_t first, int64_t begin_ns, int64_t end_ns, int32_t& most) const;
    uint32_t step_at(int64_t ns) const;
    // Of a level that there may not be.
    const Bucket* bucket(int shift, int64_t number) const;

    std::vector<metrics::CountStep> steps_;  // the first at 0
    std::vector<std::vector<Bucket>> levels_;
    int shift_ = 0;
    int32_t most_ = 0;
};

}  // namespace chart
