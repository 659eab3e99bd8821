#include "stage/restaurant.h"

#include "chart/svg/canvas_svg.h"
#include "metrics/names.h"
#include "metrics/why/why.h"
#include "sim/draw.h"
#include "stage/poster.h"
#include "stage/sentence.h"
#include "tests/catch2.h"
#include "tests/stage/pictures.h"
#include "tests/support/golden.h"
#include "tests/support/scenarios.h"

#include <cmath>

using namespace stage;
using metrics::Doing;

namespace {

float distance(const Thing& a, const Thing& b) { return std::hypot(a.x - b.x, a.y - b.y); }

std::string value_of(const Plan& plan, const std::string& name) {
    for (const Count& count : plan.counts)
        if (count.name == name) return count.value;
    return "none";
}

// The table of a task: the one that bears its bar.
const Thing* table_of(const Plan& plan, TaskId task) {
    for (const Thing& thing : plan.things)
        if (thing.kind == Kind::table && thing.stands == Stands::task && thing.of == task.index) return &thing;
    return nullptr;
}

// Each thing of the picture is where the trace says.
void check_positions(const Run& run, Time t, const Plan& plan, const metrics::Scene& scene) {
    INFO("at " << t.ns);
    for (const metrics::TaskNow& now : scene.tasks) {
        INFO(metrics::task_name(*run.scenario, *run.log, now.task));
        const Thing* const dish = plan.find(Kind::dish, now.task.index);
        const Thing* const guest = plan.find(Kind::guest, now.task.index);
        if (now.reason == trace::Reason::device) {
            REQUIRE(dish);
            CHECK(dish->look == Look::ring);  // in a pan
        }
        if (now.doing == Doing::queued && !now.begun && now.root == now.task) {
            if (!guest) continue;  // it is counted in "+12"
            CHECK(guest->span == now.span);
        } else {
            CHECK((!guest || !now.begun));
        }
        const Thing* const table = table_of(plan, now.task);
        if (table && now.doing == Doing::waiting) CHECK(table->look == Look::dotted);
        if (table && now.doing == Doing::blocked && now.thread) CHECK(table->look == Look::ring);
        if (table && now.doing == Doing::running) CHECK(table->look == Look::solid);
        if (table && is_there(now.doing)) CHECK(table->span == now.span);
    }
    for (const metrics::ThreadNow& thread : scene.threads) {
        const Thing* const waiter = plan.find(Kind::waiter, thread.slot);
        REQUIRE(waiter);
        CHECK(waiter->of == thread.thread.index);
        if (thread.task == metrics::nowhere) {
            CHECK(waiter->look == Look::plain);
            continue;
        }
        const metrics::TaskNow& now = scene.tasks[thread.task];
        CHECK(waiter->span == now.span);
        CHECK((waiter->look == Look::hatched) == (now.doing == Doing::blocked));
        const Thing* const table = table_of(plan, now.root);
        if (now.doing == Doing::running && table) CHECK(distance(*waiter, *table) < 50);
        if (now.doing == Doing::blocked && now.reason == trace::Reason::device && table)
            CHECK(distance(*waiter, *table) > 25);  // it stands at the stove
    }
}

}  // namespace

TEST_CASE("at 400 s, four waiters stand at the stove and one with a bell has taken all orders", "[stage]") {
    const auto variants = pictures::variants_of("two-restaurants");
    const pictures::Ended four(variants[1].scenario), bell(variants[2].scenario);
    // A waiter takes an order in 30 s, and a dish takes 600 s: at 400 s the four wait for the first four dishes.
    const Plan held = plan_restaurant(four.run, four.run.at(sec(400)), {});
    CHECK(value_of(held, "in progress") == "4");
    CHECK(value_of(held, "waiters at work") == "0 of 4");
    CHECK(value_of(held, "waiting without a waiter") == "0");
    for (uint32_t i = 0; i < 4; ++i) {
        CHECK(held.find(Kind::waiter, i)->look == Look::hatched);
        CHECK(held.find(Kind::waiter, i)->label == "watches " + std::to_string(i + 1));
        CHECK(held.find(Kind::table, i)->look == Look::ring);
        CHECK(held.find(Kind::table, i)->progress == Approx(370.0 / 600));  // since 30 s, until 630 s
        CHECK(held.find(Kind::table, 4 + i)->look == Look::empty);
        CHECK(held.find(Kind::guest, 4 + i));
    }
    CHECK(held.find(Kind::bell, 0)->look == Look::plain);
    // Twelve orders take 360 s.
    const Plan waits = plan_restaurant(bell.run, bell.run.at(sec(400)), {});
    CHECK(value_of(waits, "in progress") == "12");
    CHECK(value_of(waits, "waiting without a waiter") == "12");
    CHECK(waits.find(Kind::waiter, 0)->look == Look::plain);
    for (uint32_t i = 0; i < 12; ++i) CHECK(waits.find(Kind::table, i)->look == Look::dotted);
    // The dish of table 1 is ready at 630 s, and the waiter, who is idle, brings it at once.
    const Plan rings = plan_restaurant(bell.run, bell.run.at(sec(631)), {});
    CHECK(rings.find(Kind::bell, 0)->look == Look::active);
    CHECK(rings.find(Kind::trail, 0));
    CHECK(rings.find(Kind::waiter, 0)->label == "serves 1");
    CHECK(rings.find(Kind::dish, 0)->look == Look::solid);
    CHECK(value_of(plan_restaurant(bell.run, bell.run.at(sec(990)), {}), "left") == "12");
}

