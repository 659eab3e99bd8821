#pragma once

// A counter of a recording over time: a number of any size and sign that changes in steps. A cell of the grid with
// more than two changes has its minimum and maximum; these are computed in advance, as in curve.h.
//
//     samples   x--x   x-------x         each value holds until the next one
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
    // Requires `counter` to outlive the curve. Samples after `end` are ignored.
    ValueCurve(const trace::Counter& counter, Time end);

    bool empty() const { return !counter_; }
    double min() const { return counter_->min; }
    double max() const { return counter_->max; }

    struct Part {
        int64_t begin_ns = 0, end_ns = 0;
        double min = 0, max = 0;  // equal where the value does not change
        double last = 0;
    };
    // Returns the visible part, in order, from the first sample on.
    void parts(const Viewport& viewport, const Grid& grid, std::vector<Part>& parts) const;
    // Returns one cell of the grid; none before the first sample and after the end.
    std::optional<Part> cell(const Grid& grid, int64_t number) const;

private:
    struct Bounds {
        double min = 0, max = 0;
    };
    size_t sample_at(int64_t ns) const;  // returns the last sample at or before `ns`; 0 if there is none
    Bounds bounds(size_t first, size_t last) const;  // for samples first..last, both included

    const trace::Counter* counter_ = nullptr;
    int64_t end_ns_ = 0;
    std::vector<std::vector<Bounds>> levels_;  // for 16, 32, 64 ... samples each
};

}  // namespace chart
