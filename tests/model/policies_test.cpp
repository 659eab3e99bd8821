// What runs next, policy by policy: small examples worked on paper, some of them from
// textbooks. Each test compares the cores as text (tests/support/gantt.h). Separate ready
// queues for each core, caches and costs are in placement_test.cpp.
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
TEST_CASE("cyclic order: the number after the last one goes first, not the thread that came first",
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
    // c gets 3-4 of the first slice. At 4 the queue is d, a, c: core 0 takes d, core 1 takes a, and
    // then c at 6. At 8 they go in the order of cores: d, c. At 12 only c is ready, and core 0 is the
    // first to choose.
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
    // The first thread ends a1 at 3 and begins a3, for 1 ms; the second does the same with a2 and a4.
    CHECK(gantt(s) == "0 a1 3 a3 4 a2 7 a4 8 a3 10 a4 12");
}

// ---- the shortest first -----------------------------------------------------------

// R3.2
TEST_CASE("sjf: the shortest burst goes first, and runs to its end", "[model][policies]") {
    Scenario all_at_once = with(Policy::sjf);
    for (const int64_t ms : {6, 8, 7, 3}) add(all_at_once, ms);  // SGG 5.3.2
    CHECK(gantt(all_at_once) == "0 d 3 a 9 c 16 b 24");

    Scenario one_by_one = with(Policy::sjf);  // b and d are equal: b came first
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
    s.programs[0].steps = {compute(msec(6))};  // both have 4 ms left
    CHECK(gantt(s) == "0 a 6 | 0 - 1 b 2 c 4 b 8");
}

// ---- the longest first, and the highest response ratio ----------------------------

TEST_CASE("ljf: the longest goes first, and to its end", "[model][policies]") {
    Scenario all_at_once = with(Policy::ljf);
    for (const int64_t ms : {6, 8, 7, 3}) add(all_at_once, ms);
    CHECK(gantt(all_at_once) == "0 b 8 c 15 a 21 d 24");

    Scenario one_by_one = with(Policy::ljf);  // b and d are equal: b came first
    add(one_by_one, 7);
    add(one_by_one, 4, 2);
    add(one_by_one, 1, 4);
    add(one_by_one, 4, 5);
    CHECK(gantt(one_by_one) == "0 a 7 b 11 d 15 c 16");
    one_by_one.machine.scheduler.preemptive = true;
    add(one_by_one, 9, 8);
    // When c comes at 4, a has 3 left and b 4. At 5 b has 3 left and d 4, at 8 d has 1 left and e 9.
    CHECK(gantt(one_by_one) == "0 a 4 b 5 d 8 e 17 a 20 b 23 c 24 d 25");
}

// R3.15. A textbook example: arrivals 1, 2, 3, 4 and bursts 2, 4, 6, 8. All end one after another: 18, 19, 20, 21.
TEST_CASE("lrtf: the thread with the longest remaining time goes first, compared every ms", "[model][policies]") {
    Scenario s = with(Policy::lrtf);
    for (const int64_t n : {1, 2, 3, 4}) add(s, 2 * n, n);
    const std::string ends =
        "0 - 1 a 2 b 3 c 4 d 7 c 8 d 9 c 10 d 11 b 12 c 13 d 14 b 15 c 16 d 17 a 18 b 19 c 20 d 21";
    CHECK(gantt(s) == ends);
    s.machine.scheduler.quantum = msec(1);
    CHECK(gantt(s) == ends);
    s.machine.scheduler.quantum = msec(100);  // then threads are compared only at arrivals and ends
    CHECK(gantt(s) == "0 - 1 a 2 b 3 c 4 d 12 c 17 b 20 a 21");
}

// R3.16
TEST_CASE("hrrn: the longest wait in proportion to its burst goes first", "[model][policies]") {
    Scenario s = with(Policy::hrrn);
    const int64_t bursts[] = {3, 5, 4, 1, 2};
    for (int64_t i = 0; i < 5; ++i) add(s, bursts[i], 2 * i);
    // At 8: c has waited 4 and needs 4, d 2 and 1, e 0 and 2. At 9: c 5 and 4, e 1 and 2.
    CHECK(gantt(s) == "0 a 3 b 8 d 9 c 13 e 15");
}