TEST_CASE("who is where in the restaurant is what the trace says", "[stage]") {
    for (const char* name :
         {"two-restaurants", "waiting-on-the-database", "connection-pool", "head-of-line", "pool-exhaustion"})
        for (const scenario::Variant& variant : pictures::variants_of(name)) {
            INFO(name << ": " << variant.title);
            const pictures::Ended ended(variant.scenario);
            if (ended.prepared.scenes.thread_slots() > max_waiters || ended.prepared.scenes.seats() > max_tables)
                continue;
            for (uint32_t k = 0; k < 30; ++k) {
                const Time t{int64_t(sim::bits({9, sim::Purpose::compute, 4, k, 0, 0}) % uint64_t(ended.log.end.ns))};
                const metrics::Scene scene = ended.run.at(t);
                check_positions(ended.run, t, plan_restaurant(ended.run, scene, {1300, 390}), scene);
            }
        }
}

TEST_CASE("one to sixty tables and one to twenty-four waiters are drawn one by one, and more are counted", "[stage]") {
    for (const int64_t tables : {1, 2, 7, 24, 60, 61, 400})
        for (const int64_t waiters : {1, 2, 9, 24, 25, 100}) {
            INFO(tables << " tables, " << waiters << " waiters");
            scenario::Scenario s = support::bare(4);
            s.strategy.kind = scenario::StrategyKind::thread_pool;
            s.strategy.threads = waiters;
            support::add_device(s, msec(20), 3);
            support::add_device(s, msec(5));
            support::add_work(s,
                              {support::compute(msec(1)), support::io(0), support::compute(msec(1)), support::io(1),
                               support::compute(msec(2))},
                              tables);
            const pictures::Ended ended(s);
            for (const float width : {280.0f, 620.0f, 1300.0f})
                for (int part = 0; part <= 8; ++part) {
                    const Time t{ended.log.end.ns * part / 8};
                    const metrics::Scene scene = ended.run.at(t);
                    const Plan plan = plan_restaurant(ended.run, scene, {width, 390});
                    INFO(width << " px, at " << t.ns);
                    CHECK(pictures::overlap_in(pictures::texts_of(plan), plan.width, plan.height) == "");
                    size_t seen = 0;
                    for (const Thing& thing : plan.things) seen += thing.kind == Kind::waiter;
                    CHECK(seen == (waiters <= 24 ? scene.threads.size() : 0));
                }
        }
}

TEST_CASE("of thousands of guests, the first are at the door and the others are counted", "[stage]") {
    scenario::Scenario s = support::bare(2);
    s.strategy.kind = scenario::StrategyKind::thread_pool;
    s.strategy.threads = 8;
    support::add_device(s, msec(2), 4);
    support::add_work(s, {support::compute(usec(300)), support::io(), support::compute(usec(300))}, 5'000);
    const pictures::Ended ended(s);
    for (int part = 1; part < 8; ++part) {
        const Time t{ended.log.end.ns * part / 8};
        const metrics::Scene scene = ended.run.at(t);
        INFO("at " << t.ns << ", " << scene.counts.queued << " in the queue");
        for (const ViewRow& view : views())
            for (const float width : {280.0f, 640.0f, 1300.0f}) {
                const Plan plan = view.plan(ended.run, scene, {width, 390});
                INFO(view.name << ", " << width << " px");
                CHECK(pictures::overlap_in(pictures::texts_of(plan), plan.width, plan.height) == "");
                if (view.view != View::restaurant) continue;
                size_t guests = 0, more = 0, first = ended.log.tasks.size();
                for (const Thing& thing : plan.things) {
                    if (thing.kind == Kind::guest) ++guests, first = std::min<size_t>(first, thing.of);
                    if (thing.kind == Kind::more) more = std::max<size_t>(more, std::stoul(thing.text.substr(1)));
                }
                CHECK(guests + more == scene.counts.queued);
                CHECK(first == 5'000 - scene.counts.queued);  // they begin in their order
            }
    }
}

TEST_CASE("a run without a kitchen says why it has no restaurant", "[stage]") {
    scenario::Scenario s = support::bare();
    support::add(s, 5);
    const pictures::Ended ended(s);
    CHECK(why_no_restaurant(ended.run).plain() == "None of its tasks uses a device: there is no kitchen.");
}

TEST_CASE("a thing of the restaurant has the sentence of its bar", "[stage]") {
    const pictures::Ended ended(pictures::variants_of("two-restaurants")[1].scenario);
    const Plan plan = plan_restaurant(ended.run, ended.run.at(sec(400)), {});
    const Thing& waiter = *plan.find(Kind::waiter, 1);
    CHECK(sentence(ended.run, plan, waiter).plain() ==
          metrics::explain_span(ended.scenario, ended.log, ended.prepared.spans, waiter.span).plain());
    CHECK(sentence(ended.run, plan, *plan.find(Kind::guest, 4)).plain().find("first in line") != std::string::npos);
}

TEST_CASE("a small restaurant as a file is the golden one", "[stage]") {
    scenario::Scenario s = support::bare();
    s.strategy.kind = scenario::StrategyKind::event_loop;
    support::add_device(s, msec(10), 1);
    s.devices[0].name = "kitchen";
    support::add_work(s, {support::compute(msec(2)), support::io(), support::compute(msec(2))}, 3);
    const pictures::Ended ended(s);
    PosterOptions options;
    options.at = msec(5);
    options.width_px = 480;
    const Poster made = poster({{"A bell", "event loop", ended.run}}, options, chart::Theme::light);
    const std::string svg =
        chart::svg_text(made.canvas, made.width, made.height, chart::Theme::light, "A bell", made.description);
    CHECK(svg == support::golden("restaurant.svg", svg));
}
