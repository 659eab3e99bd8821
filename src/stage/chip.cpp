#include "stage/chip.h"

#include "chart/frame/text_width.h"
#include "stage/chip_facts.h"
#include "stage/maker.h"

#include <algorithm>
#include <tuple>

namespace stage {

using metrics::Doing;
using metrics::Scene;
using metrics::TaskNow;

namespace {

constexpr float edge_of_chip_px = 12, pins_px = 9, narrow_chip_px = 560;
constexpr float cache_px = 42, memory_px = 74, memory_text_px = 170;
constexpr float ring_px = 27, token_px = 22;

// How much of a core there is room for.
enum class Detail : uint8_t {
    whole,  // title, block, registers and caches
    block,  // number and block
    cell,   // a small square
    crowd,  // only numbers
};

class ChipPlanner {
public:
    ChipPlanner(const Run& run, const Scene& scene, const Room& room)
        : run_(run), log_(*run.log), scene_(scene), room_(room), make_(run, scene) {}

    Plan plan() {
        lay_out();
        plan_.at = scene_.at;
        plan_.width = width_;
        plan_.height = height_;
        put(ThingMaker::thing(Kind::floor, 0, width_ / 2, height_ / 2, width_, height_));
        put(ThingMaker::boxed(Kind::package, 0, package_));
        parts();
        cores();
        answers();
        in_memory_now();
        words();
        for (std::vector<Thing>* layer : {&ground_, &tasks_, &texts_})
            for (Thing& thing : *layer) plan_.things.push_back(std::move(thing));
        return std::move(plan_);
    }

private:
    void put(Thing thing) { ground_.push_back(std::move(thing)); }

    // ---- where everything is: depends on the run and the room only

    void lay_out() {
        width_ = std::max(240.0f, room_.width_px);
        cores_ = std::max(1u, log_.cores);
        gap_ = std::clamp(width_ * 0.013f, 5.0f, 10.0f);
        pad_ = std::clamp(width_ * 0.024f, 8.0f, 22.0f);
        if (width_ < narrow_chip_px) lay_out_narrow();
        else lay_out_wide();
    }

    void lay_out_wide() {
        const float x0 = edge_of_chip_px + pad_, x1 = width_ - edge_of_chip_px - pad_;
        const float y0 = edge_of_chip_px + pins_px + pad_;
        const float left = (x1 - x0) * 0.53f, column = (x1 - x0 - left - 2 * gap_) / 2;
        const float outside = 2 * (edge_of_chip_px + pins_px + pad_) + gap_ + memory_px;
        float inner = std::max(std::clamp(width_ * 0.36f, 250.0f, 420.0f), room_.min_height_px - outside);
        core_area_ = {x0, y0, x0 + left, y0 + inner - cache_px - gap_};
        choose_grid();
        inner += std::max(0.0f, needed_height_ - core_area_.height());
        core_area_.y1 = y0 + inner - cache_px - gap_;
        box(ChipPart::shared_cache) = {x0, core_area_.y1 + gap_, x0 + left, y0 + inner};
        const float a = x0 + left + gap_, b = a + column + gap_, upper = y0 + inner * 0.4f;
        const float half = (upper - y0 - gap_) / 2;
        box(ChipPart::memory_controller) = {a, y0, a + column, y0 + half};
        box(ChipPart::pci_express) = {a, y0 + half + gap_, a + column, upper};
        box(ChipPart::graphics) = {b, y0, b + column, upper};
        box(ChipPart::io) = {a, upper + gap_, b + column, y0 + inner * 0.8f};
        box(ChipPart::power) = {a, y0 + inner * 0.8f + gap_, b + column, y0 + inner};
        package_ = {edge_of_chip_px, edge_of_chip_px + pins_px, width_ - edge_of_chip_px, y0 + inner + pad_};
        const float below = package_.y1 + pins_px + gap_;
        box(ChipPart::memory) = {edge_of_chip_px, below, width_ - edge_of_chip_px, below + memory_px};
        height_ = below + memory_px + edge_of_chip_px;
    }

