#include "metrics/numbers/metric.h"
#include "metrics/numbers/report.h"
#include "tests/catch2.h"
#include "tests/metrics/stories.h"

using namespace metrics;
using namespace test;
using scenario::StepKind;
using trace::Outcome;
using trace::Reason;
using trace::SpanKind;
using trace::TaskKind;

// R10.7
TEST_CASE("each of the tasks that share cores has a part of them", "[metrics]") {
    // Three on two cores for 9 ms, then two for 4 ms.
    Tale tale(2);
    tale.row("job", {step(StepKind::compute)}, 3);
    for (uint32_t i = 0; i < 3; ++i) tale.share(i, 0, 9, 3, tale.thread());
    for (uint32_t i = 0; i < 2; ++i) tale.share(i, 9, 13, 2, {i});
    tale.finish(2, 9);
    tale.finish(0, 13);
    tale.finish(1, 13);

    const Results results = tale.results();
    CHECK(results.tasks[0].cpu == msec(10));
    CHECK(results.tasks[0].ready == msec(3));
    CHECK(results.tasks[2].cpu == msec(6));
    CHECK(results.parallelism.max == 2);
    CHECK(results.parallelism.mean == Approx(2));
    CHECK(results.concurrency.max == 3);
    CHECK(results.cores[0].busy == msec(13));
    CHECK(results.cores[1].idle == Time{});
    CHECK(results.wait.max == msec(3));
}

// R10.6
TEST_CASE("parts are work of their parent, not tasks", "[metrics]") {
    Tale tale(2);
    scenario::Step split = step(StepKind::split);
    split.parts = 2;
    split.steps = {step(StepKind::compute)};
    tale.row("sort", {split});
    for (int i = 0; i < 2; ++i) tale.child(TaskKind::part, 0, 1, 0);
    tale.idle(SpanKind::waiting, Reason::parts, 0, 0, 5);
    tale.run(1, 0, 5, 0, tale.thread());
    tale.run(2, 0, 5, 1, tale.thread());
    for (uint32_t i = 0; i < 3; ++i) tale.finish(i, 5);

    const Results results = tale.results();
    CHECK(results.completed == 1);
    CHECK(results.concurrency.max == 1);
    CHECK(results.parallelism.max == 2);
    CHECK(results.asynchrony.max == 1);
    CHECK(results.tasks[0].async == msec(5));

    JsonWriter json(JsonWriter::Style::compact);
    write_variant(json, {"x", tale.scenario, tale.log, results}, {.tasks = true});
    CHECK(json.text().find(R"("kind": "part", "parent": 0)") != std::string::npos);
}

// R10.2
TEST_CASE("a task that is answered before its job has the latency of its answer", "[metrics]") {
    Tale tale(1);
    tale.row("order", {step(StepKind::compute), step(StepKind::job), step(StepKind::compute)});
    const ThreadId front = tale.thread(), worker = tale.thread(0, true);
    tale.run(0, 0, 2, 0, front);
    tale.log.tasks[0].answered = msec(2);
    tale.idle(SpanKind::queued, Reason::no_worker, 0, 2, 6, {}, 2);
    tale.run(0, 6, 9, 0, worker, 2);
    tale.finish(0, 9);

    const Results results = tale.results();
    CHECK(results.latency.max == msec(2));
    CHECK(results.wait.max == Time{});
    CHECK(results.tasks[0].total() == msec(9));
    CHECK(results.makespan == msec(9));
    // It is answered, and its job is still to be done until a worker runs it.
    CHECK(results.asynchrony.max == 1);
    CHECK(results.asynchrony.mean == Approx(4.0 / 9));
}

// R10.3
TEST_CASE("the warm-up is left out of the statistics, not of the counts", "[metrics]") {
    Tale tale(1);
    const ThreadId thread = tale.thread();
    for (uint32_t i = 0; i < 4; ++i) {
        tale.row("job", {step(StepKind::compute)}, 1, 10 * i);
        tale.run(i, 10 * i, 10 * i + 2 + i, 0, thread);
        tale.finish(i, 10 * i + 2 + i);
    }
    SECTION("by time") { tale.scenario.warmup.time = msec(15); }
    SECTION("by tasks") { tale.scenario.warmup.tasks = 2; }
    const Results results = tale.results();
    CHECK(results.completed == 4);
    CHECK(results.latency.mean == Approx(4.5e6));
    CHECK(results.latency.p50 == msec(4));
    const Time begin = tale.scenario.warmup.tasks > 0 ? msec(20) : msec(15);
    CHECK(results.warmup == begin);
    CHECK(results.throughput_per_s == Approx(2 / (double((msec(35) - begin).ns) * 1e-9)));
}

