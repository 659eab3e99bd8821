#include "scenario/document.h"
#include "scenario/parameters.h"
#include "scenario/policies.h"
#include "scenario/strategies.h"
#include "scenario/titles.h"

#include "tests/catch2.h"
#include "tests/scenario/files.h"

using namespace scenario;
using scenario_test::document_of;
using scenario_test::file_text;
using scenario_test::part;

namespace {

std::vector<std::string> titles(const Document& document) {
    std::vector<std::string> all;
    for (const Variant& variant : document.variants) all.push_back(variant.title);
    return all;
}

Scheduler rules(Policy policy, std::optional<Time> quantum, Ties ties = Ties::arrivals_first) {
    Scheduler scheduler;
    scheduler.policy = policy;
    scheduler.quantum = quantum;
    scheduler.ties = ties;
    return scheduler;
}

Step step(StepKind kind, std::optional<Law> time, DeviceId device = {}, bool blocking = false) {
    Step step;
    step.kind = kind;
    step.time = std::move(time);
    step.device = device;
    step.blocking = blocking;
    return step;
}

Strategy strategy(StrategyKind kind, int64_t threads, int64_t loops) {
    Strategy strategy;
    strategy.kind = kind;
    strategy.threads = threads;
    strategy.loops = loops;
    return strategy;
}

}  // namespace

TEST_CASE("the worked example reads as its file says", "[scenario]") {
    const Document document = document_of(file_text("web/scenarios/waiting-on-the-database.json"));
    const Scenario& s = document.variants[0].scenario;
    CHECK(s.title == "A web service that waits on its database");
    CHECK(s.seed == 1);
    CHECK(s.machine.cores == 2);
    CHECK(s.machine.speed == 1);
    CHECK(s.machine.scheduler == rules(Policy::round_robin, msec(4)));
    CHECK(s.machine.costs.thread_switch == msec(0));
    CHECK(s.machine.memory == Memory{1 << 20, 20 << 20, 4 << 10});
    CHECK(s.machine.price_per_hour == 0.1);
    REQUIRE(s.devices.size() == 1);
    CHECK(s.devices[0] == Device{"database", {LawKind::constant, msec(20), {}}, 0, Discipline::fifo});
    REQUIRE(s.programs.size() == 1);
    const Law two{LawKind::constant, msec(2), {}};
    CHECK(s.programs[0].steps ==
          std::vector<Step>{step(StepKind::compute, two), step(StepKind::io, {}, {0}), step(StepKind::compute, two)});
    REQUIRE(s.work.size() == 1);
    CHECK(s.work[0].name == "request");
    CHECK(s.work[0].count == 24);
    CHECK(s.strategy.kind == StrategyKind::thread_pool);
    CHECK(s.strategy.threads == 4);

    REQUIRE(document.variants.size() == 3);
    CHECK(titles(document) ==
          std::vector<std::string>{"Thread pool", "Event loop", "Async on every core"});
    CHECK(document.variants[1].scenario.strategy.kind == StrategyKind::event_loop);
    CHECK(document.variants[1].scenario.strategy.loops == 1);
    CHECK(document.variants[2].scenario.strategy == strategy(StrategyKind::async_pool, 2, 1));
    for (const Variant& variant : document.variants) {
        CHECK(variant.scenario.title == s.title);
        CHECK(variant.scenario.work == s.work);
        CHECK(variant.scenario.machine == s.machine);
    }
}

TEST_CASE("a key that a file omits has the default of its struct", "[scenario]") {
    const Document document =
        document_of(R"({"version": 1, "programs": {"p": [{"compute": "1ms"}]}, "work": [{"run": "p"}]})");
    Scenario plain;
    plain.programs = {{"p", {step(StepKind::compute, Law{LawKind::constant, msec(1), {}})}}};
    plain.work.push_back({});
    plain.work[0].name = "p";
    CHECK(document.variants[0].scenario == plain);
    CHECK(titles(document) == std::vector<std::string>{"Thread per task"});
}