    void lay_out_narrow() {
        const float x0 = edge_of_chip_px + pad_, x1 = width_ - edge_of_chip_px - pad_;
        float y = edge_of_chip_px + pins_px + pad_;
        const float middle = (x0 + x1) / 2;
        core_area_ = {x0, y, x1, y + std::clamp((x1 - x0) * 0.72f, 180.0f, 300.0f)};
        choose_grid();
        core_area_.y1 = y + std::max(core_area_.height(), needed_height_);
        y = core_area_.y1 + gap_;
        const auto row = [&](float height) {
            const float top = y;
            y += height + gap_;
            return std::pair(top, top + height);
        };
        const auto [l0, l1] = row(34);
        box(ChipPart::shared_cache) = {x0, l0, x1, l1};
        const auto [c0, c1] = row(50);
        box(ChipPart::memory_controller) = {x0, c0, middle - gap_ / 2, c1};
        box(ChipPart::pci_express) = {middle + gap_ / 2, c0, x1, c1};
        const auto [i0, i1] = row(108);
        box(ChipPart::io) = {x0, i0, x1, i1};
        const auto [g0, g1] = row(50);
        box(ChipPart::graphics) = {x0, g0, middle - gap_ / 2, g1};
        box(ChipPart::power) = {middle + gap_ / 2, g0, x1, g1};
        package_ = {edge_of_chip_px, edge_of_chip_px + pins_px, width_ - edge_of_chip_px, y - gap_ + pad_};
        y = package_.y1 + pins_px + gap_;
        box(ChipPart::memory) = {edge_of_chip_px, y, width_ - edge_of_chip_px, y + 112};
        height_ = y + 112 + edge_of_chip_px;
    }

    // Columns so that cores are as large as they can be, and a little wider than high.
    void choose_grid() {
        const float width = core_area_.width(), height = core_area_.height();
        constexpr float wide = 1.2f, least = 15;
        float best = 0;
        const uint32_t most = std::min(cores_, max_chip_cores);
        for (uint32_t columns = 1; columns <= most; ++columns) {
            const uint32_t rows = (most + columns - 1) / columns;
            const float size = std::min(width / float(columns) / wide, height / float(rows));
            // An even number of columns looks like a chip; a last row that is nearly empty does not.
            const float worth = size * (most % columns == 0 ? 1.25f : 1.0f);
            if (worth > best) best = worth, columns_ = columns, rows_ = rows;
        }
        needed_height_ = float(rows_) * least;
        if (cores_ > max_chip_cores) detail_ = Detail::crowd;
        const float w = width / float(columns_), h = std::max(height, needed_height_) / float(rows_);
        if (detail_ != Detail::crowd)
            detail_ = w >= 118 && h >= 96 ? Detail::whole : w >= 44 && h >= 38 ? Detail::block : Detail::cell;
    }

    Box core_box(uint32_t core) const {
        const float between = detail_ == Detail::cell ? 2.5f : gap_ * 0.8f;
        const float w = (core_area_.width() + between) / float(columns_),
                    h = (core_area_.height() + between) / float(rows_);
        const float x = core_area_.x0 + w * float(core % columns_), y = core_area_.y0 + h * float(core / columns_);
        return {x, y, x + w - between, y + h - between};
    }

    Box& box(ChipPart part) { return boxes_[size_t(part)]; }

    // ---- what is there

