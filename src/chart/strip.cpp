#include "chart/strip.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace chart {

namespace {

struct Heights {  // levels or means of levels
    double concurrency = 0, parallelism = 0, asynchrony = 0;
    bool operator==(const Heights&) const = default;
};

// Areas of equal height are joined.
class Areas {
public:
    Areas(const Viewport& viewport, const StripPlace& place, std::vector<Box>& boxes)
        : viewport_(viewport), place_(place), boxes_(boxes) {}

    void add(int64_t begin_ns, int64_t end_ns, const Heights& heights) {
        if (heights == heights_ && begin_ns == end_ns_) {
            end_ns_ = end_ns;
            return;
        }
        flush();
        begin_ns_ = begin_ns;
        end_ns_ = end_ns;
        heights_ = heights;
    }

    void flush() {
        const float left = viewport_.left_px;
        const float right = left + viewport_.width_px;
        const float x0 = std::max(left, viewport_.x_of({begin_ns_}));
        const float x1 = std::min(right, viewport_.x_of({end_ns_}));
        if (begin_ns_ == end_ns_ || x1 <= x0) return;
        struct Area { double level; Surface surface; };
        std::array<Area, 3> areas = {{{heights_.concurrency, Surface::concurrency},
                                      {heights_.asynchrony, Surface::asynchrony},
                                      {heights_.parallelism, Surface::parallelism}}};
        // The highest at the back, so that none is hidden.
        std::stable_sort(areas.begin(), areas.end(), [](const Area& a, const Area& b) { return a.level > b.level; });
        for (const Area& area : areas) {
            if (area.level <= 0) continue;
            const double share = std::sqrt(area.level / place_.highest);
            const float height = float(std::min(1.0, share)) * (place_.y1 - place_.y0);
            boxes_.push_back({x0, place_.y1 - height, x1, place_.y1, area.surface});
        }
    }

private:
    const Viewport& viewport_;
    const StripPlace& place_;
    std::vector<Box>& boxes_;
    int64_t begin_ns_ = 0;
    int64_t end_ns_ = 0;
    Heights heights_;
};

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
    Heights sum;
    int64_t begin = 0, end = 0;  // of what is summed up, within one cell
    bool folded = false;
    const auto close = [&] {
        const double length = double(end - begin);
        if (length > 0)
            areas.add(begin, end, {sum.concurrency / length, sum.parallelism / length, sum.asynchrony / length});
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
            areas.add(a, b, {double(level.concurrency), double(level.parallelism), double(level.asynchrony)});
            begin = end = b;
            continue;
        }
        folded = true;
        a = std::max(a, from);
        if (a != end) begin = end = a;  // the first one
        while (a < b) {
            const int64_t cell_end = (a >> shift << shift) + cell_ns;
            const int64_t part_end = std::min(b, cell_end);
            const double ns = double(part_end - a);
            sum.concurrency += level.concurrency * ns;
            sum.parallelism += level.parallelism * ns;
            sum.asynchrony += level.asynchrony * ns;
            a = end = part_end;
            if (end == cell_end) close();
        }
    }
    close();
    areas.flush();
    return folded;
}

}  // namespace chart
