// Which core a thread runs on, and what that costs: ready queues for each core and how they
// are balanced, affinity, partitions, switches, migration, warm caches. All examples are
// worked on paper.

#include "tests/catch2.h"
#include "tests/support/gantt.h"
#include "tests/support/scenarios.h"

using namespace scenario;
using namespace support;

namespace {


Scenario per_core(int64_t cores, std::initializer_list<int64_t> tasks, Balance balance = Balance::none) {
    Scenario s = bare(cores);
    s.machine.scheduler.queues = ReadyQueues::per_core;
    s.machine.scheduler.balance = balance;
    for (const int64_t ms : tasks) add(s, ms);
    return s;
}

}  // namespace

// ---- a queue for each core --------------------------------------------------

// R3.11
TEST_CASE("threads are dealt to the cores in turn and stay there, even when another core is free",
          "[model][placement]") {
    Scenario s = per_core(2, {2, 6, 2, 2});
    CHECK(gantt(s) == "0 a 2 c 4 | 0 b 6 d 8");
    s.machine.scheduler.queues = ReadyQueues::global;
    CHECK(gantt(s) == "0 a 2 c 4 d 6 | 0 b 6");
}

// R3.11
TEST_CASE("a thread that has waited returns to the queue of its core", "[model][placement]") {
    Scenario s = per_core(2, {});
    add_device(s, msec(1));
    add_work(s, {compute(msec(1)), io(), compute(msec(1))});
    add(s, 1);
    add(s, 6);  // dealt to core 0, where it runs from 1 to 7
    CHECK(gantt(s) == "0 a 1 c 7 a 8 | 0 b 1");
}

// R3.11
TEST_CASE("the least loaded core gets the next thread", "[model][placement]") {
    Scenario s = per_core(2, {9, 1});
    add(s, 2, 2);
    CHECK(gantt(s) == "0 a 9 c 11 | 0 b 1");
    s.machine.scheduler.partition = Partition::least_loaded;
    CHECK(gantt(s) == "0 a 9 | 0 b 1 - 2 c 4");
}

// R3.13
TEST_CASE("stealing takes the first thread of the longest queue, at once", "[model][placement]") {
    const Scenario s = per_core(3, {1, 2, 20, 1, 20, 5, 1, 5, 5}, Balance::steal);
    // At 3 core 0 has nothing: h waits behind e on core 1, and f and i wait behind c on core 2. Core 0
    // takes f. At 8 one waits on each: core 0 takes the one on the lower core, and then the other one.
    CHECK(gantt(s) == "0 a 1 d 2 g 3 f 8 h 13 i 18 | 0 b 2 e 22 | 0 c 20");
}

// R3.13
TEST_CASE("stealing at intervals: a core idles until the next one", "[model][placement]") {
    Scenario s = per_core(2, {1, 9, 1, 3, 1, 3}, Balance::steal);
    s.machine.scheduler.peek = msec(4);
    // At 4 core 0 takes d from the queue d, f. At 8 it takes f, but then the queue of core 1 is empty, so core
    // 1 takes f back.
    CHECK(gantt(s) == "0 a 1 c 2 e 3 - 4 d 7 | 0 b 9 f 12");
}

// R3.14
TEST_CASE("periodic balancing moves the last thread of a queue that has two more", "[model][placement]") {
    Scenario s = per_core(2, {8, 1, 8, 1, 8, 1, 8}, Balance::periodic);
    s.machine.scheduler.peek = msec(5);
    // Core 0 is dealt a, c, e, g. At 5 three wait there and none on core 1: g moves. At 10 and 15 only e waits.
    CHECK(gantt(s) == "0 a 8 c 16 e 24 | 0 b 1 d 2 f 3 - 5 g 13");
}

// R3.11
TEST_CASE("the queue of each core preempts only its own core", "[model][placement]") {
    Scenario s = per_core(2, {}, Balance::none);
    s.machine.scheduler.policy = Policy::priority;
    add(s, 4).priority = 2;     // core 0
    add(s, 4, 1).priority = 9;  // core 1
    add(s, 1, 2).priority = 5;  // dealt to core 0: it waits there, although core 1 runs a less urgent thread
    CHECK(gantt(s) == "0 a 4 c 5 | 0 - 1 b 5");
}

// ---- affinity and partitions --------------------------------------------------

TEST_CASE("affinity: a thread waits for its core while another is free", "[model][placement]") {
    Scenario s = bare(2);
    add(s, 4).affinity = {0};
    add(s, 4).affinity = {0};
    add(s, 2);
    CHECK(gantt(s) == "0 a 4 b 8 | 0 c 2");
}

TEST_CASE("affinity: a thread does not preempt a core on which it may not run", "[model][placement]") {
    Scenario s = bare(2);
    s.machine.scheduler.policy = Policy::priority;
    add(s, 4).priority = 1;
    add(s, 8).priority = 5;
    Work& c = add(s, 2, 1);
    c.priority = 3;
    c.affinity = {0};
    CHECK(gantt(s) == "0 a 4 c 6 | 0 b 8");
    s.work[2].affinity = {1};
    CHECK(gantt(s) == "0 a 4 | 0 b 1 c 3 b 10");
}

