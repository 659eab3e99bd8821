#include "chart/strip.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chart {

namespace {

using Heights = std::array<double, 3>;  // levels, or means of levels
constexpr std::array<Surface, 3> surfaces = {Surface::concurrency, Surface::asynchrony, Surface::parallelism};
using Order = std::array<size_t, 3>;

// From the highest to the lowest: drawn in this order none is hidden.
Order order_of(const Heights& heights) {
    Order order = {0, 1, 2};
    std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return heights[a] > heights[b]; });
    return order;
}

// Neighbours of equal height are joined, as long as the order stays.
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

Heights heights_of(const metrics::Level& level) {
    return {double(level.concurrency), double(level.asynchrony), double(level.parallelism)};
}

}  // namespace

bool lay_out_strip(const metrics::Levels& levels, const Viewport& viewport, const StripPlace& place,
                   std::vector<Box>& boxes) {
    if (levels.size() < 2) return false;
    const int64_t shortest_exact = std::max<int64_t>(1, int64_t(std::ceil(2 * viewport.ns_per_px())));
    int shift = 0;
    while (shift < 61 && std::ldexp(1.0, shift + 1) <= 1.5 * viewport.ns_per_px()) ++shift;
    const int64_t cell_ns = int64_t(1) << shift;
    const int64_t from = viewport.begin.ns >> shift << shift;
    const int64_t to = (viewport.end.ns >> shift << shift) + cell_ns;

    Areas areas(viewport, place, boxes);
    Heights sum = {};
    int64_t begin = 0, end = 0;  // of what is summed up, within one cell
    bool folded = false;
    const auto close = [&] {
        const double length = double(end - begin);
        if (length > 0) areas.add(begin, end, {sum[0] / length, sum[1] / length, sum[2] / length});
        sum = {};
        begin = end;
    };
    auto next = std::upper_bound(levels.begin(), levels.end(), from,
                                 [](int64_t ns, const metrics::Level& level) { return ns < level.from.ns; });
    if (next == levels.begin()) return false;
    for (; next != levels.end(); ++next) {
        const metrics::Level& level = *(next - 1);
        if (level.from.ns >= to) break;
        int64_t a = level.from.ns;
        const int64_t b = next->from.ns;
        if (b - a >= shortest_exact) {
            close();
            areas.add(a, b, heights_of(level));
            begin = end = b;
            continue;
        }
        folded = true;
        a = std::max(a, from);
        if (a != end) begin = end = a;  // the first one
        while (a < b) {
            const int64_t cell_end = (a >> shift << shift) + cell_ns;
            const int64_t part_end = std::min(b, cell_end);
            const Heights heights = heights_of(level);
            for (size_t i = 0; i < 3; ++i) sum[i] += heights[i] * double(part_end - a);
            a = end = part_end;
            if (end == cell_end) close();
        }
    }
    close();
    areas.flush();
    return folded;
}

}  // namespace chart
