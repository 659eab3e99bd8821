#include "tests/catch2.h"
#include "tests/metrics/stories.h"

using namespace test;
using scenario::StepKind;
using trace::Reason;
using trace::SpanKind;
using trace::TaskKind;

namespace {

}  // namespace

TEST_CASE("a task that waits for a lock: which task holds it and since when", "[metrics]") {
    Tale tale(2);
    tale.scenario.locks.emplace_back().name = "m";
    tale.row("job", {step(StepKind::compute), on(StepKind::lock, 0), step(StepKind::compute), on(StepKind::unlock, 0)},
             2);
    const ThreadId a = tale.thread(), b = tale.thread();
    tale.run(0, 0, 2, 0, a, 0);
    tale.run(1, 0, 5, 1, b, 0);
    tale.run(0, 2, 9, 0, a, 2);
    tale.idle(SpanKind::blocked, Reason::lock, 1, 5, 9, b, 1);
    tale.finish(0, 9);
    tale.log.end = msec(10);
    CHECK(has(tale.why(3), "Job 2 waits for lock m, first in line. Job 1 has held it for 3.00 ms and is running."));
    CHECK(has(tale.why(3), "Its thread is blocked"));
}

TEST_CASE("a task that waits for a permit: which tasks hold one, or will release one", "[metrics]") {
    Tale tale(4);
    tale.scenario.semaphores.push_back({"db", 2});
    tale.scenario.semaphores.push_back({"items", 0});
    tale.row("job",
             {step(StepKind::compute), on(StepKind::acquire, 0), step(StepKind::compute), on(StepKind::release, 0)}, 3);
    tale.row("reader", {on(StepKind::acquire, 1)});
    tale.row("writer", {step(StepKind::compute), on(StepKind::release, 1)});
    const ThreadId a = tale.thread(), b = tale.thread(), c = tale.thread();
    tale.run(0, 0, 2, 0, a, 0);
    tale.run(1, 0, 2, 1, b, 0);
    tale.run(2, 0, 2, 2, c, 0);
    tale.run(0, 2, 9, 0, a, 2);
    tale.idle(SpanKind::blocked, Reason::semaphore, 2, 2, 9, c, 1);  // 4
    tale.run(1, 2, 9, 1, b, 2);
    tale.idle(SpanKind::waiting, Reason::semaphore, 3, 0, 9);        // 6
    tale.run(4, 0, 9, 3, tale.thread());
    tale.log.end = msec(9);
    CHECK(has(
        tale.why(4),
        "Job 3 waits for a permit of semaphore db, first in line: all 2 permits are taken. Held by job 1 and job 2."));
    CHECK(has(tale.why(6),
              "Reader waits for a permit of semaphore items, first in line: it has none until a task releases one. "
              "Tasks that will release one: writer."));
}

TEST_CASE("a task that waits for a message: which tasks can send one", "[metrics]") {
    Tale tale(1);
    tale.scenario.queues.emplace_back();
    tale.scenario.queues[0].name = "q";
    tale.scenario.queues[0].capacity = 2;
    tale.row("producer", {step(StepKind::compute), on(StepKind::send, 0)});
    tale.row("consumer", {on(StepKind::receive, 0)});
    tale.idle(SpanKind::waiting, Reason::queue_empty, 1, 0, 3);
    tale.run(0, 0, 3, 0, tale.thread());
    tale.idle(SpanKind::waiting, Reason::queue_full, 0, 3, 4, {}, 1);
    tale.log.end = msec(4);
    CHECK(has(tale.why(0), "Consumer waits for a message in queue q, which is empty. Senders: producer."));
    CHECK(has(tale.why(2), "which is full: it contains 2 messages. No task in progress will receive one."));
}

TEST_CASE("a task that has split its work: how much is left", "[metrics]") {
    Tale tale(1);
    scenario::Step split = step(StepKind::split);
    split.parts = 3;
    split.steps = {step(StepKind::compute)};
    tale.row("sort", {split});
    for (int i = 0; i < 3; ++i) tale.child(TaskKind::part, 0, 1, 0);
    const ThreadId worker = tale.thread(0, true);
    tale.run(1, 0, 2, 0, worker);
    tale.idle(SpanKind::queued, Reason::no_worker, 2, 0, 2);
    tale.idle(SpanKind::waiting, Reason::parts, 0, 0, 6);
    tale.idle(SpanKind::queued, Reason::no_worker, 3, 0, 4);
    tale.log.end = msec(6);
    CHECK(has(tale.why(2), "Sort waits for its parts: 3 of 3 are unfinished (1 is running and 2 are queued)."));
    CHECK(has(tale.why(0),
              "Part 1 of sort runs on core 1 for 2.00 ms (step 1 of 1). It does a part of the work of sort."));
    CHECK(has(tale.why(3), "Part 3 of sort is queued for a worker, number 2 in line. The only worker is taken."));
}

