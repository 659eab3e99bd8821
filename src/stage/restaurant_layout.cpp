#include "stage/restaurant_layout.h"

#include "stage/restaurant.h"

#include <algorithm>

namespace stage {

namespace {

constexpr float margin_px = 12, gap_px = 8;
constexpr float narrow_restaurant_px = 440;  // below it, the parts lie below each other
constexpr uint32_t max_kitchens = 6, max_stoves = 60;

class RestaurantSurveyor {
public:
    RestaurantSurveyor(const Run& run, const metrics::Scene& scene, const Room& room)
        : run_(run), scenario_(*run.scenario), scene_(scene), room_(room) {}

    RestaurantLayout take() {
        lay_out();
        return std::move(layout_);
    }

private:
    void find_kitchens() {
        for (const metrics::DeviceNow& device : scene_.devices) {
            const uint32_t uses = run_.scenes->device_slots(device.device);
            if (uses == 0) continue;
            if (layout_.kitchens.size() == max_kitchens) {
                ++layout_.more_kitchens;
                continue;
            }
            const scenario::Device& what = scenario_.devices[device.device.index];
            Kitchen kitchen;
            kitchen.device = device.device;
            kitchen.server = device.server;
            kitchen.line = what.capacity > 0;
            const uint32_t wanted = what.capacity > 0 && what.discipline != scenario::Discipline::sharing
                                        ? uint32_t(std::min<int64_t>(what.capacity, max_stoves))
                                        : std::max(4u, uses + uses % 2);
            kitchen.stoves = std::min(wanted, max_stoves);
            layout_.kitchens.push_back(kitchen);
        }
        const uint32_t most = std::max(6u, max_stoves / std::max(1u, uint32_t(layout_.kitchens.size())));
        for (Kitchen& kitchen : layout_.kitchens) kitchen.stoves = std::min(kitchen.stoves, most);
    }

    // Places the kitchens below each other in a box of that width; returns the height that they need.
    float stack_kitchens(float x0, float x1, float y0, float wanted) {
        const float head = 42, line = 26;
        float fixed = 0;
        uint32_t rows = 0;
        for (const Kitchen& kitchen : layout_.kitchens) {
            fixed += head + (kitchen.line ? line : 0);
            rows += (kitchen.stoves + 1) / 2;
        }
        const float each = std::max(0.0f, wanted - fixed) / float(std::max(1u, rows));  // height for a row of two
        float y = y0;
        for (Kitchen& kitchen : layout_.kitchens) {
            const float room = each * float((kitchen.stoves + 1) / 2);
            const float width = x1 - x0 - 12;
            kitchen.grid = grid_for(kitchen.stoves, width, room, 66, 58, 0.5f);
            if (kitchen.grid.columns == 1 && kitchen.stoves > 1 && width / 2 >= 40) {
                const float scale = std::min(kitchen.grid.scale, width / 2 / 66);
                kitchen.grid = {2, (kitchen.stoves + 1) / 2, width / 2, 58 * scale, scale};
            }
            kitchen.grid.across = std::min(kitchen.grid.across, 70 * kitchen.grid.scale);
            kitchen.grid.down = 58 * kitchen.grid.scale;
            kitchen.box = {x0, y, x1, y};
            kitchen.stove_box = {x0 + 6, y + head, x1 - 6, y + head + kitchen.grid.height()};
            y = kitchen.stove_box.y1;
            if (kitchen.line) {
                kitchen.line_y = y + line / 2;
                y += line;
            }
            kitchen.box.y1 = y;
        }
        return y - y0;
    }

    void lay_out() {
        find_kitchens();
        layout_.width = std::max(200.0f, room_.width_px);
        layout_.narrow = layout_.width < narrow_restaurant_px;
        layout_.many_tables = run_.scenes->seats() > max_tables;
        layout_.many_waiters = run_.scenes->thread_slots() > max_waiters;
        layout_.tables = layout_.many_tables ? 12 : std::max(1u, run_.scenes->seats());
        layout_.waiters = layout_.many_waiters ? 5 : std::max(1u, run_.scenes->thread_slots());
        if (layout_.narrow) lay_out_narrow();
        else lay_out_wide();
    }

