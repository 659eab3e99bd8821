#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/support/gantt.h"
#include "tests/support/scenarios.h"

#include <algorithm>

using namespace scenario;
using namespace support;

namespace {

Scenario round_robin(Time quantum, int64_t cores = 1) {
    Scenario s = bare(cores);
    s.machine.scheduler.policy = Policy::round_robin;
    s.machine.scheduler.quantum = quantum;
    return s;
}

}  // namespace

// R3.1
TEST_CASE("first come, first served runs each task to its end", "[model]") {
    Scenario s = bare(1);
    add_work(s, {compute(msec(5))});
    add_work(s, {compute(msec(1))});
    CHECK(run_text(s) == "core0 0 5 a1\ncore0 5 6 b1\n");
}

// R2.5
TEST_CASE("round robin hands the core over when the slice is used up", "[model]") {
    Scenario s = round_robin(msec(2));
    add_work(s, {compute(msec(3))});
    add_work(s, {compute(msec(2))});
    CHECK(run_text(s) == "core0 0 2 a1\ncore0 2 4 b1\ncore0 4 5 a1\n");
}

// R2.1
TEST_CASE("the unused part of a slice is lost", "[model]") {
    Scenario s = round_robin(msec(4));
    add_work(s, {compute(msec(1))});
    add_work(s, {compute(msec(6))});
    add_work(s, {compute(msec(5))});
    CHECK(run_text(s) == "core0 0 1 a1\ncore0 1 5 b1\ncore0 5 9 c1\ncore0 9 11 b1\ncore0 11 12 c1\n");
}

// R1.2
TEST_CASE("at the end of a slice the tie rule decides which thread queues first", "[model]") {
    // b arrives just when a's slice ends, while c waits: a, c, then b or a.
    Scenario s = round_robin(msec(2));
    add_work(s, {compute(msec(4))});
    add_work(s, {compute(msec(2))}, 1, msec(2));
    add_work(s, {compute(msec(2))});
    CHECK(run_text(s) == "core0 0 2 a1\ncore0 2 4 c1\ncore0 4 6 b1\ncore0 6 8 a1\n");
    s.machine.scheduler.ties = Ties::preempted_first;
    CHECK(run_text(s) == "core0 0 2 a1\ncore0 2 4 c1\ncore0 4 6 a1\ncore0 6 8 b1\n");
}

// R2.5
TEST_CASE("a thread that is alone continues without a switch", "[model]") {
    Scenario s = round_robin(msec(1));
    s.machine.costs.thread_switch = msec(1);
    add_work(s, {compute(msec(5))});
    CHECK(run_text(s) == "core0 0 5 a1\n");
}

// R2.5
TEST_CASE("with a free core no thread is moved at the end of a slice", "[model]") {
    Scenario s = round_robin(msec(2), 2);
    add_work(s, {compute(msec(1))});
    add_work(s, {compute(msec(9))});
    CHECK(run_text(s) == "core0 0 1 a1\ncore1 0 9 b1\n");
}

// R2.6
TEST_CASE("a switch takes core time and is not work of any task", "[model]") {
    Scenario s = round_robin(msec(2));
    s.machine.costs.thread_switch = msec(1);
    add_work(s, {compute(msec(3))});
    add_work(s, {compute(msec(2))});
    // The switch does not use up the slice; the first thread ever on a core needs none.
    CHECK(run_text(s) ==
          "core0 0 2 a1\ncore0 2 3 switch b1\ncore0 3 5 b1\ncore0 5 6 switch a1\ncore0 6 7 a1\n");
}

// R2.6
TEST_CASE("a core that gets its last thread back pays no switch", "[model]") {
    Scenario s = bare(1);
    s.machine.costs.thread_switch = msec(1);
    add_device(s, msec(3));
    add_work(s, {compute(msec(1)), io(), compute(msec(1))});
    CHECK(run_text(s) == "core0 0 1 a1\ncore0 4 5 a1\n");
}

TEST_CASE("a faster core needs less time for the same work", "[model]") {
    Scenario s = bare(1);
    s.machine.speed = 2;
    add_work(s, {compute(msec(5)), compute(nsec(3))});  // 1.5 ns, rounded to the nearest: 2
    CHECK(model::run(s).end == usec(2500) + nsec(2));
}

