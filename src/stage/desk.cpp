#include "stage/desk.h"

#include "chart/frame/text_width.h"
#include "scenario/policies.h"
#include "stage/maker.h"
#include "stage/painters.h"

#include <algorithm>
#include <tuple>

namespace stage {

using metrics::Doing;
using metrics::Scene;
using metrics::TaskNow;

namespace {

constexpr float office_margin_px = 12, office_gap_px = 10, narrow_office_px = 440;
constexpr float desk_px = 128, desk_rest_px = 22;  // a cell of the office at scale 1, and the card below it
constexpr float tray_px = 44;                      // the width of the tray on a desk
constexpr float paper_width_px = 25, paper_height_px = 31;
constexpr float tray_head_px = 44;

struct Tray {
    enum Number : uint32_t { in, post, answers, out };
    bool shown = false;
    Box box;
};

class DeskPlanner {
public:
    DeskPlanner(const Run& run, const Scene& scene, const Room& room)
        : run_(run), scenario_(*run.scenario), log_(*run.log), scene_(scene), room_(room), make_(run, scene) {}

    Plan plan() {
        lay_out();
        plan_.at = scene_.at;
        plan_.width = width_;
        plan_.height = height_;
        ground_.push_back(ThingMaker::thing(Kind::floor, 0, width_ / 2, height_ / 2, width_, height_));
        trays();
        find_hands();
        if (many_desks_) crowd();
        else desks();
        sort_papers();
        words();
        for (std::vector<Thing>* layer : {&ground_, &people_, &furniture_, &papers_, &texts_})
            for (Thing& thing : *layer) plan_.things.push_back(std::move(thing));
        return std::move(plan_);
    }

private:
    using Kinds = trace::SpanKind;

    // ---- where everything is: depends on the run and the room only

    void lay_out() {
        width_ = std::max(200.0f, room_.width_px);
        cores_ = std::max(1u, log_.cores);
        // The number of the last task has to be legible on its paper.
        const float widest = chart::text_width(std::to_string(run_.scenes->own_tasks()), 6.5f, true) + 2;
        smallest_paper_ = std::clamp(widest / paper_width_px, 0.5f, 1.0f);
        many_desks_ = cores_ > max_desks;
        own_trays_ =
            !log_.recording && scenario_.machine.scheduler.queues == scenario::ReadyQueues::per_core && !many_desks_;
        trays_[Tray::in].shown = !own_trays_;
        trays_[Tray::post].shown = run_.scenes->has(Kinds::queued);
        trays_[Tray::answers].shown = run_.scenes->has(Kinds::blocked) || run_.scenes->has(Kinds::waiting);
        trays_[Tray::out].shown = true;
        if (width_ < narrow_office_px) lay_out_narrow();
        else lay_out_wide();
    }

    Grid desks_in(float width, float height) const {
        const float wide = desk_px + (own_trays_ ? tray_px : 0);
        return grid_for(many_desks_ ? 4 : cores_, width, height, wide, 96, 0.45f, desk_rest_px,
                        many_desks_ ? 1.0f : 1.5f);
    }

    void lay_out_wide() {
        const float side = std::clamp(width_ * 0.24f, 118.0f, 210.0f);
        const bool left = trays_[Tray::in].shown || trays_[Tray::post].shown;
        const float x0 = office_margin_px + (left ? side + office_gap_px : 0),
                    x1 = width_ - office_margin_px - side - office_gap_px;
        float height = std::max(300.0f, room_.min_height_px) - 2 * office_margin_px;
        grid_ = desks_in(x1 - x0, height - 30);
        height = std::max(height, grid_.height() + 30);
        height_ = height + 2 * office_margin_px;
        const float y0 = office_margin_px, y1 = office_margin_px + height;
        office_ = {x0, y0 + 30, x1, y1};
        title_ = {x0, y0, x1, y0 + 30};
        const auto stack = [&](float from, std::vector<std::pair<uint32_t, float>> parts) {
            float whole = 0, y = y0;
            std::erase_if(parts, [&](const auto& part) { return !trays_[part.first].shown; });
            for (const auto& [tray, share] : parts) whole += share;
            const float room = height - office_gap_px * float(parts.size() - 1);
            for (const auto& [tray, share] : parts) {
                trays_[tray].box = {from, y, from + side, y + room * share / whole};
                y = trays_[tray].box.y1 + office_gap_px;
            }
        };
        if (left) stack(office_margin_px, {{Tray::in, 0.62f}, {Tray::post, 0.38f}});
        stack(width_ - office_margin_px - side, {{Tray::answers, 0.6f}, {Tray::out, 0.4f}});
    }

