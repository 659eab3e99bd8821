#pragma once

// A counter of a recording over time: a number of any size and sign that changes in steps. Where more than two changes
// are in a cell of the grid, there are the least and the most of it; these are summed up beforehand, as in curve.h.
//
//     samples   x--x   x-------x         the value holds until the next one
//                   x-x         x---

#include "chart/fold/fold.h"
#include "trace/recording.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace chart {

class ValueCurve {
public:
    ValueCurve() = default;
    // Which it outlives not. Until `end`.
    ValueCurve(const trace::Counter& counter, Time end);

    bool empty() const { return !counter_; }
    double least() const { return counter_->least; }
    double most() const { return counter_->most; }

    struct Part {
        int64_t begin_ns = 0, end_ns = 0;
        double least = 0, most = 0;  // the same where it does not change
        double last = 0;
    };
    // Of what is seen, in order; from the first sample on.
    void parts(const Viewport& viewport, const Grid& grid, std::vector<Part>& parts) const;
    // Of one cell of the grid; none before the first sample and after the end.
    std::optional<Part> cell(const Grid& grid, int64_t number) const;

private:
    struct Bounds {
        double least = 0, most = 0;
    };
    size_t sample_at(int64_t ns) const;  // the last at or before; 0 if there is none
    Bounds bounds(size_t first, size_t last) const;  // of samples first..last, both included

    const trace::Counter* counter_ = nullptr;
    int64_t end_ns_ = 0;
    std::vector<std::vector<Bounds>> levels_;  // of 16, 32, 64 ... samples each
};

}  // namespace chart
