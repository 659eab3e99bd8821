#include "stage/restaurant.h"

#include "chart/frame/text_width.h"
#include "stage/restaurant_planner.h"

#include <algorithm>

namespace stage {

using metrics::Doing;
using metrics::TaskNow;

Plan RestaurantPlanner::plan() {
    plan_.at = scene_.at;
    plan_.width = layout_.width;
    plan_.height = layout_.height;
    zones();
    stoves();
    seat_tables();
    tables();
    place_waiters();
    dishes();
    bell();
    guests();
    waiters();
    words();
    for (std::vector<Thing>* layer : {&ground_, &furniture_, &trails_, &moving_, &people_, &texts_})
        for (Thing& thing : *layer) plan_.things.push_back(std::move(thing));
    return std::move(plan_);
}

void RestaurantPlanner::zones() {
    Thing floor =
        ThingMaker::thing(Kind::floor, 0, layout_.width / 2, layout_.height / 2, layout_.width, layout_.height);
    ground_.push_back(floor);
    Thing door = ThingMaker::boxed(Kind::zone, 0, layout_.door);
    if (!layout_.narrow) door.text = say_plain("Door");
    door.stands = Stands::line;
    ground_.push_back(door);
    Thing dining = ThingMaker::boxed(Kind::zone, 1, layout_.dining);
    dining.look = Look::empty;
    dining.text = say_plain("Dining room");
    ground_.push_back(dining);
    if (layout_.narrow) {
        Thing pass = ThingMaker::boxed(Kind::zone, 2, layout_.pass);
        ground_.push_back(pass);
    }
    ground_.push_back(ThingMaker::boxed(Kind::zone, 3, layout_.kitchen));
    for (uint32_t i = 0; i < layout_.kitchens.size(); ++i) kitchen_head(i);
}

void RestaurantPlanner::seat_tables() {
    if (layout_.many_tables) return;
    for (uint32_t seat = 0; seat < run_.scenes->seats(); ++seat) {
        const auto sitters = run_.scenes->sitters(seat);
        const auto after = std::partition_point(sitters.begin(), sitters.end(), [&](TaskId task) {
            const trace::Task& who = log_.tasks[task.index];
            return own_seats() || (who.started && *who.started <= scene_.at);
        });
        sitting_.push_back(after == sitters.begin() ? TaskId{} : *(after - 1));
    }
}

std::optional<uint32_t> RestaurantPlanner::table_of(const TaskNow& now) const {
    if (layout_.many_tables || at_door(now)) return {};
    const uint32_t seat = run_.scenes->seat(now.root);
    if (seat >= sitting_.size() || sitting_[seat] != now.root) return {};
    return seat;
}

bool RestaurantPlanner::at_door(const TaskNow& now) const {
    if (now.root != now.task) return false;
    if (now.doing == Doing::queued) return !now.begun;
    return !now.begun && !own_seats();
}

void RestaurantPlanner::tables() {
    if (layout_.many_tables) return crowd_of_tables();
    const Grid& grid = layout_.tables_grid;
    for (uint32_t seat = 0; seat < sitting_.size(); ++seat) {
        Thing table =
            ThingMaker::thing(Kind::table, seat, table_x(seat), table_y(seat), 76 * grid.scale, 76 * grid.scale);
        table.scale = grid.scale;
        const TaskId task = sitting_[seat];
        if (task) make_.of_task(table, task);
        look_of_table(table, task);
        furniture_.push_back(table);
    }
}

void RestaurantPlanner::look_of_table(Thing& table, TaskId task) const {
    table.look = Look::empty;
    if (!task) return;
    const TaskNow* const now = scene_.of(task);
    if (!now) {
        switch (metrics::SceneIndex::state_of(log_, task, scene_.at)) {
            case Doing::completed: table.label = say_plain("left"); break;
            case Doing::rejected: table.label = say_plain("rejected"); break;
            case Doing::gave_up: table.label = say_plain("gave up"); break;
            case Doing::unfinished: table.label = say_plain("unfinished"); break;
            default: return;
        }
        table.look = Look::gone;
        return;
    }
    if (at_door(*now)) return;
    switch (now->doing) {
        case Doing::running:
        case Doing::switching:
        case Doing::sharing: table.look = Look::solid; break;
        case Doing::blocked: table.look = now->thread ? Look::ring : Look::solid; break;
        case Doing::waiting: table.look = Look::dotted; break;
        default: table.look = Look::tinted;
    }
    table.progress = progress_of(log_, *now, scene_.at);
}

void RestaurantPlanner::crowd_of_tables() {
    struct Group {
        Look look;
        size_t count;
        std::string label;
        uint8_t colour;
    };
    using trace::SpanKind;
    const metrics::SceneCounts& all = scene_.counts;
    size_t served = 0,
           held = 0;  // those that are on cores or hold a thread are always listed, unless they are very many
    for (const TaskNow& now : scene_.tasks) {
        if (now.root != now.task) continue;
        served += now.doing == Doing::running || now.doing == Doing::switching || now.doing == Doing::sharing;
        held += now.doing == Doing::blocked;
    }
    if (!scene_.whole) held = all.of(SpanKind::blocked);
    const size_t waiting = all.waiting, busy = served + held + waiting;
    const size_t ready = all.in_progress > busy ? all.in_progress - busy : 0;
    const size_t left = scene_.counts.completed;
    const Group groups[] = {{Look::solid, served, say_plain("tables are being served"), 0},
                            {Look::ring, held, say_plain("wait, and hold their waiter"), 2},
                            {Look::dotted, waiting, say_plain("wait without a waiter"), 3},
                            {Look::tinted, ready, say_plain("could go on"), 4},
                            {Look::gone, left, say_plain("have left"), 5}};
    const float pitch = std::min(70.0f, layout_.table_box.height() / 6);
    float y = layout_.table_box.y0 + pitch * 0.6f;
    const float below =
        paragraph(layout_.table_box.middle_x(), y,
                  say_plain("There are up to {n} tables at once. Of more than {max}, only the numbers are shown.",
                            {{"n", run_.scenes->seats()}, {"max", max_tables}}),
                  layout_.table_box.width() - 16);
    y = below + pitch * 0.5f;
    const float x = layout_.table_box.x0 + std::min(44.0f, layout_.table_box.width() * 0.2f);
    for (uint32_t i = 0; i < 5; ++i) {
        const Group& group = groups[i];
        Thing table = ThingMaker::thing(Kind::table, i, x, y, 40, 40);
        table.scale = 0.55f;
        table.look = group.look;
        table.colour = group.colour;
        table.progress = 0.62f;
        furniture_.push_back(table);
        Thing words = ThingMaker::thing(Kind::crowd, 10 + i, (x + 28 + layout_.table_box.x1) / 2, y,
                                        layout_.table_box.x1 - x - 28, 40);
        words.text = std::to_string(group.count);
        words.label = chart::cut_to(group.label, words.width - 4, 10.5f);
        words.look = Look::empty;
        texts_.push_back(words);
        y += pitch;
    }
}

void RestaurantPlanner::words() {
    for (Thing& dish : carried_) people_.push_back(std::move(dish));
    if (layout_.more_kitchens > 0)
        caption(layout_.kitchen.middle_x(), layout_.counter_y - 14,
                say_plain("and {n} more kitchens", {{"n", layout_.more_kitchens}}), layout_.kitchen.width() - 8);
    const metrics::SceneCounts& counts = scene_.counts;
    size_t at_work = 0;  // threads that work are on cores, so they are listed
    for (const TaskNow& now : scene_.tasks)
        at_work += now.thread && (now.doing == Doing::running || now.doing == Doing::sharing);
    using enum Count::Tone;
    plan_.counts = {{concurrency, say_plain("in progress"), std::to_string(counts.in_progress)},
                    {parallelism, say_plain("waiters at work"),
                     say_plain("{n} of {all}", {{"n", at_work}, {"all", counts.threads}})},
                    {asynchrony, say_plain("waiting without a waiter"), std::to_string(counts.waiting)},
                    {plain, say_plain("left"), std::to_string(counts.completed)}};
    if (counts.rejected > 0) plan_.counts.push_back({plain, say_plain("rejected"), std::to_string(counts.rejected)});
    if (counts.gave_up > 0) plan_.counts.push_back({plain, say_plain("gave up"), std::to_string(counts.gave_up)});
    plan_.legend = {{say_plain("table"), say_plain("task")},
                    {say_plain("waiter"), say_plain("thread")},
                    {say_plain("kitchen"), say_plain("device")},
                    {say_plain("pans on the stove"), say_plain("uses at once")},
                    {say_plain("bell"), say_plain("completion")},
                    {say_plain("guests at the door"), say_plain("queue")},
                    {say_plain("hatched"), say_plain("held, doing nothing")}};
    plan_.summary = say_plain(
        "A restaurant at {time}: {progress|{progress} table is|{progress} tables are} in progress, {work} of "
        "{all|{all} "
        "waiter|{all} waiters} {work|is|are} at work, {held} {held|is|are} held and {held|does|do} nothing, "
        "{waiting|{waiting} table waits|{waiting} tables wait} without a waiter, {queued|{queued} guest is|{queued} "
        "guests are} at the door, and {left|{left} has|{left} have} left.",
        {{"time", time_label(scene_.at)},
         {"progress", counts.in_progress},
         {"work", at_work},
         {"all", counts.threads},
         {"held", counts.held},
         {"waiting", counts.waiting},
         {"queued", counts.queued},
         {"left", counts.completed}});
}

RichText why_no_restaurant(const Run& run) {
    if (run.log->recording) return say("A recording does not say which devices its tasks wait for.");
    if (run.log->tasks.empty()) return say("It has no tasks: no guest ever comes.");
    if (run.log->threads.empty()) return say("It has no threads: there are no waiters.");
    for (uint32_t device = 0; device < run.scenario->devices.size(); ++device)
        if (run.scenes->device_slots({device}) > 0) return {};
    return say("None of its tasks uses a *device*: there is no kitchen.");
}

Plan plan_restaurant(const Run& run, const metrics::Scene& scene, const Room& room) {
    return RestaurantPlanner(run, scene, room).plan();
}

}  // namespace stage
