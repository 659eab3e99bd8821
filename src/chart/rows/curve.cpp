#include "chart/rows/curve.h"

#include <algorithm>
#include <cmath>

namespace chart {

namespace {

constexpr size_t steps_a_bucket = 4;  // minimum, on average

}  // namespace

Curve::Curve(std::vector<metrics::CountStep> steps) : steps_(std::move(steps)) {
    if (steps_.empty() || steps_.front().from.ns > 0) steps_.insert(steps_.begin(), metrics::CountStep{});
    for (const metrics::CountStep& step : steps_) max_ = std::max(max_, step.count);
    const int64_t end = steps_.back().from.ns;
    while ((uint64_t(end) >> shift_) * steps_a_bucket > steps_.size()) ++shift_;

    std::vector<Bucket>& finest = levels_.emplace_back(size_t(end >> shift_) + 1);
    uint32_t first = 0;
    for (size_t i = 0; i < finest.size(); ++i) {
        const int64_t begin_ns = int64_t(i) << shift_, end_ns = int64_t(i + 1) << shift_;
        while (first + 1 < steps_.size() && steps_[first + 1].from.ns <= begin_ns) ++first;
        finest[i].first = first;
        finest[i].mean = float(mean_of(first, begin_ns, end_ns, finest[i].max));
    }
    while (levels_.back().size() > 1) {
        const std::vector<Bucket>& finer = levels_.back();
        std::vector<Bucket> wider((finer.size() + 1) / 2);
        for (size_t i = 0; i < wider.size(); ++i) {
            const Bucket& left = finer[2 * i];
            // After the last change the value stays the same.
            const float rest = float(steps_.back().count);
            const bool whole = 2 * i + 1 < finer.size();
            wider[i] = {(left.mean + (whole ? finer[2 * i + 1].mean : rest)) / 2,
                        std::max(left.max, whole ? finer[2 * i + 1].max : steps_.back().count), left.first};
        }
        levels_.push_back(std::move(wider));
    }
}

double Curve::mean_of(uint32_t first, int64_t begin_ns, int64_t end_ns, int32_t& max) const {
    double sum = 0;
    max = 0;
    for (uint32_t i = first; i < steps_.size() && (i == first || steps_[i].from.ns < end_ns); ++i) {
        const int64_t from = std::max(begin_ns, steps_[i].from.ns);
        const int64_t to = i + 1 < steps_.size() ? std::min(end_ns, steps_[i + 1].from.ns) : end_ns;
        if (to <= from) continue;
        sum += double(steps_[i].count) * double(to - from);
        max = std::max(max, steps_[i].count);
    }
    return sum / double(end_ns - begin_ns);
}

uint32_t Curve::step_at(int64_t ns) const {
    const auto next = std::upper_bound(steps_.begin(), steps_.end(), ns,
                                       [](int64_t at, const metrics::CountStep& step) { return at < step.from.ns; });
    return next == steps_.begin() ? 0 : uint32_t(next - steps_.begin() - 1);
}

int32_t Curve::at(Time t) const { return steps_.empty() ? 0 : steps_[step_at(t.ns)].count; }

const Curve::Bucket* Curve::bucket(int shift, int64_t number) const {
    const size_t level = size_t(shift - shift_);
    if (shift < shift_ || level >= levels_.size()) return nullptr;
    return size_t(number) < levels_[level].size() ? &levels_[level][size_t(number)] : nullptr;
}

void Curve::parts(const Viewport& viewport, const Grid& grid, std::vector<Part>& parts) const {
    parts.clear();
    if (steps_.empty()) return;
    const auto put = [&](const Part& part) {
        const bool goes_on = !parts.empty() && part.exact && parts.back().exact && parts.back().max == part.max;
        if (goes_on) parts.back().end_ns = part.end_ns;
        else parts.push_back(part);
    };
    const int64_t first = std::max<int64_t>(0, grid.cell_of(viewport.begin.ns)),
                  last = grid.cell_of(viewport.end.ns - 1) + 1;
    constexpr uint32_t exact_changes = 2;
    uint32_t a = step_at(grid.start_of(first));
    for (int64_t number = first; number < last; ++number) {
        const int64_t begin = grid.start_of(number), end = grid.start_of(number + 1);
        // Finds the step at the end of the cell.
        uint32_t b = a;
        if (const Bucket* next = bucket(grid.shift, number + 1)) b = next->first;
        else if (grid.shift >= shift_) b = uint32_t(steps_.size() - 1);
        else while (b + 1 < steps_.size() && steps_[b + 1].from.ns <= end) ++b;
        if (b - a <= exact_changes) {
            for (uint32_t i = a; i <= b; ++i) {
                const int64_t from = std::max(begin, steps_[i].from.ns);
                const int64_t to = i < b ? steps_[i + 1].from.ns : end;
                if (to > from) put({from, to, double(steps_[i].count), steps_[i].count, true});
            }
        } else {
            put(cell(grid, number));
        }
        a = b;
    }
}

Curve::Part Curve::cell(const Grid& grid, int64_t number) const {
    Part part{grid.start_of(number), grid.start_of(number + 1), 0, 0, false};
    if (steps_.empty() || number < 0) return part;
    const int above = grid.shift - shift_ - int(levels_.size() - 1);
    if (const Bucket* sum = bucket(grid.shift, number)) {
        part.mean = double(sum->mean);
        part.max = sum->max;
    } else if (above > 0 && number == 0) {  // the whole curve is shorter than a cell
        const Bucket& all = levels_.back().front();
        const double rest = double(steps_.back().count);
        part.mean = rest + std::ldexp(double(all.mean) - rest, -above);
        part.max = std::max(all.max, steps_.back().count);
    } else {
        part.mean = mean_of(step_at(part.begin_ns), part.begin_ns, part.end_ns, part.max);
    }
    return part;
}

size_t Curve::bytes() const {
    size_t bytes = sizeof *this + steps_.capacity() * sizeof steps_[0];
    for (const std::vector<Bucket>& level : levels_) bytes += level.capacity() * sizeof level[0];
    return bytes;
}

}  // namespace chart