TEST_CASE("hrrn: a long burst does not wait forever, and equals go in the order in which they came",
          "[model][policies]") {
    Scenario s = with(Policy::hrrn);
    add(s, 4);
    add(s, 8);  // at 4, 4 for 8
    for (const int64_t at : {1, 2, 3}) add(s, 2, at);
    // At 4: b 4/8, c 3/2, d 2/2, e 1/2. At 6: b 6/8, d 4/2, e 3/2. At 8: b 8/8, e 5/2.
    CHECK(gantt(s) == "0 a 4 c 6 d 8 e 10 b 18");
    add(s, 2, 9);
    // At 10: b 10/8, f 1/2.
    CHECK(gantt(s) == "0 a 4 c 6 d 8 e 10 b 18 f 20");

    Scenario equals = with(Policy::hrrn);
    for (const int64_t ms : {3, 6, 6}) add(equals, ms);
    CHECK(gantt(equals) == "0 a 3 b 9 c 15");
}

TEST_CASE("hrrn: a wait counts from when the thread became ready", "[model][policies]") {
    Scenario s = with(Policy::hrrn);
    add_device(s, msec(4));
    add_work(s, {compute(msec(1)), io(), compute(msec(4))});  // ready again at 5
    add(s, 6);                                                // 1 to 7
    add(s, 4, 4);
    // At 7: a has waited 2 and needs 4, c 3 and 4.
    CHECK(gantt(s) == "0 a 1 b 7 c 11 a 15");
}

// ---- classes ------------------------------------------------------------------------

namespace {

// Round robin with 2 ms for the first class, first come first served for the second.
Scenario two_classes(int64_t cores = 1) {
    Scenario s = with(Policy::multilevel_queue, {}, cores);
    s.machine.scheduler.classes = {{Policy::round_robin, msec(2)}, {Policy::fcfs, {}}};
    return s;
}

}  // namespace

// R3.17. A textbook example: P1, P2 and P4 in the first queue, P3 in the second.
TEST_CASE("multilevel queue: a class runs only while those before it have nothing to do", "[model][policies]") {
    Scenario s = two_classes();
    add(s, 4);
    add(s, 3);
    add(s, 8).class_number = 1;
    add(s, 5, 10);
    CHECK(gantt(s) == "0 a 2 b 4 a 6 b 7 c 10 d 15 c 20");
    s.machine.scheduler.preemptive = false;
    CHECK(gantt(s) == "0 a 2 b 4 a 6 b 7 c 15 d 20");
}

TEST_CASE("multilevel queue: a preempted thread is the first of its class, or the last", "[model][policies]") {
    Scenario s = two_classes();
    add(s, 8).class_number = 1;
    add(s, 2, 1).class_number = 1;
    add(s, 3, 3);
    CHECK(gantt(s) == "0 a 3 c 6 a 11 b 13");
    s.machine.scheduler.preempted = Preempted::tail;
    CHECK(gantt(s) == "0 a 3 c 6 b 8 a 13");
}

TEST_CASE("multilevel queue: each class has its own policy", "[model][policies]") {
    Scenario s = with(Policy::multilevel_queue);
    s.machine.scheduler.classes = {{Policy::srtf, {}}, {Policy::hrrn, {}}, {Policy::priority, msec(1)}};
    add(s, 5);
    add(s, 2, 1);  // takes the core from a
    const int64_t bursts[] = {6, 2};
    for (const int64_t ms : bursts) add(s, ms).class_number = 1;  // at 7: 7/6, 7/2
    for (const int64_t urgency : {2, 1, 1}) {
        Work& work = add(s, 2);
        work.class_number = 2;
        work.priority = urgency;
    }
    CHECK(gantt(s) == "0 a 1 b 3 a 7 d 9 c 15 f 16 g 17 f 18 g 19 e 21");
}

TEST_CASE("multilevel queue: the least urgent class loses a core, on the highest core", "[model][policies]") {
    Scenario s = two_classes(2);
    s.machine.scheduler.classes.push_back({Policy::fcfs, {}});
    add(s, 10).class_number = 1;
    add(s, 10).class_number = 2;
    add(s, 2, 2);
    CHECK(gantt(s) == "0 a 10 | 0 b 2 c 4 b 12");
    s.work[0].class_number = 2;
    CHECK(gantt(s) == "0 a 10 | 0 b 2 c 4 b 12");
    s.work[2].affinity = {0};
    CHECK(gantt(s) == "0 a 2 c 4 a 12 | 0 b 10");
    s.work[2].affinity = {};
    s.machine.scheduler.queues = ReadyQueues::per_core;  // c comes to the queue of core 0
    CHECK(gantt(s) == "0 a 2 c 4 a 12 | 0 b 10");
}

TEST_CASE("multilevel queue: a pool thread belongs to the class of its task", "[model][policies]") {
    Scenario s = two_classes();
    add(s, 3).class_number = 1;
    add(s, 3, 1);
    add(s, 2, 1).class_number = 1;
    s.strategy.kind = StrategyKind::thread_pool;
    s.strategy.threads = 2;
    // The second thread takes the core for b at 1. From 4 on it works on c, for the rest of its slice; then it
    // belongs to the class of a, which came before it.
    CHECK(gantt(s) == "0 a 1 b 4 c 5 a 7 c 8");
}

