// What runs next, policy by policy: small examples worked on paper, some of them from
// textbooks. Scenario in, cores out, as text (tests/support/gantt.h). Separate ready queues
// for each core, caches and costs are in placement_test.cpp.
//
//     SGG  Silberschatz, Galvin, Gagne, Operating System Concepts, 10th ed., ch. 5
//     OSTEP  Arpaci-Dusseau, Operating Systems: Three Easy Pieces, ch. 7 to 9

#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/support/gantt.h"
#include "tests/support/scenarios.h"

using namespace scenario;
using namespace support;

namespace {

Scenario with(Policy policy, std::optional<Time> quantum = {}, int64_t cores = 1) {
    Scenario s = bare(cores);
    s.machine.scheduler.policy = policy;
    s.machine.scheduler.quantum = quantum;
    return s;
}

// One task that computes for this many ms.

}  // namespace

// ---- first come, first served -------------------------------------------------

// R3.1
TEST_CASE("fcfs: short bursts wait behind long ones, in order of arrival", "[model][policies]") {
    Scenario s = with(Policy::fcfs);
    for (const int64_t ms : {24, 3, 3}) add(s, ms);  // SGG 5.3.1
    CHECK(gantt(s) == "0 a 24 b 27 c 30");
}

// R1.1, R3.1
TEST_CASE("fcfs: threads that return from a wait join the tail, in the order in which their waits began",
          "[model][policies]") {
    Scenario s = with(Policy::fcfs);
    add_device(s, msec(4));
    add_device(s, msec(3));
    add_work(s, {compute(msec(1)), io(0), compute(msec(1))});  // waits from 1 to 5
    add_work(s, {compute(msec(1)), io(1), compute(msec(1))});  // waits from 2 to 5
    add(s, 6);
    CHECK(gantt(s) == "0 a 1 b 2 c 8 a 9 b 10");
}

// R1.5
TEST_CASE("fcfs: cores that are free at the same time choose in the order of their numbers", "[model][policies]") {
    Scenario s = with(Policy::fcfs, {}, 2);
    for (const int64_t ms : {3, 3, 2, 1}) add(s, ms);
    CHECK(gantt(s) == "0 a 3 c 5 | 0 b 3 d 4");
}

// R3.1
TEST_CASE("cyclic order: the next number after the last one goes first, not the thread that came first",
          "[model][policies]") {
    Scenario s = with(Policy::fcfs);
    add_work(s, {sleep(msec(6)), compute(msec(1))});
    add_work(s, {sleep(msec(5)), compute(msec(1))});
    add(s, 8);
    CHECK(gantt(s) == "0 c 8 b 9 a 10");
    s.machine.scheduler.order = Order::cyclic;
    CHECK(gantt(s) == "0 c 8 a 9 b 10");
}

// ---- round robin ----------------------------------------------------------------

// R2.1
TEST_CASE("round robin: a thread that needs less than a slice gives up the rest of it", "[model][policies]") {
    Scenario s = with(Policy::round_robin, msec(4));
    for (const int64_t ms : {24, 3, 3}) add(s, ms);  // SGG 5.3.3
    CHECK(gantt(s) == "0 a 4 b 7 c 10 a 30");
}

// R2.1, R2.2
TEST_CASE("round robin: after a wait a slice is full, or the unused part is kept", "[model][policies]") {
    Scenario s = with(Policy::round_robin, msec(4));
    add_device(s, msec(1));
    add_work(s, {compute(msec(3)), io(), compute(msec(3))});
    add(s, 10);
    // a is back at 4, and has the core from 7 for 3 ms, or for the 1 ms that is left of its slice.
    CHECK(gantt(s) == "0 a 3 b 7 a 10 b 16");
    s.machine.scheduler.slice = Slice::keep;
    CHECK(gantt(s) == "0 a 3 b 7 a 8 b 12 a 14 b 16");
}

// R2.3
TEST_CASE("round robin by one clock: a slice that begins late is short", "[model][policies]") {
    Scenario s = with(Policy::round_robin, msec(4), 2);
    s.machine.scheduler.slice = Slice::clock;
    for (const int64_t ms : {6, 3, 9, 5}) add(s, ms);
    // c gets 3-4 of the first slice. At 4 the queue is d, a, c: core 0 takes d, core 1 a, and c at 6.
    // At 8 they go in core order: d, c. At 12 only c is ready, and core 0 is the first to choose.
    CHECK(gantt(s) == "0 a 4 d 9 - 12 c 14 | 0 b 3 c 4 a 6 c 12");
}

