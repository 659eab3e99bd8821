// Every key that a scenario file can have, and its effect.

#include "scenario/change.h"
#include "scenario/document.h"
#include "scenario/parameters.h"
#include "scenario/values.h"
#include "scenario/policies.h"
#include "scenario/strategies.h"

#include "tests/catch2.h"
#include "tests/scenario/files.h"

#include <algorithm>

using namespace scenario;
using scenario_test::document_of;
using scenario_test::part;

namespace {

Scenario scenario_of(const std::string& key, const std::string& value) {
    return document_of(part(key, value)).variants[0].scenario;
}

std::string error_of(const std::string& text) {
    const Result<Document> document = read(text);
    return document ? "" : error_text("", document.error());
}

Law law_from(const std::string& text) {
    const Scenario s = scenario_of("programs", R"({"request": [{"compute": )" + text + "}]}");
    return *s.programs[0].steps[0].time;
}

const std::string that_waits = R"({"version": 1, "devices": {"disk": {"time": "1ms"}}, "locks": ["m", "n"], "semaphores": {"s": 2, "t": {"count": 1}}, "queues": {"q": {}},
    "work": [{"run": "p"}], "programs": {"helper": [{"compute": "1ms"}], "p": [)";

std::vector<Step> steps_of(const std::string& steps) {
    return document_of(that_waits + steps + "]}}").variants[0].scenario.programs[1].steps;
}

}  // namespace

TEST_CASE("each kind of law is read and written, and has its mean", "[scenario][law]") {
    struct Row {
        const char* text;
        LawKind kind;
        Time mean;
    };
    for (const Row& row : {
             Row{R"("20ms")", LawKind::constant, msec(20)},
             Row{R"({"exponential": "20ms"})", LawKind::exponential, msec(20)},
             Row{R"({"uniform": ["5ms", "9ms"]})", LawKind::uniform, msec(7)},
             Row{R"({"normal": ["20ms", "3ms"]})", LawKind::normal, msec(20)},
             Row{R"({"lognormal": ["20ms", "8ms"]})", LawKind::lognormal, msec(20)},
             Row{R"({"erlang": [3, "20ms"]})", LawKind::erlang, msec(20)},
             Row{R"({"pareto": [1.5, "4ms"]})", LawKind::pareto, msec(12)},  // 1.5 x 4 / 0.5
             Row{R"({"pareto": [1, "4ms"]})", LawKind::pareto, msec(4)},     // it has no mean
             Row{R"({"list": ["3ms", "1ms", "5ms"]})", LawKind::list, msec(3)},
             Row{R"({"choice": [[3, "1ms"], [1, {"exponential": "9ms"}]]})", LawKind::choice, msec(3)},
             Row{R"({"choice": [[1, {"choice": [[1, "2ms"], [1, "4ms"]]}]]})", LawKind::choice, msec(3)},
         }) {
        INFO(row.text);
        const Law law = law_from(row.text);
        CHECK(law.kind == row.kind);
        CHECK(mean(law) == row.mean);
        CHECK(law_of(law_value(law)) == law);
        CHECK(law_from(json::write(law_value(law))) == law);
    }
    CHECK(law_from(R"({"erlang": [3, "20ms"]})").shape == 3);
    CHECK(law_from(R"({"normal": ["20ms", "3ms"]})").b == msec(3));
    CHECK(law_from(R"({"choice": [[0.25, "1ms"]]})").choices[0].weight == 0.25);
}

TEST_CASE("a law keeps its shape when its mean changes", "[scenario][law]") {
    const auto doubled = [](const char* text) {
        const Law law = law_from(text);
        return with_mean(law, mean(law) * 2);
    };
    CHECK(doubled(R"({"normal": ["20ms", "3ms"]})") == law_from(R"({"normal": ["40ms", "6ms"]})"));
    CHECK(doubled(R"({"lognormal": ["20ms", "8ms"]})") == law_from(R"({"lognormal": ["40ms", "16ms"]})"));
    CHECK(doubled(R"({"erlang": [3, "20ms"]})") == law_from(R"({"erlang": [3, "40ms"]})"));
    CHECK(doubled(R"({"pareto": [1.5, "4ms"]})") == law_from(R"({"pareto": [1.5, "8ms"]})"));
    CHECK(doubled(R"({"list": ["3ms", "1ms"]})") == law_from(R"({"list": ["6ms", "2ms"]})"));
    CHECK(doubled(R"({"choice": [[3, "1ms"], [1, {"exponential": "9ms"}]]})") ==
          law_from(R"({"choice": [[3, "2ms"], [1, {"exponential": "18ms"}]]})"));
    CHECK(mean(with_mean(law_from(R"({"list": ["0ms", "0ms"]})"), msec(3))) == msec(3));
    CHECK(mean(with_mean(law_from(R"({"choice": [[1, "0ms"], [2, "0ms"]]})"), msec(3))) == msec(3));
    CHECK(mean(with_mean(law_from(R"({"pareto": [1.5, "0ms"]})"), msec(3))) == msec(3));
}

TEST_CASE("each step is read", "[scenario][steps]") {
    const std::vector<Step> steps = steps_of(R"({"lock": "n"}, {"unlock": "n"}, {"send": "q"}, {"receive": "q"}, {"spawn": "helper"},
        {"join": true}, {"join": "helper"}, {"split": {"parts": 8, "each": [{"compute": "2ms"}, {"spawn": "helper"}]}},
        {"offload": {"exponential": "3ms"}}, {"yield": true}, {"mark": "here"}, {"log": "there"}, {"job": true},
        {"io": "disk", "priority": -2}, {"acquire": "t"}, {"release": "s"})");
    REQUIRE(steps.size() == 16);
    using enum StepKind;
    const StepKind kinds[] = {lock,    unlock, send, receive, spawn, join, join,    split,
                              offload, yield,  mark, log,     job,   io,   acquire, release};
    for (size_t i = 0; i < steps.size(); ++i) CHECK(steps[i].kind == kinds[i]);
    CHECK(steps[0].lock == LockId{1});
    CHECK(steps[2].queue == QueueId{0});
    CHECK(steps[4].program == 0u);
    CHECK_FALSE(steps[5].program);
    CHECK(steps[6].program == 0u);
    CHECK(steps[7].parts == 8);
    REQUIRE(steps[7].steps.size() == 2);
    CHECK(steps[7].steps[1].kind == spawn);
    CHECK(mean(*steps[8].time) == msec(3));
    CHECK(steps[10].text == "here");
    CHECK(steps[11].text == "there");
    CHECK(steps[13].priority == -2);
    CHECK(steps[14].semaphore == SemaphoreId{1});
    CHECK(steps[15].semaphore == SemaphoreId{0});
}

TEST_CASE("a program may spawn one that is declared after it", "[scenario][steps]") {
    const Scenario s = scenario_of("programs", R"({"request": [{"spawn": "later"}], "later": [{"compute": "1ms"}]})");
    CHECK(s.programs[0].steps[0].program == 1u);
}

TEST_CASE("repeats are unrolled, and each copy has the number of its turn", "[scenario][steps]") {
    const auto turns = [](const std::vector<Step>& steps) {
        std::vector<std::pair<uint32_t, uint32_t>> all;
        for (const Step& step : steps) all.emplace_back(step.turn, step.turns);
        return all;
    };
    using Turns = std::vector<std::pair<uint32_t, uint32_t>>;
    CHECK(turns(steps_of(R"({"yield": true}, {"repeat": {"times": 3, "steps": [{"compute": "1ms"}]}}, {"yield": true})")) ==
          Turns{{0, 1}, {0, 3}, {1, 3}, {2, 3}, {0, 1}});
    CHECK(turns(steps_of(R"({"repeat": {"times": 2, "steps": [{"yield": true}, {"repeat": {"times": 2, "steps": [{"compute": "1ms"}]}}]}})")) ==
          Turns{{0, 2}, {0, 4}, {1, 4}, {1, 2}, {2, 4}, {3, 4}});
    SECTION("inside the parts of a split, too") {
        const std::vector<Step> steps = steps_of(
            R"({"repeat": {"times": 2, "steps": [{"split": {"parts": 2, "each": [{"compute": "1ms"}, {"repeat": {"times": 2, "steps": [{"yield": true}]}}]}}]}})");
        REQUIRE(steps.size() == 2);
        CHECK(turns(steps[0].steps) == Turns{{0, 2}, {0, 4}, {1, 4}});
        CHECK(turns(steps[1].steps) == Turns{{1, 2}, {2, 4}, {3, 4}});
    }
}

TEST_CASE("a program has at most 2,000 steps, with repeats unrolled and parts counted", "[scenario][steps]") {
    const auto error = [](const std::string& steps) { return error_of(that_waits + steps + "]}}"); };
    const auto repeat = [](int times, const std::string& steps) {
        return "{\"repeat\": {\"times\": " + std::to_string(times) + ", \"steps\": [" + steps + "]}}";
    };
    const std::string one = R"({"compute": "1ms"})", split = R"({"split": {"parts": 9, "each": [{"compute": "1ms"}]}})";
    CHECK(error(repeat(2'000, one)) == "");
    CHECK(error(repeat(2'000, one) + "," + one).find("at most 2,000 are allowed") != std::string::npos);
    CHECK(error(repeat(50, repeat(40, one))) == "");
    CHECK(error(repeat(51, repeat(40, one))).find("this makes 2,040 steps; at most 2,000") != std::string::npos);
    CHECK(error(repeat(1'000, split)) == "");
    CHECK(error(repeat(1'001, split)).find("this makes 2,002 steps; at most 2,000") != std::string::npos);
    std::string deep = one;
    for (int i = 0; i < 8; ++i) deep = repeat(2'000, deep);
    CHECK(error(deep).find("at most 2,000") != std::string::npos);
}

TEST_CASE("locks are taken and released along the list", "[scenario][steps]") {
    for (const char* good : {R"({"repeat": {"times": 3, "steps": [{"lock": "m"}, {"unlock": "m"}]}})",
                             R"({"lock": "m"}, {"lock": "n"}, {"unlock": "m"}, {"unlock": "n"})",
                             R"({"lock": "m"}, {"repeat": {"times": 2, "steps": [{"unlock": "m"}, {"yield": true}, {"lock": "m"}]}}, {"unlock": "m"})",
                             R"({"lock": "m"}, {"repeat": {"times": 1, "steps": [{"unlock": "m"}]}})",
                             R"({"split": {"parts": 4, "each": [{"lock": "m"}, {"unlock": "m"}]}})"}) {
        INFO(good);
        CHECK(error_of(that_waits + good + "]}}") == "");
    }
    for (const char* bad : {R"({"repeat": {"times": 2, "steps": [{"lock": "m"}]}}, {"unlock": "m"})",
                            R"({"repeat": {"times": 1, "steps": [{"lock": "m"}]}})",
                            R"({"lock": "m"}, {"repeat": {"times": 2, "steps": [{"unlock": "m"}]}})",
                            R"({"split": {"parts": 4, "each": [{"lock": "m"}]}}, {"unlock": "m"})"}) {
        INFO(bad);
        CHECK(error_of(that_waits + bad + "]}}") != "");
    }
}

TEST_CASE("locks are a list of names or an object", "[scenario]") {
    CHECK(scenario_of("locks", R"(["m", "n"])").locks == std::vector<Lock>{{"m", Per::all}, {"n", Per::all}});
    CHECK(scenario_of("locks", R"({"m": {"per": "server"}, "n": {}})").locks == std::vector<Lock>{{"m", Per::server}, {"n", Per::all}});
}

TEST_CASE("a semaphore is a number of permits, or an object", "[scenario]") {
    const std::string text = R"({"db": 10, "items": {"count": 0, "per": "server"}})";
    CHECK(scenario_of("semaphores", text).semaphores ==
          std::vector<Semaphore>{{"db", 10, Per::all}, {"items", 0, Per::server}});
    // --set turns the number into an object.
    const auto more = with_parameter(document_of(part("semaphores", text)), "semaphores.db.count", "20");
    REQUIRE(more);
    CHECK(more->variants[0].scenario.semaphores[0].count == 20);
    const auto error = [](const std::string& value) { return error_of(part("semaphores", value)); };
    CHECK(error(R"({"db": "10"})").find("this semaphore must be a number, or an object in { }, not text") != std::string::npos);
    CHECK(error(R"({"db": -1})").find("\"count\" must be 0 to 1,000,000, not -1") != std::string::npos);
    CHECK(error(R"({"db": {}})").find("this semaphore has no \"count\"; it needs one") != std::string::npos);
    CHECK(error_of(that_waits + R"({"acquire": "u"}]}})").find("there is no semaphore \"u\"") != std::string::npos);
}

TEST_CASE("the classes of a multilevel queue accept only policies for classes", "[scenario]") {
    const auto scheduler = [](const std::string& classes) { return R"({"scheduler": {"policy": "multilevel-queue", "classes": )" + classes + "}}"; };
    const Scheduler read = scenario_of("machine", scheduler(R"([{"policy": "round-robin", "quantum": "8ms"}, {"policy": "hrrn"}, {}])")).machine.scheduler;
    CHECK(read.classes ==
          std::vector<SchedulingClass>{{Policy::round_robin, msec(8)}, {Policy::hrrn, {}}, {Policy::fcfs, {}}});
    CHECK(rules_text(read) ==
          "multilevel queue of 3 classes; a more urgent class takes the core; class 0: round robin, 8 ms slices; "
          "class 1: highest response ratio next, non-preemptive; class 2: first come, first served");
    CHECK(error_of(part("machine", scheduler(R"([{"policy": "mlfq"}])"))).find("unknown policy \"mlfq\"") != std::string::npos);
    const std::string row = R"([{"run": "request", "class": 2}])";
    CHECK(scenario_of("work", row).work[0].class_number == 2);  // other policies do not use it
    const std::string whole = R"({"version": 1, "machine": )" + scheduler("[{}, {}]") + R"(, "programs": {"request": [{"compute": "1ms"}]}, "work": )" + row + "}";
    CHECK(error_of(whole).find("\"class\" names class 2; classes are numbered from 0 to 1") != std::string::npos);
}

TEST_CASE("a growing pool has core and max, and rejects tasks when it is full", "[scenario]") {
    const auto strategy = [](const std::string& more) { return part("strategy", R"({"kind": "thread-pool")" + more + "}"); };
    const Strategy pool = document_of(strategy(R"(, "core": 2, "max": 4, "queue": 3)")).variants[0].scenario.strategy;
    CHECK(pool.core == 2);
    CHECK(pool.max == 4);
    CHECK(pool.when_full == WhenFull::drop);
    CHECK(document_of(strategy(R"(, "core": 2, "max": 4, "when_full": "wait")")).variants[0].scenario.strategy.when_full == WhenFull::wait);
    CHECK(document_of(strategy("")).variants[0].scenario.strategy.when_full == WhenFull::wait);
    CHECK(strategy_label(document_of(strategy(R"(, "core": 2, "max": 4)")).variants[0].scenario) == "Thread pool · 2 to 4 threads");
    CHECK(error_of(strategy(R"(, "core": 2)")).find("\"max\" is missing") != std::string::npos);
    CHECK(error_of(strategy(R"(, "max": 2)")).find("\"core\" is missing") != std::string::npos);
    CHECK(error_of(strategy(R"(, "core": 5, "max": 4)")).find("\"core\" is larger than \"max\"; swap the two") != std::string::npos);
}

TEST_CASE("queues and devices have all their keys", "[scenario]") {
    CHECK(scenario_of("queues", R"({"q": {"capacity": 2, "full": "drop", "delay": "3ms", "per": "server"}, "r": {}})").queues ==
          std::vector<Queue>{{"q", 2, WhenFull::drop, msec(3), Per::server}, {"r", 0, WhenFull::wait, {}, Per::all}});
    const Device device = scenario_of("devices", R"({"database": {"time": "2ms", "discipline": "sharing", "per": "server"}})").devices[0];
    CHECK(device.discipline == Discipline::sharing);
    CHECK(device.per == Per::server);
}

TEST_CASE("a row of work has all its keys", "[scenario][work]") {
    const Scenario s = scenario_of("work", R"([
        {"run": "request", "id": "first", "period": "5ms", "until": "1s", "priority": -3, "nice": -20, "tickets": 7, "serial": true,
         "process": "editor", "affinity": [1, 0], "patience": "4ms", "working_set": 30},
        {"run": "request", "users": 5, "think": {"exponential": "1s"}, "until": "10s", "after": ["last", "first"], "affinity": 1},
        {"run": "request", "id": "last", "users": 2, "count": 9}])");
    const Work& first = s.work[0];
    CHECK(first.period == msec(5));
    CHECK(first.until == sec(1));
    CHECK(first.count == no_count);
    CHECK(first.priority == -3);
    CHECK(first.nice == -20);
    CHECK(first.tickets == 7);
    CHECK(first.serial);
    CHECK(first.process == "editor");
    CHECK(first.affinity == std::vector<int64_t>{1, 0});
    CHECK(first.patience == msec(4));
    CHECK(first.working_set == 30);
    CHECK(s.work[1].users == 5);
    CHECK(s.work[1].think == Law{LawKind::exponential, sec(1), {}});
    CHECK(s.work[1].count == no_count);
    CHECK(s.work[1].after == std::vector<uint32_t>{2, 0});
    CHECK(s.work[1].affinity == std::vector<int64_t>{1});
    CHECK(s.work[2].count == 9);
}

TEST_CASE("a row without a count continues until something ends it", "[scenario][work]") {
    const auto count = [](const std::string& row, const std::string& more = "") {
        const std::string text = part("work", "[{\"run\": \"request\", " + row + "}]");
        return document_of(text.substr(0, text.size() - 1) + more + "}").variants[0].scenario.work[0].count;
    };
    const std::string stop = R"(, "stop": "2s")";
    for (const char* way : {R"("rate": 5)", R"("every": "5ms")", R"("period": "5ms")", R"("users": 5)"}) {
        INFO(way);
        CHECK(count(std::string(way) + R"(, "until": "1s")") == no_count);
        CHECK(count(way, stop) == no_count);
        CHECK(count(std::string(way) + R"(, "count": 4)", stop) == 4);
    }
    CHECK(count(R"("rate": 5)") == 1);
    CHECK(count(R"("until": "1s")") == 1);
    CHECK(count(R"("times": ["1ms", "2ms"], "period": "1ms", "until": "1s")") == 2);
    CHECK(error_of(part("work", R"([{"run": "request", "rate": 5, "until": "1s"}, {"run": "request", "count": 10000000}])")) == "");
}

TEST_CASE("a scheduler has all its keys", "[scenario][machine]") {
    const Scheduler s = scenario_of("machine", R"({"scheduler": {"policy": "mlfq", "quantum": "2ms", "slice": "keep", "preemptive": false,
        "queues": "per-core", "balance": "periodic", "peek": "5ms", "partition": "first-fit-decreasing", "ties": "preempted-first",
        "on_block": "hold", "on_wake": "preempt", "order": "cyclic", "levels": [{"quantum": "3ms", "allotment": 2}, {}], "boost": "100ms",
        "stay_on_io": true, "io_front": true, "random": [3, 1, 4], "tick": "1ms", "cache": {"size": 64, "warmup": "5ms", "warm_speed": 2}}})")
                            .machine.scheduler;
    Scheduler all;
    all.policy = Policy::mlfq;
    all.quantum = msec(2);
    all.slice = Slice::keep;
    all.preemptive = false;
    all.queues = ReadyQueues::per_core;
    all.balance = Balance::periodic;
    all.peek = msec(5);
    all.partition = Partition::first_fit_decreasing;
    all.ties = Ties::preempted_first;
    all.on_block = OnBlock::hold;
    all.on_wake = OnWake::preempt;
    all.order = Order::cyclic;
    all.levels = {{msec(3), 2}, {msec(10), 1}};
    all.boost = msec(100);
    all.stay_on_io = all.io_front = true;
    all.random = {3, 1, 4};
    all.tick = msec(1);
    all.cache = {64, msec(5), 2};
    CHECK(s == all);
}

TEST_CASE("a machine has servers, costs and an autoscaler", "[scenario][machine]") {
    const Machine m = scenario_of("machine", R"({"servers": 3, "balancer": "choices", "choices": 4,
        "autoscale": {"min": 2, "max": 8, "target": 0.5, "check": "5s", "boot": "20s", "cooldown": "1min", "tolerance": 0.2, "stabilisation": "5min"},
        "costs": {"thread_switch": "1us", "process_switch": "2us", "migration": "3us", "thread_start": "4us", "process_start": "5us", "callback": "6us"}})")
                          .machine;
    CHECK(m.servers == 3);
    CHECK(m.balancer == Balancer::choices);
    CHECK(m.choices == 4);
    CHECK(m.autoscale == Autoscale{2, 8, 0.5, sec(5), sec(20), sec(60), 0.2, sec(300)});
    CHECK(m.costs == Costs{usec(1), usec(2), usec(3), usec(4), usec(5), usec(6)});
    CHECK(max_servers(m) == 8);
    CHECK(max_servers(scenario_of("machine", R"({"servers": 3})").machine) == 3);
    CHECK(scenario_of("machine", R"({"servers": 1000, "cores": 60})").machine.servers == 1'000);
    CHECK_FALSE(scenario_of("machine", "{}").machine.autoscale);
}

TEST_CASE("strategies have a queue and workers, the run a stop and a warm-up", "[scenario]") {
    Strategy s = scenario_of("strategy", R"({"kind": "queue-workers", "workers": 7, "queue": 0, "when_full": "reject"})").strategy;
    CHECK(s.kind == StrategyKind::queue_workers);
    CHECK(s.workers == 7);
    CHECK(s.queue == 0);
    CHECK(s.when_full == WhenFull::drop);
    CHECK_FALSE(scenario_of("strategy", R"({"kind": "process-pool"})").strategy.queue);
    CHECK(scenario_of("stop", R"("1.2s")").stop == msec(1200));
    CHECK(scenario_of("warmup", R"("10s")").warmup == Warmup{sec(10), 0});
    CHECK(scenario_of("warmup", "300").warmup == Warmup{{}, 300});
}

TEST_CASE("the slice and preemption in force", "[scenario][machine]") {
    // For a file that does not mention it.
    const Scheduler unsaid = scenario_of("machine", R"({"cores": 1})").machine.scheduler;
    const auto scheduler = [&](Policy policy) {
        Scheduler s = unsaid;
        s.policy = policy;
        return s;
    };
    using enum Policy;
    for (const Policy policy : {round_robin, feedback, lottery, stride})
        CHECK(quantum_of(scheduler(policy)) == msec(10));
    CHECK(quantum_of(scheduler(fair)) == msec(3));
    for (const Policy policy : {fcfs, sjf, srtf, priority, mlfq, edf, rm, processor_sharing})
        CHECK_FALSE(quantum_of(scheduler(policy)));
    for (const Policy policy : {srtf, feedback, priority, mlfq, edf, rm}) CHECK(preemptive(scheduler(policy)));
    for (const Policy policy : {fcfs, round_robin, sjf, lottery, stride, fair, processor_sharing})
        CHECK_FALSE(preemptive(scheduler(policy)));
    Scheduler given = scheduler(priority);
    given.quantum = msec(4);
    given.preemptive = false;
    CHECK(quantum_of(given) == msec(4));
    CHECK_FALSE(preemptive(given));
    // The quantum of a file stays when the policy changes.
    for (const Policy policy : {fcfs, mlfq, processor_sharing}) {
        given.policy = policy;
        CHECK_FALSE(quantum_of(given));
    }
}

TEST_CASE("each strategy and each policy has texts", "[scenario]") {
    Scenario scenario;
    const auto label = [&](StrategyKind kind) {
        scenario.strategy.kind = kind;
        return strategy_label(scenario);
    };
    CHECK(label(StrategyKind::process_per_task) == "Process per task");
    CHECK(label(StrategyKind::process_pool) == "Process pool · 4 processes");
    CHECK(label(StrategyKind::queue_workers) == "Queue and 4 workers");
    CHECK(label(StrategyKind::data_parallel) == "Data parallel · 4 workers");
    CHECK(label(StrategyKind::event_loop) == "Event loop · 1 thread");
    // The title includes the workers if they have work: offloads, or what a runtime passes to its pool.
    Scenario loop = scenario_of("programs", R"({"request": [{"offload": "1ms"}]})");
    loop.strategy.kind = StrategyKind::event_loop;
    CHECK(strategy_label(loop) == "Event loop · 1 thread, 4 workers");
    loop.strategy.loops = 2;
    loop.strategy.workers = 1;
    CHECK(strategy_label(loop) == "Event loops · 2 threads, 1 worker");
    loop.strategy.workers = 0;
    CHECK(strategy_label(loop) == "Event loops · 2 threads");
    for (const char* path : {"web/scenarios/fifth-hash.json", "web/scenarios/await-one-or-all.json"}) {
        const auto document = read(scenario_test::file_text(path));
        REQUIRE(document);
        CHECK(strategy_label(document->variants[0].scenario) == (path == std::string("web/scenarios/fifth-hash.json")
                                                                     ? "Event loop · 1 thread, 4 workers"
                                                                     : "Event loop · 1 thread"));
    }
    const auto rules = [](const std::string& scheduler) {
        return rules_text(scenario_of("machine", "{\"scheduler\": " + scheduler + "}").machine.scheduler);
    };
    CHECK(rules(R"({"policy": "srtf"})") == "shortest remaining time first; a shorter one takes the core");
    CHECK(rules(R"({"policy": "priority", "preemptive": false, "quantum": "4ms"})") == "most urgent first, non-preemptive; 4 ms slices among equals");
    CHECK(rules(R"({"policy": "round-robin", "quantum": "4ms", "queues": "per-core", "balance": "steal"})") ==
          "round robin, 4 ms slices; one queue per core, from which idle cores steal; arrivals queue before preempted "
          "threads");
    CHECK(rules(R"({"policy": "mlfq", "quantum": "4ms", "boost": "1s", "io_front": true})") ==
          "multi-level feedback queue of 3 levels; a higher one takes the core; all threads return to the top level "
          "every 1 s; after a wait, a thread joins the front of its level");
    CHECK(rules(R"({"policy": "fcfs", "quantum": "4ms", "slice": "clock", "on_block": "hold"})") == "first come, first served; a core waits while its thread is blocked");
    for (int policy = 0; policy <= int(Policy::processor_sharing); ++policy) {
        Scheduler s;
        s.policy = Policy(policy);
        CHECK_FALSE(rules_text(s).empty());
    }
}