TEST_CASE("a task that lost its core: which task has it", "[metrics]") {
    Tale tale(1);
    tale.scenario.machine.scheduler.policy = scenario::Policy::edf;
    tale.row("slow", {step(StepKind::compute)});
    tale.row("urgent", {step(StepKind::compute)}, 1, 2);
    const ThreadId a = tale.thread(), b = tale.thread();
    tale.run(0, 0, 2, 0, a);
    tale.run(1, 2, 4, 0, b);
    tale.idle(SpanKind::ready, Reason::preempted, 0, 2, 4, a);
    tale.log.end = msec(4);
    CHECK(has(tale.why(2), "Urgent, whose deadline is sooner, took core 1 from it."));
}

TEST_CASE("the rows that must finish before a task are named", "[metrics]") {
    Tale tale(1);
    tale.row("load", {step(StepKind::compute)});
    tale.row("draw", {step(StepKind::compute)}, 2);
    tale.scenario.work[1].after = {0};
    const ThreadId thread = tale.thread();
    tale.run(0, 0, 3, 0, thread);
    tale.idle(SpanKind::queued, Reason::after, 1, 0, 3);
    tale.idle(SpanKind::queued, Reason::serial, 2, 0, 5);
    tale.log.end = msec(5);
    CHECK(has(tale.why(1), "Draw 1 cannot begin: load must finish first."));
    CHECK(has(tale.why(2), "Draw 2 cannot begin: draw 1, which comes before it, must finish first."));
}

TEST_CASE("a task that is about to give up: when it will do so", "[metrics]") {
    Tale tale(1);
    tale.row("call", {step(StepKind::compute)}, 2);
    tale.scenario.work[0].patience = msec(7);
    tale.scenario.strategy.kind = scenario::StrategyKind::thread_pool;
    tale.run(0, 0, 9, 0, tale.thread());
    tale.idle(SpanKind::queued, Reason::no_thread, 1, 0, 7);
    tale.log.end = msec(9);
    CHECK(has(tale.why(1), "Call 2 is queued for a thread, first in line. The only thread is taken."));
    CHECK(has(tale.why(1), "It gives up in 7.00 ms if nothing has served it by then."));
}

TEST_CASE("a fraction of a core is put into words", "[metrics]") {
    Tale tale(1);
    tale.row("job", {step(StepKind::compute)}, 3);
    for (uint32_t i = 0; i < 3; ++i) tale.share(i, 0, 3, 3, tale.thread());
    tale.log.end = msec(3);
    CHECK(has(tale.why(0), "Job 1 runs at the speed of a third of a core for 3.00 ms: 3 threads share 1 core."));
}

TEST_CASE("the reason of an idle core in a fleet is what its server is doing", "[metrics]") {
    Tale tale(1, 2);
    tale.log.servers[1] = {1, msec(10), msec(20), msec(30), msec(35)};
    tale.row("job", {step(StepKind::compute)});
    tale.run(0, 0, 40, 0, tale.thread());
    tale.log.end = msec(40);
    CHECK(has(tale.core(1, 5), "Core 1 of server 2 is idle: its server has not been started."));
    CHECK(has(tale.core(1, 15), "booting and is up at 20.00 ms. It is already billed."));
    CHECK(has(tale.core(1, 25), "there is no task to run on this server."));
    CHECK(has(tale.core(1, 32), "draining"));
    CHECK(has(tale.core(1, 37), "has been stopped"));
}

TEST_CASE("the reason of a core that is held names the thread", "[metrics]") {
    Tale tale(1);
    tale.scenario.machine.scheduler.on_block = scenario::OnBlock::hold;
    tale.row("job", {step(StepKind::compute), step(StepKind::sleep)});
    const ThreadId thread = tale.thread();
    tale.run(0, 0, 2, 0, thread);
    tale.idle(SpanKind::blocked, Reason::sleep, 0, 2, 8, thread, 1);
    tale.log.end = msec(9);
    CHECK(has(tale.core(0, 4), "Core 1 is held by a waiting thread and does nothing. Job sleeps until 8.00 ms."));
}