    void lay_out_narrow() {
        const float x0 = office_margin_px, x1 = width_ - office_margin_px;
        float y = office_margin_px;
        const auto strip = [&](Tray::Number tray, float height) {
            if (!trays_[tray].shown) return;
            trays_[tray].box = {x0, y, x1, y + height};
            y += height + office_gap_px;
        };
        strip(Tray::post, 88);
        strip(Tray::in, 124);
        title_ = {x0, y, x1, y + 26};
        const uint32_t across =
            std::clamp(uint32_t((x1 - x0) / (own_trays_ ? 110.0f : 92.0f)), 1u, many_desks_ ? 2u : cores_);
        const uint32_t rows = ((many_desks_ ? 4 : cores_) + across - 1) / across;
        const float pitch = (x1 - x0) / float(across),
                    scale = std::min(1.0f, pitch / (desk_px + (own_trays_ ? tray_px : 0)));
        grid_ = {across, rows, std::min(pitch, desk_px + 40), 96 * scale + desk_rest_px, scale};
        office_ = {x0, y + 26, x1, y + 26 + grid_.height()};
        y = office_.y1 + office_gap_px;
        strip(Tray::answers, 124);
        strip(Tray::out, 88);
        height_ = y - office_gap_px + office_margin_px;
    }

    // ---- what is there

    void trays() {
        struct Words {
            std::string title, label;
        };
        const Words words[] = {
            {say_plain("In-tray"), say_plain("ready, need a core")},
            {say_plain("Post"), say_plain("need a thread")},
            {say_plain("Waiting for an answer"), say_plain("need no core")},
            {say_plain("Done"),
             say_plain("{n} of {all}", {{"n", scene_.counts.completed}, {"all", run_.scenes->own_tasks()}})},
        };
        for (uint32_t i = 0; i < 4; ++i) {
            if (!trays_[i].shown) continue;
            Thing tray = ThingMaker::boxed(Kind::tray, i, trays_[i].box);
            tray.text = chart::cut_to(words[i].title, tray.width - 8, 12, true);
            tray.label = chart::cut_to(words[i].label, tray.width - 8, 10.5f);
            tray.stands = Stands::line;
            tray.of = i;
            ground_.push_back(tray);
        }
        Thing title = ThingMaker::boxed(Kind::zone, 0, title_);
        title.look = Look::empty;
        title.text = say_plain("Desks");
        ground_.push_back(title);
    }

    // The tasks in the hands of each core: usually one.
    void find_hands() {
        hands_.resize(many_desks_ ? 0 : cores_);
        if (many_desks_) return;
        std::vector<uint32_t> sharers(cores_);  // by server: how many came so far
        const uint32_t each = std::max(1u, log_.cores_per_server);
        for (uint32_t i = 0; i < scene_.tasks.size(); ++i) {
            const TaskNow& now = scene_.tasks[i];
            if (now.core) hands_[now.core.index].push_back(i);
            else if (now.doing == Doing::sharing) hands_[now.server * each + sharers[now.server]++ % each].push_back(i);
        }
    }

