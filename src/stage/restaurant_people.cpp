#include "stage/restaurant_planner.h"

#include "chart/frame/text_width.h"
#include "stage/painters.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace stage {

using metrics::Doing;
using metrics::TaskNow;
using trace::Reason;

void RestaurantPlanner::place_waiters() {
    if (layout_.many_waiters) return;
    std::map<uint32_t, uint32_t> at_table;  // how many stand there
    for (const metrics::ThreadNow& thread : scene_.threads) {
        Stand stand;
        stand.thread = &thread;
        if (thread.task != metrics::nowhere) stand.now = &scene_.tasks[thread.task];
        const trace::Thread& who = log_.threads[thread.thread.index];
        const Grid& grid = layout_.waiters_grid;
        Thing waiter = ThingMaker::thing(Kind::waiter, thread.slot, grid.x(layout_.waiter_box, thread.slot),
                                         grid.y(layout_.waiter_box, thread.slot) - waiter_rest_px / 2,
                                         waiter_px * 0.7f * grid.scale, waiter_px * grid.scale);
        waiter.scale = grid.scale;
        waiter.label_px = grid.across - 3;
        waiter.text = who.task ? metrics::task_number(log_, who.task) : std::to_string(who.number + 1);
        waiter.stands = Stands::thread;
        waiter.of = thread.thread.index;
        waiter.look = Look::plain;
        if (stand.now) {
            waiter.span = stand.now->span;
            waiter.look = look_of(*stand.now);
            const bool goes = stand.now->doing != Doing::blocked || stand.now->reason != Reason::device;
            const bool cooks = stand.now->doing == Doing::blocked && stand.now->reason == Reason::device_queue;
            if (goes && !cooks) stand.table = table_of(*stand.now);
        }
        if (stand.table) {
            const Grid& tables = layout_.tables_grid;
            const uint32_t others = at_table[*stand.table]++;
            const float s = tables.scale, beside = 19 * std::max(0.75f, s) + 9 * float(others);
            waiter.scale = s;
            waiter.height = std::max(34.0f, 46 * s);
            waiter.width = waiter.height * 0.68f;
            waiter.x = table_x(*stand.table) + beside;
            waiter.y = table_y(*stand.table) + 34 * s + 8 - waiter.height / 2;
            waiter.label_px = others ? 0 : tables.across - 4;
            waiter.label_dx = -beside;
        }
        if (stand.now)
            waiter.label =
                label_of(*stand.now, label_room(waiter.label_px, label_size(waiter.scale)), label_size(waiter.scale));
        stand.thing = std::move(waiter);
        stands_.push_back(std::move(stand));
    }
}

Look RestaurantPlanner::look_of(const TaskNow& now) {
    switch (now.doing) {
        case Doing::running:
        case Doing::sharing: return Look::solid;
        case Doing::switching: return Look::active;
        case Doing::ready: return Look::tinted;
        case Doing::blocked: return Look::hatched;
        default: return Look::plain;
    }
}

bool RestaurantPlanner::serves(const TaskNow& now) const {  // a device has served the task before this step
    const std::vector<scenario::Step>& steps = lists_[log_.tasks[now.task.index].program];
    for (uint32_t s = std::min<uint32_t>(now.step, uint32_t(steps.size())); s-- > 0;)
        if (steps[s].kind == scenario::StepKind::io) return true;
    return false;
}

bool RestaurantPlanner::orders(const TaskNow& now) const {  // a device will serve it after this step
    const std::vector<scenario::Step>& steps = lists_[log_.tasks[now.task.index].program];
    for (size_t s = now.step; s < steps.size(); ++s)
        if (steps[s].kind == scenario::StepKind::io) return true;
    return false;
}

bool RestaurantPlanner::brings(const TaskNow& now) const {
    using scenario::StepKind;
    const std::vector<scenario::Step>& steps = lists_[log_.tasks[now.task.index].program];
    for (uint32_t s = std::min<uint32_t>(now.step, uint32_t(steps.size())); s-- > 0;) switch (steps[s].kind) {
            case StepKind::io: return true;
            case StepKind::unlock:
            case StepKind::release:
            case StepKind::mark:
            case StepKind::log:
            case StepKind::send: continue;
            default: return false;
        }
    return false;
}

std::string RestaurantPlanner::label_of(const TaskNow& now, float room, float size) const {
    const std::string number = metrics::task_number(log_, now.task);
    const auto fits = [&](const std::string& text) { return chart::text_width(text, size) <= room; };
    const auto choose = [&](std::string longer, std::string shorter) {
        return fits(longer) ? longer : fits(shorter) ? shorter : number;
    };
    const auto said = [&](Phrase longer, Phrase shorter) {
        return choose(say_plain(longer, {{"task", number}}), say_plain(shorter, {{"task", number}}));
    };
    switch (now.doing) {
        case Doing::switching: return said("goes to {task}", "to {task}");
        case Doing::ready: return choose(say_plain("needs a core"), say_plain("no core"));
        case Doing::running:
        case Doing::sharing:
            return !serves(now) && orders(now) ? said("takes order {task}", "order {task}")
                                               : said("serves {task}", "serves {task}");
        default: break;
    }
    switch (now.reason) {
        case Reason::device: return said("watches {task}", "at {task}");
        case Reason::device_queue: return said("in line: {task}", "line: {task}");
        case Reason::sleep: return said("waits with {task}", "waits");
        case Reason::lock:
        case Reason::semaphore: return choose(say_plain("locked out"), say_plain("locked"));
        case Reason::queue_empty: return choose(say_plain("no message"), say_plain("waits"));
        case Reason::queue_full: return choose(say_plain("queue full"), say_plain("full"));
        case Reason::padding: return choose(say_plain("slice not over"), say_plain("waits"));
        default: return choose(say_plain("waits for help"), say_plain("waits"));
    }
}

