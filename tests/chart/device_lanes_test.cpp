#include "chart/lanes/device_lanes.h"

#include "tests/catch2.h"

#include "chart/rows/number_rows.h"
#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "scenario/document.h"

#include <string>

using namespace chart;

namespace {

struct Run {
    scenario::Scenario scenario;
    trace::Log log;
    Lanes lanes;
    FoldedGroups folded;

    Run(const std::string& device, const std::string& rest, const std::vector<GroupKey>& keys = {}) {
        auto document = scenario::read(R"({"version": 1, "devices": {"disk": {"time": "10ms", )" + device + R"(}},
            "programs": {"a": [{"io": "disk"}]}, "work": [{"run": "a", "count": 3}], )" + rest + "}");
        REQUIRE(document);
        scenario = document->variants[0].scenario;
        log = model::run(scenario);
        lanes = lanes_of(scenario, log, {.cores = false, .threads = false, .devices = true, .queues = true});
        folded = fold_groups(scenario, log, lanes, keys);
    }
};

// "0-10 1 ..." in ms, with the number of the task.
std::string text_of(const Run& run, const Lane& lane) {
    std::string text;
    for (const uint32_t span : lane.spans)
        text += (text.empty() ? "" : " ") + std::to_string(run.log.spans.start(span).ns / 1'000'000) + '-' +
                std::to_string(run.log.spans.end(span).ns / 1'000'000) + ':' +
                std::to_string(run.log.spans.task(span).index + 1);
    return text;
}

}  // namespace

TEST_CASE("each use of a device has a lane, and waiting tasks are in its queue", "[chart]") {
    const Run run(R"("capacity": 2)", R"("machine": {"cores": 1})");
    REQUIRE(run.lanes.size() == 2);
    CHECK(run.lanes[0].label == "disk 1");
    CHECK(text_of(run, run.lanes[0]) == "0-10:1 10-20:3");
    CHECK(text_of(run, run.lanes[1]) == "0-10:2");
    REQUIRE(run.lanes.groups().size() == 2);
    CHECK(run.lanes.groups()[1].kind == LaneKind::line);
    REQUIRE(run.folded.rows.size() == 1);
    CHECK(run.folded.rows[0].parts[0].curve.at(msec(5)) == 1);
    CHECK(run.folded.rows[0].parts[0].curve.at(msec(10)) == 0);
    // The device works, whatever its tasks do.
    CHECK(seen_of(run.lanes[0], 0, 1).kind == trace::SpanKind::running);
}

TEST_CASE("a device and its queue fold together", "[chart]") {
    const Run run(R"("capacity": 2)", R"("machine": {"cores": 1})", {{LaneKind::device, no_server, 0}});
    REQUIRE(run.folded.rows.size() == 1);
    const LevelRow& disk = run.folded.rows[0];
    CHECK(disk.label == "disk");
    CHECK(disk.full == 2);
    CHECK(disk.parts[0].curve.at(msec(5)) == 2);
    CHECK(disk.line.at(msec(5)) == 1);
    CHECK(disk.parts[0].curve.at(msec(15)) == 1);
    CHECK(disk.line.at(msec(15)) == 0);
}

TEST_CASE("a device without a limit is a row of numbers", "[chart]") {
    const Run run(R"("capacity": 0)", R"("machine": {"cores": 1})");
    CHECK(run.lanes.empty());
    REQUIRE(run.folded.rows.size() == 1);
    CHECK(run.folded.rows[0].full == 3);
    CHECK(run.folded.rows[0].parts[0].curve.at(msec(5)) == 3);
}

TEST_CASE("if each server has a device of its own, it is named after its server and placed with it", "[chart]") {
    const Run run(R"("capacity": 1, "per": "server")", R"("machine": {"servers": 2, "cores": 1, "balancer": "round-robin"})");
    REQUIRE(run.lanes.size() == 2);
    CHECK(run.lanes[0].label == "Server 1 · disk");
    CHECK(text_of(run, run.lanes[0]) == "0-10:1 10-20:3");
    CHECK(text_of(run, run.lanes[1]) == "0-10:2");
}

TEST_CASE("the pool's queue is a row with its limit and the rejected tasks", "[chart]") {
    const Run run(R"("capacity": 0)", R"("machine": {"cores": 1}, "strategy": {"kind": "thread-pool", "threads": 1, "queue": 1, "when_full": "reject"})");
    REQUIRE(run.folded.rows.size() == 2);
    const LevelRow& pool = run.folded.rows[1];
    CHECK(pool.label == "Pool queue");
    CHECK(pool.whole == "Room for 1 task");
    CHECK((pool.limited && pool.limit == 1 && pool.full == 1));
    CHECK(pool.marks.size() == 1);
    CHECK(pool.parts[0].curve.at(msec(5)) == 1);
    CHECK(level_text(pool, Grid{18, 1}, msec(5)).starred() == "*1* task is waiting, and there is room for 1 (100 %).");
    CHECK(level_text(pool, Grid{18, 1}, msec(0)).starred() ==
          "*1* task is waiting, and there is room for 1 (100 %). One task was rejected here.");
}
