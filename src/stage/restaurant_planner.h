#pragma once

// Puts the plan of a restaurant together. Internal to stage.
//
//     restaurant_layout.cpp    where the parts are
//     restaurant.cpp           tables, zones, numbers
//     restaurant_people.cpp    waiters and guests
//     restaurant_kitchen.cpp   stoves, dishes, the bell

#include "scenario/programs.h"
#include "stage/maker.h"
#include "stage/restaurant_layout.h"

#include <optional>
#include <string>
#include <vector>

namespace stage {

class RestaurantPlanner {
public:
    RestaurantPlanner(const Run& run, const metrics::Scene& scene, const Room& room)
        : run_(run),
          scenario_(*run.scenario),
          log_(*run.log),
          scene_(scene),
          lists_(scenario_),
          layout_(lay_out_restaurant(run, scene, room)),
          make_(run, scene) {}

    Plan plan();

private:
    struct Stand {  // where a waiter is
        const metrics::ThreadNow* thread = nullptr;
        const metrics::TaskNow* now = nullptr;  // the task that it works on or is held by
        Thing thing;
        std::optional<uint32_t> table;
    };

    void caption(float x, float y, const std::string& text, float room_px, Look look = Look::plain) {
        texts_.push_back(make_.caption(x, y, text, room_px, look));
    }
    float paragraph(float x, float y, const std::string& text, float room_px, Look look = Look::plain) {
        return make_.paragraph(texts_, x, y, text, room_px, look);
    }
    void more(float x, float y, size_t count) { texts_.push_back(make_.more(x, y, count)); }

    // restaurant.cpp
    void zones();
    // Who sits where. With few tasks each has a table of its own, also before it comes and after it has left.
    void seat_tables();
    bool own_seats() const { return run_.scenes->own_tasks() <= metrics::SceneIndex::own_seats; }
    // The table at which a task, or the task that it is work of, sits now. None if it does not.
    std::optional<uint32_t> table_of(const metrics::TaskNow& now) const;
    bool at_door(const metrics::TaskNow& now) const;
    float table_x(uint32_t seat) const { return layout_.tables_grid.x(layout_.table_box, seat); }
    float table_y(uint32_t seat) const {
        return layout_.tables_grid.y(layout_.table_box, seat) - 6 * layout_.tables_grid.scale;
    }
    void tables();
    void look_of_table(Thing& table, TaskId task) const;
    void crowd_of_tables();  // of many tables: how many are in each state
    void words();

    // restaurant_people.cpp
    void place_waiters();
    void waiters();
    void crowd_of_waiters();
    static Look look_of(const metrics::TaskNow& now);
    bool serves(const metrics::TaskNow& now) const;  // a device has served the task before this step
    bool orders(const metrics::TaskNow& now) const;  // a device will serve it at this step or later
    bool brings(const metrics::TaskNow& now) const;  // the step before this one used a device
    // The longest words that fit.
    std::string label_of(const metrics::TaskNow& now, float room, float size) const;
    void guests();

    // restaurant_kitchen.cpp
    void kitchen_head(uint32_t i);
    void stoves();
    std::optional<uint32_t> kitchen_of(const metrics::TaskNow& now) const;
    // The reason of the span of the same task that ended where this one begins.
    trace::Reason reason_before(const metrics::TaskNow& now) const;
    void dishes();
    void orders_in_line();
    const metrics::DeviceNow* device_of(const Kitchen& kitchen) const;
    // Dishes of tasks side by side, as many as there is room for. There are `all` of them, which may be more.
    void row_of_dishes(const std::vector<uint32_t>& tasks, size_t all, float x0, float x1, float y, Look look);
    void on_the_counter();  // dishes that are ready and that no waiter has fetched yet
    void on_the_way();      // dishes that waiters carry
    void bell();

    const Run& run_;
    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    const metrics::Scene& scene_;
    scenario::StepLists lists_;
    RestaurantLayout layout_;
    ThingMaker make_;
    Plan plan_;
    std::vector<TaskId> sitting_;  // by table: who sits there now, or sat there last
    std::vector<Stand> stands_;
    std::vector<uint32_t> fetched_;  // in Scene::tasks: those whose dish is on the counter
    // From the back to the front.
    std::vector<Thing> ground_, furniture_, trails_, moving_, people_, carried_, texts_;
};

}  // namespace stage
