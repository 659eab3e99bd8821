#include "stage/restaurant.h"

#include "chart/frame/text_width.h"
#include "stage/maker.h"
#include "stage/painters.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace stage {

using metrics::Doing;
using metrics::Line;
using metrics::Scene;
using metrics::TaskNow;
using trace::Reason;

namespace {

constexpr float margin_px = 12, gap_px = 8;
constexpr float narrow_px_of_room = 440;  // below it, the parts lie below each other
constexpr uint32_t max_kitchens = 6, max_stoves = 60;
constexpr float table_px = 90, table_rest_px = 16;      // a cell of the dining room at scale 1
constexpr float waiter_px = 54, waiter_rest_px = 20;    // a place in the pass
constexpr float guest_px = 36;

struct Kitchen {
    DeviceId device;
    uint32_t server = metrics::nowhere;
    uint32_t stoves = 0;      // that are drawn
    bool line = false;        // tasks may have to wait for it
    Box box, stove_box;
    Grid grid;
    float line_y = 0;
};

struct Layout {
    float width = 0, height = 0;
    bool narrow = false;
    uint32_t tables = 0, waiters = 0;
    bool many_tables = false, many_waiters = false;
    Box door, dining, pass, kitchen;
    Box table_box, waiter_box;
    Grid tables_grid, waiters_grid;
    std::vector<Kitchen> kitchens;
    size_t more_kitchens = 0;
    Box bell;
    float counter_y = 0;
};

class RestaurantPlanner {
public:
    RestaurantPlanner(const Run& run, const Scene& scene, const Room& room)
        : run_(run), scenario_(*run.scenario), log_(*run.log), scene_(scene), room_(room), lists_(scenario_), make_(run, scene) {}

