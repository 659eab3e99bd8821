#include "stage/plan.h"

#include "stage/scene_json.h"
#include "tests/catch2.h"
#include "tests/stage/pictures.h"
#include "tests/support/scenarios.h"

using namespace stage;

namespace {

Thing at(Kind kind, uint32_t number, float x, float y) {
    Thing thing;
    thing.kind = kind;
    thing.number = number;
    thing.x = x;
    thing.y = y;
    thing.width = thing.height = 10;
    thing.stands = Stands::task;
    return thing;
}

Plan plan_of(std::vector<Thing> things) {
    Plan plan;
    plan.width = plan.height = 100;
    plan.things = std::move(things);
    return plan;
}

}  // namespace

TEST_CASE("between two plans, things of the same id move, and the others fade", "[stage]") {
    const Plan from = plan_of({at(Kind::waiter, 1, 0, 0), at(Kind::guest, 2, 50, 50)});
    const Plan to = plan_of({at(Kind::waiter, 1, 40, 20), at(Kind::dish, 3, 80, 80)});
    const Plan half = between(from, to, 0.5f);
    REQUIRE(half.find(Kind::waiter, 1));
    CHECK(half.find(Kind::waiter, 1)->x == 20);
    CHECK(half.find(Kind::waiter, 1)->y == 10);
    CHECK(half.find(Kind::waiter, 1)->fade == 1);
    CHECK(half.find(Kind::guest, 2)->fade == 0.5f);
    CHECK(half.find(Kind::guest, 2)->x == 50);
    CHECK(half.find(Kind::dish, 3)->fade == 0.5f);

    SECTION("it begins at the first and ends as the second") {
        CHECK(between(from, to, 0).find(Kind::waiter, 1)->x == 0);
        CHECK(between(from, to, 1) == to);
    }
    SECTION("movements start and end slowly") {
        CHECK(between(from, to, 0.1f).find(Kind::waiter, 1)->x < 4);
        CHECK(between(from, to, 0.9f).find(Kind::waiter, 1)->x > 36);
    }
}

TEST_CASE("the topmost thing that stands for something is hit", "[stage]") {
    Plan plan = plan_of({at(Kind::table, 1, 20, 20), at(Kind::waiter, 2, 24, 20), at(Kind::caption, 3, 24, 20)});
    plan.things[2].stands = Stands::nothing;
    CHECK(hit(plan, 24, 20) == &plan.things[1]);
    CHECK(hit(plan, 16, 20) == &plan.things[0]);
    CHECK(hit(plan, 60, 60) == nullptr);
}

TEST_CASE("while a run is played, things travel by the clock and not by frames", "[stage]") {
    Motion motion;
    const Plan first = plan_of({at(Kind::waiter, 1, 0, 0)}), second = plan_of({at(Kind::waiter, 1, 100, 0)});
    motion.show(first, 10);
    CHECK_FALSE(motion.moving());
    CHECK(motion.show(second, 11).things[0].x == 0);  // it starts now
    CHECK(motion.moving());
    CHECK(motion.show(second, 11 + Motion::travel_s / 2).things[0].x == Approx(50));
    CHECK(motion.show(second, 11 + Motion::travel_s).things[0].x == Approx(100));
    CHECK_FALSE(motion.moving());

    SECTION("the number of frames makes no difference") {
        Motion other;
        other.show(first, 10);
        for (int i = 0; i <= 100; ++i) other.show(second, 11 + Motion::travel_s / 2 * i / 100);
        CHECK(other.show(second, 11 + Motion::travel_s / 2).things[0].x == Approx(50));
    }
    SECTION("a thing that turns round on its way starts from where it is") {
        Motion other;
        other.show(first, 10);
        other.show(second, 11);
        CHECK(other.show(first, 11 + Motion::travel_s / 2).things[0].x == Approx(50));
        CHECK(other.show(first, 11 + Motion::travel_s * 1.5).things[0].x == Approx(0));
    }
    SECTION("after a jump it is there at once") {
        motion.jump();
        CHECK(motion.show(first, 20).things[0].x == 0);
        CHECK_FALSE(motion.moving());
    }
}

TEST_CASE("a scene is data for the page", "[stage]") {
    scenario::Scenario s = support::bare();
    support::add_device(s, msec(10), 1);
    support::add_work(s, {support::compute(msec(1)), support::io(), support::compute(msec(1))}, 2);
    const pictures::Ended ended(s);
    const std::string json = scene_json(ended.run, ended.run.at(msec(5)));
    INFO(json);
    // Task 1 is served from 1 to 11 ms; task 2 has waited since 2 ms and is the next.
    CHECK(json.find(R"("task": 0, "name": )") != std::string::npos);
    CHECK(json.find(R"("doing": "blocked", "reason": "device", "begun": true, "since_ns": 1000000, "until_ns": 11000000)") !=
          std::string::npos);
    CHECK(json.find(R"("reason": "device-queue")") != std::string::npos);
    CHECK(json.find(R"("place": 1)") != std::string::npos);
    CHECK(json.find(R"("in_progress": 2)") != std::string::npos);
}
