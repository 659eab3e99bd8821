#include "view/scene/minimap.h"

#include <algorithm>
#include <cmath>

namespace view {

namespace {

constexpr float edge_px = 6;
constexpr float narrowest_px = 8;  // minimum width of the window

}  // namespace

Time Map::time_at(float x_px) const {
    return Time{int64_t(double(limit.ns) * double(x_px - x0) / double(x1 - x0))};
}

bool Map::has(float x_px, float y_px) const {
    return x_px >= x0 - edge_px && x_px < x1 + edge_px && y_px >= y0 && y_px < y1;
}

std::pair<float, float> Map::window(const chart::Viewport& viewport) const {
    const float a = x_of(viewport.begin), b = x_of(std::min(viewport.end, limit));
    if (b - a >= narrowest_px) return {a, b};
    const float middle = std::clamp((a + b) / 2, x0 + narrowest_px / 2, x1 - narrowest_px / 2);
    return {middle - narrowest_px / 2, middle + narrowest_px / 2};
}

MapPart Map::part_at(float x_px, const chart::Viewport& viewport) const {
    const auto [a, b] = window(viewport);
    const float inner = std::min(edge_px, (b - a) / 4);
    if (x_px >= a - edge_px && x_px < a + inner) return MapPart::begin;
    if (x_px > b - inner && x_px <= b + edge_px) return MapPart::end;
    return x_px >= a && x_px <= b ? MapPart::inside : MapPart::outside;
}

std::optional<Map> map_of(const chart::Viewport& viewport, const session::State& state, Time limit, float room_px) {
    if (state.end.ns <= 0 || limit.ns <= 0 || room_px < 3 * map_room_px) return {};
    return Map{viewport.left_px, viewport.left_px + viewport.width_px, room_px - map_room_px + 8, room_px - 6, limit};
}

MapColumns map_columns(const metrics::Levels& levels, Time limit, Time until, size_t count) {
    MapColumns columns;
    columns.parallelism.assign(count, 0);
    columns.concurrency.assign(count, 0);
    if (limit.ns <= 0 || count == 0) return columns;
    const double column_ns = double(limit.ns) / double(count);
    for (size_t i = 0; i + 1 < levels.size(); ++i) {
        const metrics::LevelStep& level = levels[i];
        if (level.from >= until) break;
        if (level.concurrency == 0 && level.parallelism == 0) continue;
        const double from = double(level.from.ns) / column_ns,
                     to = double(std::min(levels[i + 1].from, until).ns) / column_ns;
        for (size_t c = size_t(from); c < count && double(c) < to; ++c) {
            const double part = std::min(to, double(c + 1)) - std::max(from, double(c));
            columns.parallelism[c] += float(part * level.parallelism);
            columns.concurrency[c] += float(part * level.concurrency);
        }
    }
    for (std::vector<float>* all : {&columns.parallelism, &columns.concurrency}) {
        const float max = all->empty() ? 0 : *std::max_element(all->begin(), all->end());
        if (max > 0)
            for (float& value : *all) value /= max;
    }
    return columns;
}

}  // namespace view
