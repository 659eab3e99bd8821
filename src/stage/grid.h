#pragma once

// Places for things of one size, in rows and columns. Internal to stage.

#include <algorithm>
#include <cstdint>

namespace stage {

struct Box {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    float width() const { return x1 - x0; }
    float height() const { return y1 - y0; }
    float middle_x() const { return (x0 + x1) / 2; }
    float middle_y() const { return (y0 + y1) / 2; }
};

struct Grid {
    uint32_t columns = 1, rows = 1;
    float across = 1, down = 1;  // from one place to the next
    float scale = 1;

    float height() const { return float(rows) * down; }
    float x(const Box& box, uint32_t i) const {
        const float left = box.middle_x() - across * float(columns) / 2;
        return left + across * (float(i % columns) + 0.5f);
    }
    float y(const Box& box, uint32_t i) const { return box.y0 + down * (float(i / columns) + 0.5f); }
};

// `count` cells of width x height at scale 1, as large as they can be in the box: at most `max_scale`, and at least
// `min_scale`, where the grid may become higher than the box. `rest` is a part of the height that is not scaled.
inline Grid grid_for(uint32_t count, float box_width, float box_height, float width, float height, float min_scale,
                     float rest = 0, float max_scale = 1) {
    Grid best;
    best.scale = 0;
    count = std::max(1u, count);
    for (uint32_t columns = 1; columns <= count; ++columns) {
        const uint32_t rows = (count + columns - 1) / columns;
        const float scale =
            std::min({max_scale, box_width / (float(columns) * width), (box_height / float(rows) - rest) / height});
        if (scale > best.scale + 0.001f) best = {columns, rows, 0, 0, scale};
    }
    if (best.scale < min_scale) {
        best.scale = min_scale;
        best.columns = std::clamp(uint32_t(box_width / (width * min_scale)), 1u, count);
        best.rows = (count + best.columns - 1) / best.columns;
        best.scale = std::min(min_scale, box_width / (float(best.columns) * width));
    }
    best.across = std::min(box_width / float(best.columns), width * 1.25f * std::max(1.0f, best.scale));
    best.down = std::max(height * best.scale + rest,
                         std::min(box_height / float(best.rows), height * 1.1f * std::max(1.0f, best.scale) + rest));
    return best;
}

}  // namespace stage