    Plan plan() {
        lay_out();
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

private:
    // ---- where everything is: depends on the run and the room only

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
                                        : std::max(2u, uses + uses % 2);
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
            kitchen.grid = grid_for(kitchen.stoves, width, room, 64, 56, 0.42f);
            if (kitchen.grid.columns == 1 && kitchen.stoves > 1 && width / 2 >= 40) {
                const float scale = std::min(kitchen.grid.scale, width / 2 / 64);
                kitchen.grid = {2, (kitchen.stoves + 1) / 2, width / 2, 56 * scale, scale};
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
        Layout& l = layout_;
        find_kitchens();
        l.width = std::max(200.0f, room_.width_px);
        l.narrow = l.width < narrow_px_of_room;
        l.many_tables = run_.scenes->seats() > max_tables;
        l.many_waiters = run_.scenes->thread_slots() > max_waiters;
        l.tables = l.many_tables ? 12 : std::max(1u, run_.scenes->seats());
        l.waiters = l.many_waiters ? 5 : std::max(1u, run_.scenes->thread_slots());
        if (l.narrow) lay_out_narrow();
        else lay_out_wide();
    }

    void lay_out_wide() {
        Layout& l = layout_;
        const float w = l.width, scale = std::clamp(w / 620, 0.8f, 1.25f);
        const float door = 66 * scale;
        const uint32_t waiter_columns = l.many_waiters || l.waiters <= 8 ? 1 : 2;
        const float pass = (waiter_columns == 1 ? 84 : 124) * std::min(1.0f, scale);
        const float kitchen = std::clamp(w * 0.26f, 128.0f, 220.0f);
        const float dining = w - 2 * margin_px - door - pass - kitchen - 3 * gap_px;
        float height = std::max(room_.min_height_px, 300.0f) - 2 * margin_px;
        const float bell = 96, head = 30;
        // the parts that cannot shrink make the picture higher
        Grid tables = grid_for(l.tables, dining, height - head, table_px, table_px - table_rest_px, 0.45f, table_rest_px);
        if (tables.columns == 1 && l.tables > 1) tables = grid_for(l.tables, dining, height - head, table_px, table_px - table_rest_px, 0.45f, table_rest_px);
        Grid waiters = grid_for(1, pass / float(waiter_columns), 1000, 60, waiter_px, 0.5f, waiter_rest_px);
        waiters.columns = waiter_columns;
        waiters.rows = (l.waiters + waiter_columns - 1) / waiter_columns;
        waiters.scale = std::clamp(((height - head) / float(waiters.rows) - waiter_rest_px) / waiter_px, 0.5f, 1.0f);
        waiters.scale = std::min(waiters.scale, pass / float(waiter_columns) / 44);
        waiters.across = pass / float(waiter_columns);
        waiters.down = waiter_px * waiters.scale + waiter_rest_px;
        height = std::max({height, tables.height() + head, waiters.height() + head});
        const float x_kitchen = w - margin_px - kitchen;
        const float used = stack_kitchens(x_kitchen, w - margin_px, margin_px, height - bell);
        height = std::max(height, used + bell);
        l.height = height + 2 * margin_px;
        const float y0 = margin_px, y1 = margin_px + height;
        l.door = {margin_px, y0, margin_px + door, y1};
        l.dining = {l.door.x1 + gap_px, y0, l.door.x1 + gap_px + dining, y1};
        l.pass = {l.dining.x1 + gap_px, y0, l.dining.x1 + gap_px + pass, y1};
        l.kitchen = {x_kitchen, y0, w - margin_px, y1};
        l.table_box = {l.dining.x0, y0 + head, l.dining.x1, y1};
        l.tables_grid = tables;
        l.tables_grid.down = std::min((y1 - y0 - head) / float(tables.rows), (table_px + 8) * tables.scale + table_rest_px);
        l.waiter_box = {l.pass.x0, y0 + head, l.pass.x1, y1};
        l.waiters_grid = waiters;
        l.bell = {l.kitchen.x0, y1 - 62, l.kitchen.x1, y1};
        l.counter_y = y1 - 78;
    }

    void lay_out_narrow() {
        Layout& l = layout_;
        const float x0 = margin_px, x1 = l.width - margin_px, width = x1 - x0;
        float y = margin_px;
        l.door = {x0, y, x1, y + 50};
        y = l.door.y1 + gap_px;
        // Tables as large as three, four or more in a row allow.
        const float wanted = l.tables <= 12 ? 78.0f : l.tables <= 30 ? 62.0f : 48.0f;
        const uint32_t columns = std::clamp(uint32_t(width / wanted), 1u, std::max(1u, l.tables));
        const float scale_of_tables = std::min(1.0f, width / float(columns) / table_px);
        l.tables_grid = {columns, (l.tables + columns - 1) / columns, std::min(width / float(columns), table_px * 1.25f),
                         (table_px - table_rest_px + 6) * scale_of_tables + table_rest_px, scale_of_tables};
        l.dining = {x0, y, x1, y + 26 + l.tables_grid.height() + 4};
        l.table_box = {x0, y + 26, x1, l.dining.y1 - 4};
        y = l.dining.y1 + gap_px;
        const uint32_t each = l.many_waiters ? 2 : std::max(1u, uint32_t(width / (l.waiters > 8 ? 50.0f : 74.0f)));
        const float pitch = width / float(std::min(each, l.waiters));
        const float scale = l.waiters > 8 && !l.many_waiters ? 0.62f : 0.85f;
        l.waiters_grid = {std::min(each, l.waiters), (l.waiters + each - 1) / each, std::min(pitch, l.many_waiters ? 130.0f : 90.0f),
                          waiter_px * scale + waiter_rest_px, scale};
        l.pass = {x0, y, x1, y + l.waiters_grid.height() + 6};
        l.waiter_box = {x0, y + 3, x1, l.pass.y1 - 3};
        y = l.pass.y1 + gap_px;
        uint32_t rows_of_two = 0;
        for (const Kitchen& kitchen : l.kitchens) rows_of_two += (kitchen.stoves + 4) / 5;
        const float used = stack_kitchens(x0, x1, y, 68.0f * float(l.kitchens.size()) + 44.0f * float(rows_of_two));
        l.kitchen = {x0, y, x1, y + used + 92};
        l.bell = {x0, l.kitchen.y1 - 60, x1, l.kitchen.y1};
        l.counter_y = l.kitchen.y1 - 76;
        l.height = l.kitchen.y1 + margin_px;
    }

    // ---- what is there

    Thing thing(Kind kind, uint32_t number, float x, float y, float width, float height) const {
        return ThingMaker::thing(kind, number, x, y, width, height);
    }
    Thing boxed(Kind kind, uint32_t number, const Box& box) const { return ThingMaker::boxed(kind, number, box); }
    void of_task(Thing& made, TaskId task) const { make_.of_task(made, task); }
    void caption(float x, float y, const std::string& text, float room_px, Look look = Look::plain, float scale = 1) {
        texts_.push_back(make_.caption(x, y, text, room_px, look, scale));
    }
    float paragraph(float x, float y, const std::string& text, float room_px, Look look = Look::plain) {
        return make_.paragraph(texts_, x, y, text, room_px, look);
    }
    void more(float x, float y, size_t count) { texts_.push_back(make_.more(x, y, count)); }

    void zones() {
        Thing floor = thing(Kind::floor, 0, layout_.width / 2, layout_.height / 2, layout_.width, layout_.height);
        ground_.push_back(floor);
        Thing door = boxed(Kind::zone, 0, layout_.door);
        if (!layout_.narrow) door.text = say_plain("Door");
        door.stands = Stands::line;
        ground_.push_back(door);
        Thing dining = boxed(Kind::zone, 1, layout_.dining);
        dining.look = Look::empty;
        dining.text = say_plain("Dining room");
        ground_.push_back(dining);
        if (layout_.narrow) {
            Thing pass = boxed(Kind::zone, 2, layout_.pass);
            ground_.push_back(pass);
        }
        ground_.push_back(boxed(Kind::zone, 3, layout_.kitchen));
        for (uint32_t i = 0; i < layout_.kitchens.size(); ++i) kitchen_head(i);
    }

    void kitchen_head(uint32_t i) {
        const Kitchen& kitchen = layout_.kitchens[i];
        const scenario::Device& device = scenario_.devices[kitchen.device.index];
        Thing head = boxed(Kind::zone, 10 + i, {kitchen.box.x0, kitchen.box.y0, kitchen.box.x1, kitchen.stove_box.y0});
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

    // About two digits of a mean.
    static Time rounded(Time t) {
        int64_t unit = 1;
        while (t.ns / unit >= 100) unit *= 10;
        return {(t.ns + unit / 2) / unit * unit};
    }

    // "10 min", "20 ms".
    static std::string short_time(Time t) {
        const Time minute = sec(60), hour = sec(3600);
        if (t >= hour && t.ns % hour.ns == 0) return say_plain("{n} h", {{"n", t.ns / hour.ns}});
        if (t >= minute && t.ns % minute.ns == 0) return say_plain("{n} min", {{"n", t.ns / minute.ns}});
        return scenario::time_words(t);
    }

    void stoves() {
        uint32_t number = 0;
        for (const Kitchen& kitchen : layout_.kitchens)
            for (uint32_t slot = 0; slot < kitchen.stoves; ++slot) {
                Thing stove = thing(Kind::stove, number++, kitchen.grid.x(kitchen.stove_box, slot),
                                    kitchen.grid.y(kitchen.stove_box, slot), 60 * kitchen.grid.scale, 50 * kitchen.grid.scale);
                stove.scale = kitchen.grid.scale;
                furniture_.push_back(stove);
            }
    }

    // Who sits where. With few tasks each has a table of its own, also before it comes and after it has left.
    void seat_tables() {
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
    bool own_seats() const { return run_.scenes->own_tasks() <= metrics::SceneIndex::own_seats; }

    // The table at which a task, or the task that it is work of, sits now. Null if it does not.
    std::optional<uint32_t> table_of(const TaskNow& now) const {
        if (layout_.many_tables || at_door(now)) return {};
        const uint32_t seat = run_.scenes->seat(now.root);
        if (seat >= sitting_.size() || sitting_[seat] != now.root) return {};
        return seat;
    }
    bool at_door(const TaskNow& now) const {
        if (now.root != now.task) return false;
        if (now.doing == Doing::queued) return !now.begun;
        return !now.begun && !own_seats();
    }

    float table_x(uint32_t seat) const { return layout_.tables_grid.x(layout_.table_box, seat); }
    float table_y(uint32_t seat) const { return layout_.tables_grid.y(layout_.table_box, seat) - 6 * layout_.tables_grid.scale; }

    void tables() {
        if (layout_.many_tables) return crowd_of_tables();
        const Grid& grid = layout_.tables_grid;
        for (uint32_t seat = 0; seat < sitting_.size(); ++seat) {
            Thing table = thing(Kind::table, seat, table_x(seat), table_y(seat), 76 * grid.scale, 76 * grid.scale);
            table.scale = grid.scale;
            const TaskId task = sitting_[seat];
            if (task) of_task(table, task);
            look_of_table(table, task);
            furniture_.push_back(table);
        }
    }

    void look_of_table(Thing& table, TaskId task) const {
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

    // Of many tables: how many are in each state.
    void crowd_of_tables() {
        struct Group { Look look; size_t count; std::string label; uint8_t colour; };
        size_t served = 0, held = 0, waiting = 0, ready = 0;
        for (const TaskNow& now : scene_.tasks) {
            if (now.root != now.task || at_door(now)) continue;
            switch (now.doing) {
                case Doing::running:
                case Doing::switching:
                case Doing::sharing: ++served; break;
                case Doing::blocked: ++held; break;
                case Doing::waiting: ++waiting; break;
                default: ++ready;
            }
        }
        const size_t left = scene_.counts.completed;
        const Group groups[] = {{Look::solid, served, say_plain("tables are being served"), 0},
                                {Look::ring, held, say_plain("wait, and hold their waiter"), 2},
                                {Look::dotted, waiting, say_plain("wait without a waiter"), 3},
                                {Look::tinted, ready, say_plain("could go on"), 4},
                                {Look::gone, left, say_plain("have left"), 5}};
        const float pitch = std::min(70.0f, layout_.table_box.height() / 6);
        float y = layout_.table_box.y0 + pitch * 0.6f;
        const float below = paragraph(layout_.table_box.middle_x(), y,
                                   say_plain("There are up to {n} tables at once. Of more than {max}, only the numbers are shown.",
                                             {{"n", run_.scenes->seats()}, {"max", max_tables}}),
                                   layout_.table_box.width() - 16);
        y = below + pitch * 0.5f;
        const float x = layout_.table_box.x0 + std::min(44.0f, layout_.table_box.width() * 0.2f);
        for (uint32_t i = 0; i < 5; ++i) {
            const Group& group = groups[i];
            Thing table = thing(Kind::table, i, x, y, 40, 40);
            table.scale = 0.55f;
            table.look = group.look;
            table.colour = group.colour;
            table.progress = 0.62f;
            furniture_.push_back(table);
            Thing words = thing(Kind::crowd, 10 + i, (x + 28 + layout_.table_box.x1) / 2, y, layout_.table_box.x1 - x - 28, 40);
            words.text = std::to_string(group.count);
            words.label = chart::cut_to(group.label, words.width - 4, 10.5f);
            words.look = Look::empty;
            texts_.push_back(words);
            y += pitch;
        }
    }

    // ---- waiters

    struct Stand {
        const metrics::ThreadNow* thread = nullptr;
        const TaskNow* now = nullptr;
        Thing thing;
        std::optional<uint32_t> table;
    };

    void place_waiters() {
        if (layout_.many_waiters) return;
        std::map<uint32_t, uint32_t> at_table;  // how many stand there
        for (const metrics::ThreadNow& thread : scene_.threads) {
            Stand stand;
            stand.thread = &thread;
            if (thread.task != metrics::nowhere) stand.now = &scene_.tasks[thread.task];
            const trace::Thread& who = log_.threads[thread.thread.index];
            const Grid& grid = layout_.waiters_grid;
            Thing waiter = thing(Kind::waiter, thread.slot, grid.x(layout_.waiter_box, thread.slot),
                                 grid.y(layout_.waiter_box, thread.slot) - waiter_rest_px / 2, waiter_px * 0.7f * grid.scale,
                                 waiter_px * grid.scale);
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
            if (stand.now) waiter.label = label_of(*stand.now, label_room(waiter.label_px, label_size(waiter.scale)), label_size(waiter.scale));
            stand.thing = std::move(waiter);
            stands_.push_back(std::move(stand));
        }
    }

    static Look look_of(const TaskNow& now) {
        switch (now.doing) {
            case Doing::running:
            case Doing::sharing: return Look::solid;
            case Doing::switching: return Look::active;
            case Doing::ready: return Look::tinted;
            case Doing::blocked: return Look::hatched;
            default: return Look::plain;
        }
    }

    bool serves(const TaskNow& now) const {  // a device has served the task before this step
        const std::vector<scenario::Step>& steps = lists_[log_.tasks[now.task.index].program];
        for (uint32_t s = std::min<uint32_t>(now.step, uint32_t(steps.size())); s-- > 0;)
            if (steps[s].kind == scenario::StepKind::io) return true;
        return false;
    }
    bool orders(const TaskNow& now) const {  // a device will serve it after this step
        const std::vector<scenario::Step>& steps = lists_[log_.tasks[now.task.index].program];
        for (size_t s = now.step; s < steps.size(); ++s)
            if (steps[s].kind == scenario::StepKind::io) return true;
        return false;
    }
    // The step before this one used a device: the waiter brings the dish.
    bool brings(const TaskNow& now) const {
        using scenario::StepKind;
        const std::vector<scenario::Step>& steps = lists_[log_.tasks[now.task.index].program];
        for (uint32_t s = std::min<uint32_t>(now.step, uint32_t(steps.size())); s-- > 0;)
            switch (steps[s].kind) {
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

    // The longest words that fit.
    std::string label_of(const TaskNow& now, float room, float size) const {
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

    void waiters() {
        if (layout_.many_waiters) return crowd_of_waiters();
        for (Stand& stand : stands_) people_.push_back(std::move(stand.thing));
        // labels at tables lie over their neighbours' chairs: those further up are drawn first
        std::stable_sort(people_.begin(), people_.end(), [](const Thing& a, const Thing& b) { return a.y < b.y; });
    }

    void crowd_of_waiters() {
        size_t counts[5] = {};
        for (const metrics::ThreadNow& thread : scene_.threads) {
            if (thread.task == metrics::nowhere) {
                ++counts[4];
                continue;
            }
            switch (look_of(scene_.tasks[thread.task])) {
                case Look::solid: ++counts[0]; break;
                case Look::active: ++counts[1]; break;
                case Look::tinted: ++counts[2]; break;
                case Look::hatched: ++counts[3]; break;
                default: ++counts[4];
            }
        }
        const Look looks[] = {Look::solid, Look::active, Look::tinted, Look::hatched, Look::plain};
        const std::string labels[] = {say_plain("work"), say_plain("switch"), say_plain("need a core"),
                                      say_plain("are held"), say_plain("are free")};
        const Grid& grid = layout_.waiters_grid;
        for (uint32_t i = 0; i < 5; ++i) {
            Thing crowd = thing(Kind::crowd, i, grid.x(layout_.waiter_box, i), grid.y(layout_.waiter_box, i) - 8,
                                std::min(grid.across, 110.0f), 40);
            crowd.look = looks[i];
            crowd.text = std::to_string(counts[i]);
            crowd.label = labels[i];
            crowd.scale = std::min(1.0f, grid.across / 96);
            people_.push_back(crowd);
        }
    }

    // ---- dishes

    std::optional<uint32_t> kitchen_of(const TaskNow& now) const {
        for (uint32_t i = 0; i < layout_.kitchens.size(); ++i) {
            const Kitchen& kitchen = layout_.kitchens[i];
            if (kitchen.device == now.device && (kitchen.server == metrics::nowhere || kitchen.server == now.server)) return i;
        }
        return {};
    }

    // The reason of the span of the same task that ended where this one begins.
    Reason reason_before(const TaskNow& now) const {
        for (size_t i = log_.spans.first_after(now.since - nsec(1)); i < log_.spans.size() && log_.spans.end(i) == now.since; ++i)
            if (log_.spans.task(i) == now.task) return log_.spans[i].reason;
        return Reason::none;
    }

    void dishes() {
        std::vector<size_t> hidden(layout_.kitchens.size());  // uses that have no stove in the picture
        for (const TaskNow& now : scene_.tasks) {
            if (!now.device || now.reason != Reason::device) continue;
            const auto place = kitchen_of(now);
            if (!place) continue;
            const Kitchen& kitchen = layout_.kitchens[*place];
            if (now.slot >= kitchen.stoves) {
                ++hidden[*place];
                continue;
            }
            const float s = kitchen.grid.scale;
            Thing dish = thing(Kind::dish, now.task.index, kitchen.grid.x(kitchen.stove_box, now.slot),
                               kitchen.grid.y(kitchen.stove_box, now.slot), 42 * s, 42 * s);
            of_task(dish, now.task);
            dish.text = metrics::task_number(log_, now.task);
            dish.scale = s;
            dish.look = Look::ring;
            moving_.push_back(dish);
        }
        for (uint32_t i = 0; i < hidden.size(); ++i)
            if (hidden[i] > 0) more(layout_.kitchens[i].box.x1 - 18, layout_.kitchens[i].box.y0 + 17, hidden[i]);
        orders_in_line();
        on_the_counter();
        on_the_way();
    }

    void orders_in_line() {
        for (const Line& line : scene_.lines) {
            if (line.what != Line::For::device) continue;
            const auto at = std::find_if(layout_.kitchens.begin(), layout_.kitchens.end(), [&](const Kitchen& kitchen) {
                return kitchen.device.index == line.index && (kitchen.server == line.server || kitchen.server == metrics::nowhere);
            });
            if (at == layout_.kitchens.end()) continue;
            row_of_dishes(line.tasks, at->box.x0 + 8, at->box.x1 - 8, at->line_y, Look::tinted);
        }
    }

    // Dishes of tasks side by side, as many as there is room for.
    void row_of_dishes(const std::vector<uint32_t>& tasks, float x0, float x1, float y, Look look) {
        const float size = 19, pitch = 22;
        size_t shown = std::min(tasks.size(), size_t((x1 - x0) / pitch));
        if (shown < tasks.size() && shown > 0) shown -= shown > 1 ? 1 : 0;
        const bool cut = shown < tasks.size();
        const float width = float(shown) * pitch + (cut ? 26 : 0);
        float x = (x0 + x1) / 2 - width / 2 + pitch / 2;
        for (size_t i = 0; i < shown; ++i, x += pitch) {
            Thing dish = thing(Kind::dish, scene_.tasks[tasks[i]].task.index, x, y, size, size);
            of_task(dish, scene_.tasks[tasks[i]].task);
            dish.scale = 0.5f;
            dish.look = look;
            moving_.push_back(dish);
        }
        if (cut) more(x + 3, y, tasks.size() - shown);
    }

    // Dishes that are ready and that no waiter has fetched yet.
    void on_the_counter() {
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
        row_of_dishes(tasks, layout_.kitchen.x0 + 8, layout_.kitchen.x1 - 8, layout_.counter_y, Look::solid);
        fetched_ = tasks;
    }

    void on_the_way() {
        for (const Stand& stand : stands_) {
            if (!stand.now || stand.now->doing == Doing::blocked || !brings(*stand.now)) continue;
            const float s = stand.thing.height / waiter_px;
            Thing dish = thing(Kind::dish, stand.now->task.index, stand.thing.x + 18 * s, stand.thing.y - 2 * s, 22 * s, 22 * s);
            of_task(dish, stand.now->task);
            dish.scale = s;
            dish.look = Look::solid;
            carried_.push_back(dish);
        }
    }

    // ---- the bell

    void bell() {
        Thing bell = thing(Kind::bell, 0, layout_.bell.middle_x(), layout_.bell.y0 + 20, 60, 44);
        bell.scale = 0.9f;
        bell.stands = Stands::completion;
        std::string words;
        const auto last = run_.scenes->last_answer(log_, scene_.at);
        const Time linger{std::max<int64_t>(1, log_.end.ns / 100)};
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
            const TaskId task = metrics::root_of(log_, !fetched_.empty() ? scene_.tasks[fetched_[0]].task : log_.spans.task(*last));
            const uint32_t seat = run_.scenes->seat(task);
            if (!layout_.many_tables && seat < sitting_.size() && sitting_[seat] == task) {
                Thing trail = thing(Kind::trail, 0, bell.x - 26, bell.y - 4, 0, 0);
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

    // ---- the door

    void guests() {
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
        size_t shown = std::min(line.size(), size_t(room / pitch));
        if (shown < line.size() && shown > 0) --shown;
        for (size_t i = 0; i < shown; ++i) {
            const float along = head + pitch * (float(i) + 0.5f);
            const float x = layout_.narrow ? door.x0 + along : door.middle_x();
            const float y = layout_.narrow ? door.middle_y() : door.y0 + along;
            Thing guest = thing(Kind::guest, scene_.tasks[line[i]].task.index, x, y, 28 * scale, 34 * scale);
            of_task(guest, scene_.tasks[line[i]].task);
            guest.scale = scale;
            guest.look = Look::solid;
            people_.push_back(guest);
        }
        if (shown < line.size()) {
            const float along = head + pitch * (float(shown) + 0.5f);
            more(layout_.narrow ? door.x0 + along : door.middle_x(), layout_.narrow ? door.middle_y() : door.y0 + along,
                 line.size() - shown);
        }
        if (layout_.narrow) {
            Thing title = thing(Kind::zone, 4, door.x0 + 28, door.y0 + 25, 50, 34);
            title.look = Look::empty;
            title.text = say_plain("Door");
            texts_.push_back(title);
        }
        if (line.empty()) {
            if (layout_.narrow) caption(door.middle_x(), door.middle_y(), say_plain("nobody waits"), door.width() - 110, Look::empty);
            else paragraph(door.middle_x(), door.y0 + 56, say_plain("nobody waits"), door.width() - 6, Look::empty);
        }
    }

    // ---- words

    void words() {
        for (Thing& dish : carried_) people_.push_back(std::move(dish));
        if (layout_.more_kitchens > 0)
            caption(layout_.kitchen.middle_x(), layout_.counter_y - 14,
                    say_plain("and {n} more kitchens", {{"n", layout_.more_kitchens}}), layout_.kitchen.width() - 8);
        const metrics::SceneCounts& counts = scene_.counts;
        size_t at_work = 0;
        for (const metrics::ThreadNow& thread : scene_.threads)
            at_work += thread.task != metrics::nowhere && (scene_.tasks[thread.task].doing == Doing::running ||
                                                           scene_.tasks[thread.task].doing == Doing::sharing);
        using enum Count::Tone;
        plan_.counts = {
            {concurrency, say_plain("in progress"), std::to_string(counts.in_progress)},
            {parallelism, say_plain("waiters at work"), say_plain("{n} of {all}", {{"n", at_work}, {"all", scene_.threads.size()}})},
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
            "A restaurant at {time}: {progress|{progress} table is|{progress} tables are} in progress, {work} of {all} "
            "waiters {work|is|are} at work, {held} {held|is|are} held and {held|does|do} nothing, {waiting|{waiting} table waits|{waiting} "
            "tables wait} without a waiter, {queued|{queued} guest is|{queued} guests are} at the door, and {left|{left} has|{left} have} left.",
            {{"time", time_label(scene_.at)}, {"progress", counts.in_progress}, {"work", at_work},
             {"all", scene_.threads.size()}, {"held", counts.held}, {"waiting", counts.waiting},
             {"queued", counts.queued}, {"left", counts.completed}});
    }

    const Run& run_;
    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    const Scene& scene_;
    const Room& room_;
    scenario::StepLists lists_;
    Layout layout_;
    Plan plan_;
    std::vector<TaskId> sitting_;    // by table: who sits there now, or sat there last
    std::vector<Stand> stands_;
    std::vector<uint32_t> fetched_;  // in Scene::tasks: those whose dish is on the counter
    std::vector<Thing> ground_, furniture_, trails_, moving_, people_, carried_, texts_;
    ThingMaker make_;
};

}  // namespace

RichText why_no_restaurant(const Run& run) {
    if (run.log->recording) return say("A recording does not say which devices its tasks wait for.");
    if (run.log->tasks.empty()) return say("It has no tasks: no guest ever comes.");
    if (run.log->threads.empty()) return say("It has no threads: there are no waiters.");
    for (uint32_t device = 0; device < run.scenario->devices.size(); ++device)
        if (run.scenes->device_slots({device}) > 0) return {};
    return say("None of its tasks uses a *device*: there is no kitchen.");
}

Plan plan_restaurant(const Run& run, const Scene& scene, const Room& room) {
    return RestaurantPlanner(run, scene, room).plan();
}

}  // namespace stage