TEST_CASE("four cores run 25 each of 100 equal tasks", "[model]") {
    Scenario s = bare(4);
    add_work(s, {compute(msec(10))}, 100);
    const trace::Log log = model::run(s);
    int count[4] = {};
    for (size_t i = 0; i < log.spans.size(); ++i)
        if (log.spans[i].core) ++count[log.spans[i].core.index];
    for (int n : count) CHECK(n == 25);
    CHECK(log.end == msec(250));
}

// R4.6
TEST_CASE("tasks arrive by `every`, by `rate` and by `times`", "[model]") {
    Scenario s = bare(1);
    add_work(s, {}, 3, msec(5)).every = constantly(msec(10));
    add_work(s, {}).times = {msec(9), msec(1)};
    add_work(s, {}, 20'000).rate = 1000;
    const trace::Log log = model::run(s);
    std::vector<Time> every, times;
    Time last_poisson;
    for (const trace::Task& task : log.tasks) {
        if (task.row == 0) every.push_back(task.arrival);
        if (task.row == 1) times.push_back(task.arrival);
        if (task.row == 2) last_poisson = task.arrival;
    }
    CHECK(every == std::vector<Time>{msec(5), msec(15), msec(25)});
    CHECK(times == std::vector<Time>{msec(1), msec(9)});
    // 20,000 gaps of 1 ms on average: 20 s, with a standard deviation of 1 ms x sqrt(20,000) = 141 ms; five of
    // these are allowed.
    CHECK(last_poisson > msec(20'000 - 705));
    CHECK(last_poisson < msec(20'000 + 705));
}

TEST_CASE("M/M/1 at 80 % has the mean that theory predicts", "[model]") {
    // Mean time in system 1 / (mu - lambda) = 1 / (1000 - 800) s = 5 ms. With 400,000 tasks the
    // batch means of such a queue stay within 5 % of it (asymptotic standard error about 1.3 %).
    Scenario s = bare(1);
    add_work(s, {compute(exponentially(msec(1)))}, 400'000).rate = 800;
    const trace::Log log = model::run(s);
    double sum = 0;
    for (const trace::Task& task : log.tasks) sum += double((*task.finished - task.arrival).ns);
    CHECK(sum / 400'000 == Approx(5e6).epsilon(0.05));
}

// R8.1
TEST_CASE("every strategy gets the same draws", "[model]") {
    Scenario s = bare(2);
    add_device(s, {});
    s.devices[0].time = exponentially(msec(9));
    add_work(s, {compute(exponentially(msec(3))), io(), compute(exponentially(msec(2)))}, 50).rate = 100;
    std::vector<Time> first;
    for (StrategyKind kind : {StrategyKind::one_at_a_time, StrategyKind::thread_per_task, StrategyKind::thread_pool,
                              StrategyKind::event_loop, StrategyKind::async_pool}) {
        s.strategy.kind = kind;
        const trace::Log log = model::run(s);
        std::vector<Time> work(50);  // time of each task on the cpu and the device
        for (size_t i = 0; i < log.spans.size(); ++i) {
            const trace::Span span = log.spans[i];
            if (span.kind == trace::SpanKind::running || span.reason == trace::Reason::device)
                work[span.task.index] += span.duration;
        }
        if (first.empty()) first = work;
        CHECK(work == first);
    }
}

// R8.1
TEST_CASE("two steps of one task, and two tasks of one row, have separate draws", "[model]") {
    Scenario s = bare(1);
    const Step step = compute(exponentially(msec(5)));
    add_work(s, {step, step}, 2);
    const trace::Log log = model::run(s);
    std::vector<Time> lengths;
    for (size_t i = 0; i < log.spans.size(); ++i)
        if (log.spans[i].kind == trace::SpanKind::running) lengths.push_back(log.spans[i].duration);
    std::sort(lengths.begin(), lengths.end());
    REQUIRE(lengths.size() == 4);
    CHECK(std::adjacent_find(lengths.begin(), lengths.end()) == lengths.end());
}

// R11.1
TEST_CASE("a task starts when its first step begins, even if that is a wait", "[model]") {
    Scenario s = bare(1);
    add_work(s, {sleep(msec(5)), compute(msec(1))}, 2);
    const trace::Log log = model::run(s);
    for (const trace::Task& task : log.tasks) {
        CHECK(task.started == msec(0));
        CHECK(*task.first_run >= msec(5));
    }
}
