#include "stage/desk.h"

#include "sim/draw.h"
#include "tests/catch2.h"
#include "tests/stage/pictures.h"
#include "tests/support/scenarios.h"

#include <cmath>

using namespace stage;
using metrics::Doing;

namespace {

bool inside(const Thing& thing, const Thing& box) {
    return std::abs(thing.x - box.x) <= box.width / 2 && std::abs(thing.y - box.y) <= box.height / 2;
}

enum Trays : uint32_t { in, post, answers, out, own = 100 };

void check_papers(const Run& run, const Plan& plan, const metrics::Scene& scene) {
    for (const metrics::TaskNow& now : scene.tasks) {
        const Thing* const paper = plan.find(Kind::paper, now.task.index);
        if (!paper) continue;  // it is counted in "+12"
        CHECK(paper->span == now.span);
        if (now.core) {
            const Thing* const desk = plan.find(Kind::desk, now.core.index);
            REQUIRE(desk);
            CHECK(std::abs(paper->x - desk->x) < 60);
            CHECK(std::abs(paper->y - desk->y) < 30);
            continue;
        }
        const Thing* tray = nullptr;
        if (now.doing == Doing::ready)
            tray = plan.find(Kind::tray, now.ready_on ? own + now.ready_on.index : uint32_t(in));
        if (now.doing == Doing::queued) tray = plan.find(Kind::tray, post);
        if (now.doing == Doing::blocked || now.doing == Doing::waiting) tray = plan.find(Kind::tray, answers);
        if (now.doing == Doing::sharing) continue;
        REQUIRE(tray);
        CHECK(inside(*paper, *tray));
    }
    for (uint32_t core = 0; core < run.log->cores; ++core) {
        const Thing* const person = plan.find(Kind::person, core);
        REQUIRE(person);
        const metrics::TaskNow* const now = scene.on_core({core});
        if (now) CHECK(person->span == now->span);
        else if (!run.scenes->has(trace::SpanKind::sharing)) CHECK(person->look == Look::plain);
    }
}

}  // namespace

TEST_CASE("papers are in hands and trays as the trace says", "[stage]") {
    for (const char* name :
         {"typing-and-music", "hundred-requests", "work-stealing", "waiting-on-the-database", "lock-contention"})
        for (const scenario::Variant& variant : pictures::variants_of(name)) {
            INFO(name << ": " << variant.title);
            const pictures::Ended ended(variant.scenario);
            for (uint32_t k = 0; k < 25; ++k) {
                const Time t{int64_t(sim::bits({5, sim::Purpose::compute, 4, k, 0, 0}) % uint64_t(ended.log.end.ns))};
                INFO("at " << t.ns);
                const metrics::Scene scene = ended.run.at(t);
                check_papers(ended.run, plan_desk(ended.run, scene, {k % 2 ? 1300.0f : 360.0f, 390}), scene);
            }
        }
}

TEST_CASE("a slice that ends is a paper that goes back into the tray", "[stage]") {
    // Two tasks of 10 ms on one core, slices of 4 ms: 1 from 0, 2 from 4, 1 from 8 ...
    scenario::Scenario s = support::bare();
    s.machine.scheduler.policy = scenario::Policy::round_robin;
    s.machine.scheduler.quantum = msec(4);
    support::add(s, 10);
    support::add(s, 10);
    const pictures::Ended ended(s);
    const auto look = [&](Time t, uint32_t task) {
        return plan_desk(ended.run, ended.run.at(t), {}).find(Kind::paper, task)->look;
    };
    CHECK(look(msec(3), 0) == Look::solid);
    CHECK(look(msec(3), 1) == Look::tinted);
    CHECK(look(msec(4), 0) == Look::tinted);
    CHECK(look(msec(4), 1) == Look::solid);
    CHECK(look(msec(8), 0) == Look::solid);
    CHECK(look(msec(20), 1) == Look::gone);
    CHECK(plan_desk(ended.run, ended.run.at(msec(6)), {}).find(Kind::desk, 0)->progress == Approx(0.5));
}

TEST_CASE("up to 64 desks are drawn one by one, and more are counted", "[stage]") {
    for (const int64_t cores : {1, 2, 3, 8, 16, 64, 65, 200}) {
        INFO(cores << " cores");
        scenario::Scenario s = support::bare(cores);
        for (int i = 0; i < 150; ++i) support::add(s, 5 + i % 7);
        const pictures::Ended ended(s);
        for (const float width : {280.0f, 620.0f, 1300.0f}) {
            const Plan plan = plan_desk(ended.run, ended.run.at(msec(3)), {width, 390});
            INFO(width);
            CHECK(pictures::overlap_in(pictures::texts_of(plan), plan.width, plan.height) == "");
            size_t people = 0;
            for (const Thing& thing : plan.things) people += thing.kind == Kind::person;
            CHECK(people == (cores <= 64 ? size_t(cores) : 0));
        }
    }
}