// R3.12
TEST_CASE("periodic tasks are packed onto cores: the largest first, or onto the emptiest core", "[model][placement]") {
    Scenario s = per_core(2, {3, 4, 5, 6});  // of 10 ms: 0.3, 0.4, 0.5, 0.6
    s.machine.scheduler.policy = Policy::rm;
    for (Work& work : s.work) work.period = msec(10);
    // 0.6 goes to core 0, 0.5 to core 1; 0.4 fits on core 0 (1.0), 0.3 on core 1.
    s.machine.scheduler.partition = Partition::first_fit_decreasing;
    CHECK(gantt(s) == "0 b 4 d 10 | 0 a 3 c 8");
    // 0.3 goes to core 0, 0.4 to core 1, 0.5 to core 0 (0.3 so far), 0.6 to core 1 (0.4).
    s.machine.scheduler.partition = Partition::least_loaded;
    CHECK(gantt(s) == "0 a 3 c 8 | 0 b 4 d 10");
}

// R3.12
TEST_CASE("a periodic task is packed onto a core on which it may run", "[model][placement]") {
    Scenario s = per_core(2, {3, 3});
    s.machine.scheduler.policy = Policy::rm;
    for (Work& work : s.work) {
        work.period = msec(10);
        work.affinity = {1};
    }
    for (const Partition partition : {Partition::least_loaded, Partition::first_fit_decreasing}) {
        s.machine.scheduler.partition = partition;
        CHECK(gantt(s) == " | 0 a 3 b 6");
    }
}

// R4.11
TEST_CASE("affinity: a thread of a pool moves to another core for its next task", "[model][placement]") {
    Scenario s = bare(2);
    s.strategy.kind = StrategyKind::one_at_a_time;
    add(s, 2).affinity = {0};
    add(s, 2).affinity = {1};
    add(s, 2);
    CHECK(gantt(s) == "0 a 2 | 0 - 2 b 4 c 6");
    s.machine.scheduler.queues = ReadyQueues::per_core;
    CHECK(gantt(s) == "0 a 2 | 0 - 2 b 4 c 6");
}

TEST_CASE("affinity: a thread that is chosen again gives its core to a thread that can run only there",
          "[model][placement]") {
    Scenario s = bare(2);
    s.machine.scheduler.policy = Policy::round_robin;
    s.machine.scheduler.quantum = msec(2);
    add(s, 6);
    add(s, 2);
    add(s, 2).affinity = {0};
    CHECK(gantt(s) == "0 a 2 c 4 | 0 b 2 a 6");
}

// R5.7
TEST_CASE("a thread that yields its core does not take another one", "[model][placement]") {
    Scenario s = bare(2);
    s.machine.scheduler.policy = Policy::priority;
    Step yield;
    yield.kind = StepKind::yield;
    add(s, 9).priority = 9;
    add_work(s, {sleep(msec(1)), yield, compute(msec(2))}).priority = 1;
    CHECK(gantt(s) == "0 - 1 b 3 | 0 a 9");
}

// ---- what a turn costs --------------------------------------------------------

// R2.6
TEST_CASE("a thread that comes from another core pays for the migration, after the switch", "[model][placement]") {
    Scenario s = bare(2);
    add_device(s, msec(2));
    add_work(s, {compute(msec(1)), io(), compute(msec(1))});
    add(s, 2);
    add(s, 9);
    s.machine.costs.migration = msec(1);
    CHECK(gantt(s) == "0 a 1 c 10 | 0 b 2 - 3 (a) 4 a 5");
    s.machine.costs.thread_switch = msec(1);
    CHECK(gantt(s) == "0 a 1 (c) 2 c 11 | 0 b 2 - 3 (a) 5 a 6");
}

// R2.6
TEST_CASE("a switch to another process costs more", "[model][placement]") {
    Scenario s = bare(1);
    s.machine.costs.thread_switch = msec(1);
    s.machine.costs.process_switch = msec(2);
    add(s, 2).process = "x";
    add(s, 1).process = "y";
    add(s, 1).process = "x";
    add(s, 1).process = "x";
    CHECK(gantt(s) == "0 a 2 (b) 4 b 5 (c) 7 c 8 (d) 9 d 10");
}

// R2.6
TEST_CASE("an overhead is not interrupted", "[model][placement]") {
    Scenario s = bare(1);
    s.machine.scheduler.policy = Policy::priority;
    s.machine.costs.thread_switch = msec(2);
    add(s, 3).priority = 1;
    add(s, 4).priority = 3;
    add(s, 2, 4).priority = 2;  // while the core switches to b
    CHECK(gantt(s) == "0 a 3 (b) 5 (c) 7 c 9 (b) 11 b 15");
}