    void desks() {
        for (uint32_t core = 0; core < cores_; ++core) {
            const float s = grid_.scale, x = grid_.x(office_, core) - (own_trays_ ? tray_px / 2 * s : 0);
            const float y = grid_.y(office_, core) - desk_rest_px / 2;
            const std::vector<uint32_t>& hand = hands_[core];
            const TaskNow* const now = hand.empty() ? nullptr : &scene_.tasks[hand[0]];
            const float front = y + 46 * s;
            Thing person = ThingMaker::thing(Kind::person, core, x, y - 6 * s, 44 * s, 62 * s);
            person.scale = s;
            person.text = number_of_core(core);
            person.stands = Stands::core;
            person.of = core;
            person.look = !now                             ? Look::plain
                          : now->doing == Doing::switching ? Look::active
                          : now->doing == Doing::blocked   ? Look::hatched
                                                           : Look::solid;
            if (now) person.span = now->span;
            person.label_px = grid_.across - 6;
            person.label_dx = own_trays_ ? tray_px / 2 * s : 0;
            person.to_y = front + 12;
            person.label = label_of(core, hand, label_room(person.label_px, label_size(s)), label_size(s));
            people_.push_back(person);
            Thing desk = ThingMaker::thing(Kind::desk, core, x, y + 30 * s, 108 * s, 32 * s);
            desk.scale = s;
            desk.stands = Stands::core;
            desk.of = core;
            desk.span = person.span;
            if (now && now->doing != Doing::blocked) desk.progress = progress_of(log_, *now, scene_.at);
            furniture_.push_back(desk);
            const size_t shown = std::min<size_t>(hand.size(), 3);
            for (size_t k = 0; k < shown; ++k) {
                const float paper = s < 0.6f ? 0.72f : std::min(1.3f, s * 1.05f);
                put(scene_.tasks[hand[k]], x + (float(k) - float(shown - 1) / 2) * 28 * paper, y + 22 * s, paper);
            }
            if (hand.size() > shown) texts_.push_back(make_.more(x + 44 * s, y + 22 * s, hand.size() - shown));
            if (own_trays_) {
                Thing tray = ThingMaker::thing(Kind::tray, 100 + core, x + (54 + tray_px / 2) * s, y + 4 * s,
                                               (tray_px - 6) * s, 84 * s);
                tray.scale = s;
                tray.stands = Stands::line;
                tray.of = Tray::in;
                furniture_.push_back(tray);
            }
        }
    }

    // "2"; where there are several servers "3.2" for core 2 of server 3, or the server's number if it has one core.
    std::string number_of_core(uint32_t core) const {
        const uint32_t each = std::max(1u, log_.cores_per_server);
        const std::string own = std::to_string(core % each + 1), server = std::to_string(core / each + 1);
        return metrics::server_count(log_) == 1 ? own : each == 1 ? server : server + '.' + own;
    }

    // Why nobody can work at this desk now; empty if its server accepts tasks.
    std::string not_up(uint32_t core) const {
        const trace::Server* life = nullptr;  // the last of its server's lives that have begun
        for (const trace::Server& server : log_.servers)
            if (server.number == core / std::max(1u, log_.cores_per_server) && server.ordered <= scene_.at)
                life = &server;
        if (log_.servers.empty()) return {};
        if (!life || (life->stopped && *life->stopped <= scene_.at)) return say_plain("off");
        return scene_.at < life->up ? say_plain("boots") : std::string();
    }

    std::string label_of(uint32_t core, const std::vector<uint32_t>& hand, float room, float size) const {
        const auto fits = [&](std::string longer, std::string shorter) {
            return chart::text_width(longer, size) <= room ? longer : shorter;
        };
        if (hand.empty()) {
            const std::string why = not_up(core);
            return why.empty() ? say_plain("idle") : why;
        }
        const TaskNow& now = scene_.tasks[hand[0]];
        const std::string number = metrics::task_number(log_, now.task);
        switch (now.doing) {
            case Doing::switching:
                return fits(say_plain("changes to {task}", {{"task", number}}),
                            say_plain("to {task}", {{"task", number}}));
            case Doing::blocked: return fits(say_plain("held by {task}", {{"task", number}}), say_plain("held"));
            default: break;
        }
        if (hand.size() > 1) return fits(say_plain("shares its time"), say_plain("shares"));
        const std::string name =
            say_plain("works on {task}", {{"task", metrics::task_name(scenario_, log_, now.task)}});
        return chart::text_width(name, size) <= room ? name
                                                     : fits(say_plain("works on {task}", {{"task", number}}), number);
    }

