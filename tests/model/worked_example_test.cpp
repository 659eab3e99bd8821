// The example of the scenario format, by hand. 24 requests arrive at 0; each computes
// 2 ms, waits 20 ms, computes 2 ms; two cores; round robin with 4 ms.
//
//   pool of 4      Four requests at a time. A thread that ends one takes the next in the
//                  same slice: 2 ms of the old and 2 ms of the new fit in 4 ms. The first
//                  wave computes in 4 ms (two threads per core) and waits; each later wave
//                  of 4 costs 24 ms more, and after 6 waves it is 148.
//   event loop     One thread computes 24 x 4 = 96 ms; waits overlap.
//   async on two   96 ms of work on two cores: 48.
//   one at a time  24 x (2 + 20 + 2) = 576.
//   thread a task  The cores are never idle: first halves 24, second halves 24: 48.
//   pool, 2 ms     A slice is just used up when a request ends, so under arrivals-first the
//                  thread that takes a new one queues behind the woken one: 8 ms more.

#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/support/scenarios.h"

using namespace scenario;

namespace {

metrics::Results results_of_run(const Scenario& s) {
    const trace::Log log = model::run(s);
    return metrics::results_of(s, log, metrics::levels_of(log));
}

metrics::Results with(Strategy strategy) {
    Scenario s = support::worked_example();
    s.strategy = strategy;
    return results_of_run(s);
}

}  // namespace

TEST_CASE("the worked example finishes at the times computed by hand", "[model]") {
    CHECK(with({StrategyKind::thread_pool, 4, 1}).makespan == msec(148));
    CHECK(with({StrategyKind::event_loop, 4, 1}).makespan == msec(96));
    CHECK(with({StrategyKind::async_pool, 2, 1}).makespan == msec(48));
    CHECK(with({StrategyKind::one_at_a_time, 4, 1}).makespan == msec(576));
    CHECK(with({StrategyKind::thread_per_task, 4, 1}).makespan == msec(48));
}

// R1.2, R4.1
TEST_CASE("with 2 ms slices the tie rule decides", "[model]") {
    Scenario s = support::worked_example();
    s.machine.scheduler.quantum = msec(2);
    CHECK(results_of_run(s).makespan == msec(156));
    s.machine.scheduler.ties = Ties::preempted_first;
    CHECK(results_of_run(s).makespan == msec(148));
}

// R11.4
TEST_CASE("the worked example is concurrent, parallel and asynchronous as defined", "[model]") {
    const auto pool = with({StrategyKind::thread_pool, 4, 1}), loop = with({StrategyKind::event_loop, 4, 1}),
               async = with({StrategyKind::async_pool, 2, 1}), one = with({StrategyKind::one_at_a_time, 4, 1}),
               each = with({StrategyKind::thread_per_task, 4, 1});
    CHECK((pool.verdict.concurrent && pool.verdict.parallel && !pool.verdict.asynchronous));
    CHECK((loop.verdict.concurrent && !loop.verdict.parallel && loop.verdict.asynchronous));
    CHECK((async.verdict.concurrent && async.verdict.parallel && async.verdict.asynchronous));
    CHECK((!one.verdict.concurrent && !one.verdict.parallel && !one.verdict.asynchronous));
    CHECK((each.verdict.concurrent && each.verdict.parallel && !each.verdict.asynchronous));
    CHECK(pool.concurrency.max == 4);
    CHECK(loop.parallelism.max == 1);
    CHECK(pool.threads_peak == 4);
    CHECK(each.threads_peak == 24);
}

// R10.1
TEST_CASE("the states of every task add up to its latency, and its work is 4 ms", "[model]") {
    for (Strategy strategy : {Strategy{StrategyKind::thread_pool, 4, 1},
                              {StrategyKind::event_loop, 4, 1},
                              {StrategyKind::async_pool, 2, 1},
                              {StrategyKind::one_at_a_time, 4, 1},
                              {StrategyKind::thread_per_task, 4, 1}}) {
        Scenario s = support::worked_example();
        s.strategy = strategy;
        const trace::Log log = model::run(s);
        const auto r = metrics::results_of(s, log, metrics::levels_of(log));
        REQUIRE(r.completed == 24);
        for (size_t i = 0; i < 24; ++i) {
            CHECK(r.tasks[i].total() == *log.tasks[i].finished - log.tasks[i].arrival);
            CHECK(r.tasks[i].cpu == msec(4));
            CHECK(r.tasks[i].served == msec(20));
            CHECK(r.tasks[i].overhead == msec(0));
        }
    }
}
