#pragma once

// The three levels of a long run, summed in advance, so that the strip of a picture costs its
// pixels and not its steps. The sums are means over buckets of a power of two ns, counted
// from time 0. The buckets of each level are twice as wide as those of the one before.

#include "metrics/numbers/levels.h"

#include <array>
#include <cstdint>
#include <vector>

namespace chart {

class LevelSums {
public:
    using Means = std::array<float, 3>;  // concurrency, asynchrony, parallelism

    LevelSums() = default;
    explicit LevelSums(const metrics::Levels& levels);  // if there are few steps, no buckets are made

    // Are there buckets of 2^shift ns?
    bool has(int shift) const { return shift >= shift_ && size_t(shift - shift_) < buckets_.size(); }
    Means mean(int shift, int64_t bucket) const;  // the mean of such a bucket; all 0 beyond the end

    size_t bytes() const;

private:
    int shift_ = 0;
    std::vector<std::vector<Means>> buckets_;
};

}  // namespace chart