void RestaurantPlanner::waiters() {
    if (layout_.many_waiters) return crowd_of_waiters();
    for (Stand& stand : stands_) people_.push_back(std::move(stand.thing));
    // labels at tables lie over their neighbours' chairs: those further up are drawn first
    std::stable_sort(people_.begin(), people_.end(), [](const Thing& a, const Thing& b) { return a.y < b.y; });
}

void RestaurantPlanner::crowd_of_waiters() {
    using trace::SpanKind;
    const metrics::SceneCounts& all = scene_.counts;
    const size_t work = all.of(SpanKind::running) + all.of(SpanKind::sharing), switching = all.of(SpanKind::switching);
    const size_t busy = work + switching + all.of(SpanKind::ready) + all.held;
    const size_t counts[] = {work, switching, all.of(SpanKind::ready), all.held,
                             all.threads > busy ? all.threads - busy : 0};
    const Look looks[] = {Look::solid, Look::active, Look::tinted, Look::hatched, Look::plain};
    const std::string labels[] = {say_plain("work"), say_plain("switch"), say_plain("need a core"),
                                  say_plain("are held"), say_plain("are free")};
    const Grid& grid = layout_.waiters_grid;
    for (uint32_t i = 0; i < 5; ++i) {
        Thing crowd = ThingMaker::thing(Kind::crowd, i, grid.x(layout_.waiter_box, i),
                                        grid.y(layout_.waiter_box, i) - 8, std::min(grid.across, 110.0f), 40);
        crowd.look = looks[i];
        crowd.text = std::to_string(counts[i]);
        crowd.label = labels[i];
        crowd.scale = std::min(1.0f, grid.across / 96);
        people_.push_back(crowd);
    }
}

void RestaurantPlanner::guests() {
    std::vector<uint32_t> line;
    for (uint32_t i = 0; i < scene_.tasks.size(); ++i)
        if (at_door(scene_.tasks[i])) line.push_back(i);
    std::sort(line.begin(), line.end(), [&](uint32_t a, uint32_t b) {
        const auto key = [&](uint32_t i) {
            const TaskNow& now = scene_.tasks[i];
            const bool held_back = now.reason == Reason::after || now.reason == Reason::serial;
            return std::tuple(now.doing == Doing::queued, held_back, now.since.ns, now.task.index);
        };
        return key(a) < key(b);
    });
    const Box& door = layout_.door;
    const float head = layout_.narrow ? 54 : 34;
    const float room = (layout_.narrow ? door.width() - 8 : door.height()) - head;
    const float scale = float(run_.scenes->longest_door()) * guest_px <= room ? 1 : 0.78f;
    const float pitch = (layout_.narrow ? 32 : guest_px) * scale;
    const size_t all = std::max(line.size(), own_seats() ? scene_.counts.queued : scene_.counts.not_begun);
    size_t shown = std::min(line.size(), size_t(room / pitch));
    // "+12" takes the place of one guest, or of as many as it is wide.
    const float words = layout_.narrow ? chart::text_width('+' + std::to_string(all), 11, true) + 6 : pitch;
    if (shown < all) shown = std::min(shown, size_t(std::max(0.0f, room - words) / pitch));
    for (size_t i = 0; i < shown; ++i) {
        const float along = head + pitch * (float(i) + 0.5f);
        const float x = layout_.narrow ? door.x0 + along : door.middle_x();
        const float y = layout_.narrow ? door.middle_y() : door.y0 + along;
        Thing guest = ThingMaker::thing(Kind::guest, scene_.tasks[line[i]].task.index, x, y, 28 * scale, 34 * scale);
        make_.of_task(guest, scene_.tasks[line[i]].task);
        guest.scale = scale;
        guest.look = Look::solid;
        people_.push_back(guest);
    }
    if (shown < all) {
        const float along = head + pitch * float(shown) + words / 2;
        more(layout_.narrow ? door.x0 + along : door.middle_x(), layout_.narrow ? door.middle_y() : door.y0 + along,
             all - shown);
    }
    if (layout_.narrow) {
        Thing title = ThingMaker::thing(Kind::zone, 4, door.x0 + 28, door.y0 + 25, 50, 34);
        title.look = Look::empty;
        title.text = say_plain("Door");
        texts_.push_back(title);
    }
    if (line.empty()) {
        if (layout_.narrow)
            caption(door.middle_x(), door.middle_y(), say_plain("nobody waits"), door.width() - 110, Look::empty);
        else paragraph(door.middle_x(), door.y0 + 56, say_plain("nobody waits"), door.width() - 6, Look::empty);
    }
}

}  // namespace stage