    void put(const TaskNow& now, float x, float y, float scale) {
        Thing paper =
            ThingMaker::thing(Kind::paper, now.task.index, x, y, paper_width_px * scale, paper_height_px * scale);
        make_.of_task(paper, now.task);
        paper.scale = scale;
        switch (now.doing) {
            case Doing::blocked: paper.look = now.thread ? Look::hatched : Look::dotted; break;
            case Doing::waiting: paper.look = Look::dotted; break;
            case Doing::ready: paper.look = Look::tinted; break;
            case Doing::queued: paper.look = Look::empty; break;
            default: paper.look = Look::solid;
        }
        papers_.push_back(paper);
    }

    struct Fit {
        uint32_t columns = 1;
        size_t room = 0, shown = 0;
        size_t kept = 0;  // places at the end of the last row, where "+12" says how many are not shown
        float scale = 1;
        float x(const Box& box, size_t i) const {
            const float pitch = (paper_width_px + 6) * scale;
            return box.middle_x() + (float(i % columns) - float(columns - 1) / 2) * pitch;
        }
        float y(const Box& box, size_t i) const {
            return box.y0 + (paper_height_px + 6) * scale * (float(i / columns) + 0.5f);
        }
    };
    // Papers side by side and in rows, as many as fit: first smaller, then cut. There are `all` of them, which may be
    // more than the scene lists.
    void fill(const Box& box, const std::vector<uint32_t>& tasks, size_t all) {
        if (tasks.empty()) return;
        const Fit fit = fit_in(box, all);
        for (size_t i = 0; i < std::min(fit.shown, tasks.size()); ++i)
            put(scene_.tasks[tasks[i]], fit.x(box, i), fit.y(box, i), fit.scale);
        put_more(box, fit, all);
    }
    void put_more(const Box& box, const Fit& fit, size_t count) {
        if (fit.shown >= count) return;
        const size_t last = fit.room - 1, first = last + 1 - fit.kept;  // the places that are left free for it
        texts_.push_back(make_.more((fit.x(box, first) + fit.x(box, last)) / 2, fit.y(box, last), count - fit.shown));
    }

    Fit fit_in(const Box& box, size_t count) const {
        Fit fit;
        for (const float scale : {1.0f, 0.85f, 0.7f, 0.6f, 0.5f}) {
            if (scale < 1 && scale < smallest_paper_) break;
            const float pitch = (paper_width_px + 6) * scale;
            fit.scale = scale;
            fit.columns = std::max(1u, uint32_t(box.width() / pitch));
            fit.room = fit.columns * size_t(std::max(1.0f, box.height() / ((paper_height_px + 6) * scale)));
            fit.shown = std::min(fit.room, count);
            if (fit.room >= count) return fit;
        }
        const float words = chart::text_width('+' + std::to_string(count), 11, true) + 2;
        const float pitch = (paper_width_px + 6) * fit.scale;
        fit.kept = std::min<size_t>(fit.columns, size_t(words / pitch) + 1);
        fit.shown = fit.room - fit.kept;
        return fit;
    }

    Box inside(Tray::Number tray) const {
        const Box& box = trays_[tray].box;
        return {box.x0 + 8, box.y0 + tray_head_px, box.x1 - 8, box.y1 - 8};
    }