TEST_CASE("feedback: the thread that has had the least time so far goes first", "[model][policies]") {
    Scenario s = with(Policy::feedback, msec(2));
    add(s, 5);
    add(s, 3, 1);
    // b has had nothing at 1 and takes the core; at 3 a has had 1 and b 2; at 5 a has had 3 and b 2.
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

// SGG, exercise 5.18: round robin among equals, where a preempted thread goes to the end of the queue. In the book
// a larger number is more urgent; here each number is 100 minus that of the book.
TEST_CASE("priority with round robin: a preempted thread queues behind its equals, or stays ahead of them",
          "[model][policies]") {
    Scenario s = with(Policy::priority, msec(10));
    const int64_t bursts[] = {20, 25, 25, 15, 10, 10}, arrivals[] = {0, 25, 30, 60, 100, 105},
                  priorities[] = {60, 70, 70, 65, 95, 90};
    for (int i = 0; i < 6; ++i) add(s, bursts[i], arrivals[i]).priority = priorities[i];
    const std::string tail = "0 a 20 - 25 b 35 c 45 b 55 c 60 d 75 b 80 c 90 - 100 e 105 f 115 e 120";
    const std::string head = "0 a 20 - 25 b 35 c 45 b 55 c 60 d 75 c 85 b 90 - 100 e 105 f 115 e 120";
    CHECK(gantt(s) == tail);
    s.machine.scheduler.preempted = Preempted::head;
    CHECK(gantt(s) == head);
    s.machine.scheduler.preempted = Preempted::tail;
    CHECK(gantt(s) == tail);
}

// R3.4
TEST_CASE("a preempted thread goes before or behind its equals under other policies that rank, too",
          "[model][policies]") {
    // When c takes the core at 2, a has as much left as b, and is as urgent.
    const auto order = [](Policy policy, Preempted preempted) {
        Scenario s = with(policy);
        s.machine.scheduler.preempted = preempted;
        add(s, 6).priority = 2;
        add(s, 4, 2).priority = 2;
        add(s, 1, 2).priority = 1;
        return gantt(s);
    };
    for (const Policy policy : {Policy::srtf, Policy::priority}) {
        CHECK(order(policy, Preempted::head) == "0 a 2 c 3 a 7 b 11");
        CHECK(order(policy, Preempted::tail) == "0 a 2 c 3 b 7 a 11");
    }
    CHECK(order(Policy::srtf, Preempted::by_policy) == "0 a 2 c 3 b 7 a 11");
    CHECK(order(Policy::priority, Preempted::by_policy) == "0 a 2 c 3 a 7 b 11");  // POSIX SCHED_FIFO
}

// R2.1, R2.2
TEST_CASE("priority with slices: after a preemption the rest of the slice is kept, or the slice is full again",
          "[model][policies]") {
    Scenario s = with(Policy::priority, msec(4));
    add(s, 6).priority = 2;
    add(s, 6).priority = 2;
    add(s, 1, 3).priority = 1;
    s.machine.scheduler.preempted = Preempted::head;
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
    // a is on the lower level from 4 on: for 1 ms until b arrives, then for the other 3 ms of its slice.
    CHECK(gantt(s) == "0 a 2 c 4 a 5 b 6 a 9 c 13 a 17 c 21");
}

// R3.5, R3.6
TEST_CASE("mlfq: a wait keeps the slice, or renews it with stay_on_io", "[model][policies]") {
    Scenario s = mlfq({{msec(2), 1}, {msec(4), 1}});
    add_device(s, msec(1));
    add_work(s, {compute(msec(1)), io(), compute(msec(1)), io(), compute(msec(1))});
    add(s, 9);
    // The second burst uses up a's slice: a returns on the lower level, behind b's 4 ms.
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
    // At 10 and 20 a, which is running, gets 2 ms of the top level; then it is b's turn there.
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
    // b starts at a's pass, which is 4 turns. At 40 they are equal, and a has the lower number.
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

// SGG 5.6: one process every `period` that computes for `ms`, due when the next one arrives.
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

    Scenario late = with(Policy::rm);  // 25 / 50 + 35 / 80 = 0.94, which is more than rm can guarantee
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
    // From 2 on they have half a core each: b needs 4 ms. a has had 2 + 2 ms by then and needs 2 more.
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
    // Three threads share two cores: 1 ms of work takes 1.5 ms.
    CHECK(ends(s) == "a1 4, a2 4, a3 4");
}