// R10.5
TEST_CASE("only tasks that are unfinished or late have missed a deadline", "[metrics]") {
    Tale tale(1);
    tale.row("job", {step(StepKind::compute)}, 4);
    tale.scenario.work[0].deadline = msec(5);
    const ThreadId thread = tale.thread();
    tale.run(0, 0, 4, 0, thread);
    tale.finish(0, 4);
    tale.finish(1, 0, Outcome::rejected);
    tale.idle(SpanKind::queued, Reason::no_thread, 2, 0, 8);
    tale.finish(2, 8, Outcome::gave_up);
    tale.idle(SpanKind::queued, Reason::no_thread, 3, 0, 10);
    tale.log.end = msec(10);
    const Results results = tale.results();
    CHECK(results.rejected == 1);
    CHECK(results.gave_up == 1);
    CHECK(results.unfinished == 1);
    CHECK(results.missed == 1);
}

// R7.4
TEST_CASE("a server costs from the start of its boot until it has stopped", "[metrics]") {
    Tale tale(1, 2);
    tale.scenario.machine.price_per_hour = 3600;  // 1 a second
    tale.log.servers[1] = {1, sec(1), sec(3), sec(6), sec(7)};
    tale.row("job", {step(StepKind::compute)}, 2);
    tale.log.tasks[1].server = 1;
    tale.run(1, 4000, 6000, 1, tale.thread(1, false, 1));
    tale.run(0, 0, 10'000, 0, tale.thread());
    tale.finish(1, 6000);
    tale.finish(0, 10'000);
    tale.log.tasks[1].arrival = msec(4000);

    const Results results = tale.results();
    CHECK(results.cost == Approx(16));
    CHECK(results.cost_per_1000 == Approx(8000));
    CHECK(results.servers[1].cost == Approx(6));
    CHECK(results.servers[1].utilisation == Approx(0.5));  // of the 4 s that it is up
    CHECK(results.cores[1].idle == sec(2));
    CHECK(results.utilisation == Approx(12.0 / 14));
    CHECK(find_metric("cost_per_1000")->of(results) == Approx(8000));
}

// R10.9
TEST_CASE("processes take memory in addition to their threads", "[metrics]") {
    Tale tale(1);
    tale.scenario.machine.memory = {100, 1000, 1};
    tale.row("job", {step(StepKind::compute)});
    tale.run(0, 0, 1, 0, tale.thread(0));
    tale.thread(1);
    tale.finish(0, 1);
    SECTION("each of a pool's") {
        tale.scenario.strategy.kind = scenario::StrategyKind::process_pool;
        CHECK(tale.results().memory_peak_bytes == 2201);
        CHECK(tale.results().processes_peak == 2);
    }
    SECTION("elsewhere those beside the program itself") {
        tale.scenario.strategy.kind = scenario::StrategyKind::thread_per_task;
        CHECK(tale.results().memory_peak_bytes == 1201);
    }
}

TEST_CASE("a device that each server has is measured over all of them", "[metrics]") {
    Tale tale(1, 2);
    scenario::Device disk;
    disk.name = "disk";
    disk.capacity = 1;
    disk.per = scenario::Per::server;
    tale.scenario.devices.push_back(disk);
    scenario::Step io = step(StepKind::io);
    io.device = {0};
    tale.row("job", {io}, 3);
    tale.log.tasks[1].server = 1;
    tale.idle(SpanKind::waiting, Reason::device, 0, 0, 10);
    tale.idle(SpanKind::waiting, Reason::device, 1, 0, 5);
    tale.idle(SpanKind::waiting, Reason::device_queue, 2, 0, 10);
    for (uint32_t i = 0; i < 3; ++i) tale.finish(i, i == 1 ? 5 : 10);
    const Results results = tale.results();
    CHECK(results.devices[0].utilisation == Approx(0.75));
    CHECK(results.devices[0].queue_mean == Approx(1));
    CHECK(results.devices[0].queue_max == 1);
}
