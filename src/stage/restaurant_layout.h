#pragma once

// Where the parts of a restaurant are. This depends on the run and the room only, so that nothing jumps while the run
// is played. Internal to stage.

#include "base/ids.h"
#include "metrics/scene.h"
#include "stage/grid.h"
#include "stage/run.h"

#include <vector>

namespace stage {

constexpr float table_px = 90, table_rest_px = 16;    // a cell of the dining room at scale 1, and the words below it
constexpr float waiter_px = 54, waiter_rest_px = 20;  // the height of a waiter in the pass, and the words below
constexpr float guest_px = 36;

// A device, or the device of one server.
struct Kitchen {
    DeviceId device;
    uint32_t server = metrics::nowhere;
    uint32_t stoves = 0;  // that are drawn
    bool line = false;    // tasks may have to wait for it
    Box box, stove_box;
    Grid grid;         // of the stoves
    float line_y = 0;  // the middle of the orders that wait
};

struct RestaurantLayout {
    float width = 0, height = 0;
    bool narrow = false;                             // the parts lie below each other
    bool many_tables = false, many_waiters = false;  // only their numbers are shown
    uint32_t tables = 0, waiters = 0;
    Box door, dining, pass, kitchen, bell;
    Box table_box, waiter_box;
    Grid tables_grid, waiters_grid;
    std::vector<Kitchen> kitchens;
    size_t more_kitchens = 0;  // that are not drawn
    float counter_y = 0;       // the middle of the dishes that are ready
};

RestaurantLayout lay_out_restaurant(const Run& run, const metrics::Scene& scene, const Room& room);

}  // namespace stage