    void parts() {
        const size_t answers = answers_under_way(scene_).size();
        const CoresNow cores = cores_now(run_, scene_);
        const size_t at_work = cores.work + cores.switching;
        part(ChipPart::shared_cache, {say_plain("Shared cache (L3)")}, {});
        part(ChipPart::memory_controller, {say_plain("Memory controller"), say_plain("Memory control")},
             {say_plain("to the memory")});
        part(ChipPart::pci_express, {say_plain("PCI Express")},
             {say_plain("to cards and fast disks"), say_plain("cards, fast disks"), say_plain("to cards")});
        part(ChipPart::graphics, {say_plain("Integrated graphics"), say_plain("Graphics")},
             {say_plain("draws the screen")});
        part(ChipPart::io, {say_plain("I/O interfaces")},
             {answers == 0 ? say_plain("USB, network, disks")
                           : say_plain("{n|{n} answer|{n} answers} under way", {{"n", answers}})},
             answers > 0);
        part(ChipPart::power, {say_plain("Power management"), say_plain("Power")},
             {say_plain("{work} of {all} cores at work", {{"work", at_work}, {"all", cores.all}}),
              say_plain("{work} of {all} at work", {{"work", at_work}, {"all", cores.all}})});
        const InMemory memory = in_memory(run_, scene_);
        part(ChipPart::memory, {say_plain("Memory")},
             {log_.recording ? say_plain("stacks and data")
                             : say_plain("{n|{n} thread|{n} threads}, {bytes}",
                                         {{"n", memory.threads}, {"bytes", bytes_text(memory.bytes)}})});
    }

    // The first of the texts that fits, or a part of the last.
    static std::string fitting(const std::vector<std::string>& texts, float room, float size, bool bold = false) {
        for (const std::string& text : texts)
            if (chart::text_width(text, size, bold) <= room) return text;
        return texts.empty() ? std::string() : chart::cut_to(texts.back(), room, size, bold);
    }

    // `titles` and `labels`: the longest first.
    void part(ChipPart which, const std::vector<std::string>& titles, const std::vector<std::string>& labels,
              bool active = false) {
        const Box& place = box(which);
        Thing part = ThingMaker::boxed(Kind::chip_part, uint32_t(which), place);
        const float room = place.width() - 10, size = room < 110 ? 11.0f : 12.5f;
        part.scale = size / 12.5f;
        part.text = fitting(titles, room, size, true);
        part.label = fitting(labels, room, 10.5f);
        part.look = active ? Look::active : Look::plain;
        part.stands = Stands::part;
        part.of = uint32_t(which);
        // Things of the run lie in these two: their titles are at the top, or on the left.
        if (which == ChipPart::io) part.to_y = place.y0 + 18;
        if (which == ChipPart::memory) {
            part.to_y = place.y0 + (width_ < narrow_chip_px ? 17 : place.height() / 2 - 8);
            part.label_dx = width_ < narrow_chip_px ? 0 : memory_text_px / 2 - place.width() / 2;
        }
        put(part);
    }

    void cores() {
        if (detail_ == Detail::crowd) return crowd();
        std::vector<std::vector<const TaskNow*>> hands(cores_);
        std::vector<uint32_t> sharers(cores_);  // by server: how many came so far
        const uint32_t each = std::max(1u, log_.cores_per_server);
        for (const TaskNow& now : scene_.tasks) {
            if (now.core) hands[now.core.index].push_back(&now);
            else if (now.doing == Doing::sharing)
                hands[now.server * each + sharers[now.server]++ % each].push_back(&now);
        }
        const std::vector<float> warmth = warmth_of(run_, scene_.at);
        for (uint32_t core = 0; core < cores_; ++core)
            one_core(core, hands[core], core < warmth.size() ? warmth[core] : 0);
    }

    std::string name_of(uint32_t core) const {
        const uint32_t each = std::max(1u, log_.cores_per_server);
        const std::string number = std::to_string(core % each + 1);
        if (metrics::server_count(log_) > 1)
            return detail_ == Detail::whole
                       ? say_plain("Server {server}, core {core}", {{"server", core / each + 1}, {"core", number}})
                       : std::to_string(core / each + 1) + "." + number;
        return detail_ == Detail::whole ? say_plain("Core {n}", {{"n", number}}) : number;
    }

