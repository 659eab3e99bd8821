#include "stage/restaurant_planner.h"

#include "chart/frame/text_width.h"

#include <algorithm>
#include <tuple>

namespace stage {

using metrics::Doing;
using metrics::Line;
using metrics::TaskNow;
using trace::Reason;

namespace {

// About two digits of a mean.
Time rounded(Time t) {
    int64_t unit = 1;
    while (t.ns / unit >= 100) unit *= 10;
    return {(t.ns + unit / 2) / unit * unit};
}

// "10 min", "20 ms".
std::string short_time(Time t) {
    const Time minute = sec(60), hour = sec(3600);
    if (t >= hour && t.ns % hour.ns == 0) return say_plain("{n} h", {{"n", t.ns / hour.ns}});
    if (t >= minute && t.ns % minute.ns == 0) return say_plain("{n} min", {{"n", t.ns / minute.ns}});
    return scenario::time_words(t);
}

}  // namespace

void RestaurantPlanner::kitchen_head(uint32_t i) {
    const Kitchen& kitchen = layout_.kitchens[i];
    const scenario::Device& device = scenario_.devices[kitchen.device.index];
    Thing head =
        ThingMaker::boxed(Kind::zone, 10 + i, {kitchen.box.x0, kitchen.box.y0, kitchen.box.x1, kitchen.stove_box.y0});
    head.look = Look::empty;
    std::string name = say_plain("{^device}", {{"device", device.name}});
    if (kitchen.server != metrics::nowhere)
        name = say_plain("{^device} of server {n}", {{"device", device.name}, {"n", kitchen.server + 1}});
    head.text = chart::cut_to(name, kitchen.box.width() - 12, 12, true);
    const Time time = scenario::mean(device.time);
    const bool random = device.time.kind != scenario::LawKind::constant;
    std::string label;
    if (time > Time{})
        label = random ? say_plain("about {time} a dish", {{"time", short_time(rounded(time))}})
                       : say_plain("{time} a dish", {{"time", short_time(time)}});
    if (device.capacity > 0 && chart::text_width(label, 10.5f) < kitchen.box.width() - 70) {
        const std::string at_once = say_plain("{n} at once", {{"n", device.capacity}});
        label = label.empty() ? at_once : say_plain("{a} · {b}", {{"a", label}, {"b", at_once}});
    }
    head.label = chart::cut_to(label, kitchen.box.width() - 8, 10.5f);
    head.stands = Stands::device;
    head.of = kitchen.device.index;
    texts_.push_back(head);
}

void RestaurantPlanner::stoves() {
    uint32_t number = 0;
    for (const Kitchen& kitchen : layout_.kitchens)
        for (uint32_t slot = 0; slot < kitchen.stoves; ++slot) {
            Thing stove = ThingMaker::thing(Kind::stove, number++, kitchen.grid.x(kitchen.stove_box, slot),
                                            kitchen.grid.y(kitchen.stove_box, slot), 60 * kitchen.grid.scale,
                                            50 * kitchen.grid.scale);
            stove.scale = kitchen.grid.scale;
            furniture_.push_back(stove);
        }
}

std::optional<uint32_t> RestaurantPlanner::kitchen_of(const TaskNow& now) const {
    for (uint32_t i = 0; i < layout_.kitchens.size(); ++i) {
        const Kitchen& kitchen = layout_.kitchens[i];
        if (kitchen.device == now.device && (kitchen.server == metrics::nowhere || kitchen.server == now.server))
            return i;
    }
    return {};
}

Reason RestaurantPlanner::reason_before(const TaskNow& now) const {
    for (size_t i = log_.spans.first_after(now.since - nsec(1));
         i < log_.spans.size() && log_.spans.end(i) == now.since; ++i)
        if (log_.spans.task(i) == now.task) return log_.spans[i].reason;
    return Reason::none;
}

void RestaurantPlanner::dishes() {
    std::vector<size_t> shown(layout_.kitchens.size());
    for (const TaskNow& now : scene_.tasks) {
        if (!now.device || now.reason != Reason::device) continue;
        const auto place = kitchen_of(now);
        if (!place) continue;
        const Kitchen& kitchen = layout_.kitchens[*place];
        if (now.slot >= kitchen.stoves) continue;  // it has no stove in the picture
        ++shown[*place];
        const float s = kitchen.grid.scale;
        Thing dish = ThingMaker::thing(Kind::dish, now.task.index, kitchen.grid.x(kitchen.stove_box, now.slot),
                                       kitchen.grid.y(kitchen.stove_box, now.slot), 42 * s, 42 * s);
        make_.of_task(dish, now.task);
        dish.text = metrics::task_number(log_, now.task);
        dish.scale = s;
        dish.look = Look::ring;
        moving_.push_back(dish);
    }
    for (uint32_t i = 0; i < shown.size(); ++i) {
        const metrics::DeviceNow* const device = device_of(layout_.kitchens[i]);
        if (!device || device->all_uses <= shown[i]) continue;
        more(layout_.kitchens[i].box.x1 - 18, layout_.kitchens[i].box.y0 + 17, device->all_uses - shown[i]);
    }
    orders_in_line();
    on_the_counter();
    on_the_way();
}

void RestaurantPlanner::orders_in_line() {
    for (const Line& line : scene_.lines) {
        if (line.what != Line::For::device) continue;
        const auto at = std::find_if(layout_.kitchens.begin(), layout_.kitchens.end(), [&](const Kitchen& kitchen) {
            return kitchen.device.index == line.index &&
                   (kitchen.server == line.server || kitchen.server == metrics::nowhere);
        });
        if (at == layout_.kitchens.end()) continue;
        const metrics::DeviceNow* const device = device_of(*at);
        row_of_dishes(line.tasks, device ? device->all_waits : line.tasks.size(), at->box.x0 + 8, at->box.x1 - 8,
                      at->line_y, Look::tinted);
    }
}

const metrics::DeviceNow* RestaurantPlanner::device_of(const Kitchen& kitchen) const {
    const auto at = std::find_if(scene_.devices.begin(), scene_.devices.end(), [&](const metrics::DeviceNow& device) {
        return device.device == kitchen.device && device.server == kitchen.server;
    });
    return at == scene_.devices.end() ? nullptr : &*at;
}

void RestaurantPlanner::row_of_dishes(const std::vector<uint32_t>& tasks, size_t all, float x0, float x1, float y,
                                      Look look) {
    const float size = 19, pitch = 22;
    size_t shown = std::min(tasks.size(), size_t((x1 - x0) / pitch));
    if (shown < all && shown > 1) --shown;
    const bool cut = shown < all;
    const float width = float(shown) * pitch + (cut ? 26 : 0);
    float x = (x0 + x1) / 2 - width / 2 + pitch / 2;
    for (size_t i = 0; i < shown; ++i, x += pitch) {
        Thing dish = ThingMaker::thing(Kind::dish, scene_.tasks[tasks[i]].task.index, x, y, size, size);
        make_.of_task(dish, scene_.tasks[tasks[i]].task);
        dish.scale = 0.5f;
        dish.look = look;
        moving_.push_back(dish);
    }
    if (cut) more(x + 3, y, all - shown);
}

void RestaurantPlanner::on_the_counter() {
    std::vector<uint32_t> tasks;
    size_t looked = 0;
    for (uint32_t i = 0; i < scene_.tasks.size() && looked < 200; ++i) {
        const TaskNow& now = scene_.tasks[i];
        if (now.doing != Doing::queued || !now.begun) continue;
        ++looked;
        if (reason_before(now) == Reason::device) tasks.push_back(i);
    }
    std::sort(tasks.begin(), tasks.end(), [&](uint32_t a, uint32_t b) {
        return std::tuple(scene_.tasks[a].since, a) < std::tuple(scene_.tasks[b].since, b);
    });
    row_of_dishes(tasks, tasks.size(), layout_.kitchen.x0 + 8, layout_.kitchen.x1 - 8, layout_.counter_y, Look::solid);
    fetched_ = tasks;
}

void RestaurantPlanner::on_the_way() {
    for (const Stand& stand : stands_) {
        if (!stand.now || stand.now->doing == Doing::blocked || !brings(*stand.now)) continue;
        const float s = stand.thing.height / waiter_px;
        Thing dish = ThingMaker::thing(Kind::dish, stand.now->task.index, stand.thing.x + 18 * s, stand.thing.y - 2 * s,
                                       22 * s, 22 * s);
        make_.of_task(dish, stand.now->task);
        dish.scale = s;
        dish.look = Look::solid;
        carried_.push_back(dish);
    }
}

void RestaurantPlanner::bell() {
    Thing bell = ThingMaker::thing(Kind::bell, 0, layout_.bell.middle_x(), layout_.bell.y0 + 20, 60, 44);
    bell.scale = 0.9f;
    bell.stands = Stands::completion;
    std::string words;
    const auto last = run_.scenes->last_answer(log_, scene_.at);
    // The bell is seen for a moment after it has rung, even if the dish is fetched at once: for a part of the run that
    // a person can see, and no longer than a part of the time that the dish took.
    const Time linger =
        !last ? Time{} : Time{std::max<int64_t>(1, std::min(log_.end.ns / 40, log_.spans[*last].duration.ns / 4))};
    const bool recent = last && scene_.at < log_.end && scene_.at - log_.spans.end(*last) < linger &&
                        scene_.of(metrics::root_of(log_, log_.spans.task(*last)));
    if (!run_.scenes->any_answers()) {
        words = say_plain("no bell: they stand and watch");
    } else if (fetched_.size() > 1) {
        words = say_plain("{n} dishes are ready", {{"n", fetched_.size()}});
    } else if (fetched_.size() == 1 || recent) {
        const TaskId task = fetched_.size() == 1 ? scene_.tasks[fetched_[0]].task : log_.spans.task(*last);
        words = say_plain("table {n} is ready", {{"n", metrics::task_number(log_, task)}});
    }
    if (!fetched_.empty() || recent) {
        bell.look = Look::active;
        if (last) bell.span = *last;
        const TaskId task =
            metrics::root_of(log_, !fetched_.empty() ? scene_.tasks[fetched_[0]].task : log_.spans.task(*last));
        const uint32_t seat = run_.scenes->seat(task);
        if (!layout_.many_tables && seat < sitting_.size() && sitting_[seat] == task) {
            Thing trail = ThingMaker::thing(Kind::trail, 0, bell.x - 26, bell.y - 4, 0, 0);
            const auto plate = std::find_if(moving_.begin(), moving_.end(), [&](const Thing& dish) {
                return dish.kind == Kind::dish && !fetched_.empty() &&
                       dish.number == scene_.tasks[fetched_[0]].task.index;
            });
            if (plate != moving_.end()) trail.x = plate->x - 10, trail.y = plate->y - 8;
            trail.to_x = table_x(seat);
            trail.to_y = table_y(seat) + 20 * layout_.tables_grid.scale;
            trails_.push_back(trail);
        }
    }
    moving_.push_back(bell);
    const float room = layout_.bell.width() - 10;
    if (chart::text_width(words, 10.5f) <= room) caption(bell.x, layout_.bell.y1 - 12, words, room, Look::plain);
    else paragraph(bell.x, layout_.bell.y1 - 19, words, room);
}

}  // namespace stage
