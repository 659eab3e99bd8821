#include "chart/fleet.h"

#include <algorithm>
#include <cmath>

namespace chart {

namespace {

constexpr float line_px = 3;

// Draws dashes from x0 to x1, one in every `period`, at positions that are fixed in the picture.
void add_dashes(float x0, float x1, float y0, float y1, float dash, float period, Surface surface,
                std::vector<Box>& boxes) {
    for (float x = std::floor(x0 / period) * period; x < x1; x += period)
        if (std::min(x1, x + dash) > std::max(x0, x))
            boxes.push_back({std::max(x0, x), y0, std::min(x1, x + dash), y1, surface});
}

}  // namespace

void lay_out_server(const trace::Log& log, uint32_t server, const Viewport& viewport, const RowBox& row,
                    std::vector<Box>& boxes) {
    const bool alone = row.level_row == no_level_row;
    const float left = viewport.left_px, right = left + viewport.width_px;
    const float middle = (row.y0 + row.y1) / 2, half = std::min(line_px, row.y1 - row.y0) / 2;
    const auto x_of = [&](Time t) { return std::clamp(viewport.x_of(t), left, right); };
    for (const trace::Server& life : log.servers) {
        if (life.number != server) continue;
        const Time end = life.stopped.value_or(log.end), drains = life.draining.value_or(end);
        add_dashes(x_of(life.ordered), x_of(std::min(life.up, end)), row.y0 + 1, row.y1 - 1, 2, 6, Surface::boot,
                   boxes);
        const float up = x_of(life.up), until = x_of(drains);
        if (alone && until > up) boxes.push_back({up, middle - half, until, middle + half, Surface::up});
        add_dashes(until, x_of(end), middle - half, middle + half, 4, 8, Surface::drains, boxes);
    }
}

}  // namespace chart