    void one_core(uint32_t number, const std::vector<const TaskNow*>& hand, float warmth) {
        const Box place = core_box(number);
        const TaskNow* now = hand.empty() ? nullptr : hand[0];
        Thing core = ThingMaker::boxed(Kind::chip_core, number, place);
        core.stands = Stands::core;
        core.of = number;
        core.progress = warmth;
        core.scale = detail_ == Detail::whole ? 1 : detail_ == Detail::block ? 0.8f : 0.5f;
        core.look = !now                             ? Look::empty
                    : now->doing == Doing::switching ? Look::active
                    : now->doing == Doing::blocked   ? Look::hatched
                                                     : Look::solid;
        if (now) {
            core.span = now->span;
            core.colour = run_.colours->of(now->task);
        }
        if (detail_ == Detail::cell) {
            if (now && place.width() >= 17) core.text = metrics::task_number(log_, now->task);
            put(core);
            return;
        }
        core.text = chart::cut_to(name_of(number), place.width() - 14, 12 * core.scale, true);
        const float units = detail_ == Detail::whole ? 30.0f : 0;
        core.to_y = place.y1 - (units > 0 ? units + 8 : 0);  // the glow ends here
        if (!now && detail_ == Detail::whole) core.label = say_plain("idle");
        put(core);
        if (detail_ == Detail::whole) {
            const float y0 = place.y1 - units - 4, y1 = place.y1 - 5, middle = place.middle_x();
            unit(ChipPart::registers, number, {place.x0 + 5, y0, middle - 2.5f, y1},
                 {say_plain("registers, L1"), say_plain("L1 cache")});
            unit(ChipPart::private_cache, number, {middle + 2.5f, y0, place.x1 - 5, y1}, {say_plain("L2 cache")});
        }
        const size_t shown = std::min<size_t>(hand.size(), 3);
        const float room = place.width() - 16, top = place.y0 + 20 * core.scale + 2;
        const float height = std::clamp((core.to_y - top) * 0.62f, 16.0f, 46.0f);
        const float width =
            std::min(room / float(std::max<size_t>(1, shown)) - 3, shown > 1 ? 44.0f : place.width() * 0.52f);
        for (size_t k = 0; k < shown; ++k) {
            Thing block = task_thing(*hand[k], place.middle_x() + (float(k) - float(shown - 1) / 2) * (width + 4),
                                     (top + core.to_y) / 2, width, height);
            block.look = core.look == Look::empty ? Look::solid : core.look;
            tasks_.push_back(block);
        }
        if (hand.size() > shown) texts_.push_back(make_.more(place.x1 - 16, place.y0 + 12, hand.size() - shown));
    }

    void unit(ChipPart which, uint32_t core, const Box& place, const std::vector<std::string>& texts) {
        Thing unit = ThingMaker::boxed(Kind::chip_unit, uint32_t(which) * 1000 + core, place);
        unit.text = fitting(texts, place.width() - 4, 10);
        unit.stands = Stands::part;
        unit.of = uint32_t(which);
        put(unit);
    }

    Thing task_thing(const TaskNow& now, float x, float y, float width, float height) const {
        Thing thing = ThingMaker::thing(Kind::chip_task, now.task.index, x, y, width, height);
        make_.of_task(thing, now.task);
        return thing;
    }

    void crowd() {
        const CoresNow now = cores_now(run_, scene_);
        const size_t counts[] = {now.work, now.switching, now.held, now.idle};
        const std::string labels[] = {say_plain("cores at work"), say_plain("cores that switch"),
                                      say_plain("cores that are held"), say_plain("idle cores")};
        const float row = core_area_.height() / 4;
        for (uint32_t i = 0; i < 4; ++i) {
            Thing group = ThingMaker::thing(Kind::crowd, i, core_area_.middle_x(),
                                            core_area_.y0 + row * (float(i) + 0.5f), 140, 40);
            group.look = Look::empty;  // only words
            group.text = std::to_string(counts[i]);
            group.label = labels[i];
            put(group);
        }
    }

