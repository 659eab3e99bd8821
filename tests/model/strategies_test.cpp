// What each strategy must do, worked out by hand.

#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/support/gantt.h"
#include "tests/support/scenarios.h"

using namespace scenario;
using namespace support;

namespace {

}  // namespace

// R4.12
TEST_CASE("one at a time finishes a task, waits included, before the next", "[model]") {
    Scenario s = bare(2);
    add_device(s, msec(3));
    add_work(s, {compute(msec(1)), io(), compute(msec(1))}, 2);
    s.strategy.kind = StrategyKind::one_at_a_time;
    CHECK(run_text(s) ==
          "core0 0 1 a1\n"
          "core0 4 5 a1\n"    // it has waited from 1 to 4
          "core0 5 6 a2\n"
          "core0 9 10 a2\n");
}

// R4.14
TEST_CASE("a thread for each task: all of them wait at the same time", "[model]") {
    Scenario s = bare(1);
    add_device(s, msec(3));
    add_work(s, {compute(msec(1)), io(), compute(msec(1))}, 2);
    CHECK(run_text(s) ==
          "core0 0 1 a1\n"
          "core0 1 2 a2\n"
          "core0 4 5 a1\n"    // returns at 1 + 3
          "core0 5 6 a2\n");  // returns at 2 + 3
}

// R4.3
TEST_CASE("a pool of two begins the third task when the first is done", "[model]") {
    Scenario s = bare(2);
    add_device(s, msec(10));
    add_work(s, {compute(msec(1)), io()}, 3);
    s.strategy.kind = StrategyKind::thread_pool;
    s.strategy.threads = 2;
    // Tasks 1 and 2 compute 0-1 and wait until 11, on both threads; thread 1 then needs a
    // core to end task 1, and takes up task 3 on it.
    CHECK(run_text(s) ==
          "core0 0 1 a1\n"
          "core1 0 1 a2\n"
          "core0 11 12 a3\n");
}

// R4.2
TEST_CASE("work goes to the idle thread with the lowest number", "[model]") {
    Scenario s = bare(4);
    add_work(s, {compute(msec(2))}, 1, msec(0));
    add_work(s, {compute(msec(9))}, 1, msec(1));
    add_work(s, {compute(msec(1))}, 1, msec(3));  // thread 0 is idle again; 2 and 3 have never worked
    s.strategy.kind = StrategyKind::thread_pool;
    s.strategy.threads = 4;
    const trace::Log log = model::run(s);
    REQUIRE(log.spans.size() == 3);
    CHECK(log.spans[0].thread == ThreadId{0});
    CHECK(log.spans[1].task == TaskId{2});
    CHECK(log.spans[1].thread == ThreadId{0});
    CHECK(log.spans[2].thread == ThreadId{1});
}

// R4.13
TEST_CASE("an event loop continues with other tasks while one waits", "[model]") {
    Scenario s = bare(2);
    add_device(s, msec(3));
    add_work(s, {compute(msec(1)), io(), compute(msec(1))}, 3);
    s.strategy.kind = StrategyKind::event_loop;
    s.strategy.loops = 1;
    // They start at 0, 1, 2; answers come at 4, 5, 6; the loop is idle from 3 to 4.
    CHECK(run_text(s) ==
          "core0 0 1 a1\ncore0 1 2 a2\ncore0 2 3 a3\n"
          "core0 4 5 a1\ncore0 5 6 a2\ncore0 6 7 a3\n");
}

// R4.5
TEST_CASE("two loops take tasks in turn and keep them", "[model]") {
    Scenario s = bare(2);
    add_work(s, {compute(msec(2))}, 4);
    s.strategy.kind = StrategyKind::event_loop;
    s.strategy.loops = 2;
    const trace::Log log = model::run(s);
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        if (span.thread) CHECK(span.thread.index == span.task.index % 2);
    }
    CHECK(log.end == msec(4));
}

// R4.13
TEST_CASE("blocking io stops the whole loop", "[model]") {
    Scenario s = bare(1);
    add_device(s, msec(5));
    add_work(s, {compute(msec(1)), io(0, true), compute(msec(1))}, 2);
    s.strategy.kind = StrategyKind::event_loop;
    s.strategy.loops = 1;
    CHECK(run_text(s) ==
          "core0 0 1 a1\n"
          "core0 6 7 a1\n"
          "core0 7 8 a2\n"
          "core0 13 14 a2\n");
}

// R4.13
TEST_CASE("any thread of an async pool resumes any task", "[model]") {
    Scenario s = bare(2);
    add_device(s, msec(2));
    add_work(s, {compute(msec(1)), io(), compute(msec(1))}, 1);       // returns at 3
    add_work(s, {compute(msec(10))}, 1, usec(500));                   // on thread 1 until 10.5
    add_work(s, {compute(msec(4))}, 1, msec(1));                      // on thread 0 from 1 to 5
    s.strategy.kind = StrategyKind::async_pool;
    s.strategy.threads = 2;
    CHECK(run_text(s) ==
          "core0 0 1 a1\n"
          "core1 0.5 10.5 b1\n"
          "core0 1 5 c1\n"
          "core0 5 6 a1\n");
}

// R5.10
TEST_CASE("a device serves as many tasks as its capacity at once, and the rest in order", "[model]") {
    Scenario s = bare(4);
    add_device(s, msec(10), 1);
    add_work(s, {io()}, 3);
    const trace::Log log = model::run(s);
    CHECK(log.tasks[0].finished == msec(10));
    CHECK(log.tasks[1].finished == msec(20));
    CHECK(log.tasks[2].finished == msec(30));
}

TEST_CASE("sleeping tasks need no core, and all wake at once", "[model]") {
    Scenario s = bare(1);
    add_work(s, {sleep(msec(7))}, 100);
    CHECK(model::run(s).end == msec(7));
}

TEST_CASE("a program without steps ends when it gets a core", "[model]") {
    Scenario s = bare(1);
    add_work(s, {compute(msec(2))}, 1);
    add_work(s, {}, 3);
    const trace::Log log = model::run(s);
    for (const trace::Task& task : log.tasks) CHECK(task.finished == msec(2));
}
