// Parameters that only some scenarios have.

#include "scenario/parameters.h"

#include "scenario/change.h"
#include "tests/catch2.h"
#include "tests/scenario/files.h"

#include <algorithm>

using namespace scenario;
using scenario_test::changed;
using scenario_test::document_of;
using scenario_test::part;

namespace {

Parameter row_of(const Document& document, const std::string& id) {
    const std::vector<Parameter> rows = parameters(document);
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const Parameter& row) { return row.id == id; });
    return found == rows.end() ? Parameter{} : *found;
}

}  // namespace

TEST_CASE("levels have rows under mlfq, including levels that the file leaves out", "[scenario][parameters]") {
    const Document plain = document_of(part("machine", "{}"));
    CHECK(row_of(plain, "machine.scheduler.levels.0.quantum").id.empty());
    const Document mlfq = changed(plain, "machine.scheduler.policy", "mlfq");
    CHECK(row_of(mlfq, "machine.scheduler.levels.1.quantum").value == "20ms");
    CHECK(row_of(mlfq, "machine.scheduler.levels.1.quantum").label == "Level 2: time slice");
    const Document after = changed(mlfq, "machine.scheduler.levels.1.quantum", "25ms");
    CHECK(after.variants[0].scenario.machine.scheduler.levels ==
          std::vector<Level>{{msec(10), 1}, {msec(25), 1}, {msec(40), 1}});
    CHECK(with_parameter(mlfq, "machine.scheduler.levels.3.quantum", "25ms").error().pointer ==
          "/machine/scheduler/levels/3");
}

TEST_CASE("an autoscaler has rows if there is one, and can be added", "[scenario][parameters]") {
    const Document plain = document_of(part("machine", "{}"));
    CHECK(row_of(plain, "machine.autoscale.target").id.empty());
    const Document scaled = changed(plain, "machine.autoscale.target", "0.5");
    CHECK(scaled.variants[0].scenario.machine.autoscale == Autoscale{1, 10, 0.5, sec(10), sec(30), {}});
    CHECK(row_of(scaled, "machine.autoscale.target").value == "0.5");
    CHECK(row_of(scaled, "machine.autoscale.max").value == "10");
}

TEST_CASE("a value that is left to the policy is shown as the policy determines it", "[scenario][parameters]") {
    const Document fair = document_of(part("machine", R"({"scheduler": {"policy": "fair"}})"));
    CHECK(row_of(fair, "machine.scheduler.quantum").value == "3ms");
    CHECK(row_of(changed(fair, "machine.scheduler.quantum", "5ms"), "machine.scheduler.quantum").value == "5ms");
    CHECK(row_of(changed(fair, "machine.scheduler.quantum", "5ms"), "machine.scheduler.quantum").initial == "3ms");
    const Document priority = changed(fair, "machine.scheduler.policy", "priority");
    CHECK(row_of(priority, "machine.scheduler.preemptive").value == "true");
    CHECK(
        changed(priority, "machine.scheduler.preemptive", "false").variants[0].scenario.machine.scheduler.preemptive ==
        false);
}

TEST_CASE("computing counts repeats, parts and offloads, and scales them all", "[scenario][parameters]") {
    const Document document = document_of(part("programs", R"({"request": [{"compute": "2ms"},
        {"repeat": {"times": 3, "steps": [{"compute": "1ms"}, {"split": {"parts": 2, "each": [{"compute": "1ms"}]}}]}}, {"offload": "4ms"}]})"));
    CHECK(row_of(document, "programs.request.compute").value == "15ms");  // 2 + 3 x (1 + 2 x 1) + 4
    const Document after = changed(document, "programs.request.compute", "30ms");
    CHECK(row_of(after, "programs.request.compute").value == "30ms");
    const std::vector<Step>& steps = after.variants[0].scenario.programs[0].steps;
    CHECK(mean(*steps[0].time) == msec(4));
    CHECK(mean(*steps[1].time) == msec(2));
    CHECK(mean(*steps[2].steps[0].time) == msec(2));
    CHECK(mean(*steps.back().time) == msec(8));
    const Document nothing = changed(document, "programs.request.compute", "0ms");
    CHECK(row_of(changed(nothing, "programs.request.compute", "11ms"), "programs.request.compute").value == "11ms");
    SECTION("odd times cause no rounding if a step is executed once") {
        CHECK(row_of(changed(document, "programs.request.compute", "7777777ns"), "programs.request.compute").position ==
              7777777);
    }
}

TEST_CASE("repeats, warm-up and flags can be changed by their paths", "[scenario][parameters]") {
    const Document document = document_of(part("programs", R"({"request": [{"repeat": {"times": 3, "steps": [{"compute": "1ms"}]}}]})"));
    CHECK(changed(document, "programs.request.0.repeat.times", "5").variants[0].scenario.programs[0].steps.size() == 5);
    CHECK(changed(document, "programs.request.0.repeat.steps.0.compute", "2ms")
              .variants[0]
              .scenario.programs[0]
              .steps[2]
              .time->a == msec(2));
    const Document warm = changed(document, "warmup", "300");
    CHECK(warm.variants[0].scenario.warmup.tasks == 300);
    CHECK(row_of(warm, "warmup").value == "300");
    CHECK(row_of(changed(warm, "warmup", "10s"), "warmup").value == "10s");
    CHECK(changed(document, "stop", "3s").variants[0].scenario.stop == sec(3));
}

TEST_CASE("keys under x- cannot be changed", "[scenario][parameters]") {
    const Document document = document_of(part("programs", R"({"request": [{"compute": "1ms"}], "x-p": [{"repeat": 3}, {"compute": {}}]})"));
    CHECK(with_parameter(document, "programs.x-p.compute", "1ms").error().message.find("there is no program \"x-p\"") ==
          0);
    CHECK_FALSE(with_parameter(document, "devices.x-d.time", "1ms"));
    CHECK_FALSE(with_parameter(document, "programs.x-p.1.compute", "1ms"));
}

TEST_CASE("random parts and offloads are found inside splits", "[scenario][parameters]") {
    const auto programs = [](const std::string& law) {
        return document_of(part("programs", R"({"request": [{"split": {"parts": 2, "each": [{"compute": )" + law + "}]}}]}"));
    };
    CHECK(row_of(programs(R"({"normal": ["2ms", "1ms"]})"), "seed").enabled);
    CHECK_FALSE(row_of(programs(R"({"list": ["2ms", "1ms"]})"), "seed").enabled);
}
