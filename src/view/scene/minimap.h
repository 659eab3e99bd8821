#pragma once

// The map: the whole of the run in focus in a strip below the lanes, with a window that marks the
// view. It is there while the view does not show everything. Pixels are measured from the top left of the view.

#include "chart/layout.h"
#include "session/state.h"
#include "view/scene/look.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace view {

constexpr float map_room_px = 40;  // its height below the lanes

enum class MapPart : uint8_t { outside, inside, begin, end };

struct Map {
    float x0 = 0, x1 = 1, y0 = 0, y1 = 0;
    Time limit;  // the time at x1

    float x_of(Time t) const { return x0 + (x1 - x0) * float(double(t.ns) / double(limit.ns)); }
    Time time_at(float x_px) const;
    bool has(float x_px, float y_px) const;
    std::pair<float, float> window(const chart::Viewport& viewport) const;  // never too narrow to be dragged
    // The part of the window at x; its edges can be dragged from a little beside them.
    MapPart part_at(float x_px, const chart::Viewport& viewport) const;
};

// Returns nothing while everything is shown, or if there is no room for it.
std::optional<Map> map_of(const chart::Viewport& viewport, const session::State& state, Time limit, float room_px);

// What the map shows of a run: means over columns of equal length, 0 to 1 of the maximum. Nothing is shown after
// `until`.
struct MapColumns {
    std::vector<float> parallelism, concurrency;
};
MapColumns map_columns(const metrics::Levels& levels, Time limit, Time until, size_t columns);

}  // namespace view
