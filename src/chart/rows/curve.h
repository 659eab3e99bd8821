#pragma once

// A number that changes in steps over time, summed in advance: how many of a group of lanes are
// busy, or how many tasks wait in a queue. A picture of any part of it reads one sum per cell.
//
//     steps     __|~~|_|~|__|~~~~|_|~|_|~~|_____|~~
//     level 0   [  1  ][  2  ][  3  ][  4  ][  5  ]     2^shift ns each, 4 to 8 steps on average
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
    // Requires the steps in the order of time. Before the first step the value is 0.
    explicit Curve(std::vector<metrics::CountStep> steps);

    bool flat() const { return max_ == 0; }
    int32_t max() const { return max_; }
    int32_t at(Time t) const;

    // The value from `begin_ns` to `end_ns`.
    struct Part {
        int64_t begin_ns = 0, end_ns = 0;
        double mean = 0;
        int32_t max = 0;
        bool exact = true;  // the value is the same all of the time
    };

    // Returns the visible part, in order and without gaps. A cell of the grid with more than two changes
    // has their mean; elsewhere every change is at its exact time.
    void parts(const Viewport& viewport, const Grid& grid, std::vector<Part>& parts) const;

    // Returns one cell of the grid.
    Part cell(const Grid& grid, int64_t number) const;

    size_t bytes() const;

private:
    struct Bucket {
        float mean = 0;
        int32_t max = 0;
        uint32_t first = 0;  // the last step at or before the beginning of the bucket
    };
    double mean_of(uint32_t first, int64_t begin_ns, int64_t end_ns, int32_t& max) const;
    uint32_t step_at(int64_t ns) const;
    // Returns null if there is no such level.
    const Bucket* bucket(int shift, int64_t number) const;

    std::vector<metrics::CountStep> steps_;  // the first is at 0
    std::vector<std::vector<Bucket>> levels_;
    int shift_ = 0;
    int32_t max_ = 0;
};

}  // namespace chart