// R2.4
TEST_CASE("round robin with whole slices: a core idles until the slice of the thread that left it is over",
          "[model][policies]") {
    Scenario s = with(Policy::round_robin, msec(4));
    s.machine.scheduler.slice = Slice::whole;
    add(s, 1);
    add(s, 6);
    CHECK(gantt(s) == "0 a 1 - 4 b 10");
}

// R4.1
TEST_CASE("a thread of a pool continues with the next task in the rest of its slice", "[model][policies]") {
    Scenario s = with(Policy::round_robin, msec(4));
    add_work(s, {compute(msec(3))}, 4);
    s.strategy.kind = StrategyKind::thread_pool;
    s.strategy.threads = 2;
    // The first thread ends a1 at 3 and begins a3, for 1 ms; the second the same with a2 and a4.
    CHECK(gantt(s) == "0 a1 3 a3 4 a2 7 a4 8 a3 10 a4 12");
}

// ---- the shortest first -----------------------------------------------------------

// R3.2
TEST_CASE("sjf: the shortest burst goes first, and runs to its end", "[model][policies]") {
    Scenario all_at_once = with(Policy::sjf);
    for (const int64_t ms : {6, 8, 7, 3}) add(all_at_once, ms);  // SGG 5.3.2
    CHECK(gantt(all_at_once) == "0 d 3 a 9 c 16 b 24");

    Scenario one_by_one = with(Policy::sjf);  // b and d are alike: b came first
    add(one_by_one, 7);
    add(one_by_one, 4, 2);
    add(one_by_one, 1, 4);
    add(one_by_one, 4, 5);
    CHECK(gantt(one_by_one) == "0 a 7 c 8 b 12 d 16");
    one_by_one.machine.scheduler.policy = Policy::srtf;
    CHECK(gantt(one_by_one) == "0 a 2 b 4 c 5 b 7 d 11 a 16");
}

// R3.2
TEST_CASE("sjf goes by the next burst, not by the whole program", "[model][policies]") {
    Scenario s = with(Policy::sjf);
    add_device(s, msec(1));
    add_work(s, {compute(msec(1)), io(), compute(msec(9))});  // 10 in total, but first 1
    add(s, 5);
    add(s, 6);
    CHECK(gantt(s) == "0 a 1 b 6 c 12 a 21");
}

// R3.2, R2.7
TEST_CASE("srtf: the remaining time decides, and an equal one is not shorter", "[model][policies]") {
    Scenario s = with(Policy::srtf);  // SGG 5.3.2
    add(s, 8);
    add(s, 4, 1);
    add(s, 9, 2);
    add(s, 5, 3);
    CHECK(gantt(s) == "0 a 1 b 5 d 10 a 17 c 26");

    Scenario equal = with(Policy::srtf);
    add(equal, 5);
    add(equal, 4, 1);
    CHECK(gantt(equal) == "0 a 5 b 9");
}

// R2.7
TEST_CASE("srtf: the core whose thread has most left is taken; among equals, the last core", "[model][policies]") {
    Scenario s = with(Policy::srtf, {}, 2);
    add(s, 9);
    add(s, 5, 1);
    add(s, 2, 2);
    CHECK(gantt(s) == "0 a 2 c 4 a 11 | 0 - 1 b 6");
    s.programs[0].steps = {compute(msec(6))};  // 4 ms are left of both
    CHECK(gantt(s) == "0 a 6 | 0 - 1 b 2 c 4 b 8");
}

// R3.2
TEST_CASE("feedback: the thread that has had least time so far goes first", "[model][policies]") {
    Scenario s = with(Policy::feedback, msec(2));
    add(s, 5);
    add(s, 3, 1);
    // b has had nothing at 1 and takes the core; at 3 a has had 1 and b 2; at 5 a 3 and b 2.
    CHECK(gantt(s) == "0 a 1 b 3 a 5 b 6 a 8");
}

// ---- priorities --------------------------------------------------------------------

// R3.2
TEST_CASE("priority: the smallest number goes first", "[model][policies]") {
    Scenario s = with(Policy::priority);  // SGG 5.3.4
    const int64_t bursts[] = {10, 1, 2, 1, 5}, priorities[] = {3, 1, 4, 5, 2};
    for (int i = 0; i < 5; ++i) add(s, bursts[i]).priority = priorities[i];
    CHECK(gantt(s) == "0 b 1 e 6 a 16 c 18 d 19");
}