    void sort_papers() {
        std::vector<uint32_t> in, post, answers;
        std::vector<std::vector<uint32_t>> own(own_trays_ ? cores_ : 0);
        std::vector<bool> in_hand(scene_.tasks.size());
        const metrics::SceneCounts& all = scene_.counts;
        size_t held = 0;  // that are in hands although they wait
        for (const std::vector<uint32_t>& hand : hands_)
            for (const uint32_t i : hand) {
                in_hand[i] = true;
                held += scene_.tasks[i].doing == Doing::blocked;
            }
        for (uint32_t i = 0; i < scene_.tasks.size(); ++i) {
            const TaskNow& now = scene_.tasks[i];
            if (in_hand[i]) continue;
            if (now.doing == Doing::queued) post.push_back(i);
            else if (now.doing == Doing::ready) {
                if (own_trays_ && now.ready_on && now.ready_on.index < cores_) own[now.ready_on.index].push_back(i);
                else in.push_back(i);
            } else if (now.doing == Doing::blocked || now.doing == Doing::waiting) answers.push_back(i);
        }
        const auto by_time = [&](uint32_t a, uint32_t b) {
            const TaskNow &one = scene_.tasks[a], &other = scene_.tasks[b];
            return std::tuple(one.since, one.task) < std::tuple(other.since, other.task);
        };
        for (std::vector<uint32_t>* line : {&in, &post, &answers}) std::sort(line->begin(), line->end(), by_time);
        if (trays_[Tray::in].shown) fill(inside(Tray::in), in, all.of(Kinds::ready));
        if (trays_[Tray::post].shown) fill(inside(Tray::post), post, all.of(Kinds::queued));
        if (trays_[Tray::answers].shown)
            fill(inside(Tray::answers), answers, all.of(Kinds::blocked) + all.of(Kinds::waiting) - held);
        for (uint32_t core = 0; core < own.size(); ++core) {
            std::sort(own[core].begin(), own[core].end(), by_time);
            fill_own(core, own[core]);
        }
        finished();
    }

    // The tray on a desk.
    void fill_own(uint32_t core, const std::vector<uint32_t>& tasks) {
        const float s = grid_.scale, x = grid_.x(office_, core) + 54 * s,
                    y = grid_.y(office_, core) - desk_rest_px / 2 + 4 * s;
        const float half = (tray_px - 6) / 2 * s;
        fill({x - half + 4, y - 42 * s + 3, x + half - 4, y + 42 * s - 4}, tasks, tasks.size());
    }

    // Each finished paper stays in its place until the tray is full; then the latest takes the place of the oldest.
    void finished() {
        const Box box = inside(Tray::out);
        const size_t all = scene_.counts.completed;
        if (all == 0) return;
        const Fit fit = fit_in(box, all);
        const std::vector<TaskId> last = run_.scenes->last_completed(log_, scene_.at, fit.shown);
        for (size_t i = 0; i < last.size(); ++i) {
            const size_t place = (all - 1 - i) % fit.shown;
            Thing paper = ThingMaker::thing(Kind::paper, last[i].index, fit.x(box, place), fit.y(box, place),
                                            paper_width_px * fit.scale, paper_height_px * fit.scale);
            make_.of_task(paper, last[i]);
            paper.scale = fit.scale;
            paper.look = Look::gone;
            papers_.push_back(paper);
        }
        put_more(box, fit, all);
    }

    // ---- many desks, and words

    size_t working() const {
        size_t n = 0, sharing = 0;
        for (const TaskNow& now : scene_.tasks) {
            n += now.doing == Doing::running;
            sharing += now.doing == Doing::sharing;
        }
        return n + std::min<size_t>(sharing, cores_);
    }

