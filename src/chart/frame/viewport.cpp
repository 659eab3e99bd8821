#include "chart/frame/viewport.h"

#include <algorithm>
#include <cmath>

namespace chart {

namespace {

constexpr int64_t shortest_ns = 100;

// Returns a viewport whose `begin` is as close to the wanted time as 0..limit allows.
Viewport placed(Viewport viewport, double begin_ns, int64_t span_ns, Time limit) {
    const int64_t last = std::max<int64_t>(0, limit.ns - span_ns);
    const double clamped = std::clamp(begin_ns, 0.0, double(last));
    viewport.begin.ns = std::clamp<int64_t>(std::llround(clamped), 0, last);
    viewport.end.ns = viewport.begin.ns + span_ns;
    return viewport;
}

}  // namespace

Time Viewport::time_at(float x_px) const {
    return begin + Time{std::llround(double(x_px - left_px) * ns_per_px())};
}

std::string Viewport::label(Time t) const { return time_label(t, 4 * ns_per_px()); }

Viewport Viewport::zoomed(double factor, float at_px, Time limit) const {
    const double old_span = double((end - begin).ns);
    const int64_t longest = std::max(shortest_ns, limit.ns);
    const double wanted = std::clamp(old_span * factor, double(shortest_ns), double(longest));
    const int64_t span = std::clamp<int64_t>(std::llround(wanted), shortest_ns, longest);
    const double share = double(at_px - left_px) / width_px;
    return placed(*this, double(begin.ns) + share * (old_span - double(span)), span, limit);
}

Viewport Viewport::panned(double px, Time limit) const {
    const int64_t span = std::clamp((end - begin).ns, shortest_ns, std::max(shortest_ns, limit.ns));
    return placed(*this, double(begin.ns) + px * ns_per_px(), span, limit);
}

}  // namespace chart