    void lay_out_wide() {
        const float w = layout_.width, scale = std::clamp(w / 620, 0.8f, 1.25f);
        const float door = 66 * scale;
        const uint32_t waiter_columns = layout_.many_waiters || layout_.waiters <= 8 ? 1 : 2;
        const float pass = (waiter_columns == 1 ? 84 : 124) * std::min(1.0f, scale);
        const float kitchen = std::clamp(w * 0.26f, 128.0f, 220.0f);
        const float dining = w - 2 * margin_px - door - pass - kitchen - 3 * gap_px;
        float height = std::max(room_.min_height_px, 300.0f) - 2 * margin_px;
        const float bell = 96, head = 30;
        // the parts that cannot shrink make the picture higher
        Grid tables =
            grid_for(layout_.tables, dining, height - head, table_px, table_px - table_rest_px, 0.45f, table_rest_px);
        if (tables.columns == 1 && layout_.tables > 1)
            tables = grid_for(layout_.tables, dining, height - head, table_px, table_px - table_rest_px, 0.45f,
                              table_rest_px);
        Grid waiters = grid_for(1, pass / float(waiter_columns), 1000, 60, waiter_px, 0.5f, waiter_rest_px);
        waiters.columns = waiter_columns;
        waiters.rows = (layout_.waiters + waiter_columns - 1) / waiter_columns;
        waiters.scale = std::clamp(((height - head) / float(waiters.rows) - waiter_rest_px) / waiter_px, 0.5f, 1.0f);
        waiters.scale = std::min(waiters.scale, pass / float(waiter_columns) / 44);
        waiters.across = pass / float(waiter_columns);
        waiters.down = waiter_px * waiters.scale + waiter_rest_px;
        height = std::max({height, tables.height() + head, waiters.height() + head});
        const float x_kitchen = w - margin_px - kitchen;
        const float used = stack_kitchens(x_kitchen, w - margin_px, margin_px, height - bell);
        height = std::max(height, used + bell);
        layout_.height = height + 2 * margin_px;
        const float y0 = margin_px, y1 = margin_px + height;
        layout_.door = {margin_px, y0, margin_px + door, y1};
        layout_.dining = {layout_.door.x1 + gap_px, y0, layout_.door.x1 + gap_px + dining, y1};
        layout_.pass = {layout_.dining.x1 + gap_px, y0, layout_.dining.x1 + gap_px + pass, y1};
        layout_.kitchen = {x_kitchen, y0, w - margin_px, y1};
        layout_.table_box = {layout_.dining.x0, y0 + head, layout_.dining.x1, y1};
        layout_.tables_grid = tables;
        layout_.tables_grid.down =
            std::min((y1 - y0 - head) / float(tables.rows), (table_px + 8) * tables.scale + table_rest_px);
        layout_.waiter_box = {layout_.pass.x0, y0 + head, layout_.pass.x1, y1};
        layout_.waiters_grid = waiters;
        layout_.bell = {layout_.kitchen.x0, y1 - 62, layout_.kitchen.x1, y1};
        layout_.counter_y = y1 - 78;
    }

    void lay_out_narrow() {
        const float x0 = margin_px, x1 = layout_.width - margin_px, width = x1 - x0;
        float y = margin_px;
        layout_.door = {x0, y, x1, y + 50};
        y = layout_.door.y1 + gap_px;
        // Tables as large as three, four or more in a row allow.
        const float wanted = layout_.tables <= 12 ? 78.0f : layout_.tables <= 30 ? 62.0f : 48.0f;
        const uint32_t columns = std::clamp(uint32_t(width / wanted), 1u, std::max(1u, layout_.tables));
        const float scale_of_tables = std::min(1.0f, width / float(columns) / table_px);
        layout_.tables_grid = {columns, (layout_.tables + columns - 1) / columns,
                               std::min(width / float(columns), table_px * 1.25f),
                               (table_px - table_rest_px + 6) * scale_of_tables + table_rest_px, scale_of_tables};
        layout_.dining = {x0, y, x1, y + 26 + layout_.tables_grid.height() + 4};
        layout_.table_box = {x0, y + 26, x1, layout_.dining.y1 - 4};
        y = layout_.dining.y1 + gap_px;
        const uint32_t each =
            layout_.many_waiters ? 2 : std::max(1u, uint32_t(width / (layout_.waiters > 8 ? 50.0f : 74.0f)));
        const float pitch = width / float(std::min(each, layout_.waiters));
        const float scale = layout_.waiters > 8 && !layout_.many_waiters ? 0.62f : 0.85f;
        layout_.waiters_grid = {std::min(each, layout_.waiters), (layout_.waiters + each - 1) / each,
                                std::min(pitch, layout_.many_waiters ? 130.0f : 90.0f),
                                waiter_px * scale + waiter_rest_px, scale};
        layout_.pass = {x0, y, x1, y + layout_.waiters_grid.height() + 6};
        layout_.waiter_box = {x0, y + 3, x1, layout_.pass.y1 - 3};
        y = layout_.pass.y1 + gap_px;
        uint32_t rows_of_two = 0;
        for (const Kitchen& kitchen : layout_.kitchens) rows_of_two += (kitchen.stoves + 4) / 5;
        const float used =
            stack_kitchens(x0, x1, y, 68.0f * float(layout_.kitchens.size()) + 44.0f * float(rows_of_two));
        layout_.kitchen = {x0, y, x1, y + used + 92};
        layout_.bell = {x0, layout_.kitchen.y1 - 60, x1, layout_.kitchen.y1};
        layout_.counter_y = layout_.kitchen.y1 - 76;
        layout_.height = layout_.kitchen.y1 + margin_px;
    }

    const Run& run_;
    const scenario::Scenario& scenario_;
    const metrics::Scene& scene_;
    const Room& room_;
    RestaurantLayout layout_;
};

}  // namespace

RestaurantLayout lay_out_restaurant(const Run& run, const metrics::Scene& scene, const Room& room) {
    return RestaurantSurveyor(run, scene, room).take();
}

}  // namespace stage
