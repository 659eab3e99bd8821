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
TEST_CASE("each of the tasks that share cores uses a part of them", "[metrics]") {
    // Three tasks on two cores for 9 ms, then two for 4 ms.
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
    // It is answered, and its job waits until a worker runs it.
    CHECK(results.asynchrony.max == 1);
    CHECK(results.asynchrony.mean == Approx(4.0 / 9));
}

// R10.3
TEST_CASE("the warm-up is excluded from the statistics, but not from the counts", "[metrics]") {
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

// R10.11
TEST_CASE("measurements over time begin where the warm-up ends", "[metrics]") {
    Tale tale(2);
    tale.scenario.machine.price_per_hour = 3600;  // 1 per second
    tale.scenario.warmup.time = msec(10);
    for (const int64_t arrival : {0, 0, 14, 20, 30}) tale.row("job", {step(StepKind::compute)}, 1, arrival);
    tale.run(0, 0, 12, 0, tale.thread());
    tale.idle(SpanKind::ready, Reason::core_busy, 1, 0, 4, tale.thread());
    tale.run(1, 4, 10, 1, {1});
    tale.run(2, 14, 20, 0, tale.thread());
    tale.idle(SpanKind::ready, Reason::core_busy, 3, 20, 24, tale.thread());
    tale.run(3, 24, 30, 0, {3});
    tale.run(4, 30, 40, 0, tale.thread());
    const int64_t ends[] = {12, 10, 20, 30, 40};
    for (uint32_t task = 0; task < 5; ++task) tale.finish(task, ends[task]);

    // The window is 10 to 40; task 1 ends where the window begins.
    const Results results = tale.results();
    CHECK(results.completed == 5);
    CHECK(results.completed_in_window == 5);
    CHECK(results.throughput_per_s == Approx(5 / 0.030));
    CHECK(results.latency.mean == Approx((6 + 10 + 10) / 3.0 * 1e6));  // for tasks 2, 3 and 4, which arrived after it
    CHECK(results.response.mean == Approx(4 / 3.0 * 1e6));
    CHECK(results.wait.mean == Approx(4 / 3.0 * 1e6));
    CHECK(results.cores[0].busy == msec(2 + 6 + 6 + 10));
    CHECK(results.cores[0].idle == msec(6));
    CHECK(results.cores[0].switches == 3);
    CHECK(results.cores[1].busy == Time{});
    CHECK(results.cores[1].idle == msec(30));
    CHECK(results.utilisation == Approx(24.0 / 60));
    CHECK(results.servers[0].utilisation == Approx(24.0 / 60));
    CHECK(results.parallelism.mean == Approx(24.0 / 30));
    CHECK(results.parallelism.max == 1);
    CHECK(results.concurrency.mean == Approx(24.0 / 30));
    CHECK(results.cost == Approx(0.040));  // the bill covers the whole run
    CHECK(results.cost_per_1000 == Approx(0.030 / 5 * 1000));
    CHECK(results.verdict.parallel);  // from 4 to 10; the verdict covers the warm-up, too
}

TEST_CASE("devices and blocked threads are measured from the end of the warm-up", "[metrics]") {
    Tale tale(1);
    tale.scenario.devices.emplace_back().capacity = 1;
    tale.scenario.warmup.time = msec(10);
    tale.row("job", {on(StepKind::io, 0)}, 2);
    tale.row("late", {step(StepKind::compute)}, 1, 10);
    tale.idle(SpanKind::blocked, Reason::device_queue, 1, 0, 16, tale.thread());
    tale.idle(SpanKind::blocked, Reason::device, 0, 0, 16, tale.thread());
    tale.idle(SpanKind::blocked, Reason::device, 1, 16, 20, {0});
    tale.idle(SpanKind::ready, Reason::core_busy, 2, 10, 30, tale.thread());
    tale.finish(0, 16);
    tale.finish(1, 20);
    tale.finish(2, 30);

    const Results results = tale.results();
    CHECK(results.devices[0].utilisation == Approx(10.0 / 20));
    CHECK(results.devices[0].queue_mean == Approx(6.0 / 20));
    CHECK(results.devices[0].queue_max == 1);
    CHECK(results.threads_blocked == msec(6 + 6 + 4));
    CHECK(results.throughput_per_s == Approx(3 / 0.020));
}

TEST_CASE("a warm-up longer than the run leaves nothing to measure", "[metrics]") {
    Tale tale(1);
    tale.row("job", {step(StepKind::compute)});
    tale.run(0, 0, 8, 0, tale.thread());
    tale.finish(0, 8);
    SECTION("by time") { tale.scenario.warmup.time = msec(8); }
    SECTION("by tasks") { tale.scenario.warmup.tasks = 1; }
    const Results results = tale.results();
    CHECK(results.completed == 1);
    CHECK(results.throughput_per_s == 0);  // there is no time
    CHECK(results.utilisation == 0);
    CHECK(results.cores[0].idle == Time{});
    CHECK(results.parallelism.mean == 0);
    CHECK(results.latency.max == Time{});
    CHECK(results.cost_per_1000 == 0);
}

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
    tale.scenario.machine.price_per_hour = 3600;  // 1 per second
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
    CHECK(results.servers[1].utilisation == Approx(0.5));  // of the 4 s for which it is up
    CHECK(results.cores[1].idle == sec(2));
    CHECK(results.utilisation == Approx(12.0 / 14));
    CHECK(find_metric("cost_per_1000")->of(results) == Approx(8000));

    tale.scenario.warmup.time =
        sec(5);  // leaves 5 s of the first server and 2 s of the second, which works for 1 s of them
    const Results warm = tale.results();
    CHECK(warm.cost == Approx(16));
    CHECK(warm.cost_per_1000 == Approx(3500));
    CHECK(warm.servers[1].utilisation == Approx(0.5));
    CHECK(warm.cores[1].idle == sec(1));
    CHECK(warm.utilisation == Approx(6.0 / 7));
}

// R10.9
TEST_CASE("processes take memory in addition to their threads", "[metrics]") {
    Tale tale(1);
    tale.scenario.machine.memory = {100, 1000, 1};
    tale.row("job", {step(StepKind::compute)});
    tale.run(0, 0, 1, 0, tale.thread(0));
    tale.thread(1);
    tale.finish(0, 1);
    SECTION("each process of a pool") {
        tale.scenario.strategy.kind = scenario::StrategyKind::process_pool;
        CHECK(tale.results().memory_peak_bytes == 2201);
        CHECK(tale.results().processes_peak == 2);
    }
    SECTION("elsewhere, processes other than the program itself") {
        tale.scenario.strategy.kind = scenario::StrategyKind::thread_per_task;
        CHECK(tale.results().memory_peak_bytes == 1201);
    }
}

TEST_CASE("if each server has its own device, it is measured over all of them", "[metrics]") {
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