    // Places in rows, in a box; the last ones are for "+12" if not all fit.
    struct Places {
        Box box;
        float pitch;
        uint32_t columns, room;
        Places(const Box& place, float pitch_px)
            : box(place),
              pitch(pitch_px),
              columns(std::max(1u, uint32_t(place.width() / pitch_px))),
              room(columns * std::max(1u, uint32_t(place.height() / pitch_px))) {}
        // How many places at the end of the last row "+12" takes.
        size_t kept(size_t count) const {
            const float words = chart::text_width('+' + std::to_string(count), 11, true) + 4;
            return std::min<size_t>(columns, size_t(words / pitch) + 1);
        }
        size_t shown(size_t count) const { return count <= room ? count : room - kept(count); }
        float x(size_t i, size_t count) const {
            const float across = float(std::min<size_t>(columns, count)) * pitch;
            return box.middle_x() - across / 2 + (float(i % columns) + 0.5f) * pitch;
        }
        float y(size_t i) const { return box.y0 + (float(i / columns) + 0.5f) * pitch; }
    };

    // As large as they can be, and a little smaller if then all of them fit.
    static Places places_for(size_t count, const Box& place, float largest_px) {
        for (const float scale : {1.0f, 0.85f}) {
            const Places places(place, largest_px * scale);
            if (places.room >= count) return places;
        }
        return Places(place, largest_px * 0.75f);
    }

    void answers() {
        auto under_way = answers_under_way(scene_);
        std::erase_if(under_way,
                      [](const TaskNow* now) { return bool(now->core); });  // it is drawn on the core that it holds
        size_t all = under_way.size();  // of very many, the scene lists only some
        if (!scene_.whole) {
            all = 0;
            for (const metrics::DeviceNow& device : scene_.devices) all += device.all_uses;
        }
        const Box& io = box(ChipPart::io);
        const Places places = places_for(all, {io.x0 + 6, io.y0 + 43, io.x1 - 6, io.y1 - 4}, ring_px);
        const size_t shown = std::min(places.shown(all), under_way.size()), drawn = std::min<size_t>(all, places.room);
        for (size_t i = 0; i < shown; ++i) {
            const TaskNow& now = *under_way[i];
            Thing ring = task_thing(now, places.x(i, drawn), places.y(i), places.pitch - 5, places.pitch - 5);
            ring.look = now.doing == Doing::waiting ? Look::dotted : Look::ring;
            ring.progress = progress_of(log_, now, scene_.at);
            tasks_.push_back(ring);
        }
        if (shown < all)
            texts_.push_back(make_.more((places.x(shown, drawn) + places.x(places.room - 1, drawn)) / 2,
                                        places.y(shown), all - shown));
    }