// R3.4
TEST_CASE("priority: a preempted thread is still the first of its equals", "[model][policies]") {
    Scenario s = with(Policy::priority);
    add(s, 5).priority = 2;
    add(s, 5, 1).priority = 2;  // as urgent as a: it waits
    add(s, 2, 3).priority = 1;
    CHECK(gantt(s) == "0 a 3 c 5 a 7 b 12");
    s.machine.scheduler.preemptive = false;
    CHECK(gantt(s) == "0 a 5 c 7 b 12");
}

// R3.4
TEST_CASE("priority with slices: equals take turns", "[model][policies]") {
    Scenario s = with(Policy::priority, msec(2));  // SGG 5.3.4, with q = 2
    const int64_t bursts[] = {4, 5, 8, 7, 3}, priorities[] = {3, 2, 2, 1, 3};
    for (int i = 0; i < 5; ++i) add(s, bursts[i]).priority = priorities[i];
    CHECK(gantt(s) == "0 d 7 b 9 c 11 b 13 c 15 b 16 c 20 a 22 e 24 a 26 e 27");
}

// R2.1, R2.2
TEST_CASE("priority with slices: after a preemption the rest of the slice is kept, or the slice is full again",
          "[model][policies]") {
    Scenario s = with(Policy::priority, msec(4));
    add(s, 6).priority = 2;
    add(s, 6).priority = 2;
    add(s, 1, 3).priority = 1;
    CHECK(gantt(s) == "0 a 3 c 4 a 7 b 13");
    s.machine.scheduler.slice = Slice::keep;  // 1 ms of a's first slice is left
    CHECK(gantt(s) == "0 a 3 c 4 a 5 b 9 a 11 b 13");
}

// R2.7
TEST_CASE("priority on two cores: the least urgent thread is preempted, on the higher core among equals",
          "[model][policies]") {
    Scenario s = with(Policy::priority, {}, 2);
    add(s, 6).priority = 3;
    add(s, 4, 1).priority = 3;
    add(s, 2, 2).priority = 1;
    CHECK(gantt(s) == "0 a 6 | 0 - 1 b 2 c 4 b 7");
    s.work[0].priority = 4;
    CHECK(gantt(s) == "0 a 2 c 4 a 8 | 0 - 1 b 5");
}

// ---- multi-level feedback -------------------------------------------------------------

namespace {

Scenario mlfq(std::vector<Level> levels) {
    Scenario s = with(Policy::mlfq);
    s.machine.scheduler.levels = std::move(levels);
    return s;
}

}  // namespace

// R3.5
TEST_CASE("mlfq: a thread that uses up its slice sinks to a level with longer slices", "[model][policies]") {
    Scenario s = mlfq({{msec(2), 1}, {msec(4), 1}});
    add(s, 7);
    add(s, 3);
    CHECK(gantt(s) == "0 a 2 b 4 a 8 b 9 a 10");
}

// R3.5
TEST_CASE("mlfq: with an allotment of two slices a thread sinks after the second", "[model][policies]") {
    Scenario s = mlfq({{msec(2), 2}, {msec(8), 1}});
    add(s, 6);
    add(s, 6);
    CHECK(gantt(s) == "0 a 2 b 4 a 6 b 8 a 10 b 12");
    s.machine.scheduler.levels[0].allotment = 1;
    CHECK(gantt(s) == "0 a 2 b 4 a 8 b 12");
}

// R3.5
TEST_CASE("mlfq: a new thread preempts a lower level, whose thread keeps its place and slice", "[model][policies]") {
    Scenario s = mlfq({{msec(2), 1}, {msec(4), 1}});
    add(s, 10);
    add(s, 1, 5);
    add(s, 10);
    // a is on the lower level from 4, for 1 ms until b comes, then for the other 3 ms of its slice.
    CHECK(gantt(s) == "0 a 2 c 4 a 5 b 6 a 9 c 13 a 17 c 21");
}

