#include "chart/rows/value_curve.h"

#include <algorithm>

namespace chart {

namespace {

constexpr size_t min_samples = 16;  // a curve with fewer samples has no sums
constexpr size_t exact_changes = 2;   // the maximum in a cell

}  // namespace

ValueCurve::ValueCurve(const trace::Counter& counter, Time end) : counter_(&counter), end_ns_(end.ns) {
    const auto& samples = counter.samples;
    std::vector<Bounds>* level = &levels_.emplace_back();
    for (size_t i = 0; i < samples.size(); ++i) {
        const double value = samples[i].value;
        if (i % min_samples == 0) level->push_back({value, value});
        level->back() = {std::min(level->back().min, value), std::max(level->back().max, value)};
    }
    while (levels_.back().size() > 1) {
        const std::vector<Bounds>& finer = levels_.back();
        std::vector<Bounds> wider;
        for (size_t i = 0; i < finer.size(); i += 2) {
            const Bounds& other = i + 1 < finer.size() ? finer[i + 1] : finer[i];
            wider.push_back({std::min(finer[i].min, other.min), std::max(finer[i].max, other.max)});
        }
        levels_.push_back(std::move(wider));
    }
}

size_t ValueCurve::sample_at(int64_t ns) const {
    size_t low = 0, count = counter_->samples.size();
    while (count > 0) {
        const size_t half = count / 2;
        const bool before = counter_->samples[low + half].at.ns <= ns;
        if (before) low += half + 1;
        count = before ? count - half - 1 : half;
    }
    return low == 0 ? 0 : low - 1;
}

// Combines the widest sums that lie within the range.
ValueCurve::Bounds ValueCurve::bounds(size_t first, size_t last) const {
    Bounds all{counter_->samples[first].value, counter_->samples[first].value};
    const auto add = [&](const Bounds& some) {
        all = {std::min(all.min, some.min), std::max(all.max, some.max)};
    };
    for (size_t i = first; i <= last;) {
        size_t level = 0, width = min_samples;
        if (i % width != 0 || i + width - 1 > last) {
            add({counter_->samples[i].value, counter_->samples[i].value});
            ++i;
            continue;
        }
        while (level + 1 < levels_.size() && i % (2 * width) == 0 && i + 2 * width - 1 <= last) ++level, width *= 2;
        add(levels_[level][i / width]);
        i += width;
    }
    return all;
}

void ValueCurve::parts(const Viewport& viewport, const Grid& grid, std::vector<Part>& parts) const {
    parts.clear();
    const auto& samples = counter_->samples;
    const auto put = [&](const Part& part) {
        if (part.end_ns <= part.begin_ns) return;
        const bool goes_on = !parts.empty() && part.min == part.max && parts.back().min == part.min &&
                             parts.back().max == part.max;
        if (goes_on) parts.back().end_ns = part.end_ns;
        else parts.push_back(part);
    };
    const int64_t from = std::max(samples.front().at.ns, grid.start_of(grid.cell_of(viewport.begin.ns))),
                  until = std::min(end_ns_, viewport.end.ns);
    size_t a = sample_at(from);
    for (int64_t number = grid.cell_of(from); grid.start_of(number) < until; ++number) {
        const int64_t begin = std::max(from, grid.start_of(number)), end = std::min(end_ns_, grid.start_of(number + 1));
        // Finds the last sample in the cell.
        size_t b = a;
        while (b + 1 < samples.size() && b - a <= exact_changes && samples[b + 1].at.ns < end) ++b;
        if (b - a <= exact_changes) {
            for (size_t i = a; i <= b; ++i)
                put({std::max(begin, samples[i].at.ns), i < b ? samples[i + 1].at.ns : end, samples[i].value,
                     samples[i].value, samples[i].value});
        } else {
            b = sample_at(end - 1);
            const Bounds all = bounds(a, b);
            put({begin, end, all.min, all.max, samples[b].value});
        }
        // A long time without a change follows.
        if (b + 1 == samples.size() || samples[b + 1].at.ns > grid.start_of(number + 2)) {
            const int64_t next = b + 1 < samples.size() ? grid.cell_of(samples[b + 1].at.ns) : grid.cell_of(until) + 1;
            put({end, std::min(end_ns_, grid.start_of(next)), samples[b].value, samples[b].value, samples[b].value});
            number = std::max(number, next - 1);
        }
        a = b;
    }
}

std::optional<ValueCurve::Part> ValueCurve::cell(const Grid& grid, int64_t number) const {
    const auto& samples = counter_->samples;
    const int64_t begin = std::max(samples.front().at.ns, grid.start_of(number)),
                  end = std::min(end_ns_, grid.start_of(number + 1));
    if (end < begin || begin > end_ns_) return {};
    const size_t a = sample_at(begin), b = sample_at(std::max(begin, end - 1));
    const Bounds all = bounds(a, b);
    return Part{begin, end, all.min, all.max, samples[b].value};
}

}  // namespace chart