    // What is neither on a core nor waits for a device: its data lie in the memory.
    void in_memory_now() {
        std::vector<const TaskNow*> rest;
        for (const TaskNow& now : scene_.tasks) {
            const bool drawn =
                now.core || now.doing == Doing::sharing || now.doing == Doing::running ||
                now.doing == Doing::switching ||
                ((now.doing == Doing::blocked || now.doing == Doing::waiting) && now.reason == trace::Reason::device);
            if (!drawn) rest.push_back(&now);
        }
        const bool narrow = width_ < narrow_chip_px;
        const Box& memory = box(ChipPart::memory);
        const Box inside = narrow ? Box{memory.x0 + 8, memory.y0 + 46, memory.x1 - 8, memory.y1 - 6}
                                  : Box{memory.x0 + memory_text_px, memory.y0 + 9, memory.x1 - 10, memory.y1 - 9};
        size_t all = rest.size();
        if (!scene_.whole) {
            using trace::SpanKind;
            const metrics::SceneCounts& counts = scene_.counts;
            all = counts.of(SpanKind::queued) + counts.of(SpanKind::ready) + counts.of(SpanKind::blocked) +
                  counts.of(SpanKind::waiting);
            for (const metrics::DeviceNow& device : scene_.devices) all -= std::min(all, device.all_uses);
        }
        const Places places = places_for(all, inside, token_px + 5);
        const size_t shown = std::min(places.shown(all), rest.size()), placed = std::min<size_t>(all, places.room);
        for (size_t i = 0; i < shown; ++i) {
            const TaskNow& now = *rest[i];
            const float x =
                narrow ? places.x(i, placed) : inside.x0 + (float(i % places.columns) + 0.5f) * places.pitch;
            Thing token = task_thing(now, x, places.y(i), places.pitch - 5, places.pitch - 7);
            switch (now.doing) {
                case Doing::ready: token.look = Look::tinted; break;
                case Doing::queued: token.look = Look::empty; break;
                case Doing::blocked: token.look = Look::ring; break;
                default: token.look = Look::dotted;
            }
            token.scale = 0.9f;
            tasks_.push_back(token);
        }
        if (shown < all) {
            const auto x = [&](size_t i) {
                return narrow ? places.x(i, placed) : inside.x0 + (float(i % places.columns) + 0.5f) * places.pitch;
            };
            texts_.push_back(
                make_.more((x(shown) + x(places.room - 1)) / 2, places.y(shown), all - shown));
        }
    }

    void words() {
        const CoresNow cores = cores_now(run_, scene_);
        const metrics::SceneCounts& counts = scene_.counts;
        using enum Count::Tone;
        plan_.counts = {{concurrency, say_plain("in progress"), std::to_string(counts.in_progress)},
                        {parallelism, say_plain("executing"), std::to_string(counts.running)},
                        {asynchrony, say_plain("waiting without a thread"), std::to_string(counts.waiting)},
                        {plain, say_plain("done"), std::to_string(counts.completed)}};
        using Kinds = trace::SpanKind;
        plan_.legend = {{say_plain("block in a core"), say_plain("task that executes")},
                        {say_plain("glow"), say_plain("busy lately")}};
        if (run_.scenes->has(Kinds::waiting))
            plan_.legend.push_back({say_plain("dotted ring"), say_plain("waits, holds no thread")});
        if (run_.scenes->has(Kinds::blocked))
            plan_.legend.push_back({say_plain("solid ring"), say_plain("waits, its thread is held")});
        if (run_.scenes->has(Kinds::ready) || run_.scenes->has(Kinds::queued))
            plan_.legend.push_back({say_plain("block in memory"), say_plain("waits for its turn")});
        const size_t answers = answers_under_way(scene_).size();
        plan_.summary = say_plain(
            "A chip at {time}: {work} of {all} cores {work|executes a task|execute tasks}, {answers|{answers} answer "
            "is|{answers} answers are} under way, and {done|{done} task is|{done} tasks are} done.",
            {{"time", time_label(scene_.at)},
             {"work", cores.work},
             {"all", cores.all},
             {"answers", answers},
             {"done", counts.completed}});
    }

    const Run& run_;
    const trace::Log& log_;
    const Scene& scene_;
    const Room& room_;
    ThingMaker make_;
    Plan plan_;
    float width_ = 0, height_ = 0, gap_ = 8, pad_ = 20, needed_height_ = 0;
    uint32_t cores_ = 1, columns_ = 1, rows_ = 1;
    Detail detail_ = Detail::whole;
    Box core_area_, package_;
    Box boxes_[chip_part_count];
    std::vector<Thing> ground_, tasks_, texts_;
};

}  // namespace

RichText why_no_chip(const Run& run) {
    if (run.log->tasks.empty()) return say("It has no tasks: there is nothing to do.");
    if (run.log->cores == 0) return say("The recording does not say on which *cores* its tasks ran.");
    return {};
}

Plan plan_chip(const Run& run, const Scene& scene, const Room& room) { return ChipPlanner(run, scene, room).plan(); }

}  // namespace stage