// R3.5, R3.6
TEST_CASE("mlfq: a wait keeps the slice, or renews it with stay_on_io", "[model][policies]") {
    Scenario s = mlfq({{msec(2), 1}, {msec(4), 1}});
    add_device(s, msec(1));
    add_work(s, {compute(msec(1)), io(), compute(msec(1)), io(), compute(msec(1))});
    add(s, 9);
    // Its second burst uses up a's slice: it comes back on the lower level, behind b's 4 ms.
    CHECK(gantt(s) == "0 a 1 b 3 a 4 b 8 a 9 b 12");
    s.machine.scheduler.stay_on_io = true;
    CHECK(gantt(s) == "0 a 1 b 3 a 4 b 5 a 6 b 12");
}

// R3.6
TEST_CASE("mlfq: with io_front a thread returns from a wait to the front of its level and takes the core",
          "[model][policies]") {
    Scenario s = mlfq({{msec(4), 1}});
    add_device(s, msec(2));
    add_work(s, {compute(msec(1)), io(), compute(msec(1))});
    add(s, 8);
    CHECK(gantt(s) == "0 a 1 b 5 a 6 b 10");
    s.machine.scheduler.io_front = true;
    CHECK(gantt(s) == "0 a 1 b 3 a 4 b 10");
}

// R3.7
TEST_CASE("mlfq: a boost moves every thread to the top level with a full slice", "[model][policies]") {
    Scenario s = mlfq({{msec(2), 1}, {msec(20), 1}});
    add(s, 20);
    add(s, 6);
    CHECK(gantt(s) == "0 a 2 b 4 a 22 b 26");
    // At 10 and 20 a, which runs, gets 2 ms of the top level; then it is b's turn there.
    s.machine.scheduler.boost = msec(10);
    CHECK(gantt(s) == "0 a 2 b 4 a 12 b 14 a 22 b 24 a 26");
}

// R3.7
TEST_CASE("mlfq: a boost puts the threads of the lowest level first", "[model][policies]") {
    Scenario s = mlfq({{msec(2), 1}, {msec(2), 1}, {msec(8), 1}});
    s.machine.scheduler.boost = msec(8);
    add(s, 6);     // on the lowest level from 4
    add(s, 5, 4);  // on the middle one from 6
    add(s, 4, 7);  // on the top one, and gets a full slice at 8
    CHECK(gantt(s) == "0 a 4 b 7 c 10 a 12 b 14 c 15");
}

// R3.7
TEST_CASE("mlfq: a boost preempts a thread of a middle level for those below it", "[model][policies]") {
    Scenario s = mlfq({{msec(2), 1}, {msec(4), 1}, {msec(8), 1}});
    s.machine.scheduler.boost = msec(9);
    add(s, 8);     // on the lowest level from 6
    add(s, 5, 6);  // on the middle one from 8
    CHECK(gantt(s) == "0 a 6 b 9 a 11 b 13");
}

// ---- shares ---------------------------------------------------------------------------

// R3.8
TEST_CASE("lottery: the winner is the number modulo the tickets in the draw", "[model][policies]") {
    Scenario s = with(Policy::lottery, msec(2));
    s.machine.scheduler.random = {3, 2, 7, 9};
    add(s, 4).tickets = 3;  // tickets 0, 1, 2
    add(s, 4);              // ticket 3
    // 3: b. 2: a. 7 mod 4 = 3: b, which ends. 9 mod 3 = 0: a.
    CHECK(gantt(s) == "0 b 2 a 4 b 6 a 8");
}

// R3.9
TEST_CASE("stride: each turn goes to the smallest pass", "[model][policies]") {
    Scenario s = with(Policy::stride, msec(10));  // OSTEP 9.6: strides 100, 200 and 40
    add(s, 20).tickets = 100;
    add(s, 10).tickets = 50;
    add(s, 50).tickets = 250;
    CHECK(gantt(s) == "0 a 10 b 20 c 50 a 60 c 80");
}

// R3.10
TEST_CASE("stride: a thread that comes later has saved up no turns", "[model][policies]") {
    Scenario s = with(Policy::stride, msec(10));
    add(s, 80);
    add(s, 30, 35);
    // b starts at a's pass, 4 turns. At 40 they are equal, and a is the lower number.
    CHECK(gantt(s) == "0 a 50 b 60 a 70 b 80 a 90 b 100 a 110");
}

// R3.9
TEST_CASE("fair: time counts by weight", "[model][policies]") {
    Scenario s = with(Policy::fair, msec(3));
    add(s, 21);          // weight 1024: 3 ms count 3
    add(s, 9).nice = 5;  // weight 335: 3 ms count 9.17
    // a/b after each turn: 3/0, 3/9.17, 6, 9, 12/9.17, 12/18.3, 15, 18, 21/18.3, b
    CHECK(gantt(s) == "0 a 3 b 6 a 15 b 18 a 27 b 30");
}