TEST_CASE("laws, steps and arrivals are read as written", "[scenario]") {
    const Document document = document_of(R"({
        "version": 1,
        "devices": {"disk": {"time": {"exponential": "5ms"}, "capacity": 1, "discipline": "fifo", "per": "all"}, "net": {"time": "1ms"}},
        "programs": {"a": [{"compute": {"uniform": ["5ms", "9ms"]}}, {"io": "net", "time": {"exponential": "3ms"}, "blocking": true}, {"sleep": "1.5 s"}],
                     "b": [{"io": "disk"}]},
        "work": [{"run": "b", "rate": 250, "count": 10, "at": "2ms"},
                 {"run": "a", "every": {"exponential": "4us"}, "name": "the first", "deadline": "1min"},
                 {"run": "a", "times": ["3ms", "1ms", "1h"]}],
        "strategy": {"kind": "event-loop", "loops": 2, "runtime": "plain", "when_full": "wait"}})");
    const Scenario& s = document.variants[0].scenario;
    CHECK(s.devices[0] == Device{"disk", {LawKind::exponential, msec(5), {}}, 1, Discipline::fifo});
    const std::vector<Step>& steps = s.programs[0].steps;
    CHECK(steps[0].time == Law{LawKind::uniform, msec(5), msec(9)});
    CHECK(mean(*steps[0].time) == msec(7));
    CHECK(steps[1] == step(StepKind::io, Law{LawKind::exponential, msec(3), {}}, {1}, true));
    CHECK(steps[2] == step(StepKind::sleep, Law{LawKind::constant, msec(1500), {}}));
    CHECK(s.work[0].program == 1);
    CHECK(s.work[0].rate == 250);
    CHECK(s.work[0].at == msec(2));
    CHECK(s.work[1].name == "the first");
    CHECK(s.work[1].every == Law{LawKind::exponential, usec(4), {}});
    CHECK(s.work[1].deadline == sec(60));
    CHECK(s.work[2].times == std::vector<Time>{msec(3), msec(1), sec(3600)});
    CHECK(s.work[2].count == 3);  // as many as there are times
    CHECK(s.strategy.loops == 2);
}

TEST_CASE("a compare row changes only what it names", "[scenario]") {
    SECTION("a key that the new strategy does not use may remain") {
        const Document document = document_of(
            part("compare", R"([{"strategy": {"kind": "event-loop"}}, {"strategy": {"threads": 9}}])"));
        CHECK(document.variants[1].scenario.strategy.kind == StrategyKind::event_loop);
        CHECK(document.variants[2].scenario.strategy == strategy(StrategyKind::thread_pool, 9, 1));
    }
    SECTION("lists are replaced as a whole, named things one by one, and null removes") {
        const Document document = document_of(part("compare", R"([
            {"work": [{"run": "request"}, {"run": "other"}],
             "programs": {"other": [{"io": "disk"}]},
             "devices": {"disk": {"time": "3ms"}, "database": {"capacity": 2}},
             "machine": {"scheduler": null}}])"));
        const Scenario& s = document.variants[1].scenario;
        CHECK(s.work.size() == 2);
        CHECK(s.programs.size() == 2);
        CHECK(s.devices[0] == Device{"database", {LawKind::constant, msec(20), {}}, 2, Discipline::fifo});
        CHECK(s.devices[1].name == "disk");
        CHECK(s.machine.scheduler == Scheduler{});
        CHECK(s.machine.cores == 2);
    }
    SECTION("the file itself stays unchanged") {
        const Document document = document_of(part("compare", R"([{"machine": {"cores": 8}, "seed": 5}])"));
        CHECK(document.variants[0].scenario.machine.cores == 2);
        CHECK(document.variants[0].scenario.seed == 1);
        CHECK(document.variants[1].scenario.machine.cores == 8);
        CHECK(document.variants[1].scenario.seed == 5);
    }
}

TEST_CASE("a variant without a title is named after what distinguishes it", "[scenario]") {
    const auto compared = [](const std::string& rows) { return titles(document_of(part("compare", rows))); };
    using Titles = std::vector<std::string>;
    CHECK(compared("[]") == Titles{"Thread pool · 4 threads"});
    CHECK(compared(R"([{"machine": {"cores": 1}}])") == Titles{"2 cores", "1 core"});
    CHECK(compared(R"([{"strategy": {"threads": 1}}, {"strategy": {"kind": "async-pool"}}])") ==
          Titles{"Thread pool · 4 threads", "Thread pool · 1 thread", "Async · 4 threads"});
    CHECK(compared(R"([{"strategy": {"kind": "event-loop"}, "machine": {"cores": 4}}])") ==
          Titles{"2 cores · Thread pool · 4 threads", "4 cores · Event loop · 1 thread"});
    CHECK(
        compared(
            R"([{"machine": {"scheduler": {"quantum": "250us"}}}, {"machine": {"scheduler": {"policy": "fcfs"}}}])") ==
        Titles{"Round robin, 4 ms slices", "Round robin, 250 µs slices", "First come, first served"});
    CHECK(compared(R"([{"title": "Mine", "machine": {"scheduler": {"ties": "preempted-first"}}}])") ==
          Titles{"Arrivals first", "Mine"});
}

TEST_CASE("strategies and rules are put into words", "[scenario]") {
    const auto label = [](const Strategy& strategy) {
        Scenario scenario;
        scenario.strategy = strategy;
        return strategy_label(scenario);
    };
    CHECK(label(strategy(StrategyKind::one_at_a_time, 4, 1)) == "One at a time · 1 thread");
    CHECK(label(strategy(StrategyKind::thread_pool, 1, 1)) == "Thread pool · 1 thread");
    CHECK(label(strategy(StrategyKind::event_loop, 4, 1)) == "Event loop · 1 thread");
    CHECK(label(strategy(StrategyKind::event_loop, 4, 3)) == "Event loops · 3 threads");
    CHECK(rules_text(rules(Policy::fcfs, msec(4), Ties::arrivals_first)) == "first come, first served");
    CHECK(rules_text(rules(Policy::round_robin, msec(4), Ties::arrivals_first)) ==
          "round robin, 4 ms slices; arrivals queue before preempted threads");
    CHECK(rules_text(rules(Policy::round_robin, usec(250), Ties::preempted_first)) ==
          "round robin, 250 µs slices; preempted threads queue before arrivals");
}