TEST_CASE("a thread whose next burst is less urgent than a ready thread loses its core", "[model][placement]") {
    Scenario s = bare(1);
    s.machine.scheduler.policy = Policy::srtf;
    add_work(s, {compute(msec(2)), compute(msec(9))});
    add(s, 5, 1);
    CHECK(gantt(s) == "0 a 2 b 7 a 16");
}

TEST_CASE("a thread of a pool whose next task is less urgent than a ready thread loses its core",
          "[model][placement]") {
    Scenario s = bare(1);
    s.machine.scheduler.policy = Policy::priority;
    s.strategy.kind = StrategyKind::thread_pool;
    s.strategy.threads = 2;
    add(s, 2).priority = 1;     // the first thread
    add(s, 4, 1).priority = 5;  // the second one, which waits for a core
    add(s, 3, 1).priority = 9;  // the next task of the first thread
    CHECK(gantt(s) == "0 a 2 b 6 c 9");
}

// ---- waking and waiting ---------------------------------------------------------

// R2.9
TEST_CASE("a core may be held during a wait", "[model][placement]") {
    Scenario s = bare(1);
    s.machine.scheduler.on_block = OnBlock::hold;
    add_device(s, msec(3));
    add_work(s, {compute(msec(1)), io(), compute(msec(1))});
    add(s, 2);
    CHECK(gantt(s) == "0 a 1 - 4 a 5 b 7");
}

// R2.8
TEST_CASE("a thread that wakes may take a core at once: its last one if none is idle", "[model][placement]") {
    Scenario s = bare(2);
    s.machine.scheduler.on_wake = OnWake::preempt;
    add_device(s, msec(2));
    add_work(s, {compute(msec(1)), io(), compute(msec(1))});
    add(s, 8);
    add(s, 9);
    CHECK(gantt(s) == "0 a 1 c 3 a 4 c 11 | 0 b 8");
    s.programs[1].steps = {compute(msec(2))};  // core 1 is idle when a wakes
    CHECK(gantt(s) == "0 a 1 c 10 | 0 b 2 - 3 a 4");
}

// R2.8
TEST_CASE("a thread that loses its core to one that woke goes to the tail", "[model][placement]") {
    Scenario s = bare(1);
    s.machine.scheduler.on_wake = OnWake::preempt;
    add_device(s, msec(2));
    add_work(s, {compute(msec(1)), io(), compute(msec(1))});
    add(s, 6);
    add(s, 1);
    CHECK(gantt(s) == "0 a 1 b 3 a 4 c 5 b 9");
}

// R2.10
TEST_CASE("with a tick a burst takes whole ticks", "[model][placement]") {
    Scenario s = bare(1);
    s.machine.scheduler.tick = msec(1);
    add_work(s, {compute(usec(2500))});
    add(s, 1);
    CHECK(gantt(s) == "0 a 3 b 4");
}

// ---- caches ------------------------------------------------------------------------

namespace {

Scenario cached(int64_t size, int64_t cores = 1) {  // warm after 3 ms, then twice as fast
    Scenario s = bare(cores);
    s.machine.scheduler.cache.size = size;
    s.machine.scheduler.cache.warmup = msec(3);
    s.machine.scheduler.cache.warm_speed = 2;
    return s;
}

}  // namespace

// R2.11
TEST_CASE("a thread is faster when its working set is warm", "[model][placement]") {
    Scenario s = cached(100);
    add(s, 10).working_set = 100;  // 3 ms cold, and the other 7 in 3.5
    CHECK(gantt(s) == "0 a 6.5");
    s.work[0].working_set = 101;  // it never fits into the cache
    CHECK(gantt(s) == "0 a 10");
}

// R2.11
TEST_CASE("two working sets that do not fit together evict each other", "[model][placement]") {
    Scenario s = cached(100);
    s.machine.scheduler.policy = Policy::round_robin;
    s.machine.scheduler.quantum = msec(4);
    add(s, 10).working_set = 60;
    add(s, 10).working_set = 60;
    // In each slice 3 ms are cold and 1 ms is warm, which is 5 ms of work; that happens twice.
    CHECK(gantt(s) == "0 a 4 b 8 a 12 b 16");
    s.machine.scheduler.cache.size = 120;  // the second time everything is warm: 5 ms of work take 2.5
    CHECK(gantt(s) == "0 a 4 b 8 a 10.5 b 13");
}

// R2.11
TEST_CASE("a working set that is warm on one core is cold on another", "[model][placement]") {
    Scenario s = cached(100, 2);
    add_device(s, msec(2));
    add_work(s, {compute(msec(5)), io(), compute(msec(5))}).working_set = 50;  // 3 cold, 2 in 1: until 4
    add(s, 5);
    add(s, 9);
    // b, which has no working set, warms up in the same way, until 4 (3 cold, 2 in 1); so does c, until 10 (3 cold,
    // 6 in 3). a wakes at 6 while core 0 is taken: again 3 cold and 2 in 1, on core 1.
    CHECK(gantt(s) == "0 a 4 c 10 | 0 b 4 - 6 a 10");
}
