#include "stage/history.h"

#include "scenario/document.h"
#include "session/machines.h"
#include "tests/catch2.h"

#include <cmath>
#include <string>

using namespace stage;

// The facts, once more from their sources.
TEST_CASE("machines have the cores and clocks of their data sheets", "[stage]") {
    struct Fact {
        const char* id;
        int year;
        int64_t cores, khz;
    };
    const Fact facts[] = {{"system-360", 1964, 1, 1'000},      {"8086", 1978, 1, 5'000},
                          {"ibm-pc", 1981, 1, 4'770},          {"pentium", 1993, 1, 66'000},
                          {"pentium-4", 2000, 1, 1'500'000},   {"athlon-64-x2", 2005, 2, 2'000'000},
                          {"core-2-quad", 2006, 4, 2'660'000}, {"ryzen-7", 2017, 8, 3'600'000},
                          {"phone", 2024, 8, 3'530'000},       {"server", 2024, 192, 2'250'000}};
    REQUIRE(machines().size() == std::size(facts));
    for (size_t i = 0; i < std::size(facts); ++i) {
        const Machine& machine = machines()[i];
        INFO(machine.name);
        CHECK(machine.id == facts[i].id);
        CHECK(machine.year == facts[i].year);
        CHECK(machine.cores == facts[i].cores);
        CHECK(machine.khz == facts[i].khz);
        CHECK_FALSE(machine.source.empty());
        CHECK_FALSE(machine.estimate.empty());
    }
    CHECK(clock_text(4'770) == "4.77 MHz");
    CHECK(facts_of(*find_machine("core-2-quad")) == "4 cores · 2.66 GHz");
}

TEST_CASE("speeds are relative to the Pentium", "[stage]") {
    CHECK(speed_of(*find_machine("pentium")) == 1);
    CHECK(speed_of(*find_machine("8086")) == 0.002946);        // 0.33 / 112
    CHECK(speed_of(*find_machine("system-360")) == 0.000308);  // 0.0345 / 112
    CHECK(speed_of(*find_machine("core-2-quad")) == 109.7);    // 49,161 / 4 / 112
}

// By hand: 8 jobs that need 112 ms each at speed 1.
TEST_CASE("the same work is run on each machine", "[stage]") {
    const auto document = scenario::read(R"({"version": 1, "title": "Jobs", "machine": {"cores": 3},
        "programs": {"job": [{"compute": "112ms"}]}, "work": [{"run": "job", "count": 8}],
        "strategy": {"kind": "thread-per-task"}})");
    REQUIRE(document);
    const auto outcomes = session::run_on_machines(*document, {});
    REQUIRE(outcomes.size() == machines().size());
    const auto seconds = [&](std::string_view id) {
        for (const Outcome& one : outcomes)
            if (one.machine == id) return double(one.finish.ns) / 1e9;
        return -1.0;
    };
    CHECK(std::abs(seconds("pentium") - 8 * 0.112) < 1e-6);
    CHECK(std::abs(seconds("8086") - 8 * 0.112 / 0.002946) < 1e-3);
    CHECK(std::abs(seconds("core-2-quad") - 2 * 0.112 / 109.7) < 1e-6);                     // four at a time
    CHECK(std::abs(seconds("server") - 0.112 / speed_of(*find_machine("server"))) < 1e-6);  // all at a time
    // The first ones do one job after another.
    const auto card_reader = session::on_machine(*document, *find_machine("system-360"));
    CHECK(card_reader.variants[0].scenario.strategy.kind == scenario::StrategyKind::one_at_a_time);
    for (const Machine& machine : machines()) {
        const auto changed = session::on_machine(*document, machine);
        CHECK(session::machine_of(changed.variants[0].scenario) == &machine);
    }
    CHECK(session::machine_of(document->variants[0].scenario) == nullptr);
}

// By hand: 115 W in 2004, and twice as much two years later, at the same voltage.
TEST_CASE("power would have doubled every two years", "[stage]") {
    CHECK(watts_if_clocks_had_gone_on(2004.9) == 115);
    CHECK(std::abs(watts_if_clocks_had_gone_on(2006.9) - 230) < 0.01);
    CHECK(std::abs(watts_if_clocks_had_gone_on(2014.9) - 32 * 115) < 0.1);
    // The formula against the record: from the first Pentium 4 to the last, 1.5 to 3.8 GHz and 1.7 to 1.4 V.
    const ClockPoint *first = nullptr, *last = nullptr;
    double year = 0;
    for (const ClockPoint& point : clock_points()) {
        CHECK(point.year > year);
        year = point.year;
        if (point.name == "Pentium 4 1.5") first = &point;
        if (point.name == "Pentium 4 570") last = &point;
    }
    REQUIRE(last);
    const double expected = first->watts * (3.8 / 1.5) * (1.4 * 1.4) / (1.7 * 1.7);
    CHECK(std::abs(expected - 94) < 0.1);
    CHECK(last->watts > expected);  // it leaks more, too
}

TEST_CASE("the picture of the machines has every machine, at every width", "[stage]") {
    std::vector<Outcome> outcomes;
    for (const Machine& machine : machines()) outcomes.push_back({machine.id, msec(5), true});
    for (const float width : {280.0f, 520.0f, 800.0f, 1300.0f})
        for (const chart::Theme theme : {chart::Theme::dark, chart::Theme::light}) {
            const HistoryPicture picture = draw_history(outcomes, "Work", "pentium", width, theme);
            CHECK(picture.width == width);
            CHECK(picture.height > 300);
            for (const Machine& machine : machines()) {
                CHECK(picture.description.find(machine.name) != std::string::npos);
                CHECK(picture.canvas.texts().find(std::to_string(machine.year)) != std::string_view::npos);
            }
        }
}