TEST_CASE("read, write, read gives the same scenarios and the same text again", "[scenario]") {
    std::vector<std::string> texts;
    for (const std::string& path : scenario_test::gallery) texts.push_back(file_text(path));
    for (uint64_t seed = 0; seed < 400; ++seed) texts.push_back(scenario_test::random_text(seed));
    for (const std::string& text : texts) {
        const Document first = document_of(text);
        const std::string written = write(first);
        const Document second = document_of(written);
        REQUIRE(first.variants.size() == second.variants.size());
        for (size_t i = 0; i < first.variants.size(); ++i) {
            CHECK(first.variants[i].title == second.variants[i].title);
            CHECK(first.variants[i].scenario == second.variants[i].scenario);
        }
        CHECK(write(second) == written);
    }
}

TEST_CASE("written files have the order of keys of the format, and keep x- keys", "[scenario]") {
    const Document document = document_of(R"({
        "x-b": {"z": 1, "a": [{}]}, "work": [{"count": 2, "x-n": null, "run": "p"}], "x-a": 1,
        "programs": {"p": [{"compute": "1ms", "x-why": "a reason"}], "x-not": "a program"}, "version": 1,
        "compare": [{"machine": {"speed": 2, "cores": 1}, "x-c": 0, "title": "T"}]})");
    CHECK(write(document) ==
          "{\n"
          "  \"version\": 1,\n"
          "  \"programs\": {\"p\": [{\"compute\": \"1ms\", \"x-why\": \"a reason\"}], \"x-not\": \"a "
          "program\"},\n"
          "  \"work\": [{\"run\": \"p\", \"count\": 2, \"x-n\": null}],\n"
          "  \"compare\": [{\"title\": \"T\", \"machine\": {\"cores\": 1, \"speed\": 2}, \"x-c\": 0}],\n"
          "  \"x-b\": {\"z\": 1, \"a\": [{}]},\n"
          "  \"x-a\": 1\n"
          "}\n");
}

TEST_CASE("the gallery is written as the writer writes", "[scenario]") {
    for (const std::string& path : scenario_test::gallery)
        CHECK(write(document_of(file_text(path))) == file_text(path));
}

TEST_CASE("a short title omits the number of threads if titles still differ", "[scenario]") {
    const auto titles = [](const char* text) {
        const auto document = scenario::read(text);
        REQUIRE(document);
        std::vector<const scenario::Variant*> variants;
        for (const auto& variant : document->variants) variants.push_back(&variant);
        return scenario::short_titles(variants);
    };
    const std::string pool = R"({"version": 1, "programs": {"p": [{"compute": "1ms"}]}, "work": [{"run": "p"}],
        "strategy": {"kind": "thread-pool", "threads": 4}, "compare": )";
    CHECK(titles((pool + R"([{"strategy": {"kind": "event-loop"}}]})").c_str()) == std::vector<std::string>{"Thread pool", "Event loop"});
    CHECK(titles((pool + R"([{"strategy": {"threads": 2}}]})").c_str()) ==
          std::vector<std::string>{"Thread pool · 4 threads", "Thread pool · 2 threads"});
    CHECK(titles((pool + R"([{"title": "Two at a time · 2 threads", "machine": {"cores": 2}}]})").c_str()) ==
          std::vector<std::string>{"1 core", "Two at a time · 2 threads"});  // not this strategy's number of threads
}

TEST_CASE("the first run has the name that the file gives it, and the file decides what is shown first", "[scenario]") {
    const Document document = document_of(R"({"version": 1, "title": "Whole", "name": "Two cores", "machine": {"cores": 2},
        "programs": {"request": [{"compute": "2ms"}]}, "work": [{"run": "request", "name": "visit"}], "show": ["mean", "latency:visit", "cost"],
        "lanes": ["tasks"], "try": ["machine.cores"], "compare": [{"machine": {"cores": 1}}, {"name": "Eight", "machine": {"cores": 8}}]})");
    CHECK(titles(document) == std::vector<std::string>{"Two cores", "1 core", "Eight"});
    CHECK(document.variants[0].scenario.title == "Whole");
    CHECK(document.variants[2].scenario.title == "Whole");
    const Shown& shown = document.variants[0].scenario.shown;
    CHECK(shown.columns == std::vector<std::string>{"mean", "latency:visit", "cost"});
    CHECK(shown.lanes == std::vector<std::string>{"tasks"});
    CHECK(shown.parameters == std::vector<std::string>{"machine.cores"});
    CHECK(write(document_of(write(document))) == write(document));
    for (const Parameter& row : parameters(document)) CHECK((row.group == Group::tried) == (row.id == "machine.cores"));
}