// R3.10
TEST_CASE("fair: a thread that comes in the middle of a turn starts level with that turn", "[model][policies]") {
    Scenario s = with(Policy::fair, msec(3));
    add(s, 9);
    add(s, 15, 2).nice = -5;  // weight 3121: 3 ms count 0.98
    // b starts at 2. a/b: 3/2 at 3, 3/2.98 at 6, 3/3.97 at 9, 6/3.97 at 12, then b at 4.95, 5.94 and 6.92.
    CHECK(gantt(s) == "0 a 3 b 9 a 12 b 21 a 24");
}

// ---- real time -----------------------------------------------------------------------------

namespace {

// SGG 5.6: one process every `period` that computes for `ms`, due when the next one comes.
void every(Scenario& s, int64_t period, int64_t ms, int64_t count) {
    Work& work = add_work(s, {compute(msec(ms))}, count);
    work.period = msec(period);
    work.deadline = msec(period);
}

}  // namespace

// R3.2
TEST_CASE("rm: the shorter period goes first, whatever the deadlines are", "[model][policies]") {
    Scenario s = with(Policy::rm);
    every(s, 50, 20, 2);
    every(s, 100, 35, 1);
    CHECK(gantt(s) == "0 a1 20 b 50 a2 70 b 75");

    Scenario late = with(Policy::rm);  // 25 / 50 + 35 / 80 = 0.94: more than rm can promise
    every(late, 50, 25, 3);
    every(late, 80, 35, 2);
    const trace::Log log = model::run(late);
    CHECK(gantt(late, log) == "0 a1 25 b1 50 a2 75 b1 85 b2 100 a3 125 b2 145");
    CHECK(metrics::results_of(late, log, metrics::levels_of(log)).missed == 1);  // b1, at 85
}

// R3.2
TEST_CASE("edf: the earlier deadline goes first", "[model][policies]") {
    Scenario s = with(Policy::edf);
    every(s, 50, 25, 3);
    every(s, 80, 35, 2);
    const trace::Log log = model::run(s);
    CHECK(gantt(s, log) == "0 a1 25 b1 60 a2 85 b2 100 a3 125 b2 145");
    CHECK(metrics::results_of(s, log, metrics::levels_of(log)).missed == 0);
}

// R3.3, R2.7
TEST_CASE("edf: of equal deadlines the first row in the file goes first, but does not preempt", "[model][policies]") {
    Scenario s = with(Policy::edf);
    add(s, 2, 2).deadline = msec(9);   // at 11
    add(s, 2, 1).deadline = msec(10);  // at 11
    add(s, 3).deadline = msec(5);
    CHECK(gantt(s) == "0 c 3 a 5 b 7");
    s.work[2].deadline = msec(11);
    CHECK(gantt(s) == "0 c 3 a 5 b 7");
}

// ---- processor sharing -----------------------------------------------------------------------

// R2.12
TEST_CASE("processor sharing: all ready threads share the cores equally", "[model][policies]") {
    Scenario s = with(Policy::processor_sharing);
    add(s, 6);
    add(s, 2, 2);
    // From 2 on they have half a core each: b needs 4 ms. a has had 2 + 2 by then and needs 2 more.
    CHECK(ends(s) == "a 8, b 6");
}

// R2.12
TEST_CASE("processor sharing: no thread gets more than one core", "[model][policies]") {
    Scenario s = with(Policy::processor_sharing, {}, 2);
    add_work(s, {compute(msec(4))}, 3);
    CHECK(ends(s) == "a1 6, a2 6, a3 6");  // two thirds of a core each
    s.work[0].count = 2;
    CHECK(ends(s) == "a1 4, a2 4");
    s.work[0].count = 1;
    CHECK(ends(s) == "a 4");
}

// R2.12
TEST_CASE("processor sharing: no thread is on one particular core, so that affinity and waking have no effect",
          "[model][policies]") {
    Scenario s = with(Policy::processor_sharing, {}, 2);
    s.machine.scheduler.on_wake = OnWake::preempt;
    add_work(s, {compute(msec(1)), sleep(msec(1)), compute(msec(1))}, 3).affinity = {1};
    // Three share two cores: 1.5 ms for 1.
    CHECK(ends(s) == "a1 4, a2 4, a3 4");
}
