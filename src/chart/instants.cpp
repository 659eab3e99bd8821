#include "chart/instants.h"

#include <cmath>

namespace chart {

namespace {

constexpr float apart_px = 3, tick_px = 2;

using Instants = Chunks<trace::Instant>;

}  // namespace

void lay_out_instants(const trace::Log& log, ThreadId thread, const Viewport& viewport, const RowBox& row,
                      std::vector<Box>& boxes) {
    if (!log.recording) return;
    const Instants& instants = log.recording->instants;
    const Time apart = nsec(std::max<int64_t>(1, int64_t(std::ceil(viewport.ns_per_px() * double(apart_px)))));
    for (size_t i = trace::first_instant(instants, thread, viewport.begin);
         i < instants.size() && instants[i].thread == thread && instants[i].at <= viewport.end;
         i = trace::first_instant(instants, thread, instants[i].at + apart)) {
        const float x = viewport.x_of(instants[i].at);
        boxes.push_back({x, row.y0 - instant_px, x + tick_px, row.y0 - 1, Surface::instant});
    }
}

std::optional<uint32_t> instant_at(const trace::Log& log, ThreadId thread, const Viewport& viewport, float x_px) {
    if (!log.recording) return {};
    const Instants& instants = log.recording->instants;
    const Time reach = nsec(int64_t(std::ceil(viewport.ns_per_px() * double(instant_px)))), at = viewport.time_at(x_px);
    std::optional<uint32_t> nearest;
    float best = instant_px;
    // There may be many instants: takes the nearest at or after the pointer, and the last before it.
    const size_t next = trace::first_instant(instants, thread, at);
    for (size_t i = next > 0 ? next - 1 : next; i < std::min(instants.size(), next + 1); ++i) {
        if (instants[i].thread != thread || instants[i].at < at - reach) continue;
        const float away = std::abs(viewport.x_of(instants[i].at) - x_px);
        if (away >= best) continue;
        best = away;
        nearest = uint32_t(i);
    }
    return nearest;
}

}  // namespace chart
