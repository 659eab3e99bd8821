#include "chart/rows/strip.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chart {

namespace {

using Heights = std::array<double, 3>;  // levels, or means of levels
constexpr ptrdiff_t max_steps_a_cell = 8;  // the number of steps that are walked one by one
constexpr std::array<Surface, 3> surfaces = {Surface::concurrency, Surface::asynchrony, Surface::parallelism};
using Order = std::array<size_t, 3>;

// From the highest to the lowest: drawn in this order, none is hidden.
Order order_of(const Heights& heights) {
    Order order = {0, 1, 2};
    const auto compare = [&](size_t a, size_t b) {
        if (heights[order[b]] > heights[order[a]]) std::swap(order[a], order[b]);
    };
    compare(0, 1);
    compare(1, 2);
    compare(0, 1);
    return order;
}

// Neighbours of equal height are joined while the order is the same.
class Areas {
public:
    Areas(const Viewport& viewport, const StripPlace& place, std::vector<Box>& boxes)
        : viewport_(viewport), place_(place), boxes_(boxes) {}

    void add(int64_t begin_ns, int64_t end_ns, const Heights& heights) {
        const Order order = order_of(heights);
        if (order != order_) flush();
        order_ = order;
        const float left = viewport_.left_px;
        const float x0 = std::max(left, viewport_.x_of({begin_ns}));
        const float x1 = std::min(left + viewport_.width_px, viewport_.x_of({end_ns}));
        if (x1 <= x0) return;
        for (size_t i = 0; i < 3; ++i) {
            if (heights[i] <= 0) continue;
            const double share = std::min(1.0, std::sqrt(heights[i] / place_.highest));
            const float y0 = place_.y1 - float(share) * (place_.y1 - place_.y0);
            std::vector<Box>& layer = layers_[i];
            if (!layer.empty() && layer.back().x1 == x0 && layer.back().y0 == y0) layer.back().x1 = x1;
            else layer.push_back({x0, y0, x1, place_.y1, surfaces[i]});
        }
    }

    void flush() {
        for (size_t i : order_) {
            boxes_.insert(boxes_.end(), layers_[i].begin(), layers_[i].end());
            layers_[i].clear();
        }
    }

private:
    const Viewport& viewport_;
    const StripPlace& place_;
    std::vector<Box>& boxes_;
    Order order_ = {0, 1, 2};
    std::array<std::vector<Box>, 3> layers_;
};

Heights heights_of(const metrics::LevelStep& level) {
    return {double(level.concurrency), double(level.asynchrony), double(level.parallelism)};
}

// Means over cells: consecutive parts are added, and whole cells, or the last one, are taken out.
class Means {
public:
    Means(int shift, Areas& areas) : shift_(shift), areas_(areas) {}

    void add(int64_t a, int64_t b, const Heights& heights) {
        while (a < b) {
            if (begin_ == end_) begin_ = end_ = a;
            const int64_t cell_end = ((a >> shift_) + 1) << shift_;
            const int64_t part_end = std::min(b, cell_end);
            for (size_t i = 0; i < 3; ++i) sum_[i] += heights[i] * double(part_end - a);
            a = end_ = part_end;
            if (end_ == cell_end) close();
        }
    }

    void close() {
        const double length = double(end_ - begin_);
        if (length > 0) areas_.add(begin_, end_, {sum_[0] / length, sum_[1] / length, sum_[2] / length});
        sum_ = {};
        begin_ = end_;
    }

private:
    const int shift_;
    Areas& areas_;
    Heights sum_ = {};
    int64_t begin_ = 0, end_ = 0;
};

}  // namespace

bool lay_out_strip(const metrics::Levels& levels, const LevelSums* sums, const Viewport& viewport,
                   const StripPlace& place, std::vector<Box>& boxes) {
    int shift = 0;
    while (shift < 61 && std::ldexp(1.0, shift + 1) <= 1.5 * viewport.ns_per_px()) ++shift;
    const int64_t cell_ns = int64_t(1) << shift;
    const auto cell_start = [&](int64_t ns) { return ns >> shift << shift; };
    const auto is_short = [&](size_t i) {  // is level i, from levels[i] to levels[i + 1], short?
        return i + 1 < levels.size() && (levels[i + 1].from - levels[i].from).ns < 3 * cell_ns && shift > 0;
    };
    const int64_t from = cell_start(viewport.begin.ns);
    const int64_t to = cell_start(viewport.end.ns) + cell_ns;

    Areas areas(viewport, place, boxes);
    Means means(shift, areas);
    bool folded = false;
    const auto next = std::upper_bound(levels.begin(), levels.end(), from,
                                       [](int64_t ns, const metrics::LevelStep& level) { return ns < level.from.ns; });
    size_t i = size_t(next - levels.begin());
    if (i > 0) --i;
    if (sums && sums->has(shift)) {
        const auto last =
            std::lower_bound(levels.begin(), levels.end(), to,
                             [](const metrics::LevelStep& level, int64_t ns) { return level.from.ns < ns; });
        if (last - levels.begin() - ptrdiff_t(i) > max_steps_a_cell * ((to - from) >> shift)) {
            for (int64_t cell = from >> shift; cell < to >> shift; ++cell) {
                const LevelSums::Means mean = sums->mean(shift, cell);
                areas.add(cell << shift, (cell + 1) << shift, {double(mean[0]), double(mean[1]), double(mean[2])});
            }
            areas.flush();
            return true;
        }
    }
    for (; i + 1 < levels.size() && levels[i].from.ns < to; ++i) {
        const int64_t a = levels[i].from.ns;
        const int64_t b = levels[i + 1].from.ns;
        const Heights heights = heights_of(levels[i]);
        if (is_short(i)) {
            folded = true;
            means.add(std::max(a, from), b, heights);
            continue;
        }
        // A cell into which a short level reaches becomes a mean as a whole.
        const int64_t exact_a = i > 0 && is_short(i - 1) ? cell_start(a - 1) + cell_ns : a;
        const int64_t exact_b = is_short(i + 1) ? cell_start(b) : b;
        means.add(std::max(a, from), exact_a, heights);
        means.close();
        areas.add(exact_a, exact_b, heights);
        means.add(std::max(exact_b, from), b, heights);
    }
    means.close();
    areas.flush();
    return folded;
}

}  // namespace chart
