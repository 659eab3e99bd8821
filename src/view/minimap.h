#pragma once

// The map: the whole of the run in focus in a strip below the lanes, with a window where the view
// is. It is there while the view is not the whole. Pixels are of the room, from its top left.

#include "chart/layout.h"
#include "session/state.h"
#include "view/look.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace view {

constexpr float map_room_px = 40;  // that it takes below the lanes

enum class MapPart : uint8_t { outside, inside, begin, end };

struct Map {
    float x0 = 0, x1 = 1, y0 = 0, y1 = 0;
    Time limit;  // at x1

    float x_of(Time t) const { return x0 + (x1 - x0) * float(double(t.ns) / double(limit.ns)); }
    Time time_at(float x_px) const;
    bool has(float x_px, float y_px) const;
    std::pair<float, float> window(const chart::Viewport& viewport) const;  // never too narrow to be taken
    // Of the window; its edges are taken from a little beside them.
    MapPart part_at(float x_px, const chart::Viewport& viewport) const;
};

// None while all is shown, or there is no room for it.
std::optional<Map> map_of(const chart::Viewport& viewport, const session::State& state, Time limit, float room_px);

// What the map shows of a run: means over columns of equal length, 0 to 1 of the highest.
struct MapColumns {
    std::vector<float> parallelism, concurrency;
};
MapColumns map_columns(const metrics::Levels& levels, Time limit, size_t columns);

}  // namespace view