    void crowd() {
        size_t switching = 0, held = 0;
        for (const TaskNow& now : scene_.tasks) {
            switching += now.doing == Doing::switching;
            held += now.doing == Doing::blocked && now.core;
        }
        const size_t work = working(), busy = work + switching + held;
        const size_t counts[] = {work, switching, held, cores_ > busy ? cores_ - busy : 0};
        const Look looks[] = {Look::solid, Look::active, Look::hatched, Look::plain};
        const std::string labels[] = {say_plain("work"), say_plain("change papers"), say_plain("are held"),
                                      say_plain("are idle")};
        for (uint32_t i = 0; i < 4; ++i) {
            Thing group = ThingMaker::thing(Kind::crowd, i, grid_.x(office_, i), grid_.y(office_, i),
                                            std::min(grid_.across, 120.0f), 40);
            group.look = looks[i];
            group.text = std::to_string(counts[i]);
            group.label = labels[i];
            people_.push_back(group);
        }
    }

    void words() {
        const metrics::SceneCounts& counts = scene_.counts;
        using enum Count::Tone;
        plan_.counts = {
            {concurrency, say_plain("in progress"), std::to_string(counts.in_progress)},
            {parallelism, say_plain("cores at work"), say_plain("{n} of {all}", {{"n", working()}, {"all", cores_}})},
            {asynchrony, say_plain("waiting without a thread"), std::to_string(counts.waiting)},
            {plain, say_plain("done"), std::to_string(counts.completed)}};
        if (counts.rejected > 0)
            plan_.counts.push_back({plain, say_plain("rejected"), std::to_string(counts.rejected)});
        if (counts.gave_up > 0) plan_.counts.push_back({plain, say_plain("gave up"), std::to_string(counts.gave_up)});
        plan_.legend = {
            {say_plain("person at a desk"), say_plain("core")},
            {say_plain("paper"), say_plain("task")},
            {say_plain("in-tray"), own_trays_ ? say_plain("ready queue of a core") : say_plain("ready queue")}};
        if (trays_[Tray::post].shown) plan_.legend.push_back({say_plain("post"), say_plain("queue for a thread")});
        if (trays_[Tray::answers].shown) {
            plan_.legend.push_back({say_plain("dotted"), say_plain("waits, holds no thread")});
            plan_.legend.push_back({say_plain("hatched"), say_plain("waits, its thread is held")});
        }
        if (run_.scenes->has(Kinds::switching)) plan_.legend.push_back({say_plain("red"), say_plain("switch")});
        plan_.summary = say_plain(
            "An office at {time}: {work} of {all|{all} core|{all} cores} {work|is|are} at work, {ready|{ready} task is|"
            "{ready} tasks are} ready and {ready|needs|need} a core, {waiting|{waiting} task waits|{waiting} tasks "
            "wait} for an answer, and {done|{done} is|{done} are} done.",
            {{"time", time_label(scene_.at)},
             {"work", working()},
             {"all", cores_},
             {"ready", counts.of(Kinds::ready)},
             {"waiting", counts.of(Kinds::blocked) + counts.of(Kinds::waiting)},
             {"done", counts.completed}});
    }

    const Run& run_;
    const scenario::Scenario& scenario_;
    const trace::Log& log_;
    const Scene& scene_;
    const Room& room_;
    ThingMaker make_;
    Plan plan_;
    float width_ = 0, height_ = 0;
    uint32_t cores_ = 1;
    bool many_desks_ = false, own_trays_ = false;
    float smallest_paper_ = 0.5f;
    Tray trays_[4];
    Box office_, title_;
    Grid grid_;
    std::vector<std::vector<uint32_t>> hands_;  // by core: indices into Scene::tasks
    std::vector<Thing> ground_, people_, furniture_, papers_, texts_;
};

}  // namespace

RichText why_no_desk(const Run& run) {
    if (run.log->tasks.empty()) return say("It has no tasks: there is nothing to do.");
    if (run.log->cores == 0) return say("The recording does not say on which *cores* its tasks ran.");
    return {};
}

Plan plan_desk(const Run& run, const Scene& scene, const Room& room) { return DeskPlanner(run, scene, room).plan(); }

}  // namespace stage
