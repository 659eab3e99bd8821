#include "chart/rows/level_sums.h"

#include <algorithm>

namespace chart {

namespace {

constexpr size_t fewest_steps = 4096;
constexpr int64_t steps_a_bucket = 32;

}  // namespace

LevelSums::LevelSums(const metrics::Levels& levels) {
    if (levels.size() < fewest_steps) return;
    const int64_t end = levels.back().from.ns;
    while (shift_ < 60 && (end >> shift_) > int64_t(levels.size()) / steps_a_bucket) ++shift_;
    const int64_t width = int64_t(1) << shift_;
    std::vector<Means> first(size_t(end >> shift_) + 1, Means{});
    for (size_t i = 0; i + 1 < levels.size(); ++i) {
        const metrics::LevelStep& level = levels[i];
        const double heights[3] = {double(level.concurrency), double(level.asynchrony), double(level.parallelism)};
        const int64_t until = levels[i + 1].from.ns;
        for (int64_t at = level.from.ns; at < until;) {
            const int64_t bucket = at >> shift_, stop = std::min(until, (bucket + 1) << shift_);
            const double part = double(stop - at) / double(width);
            for (size_t k = 0; k < 3; ++k) first[size_t(bucket)][k] += float(part * heights[k]);
            at = stop;
        }
    }
    buckets_.push_back(std::move(first));
    while (buckets_.back().size() > 1) {
        const std::vector<Means>& below = buckets_.back();
        std::vector<Means> next((below.size() + 1) / 2, Means{});
        for (size_t i = 0; i < below.size(); ++i)
            for (size_t k = 0; k < 3; ++k) next[i / 2][k] += below[i][k] / 2;
        buckets_.push_back(std::move(next));
    }
}

LevelSums::Means LevelSums::mean(int shift, int64_t bucket) const {
    const std::vector<Means>& level = buckets_[size_t(shift - shift_)];
    return bucket < 0 || size_t(bucket) >= level.size() ? Means{} : level[size_t(bucket)];
}

size_t LevelSums::bytes() const {
    size_t bytes = 0;
    for (const std::vector<Means>& level : buckets_) bytes += level.capacity() * sizeof(Means);
    return bytes;
}

}  // namespace chart
