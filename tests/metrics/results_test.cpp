#include "metrics/numbers/first_place.h"
#include "metrics/numbers/metric.h"
#include "metrics/numbers/report.h"
#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/support/scenarios.h"

using namespace scenario;
using namespace support;

namespace {

metrics::Results results(const Scenario& s) {
    const trace::Log log = model::run(s);
    return metrics::results_of(s, log, metrics::levels_of(log));
}

}  // namespace

// R10.2
TEST_CASE("latency, response time and wait of a queue, computed by hand", "[metrics]") {
    // Four tasks of 2 ms at 0 on one core: they end at 2, 4, 6, 8 and start at 0, 2, 4, 6.
    Scenario s = bare(1);
    add_work(s, {compute(msec(2))}, 4);
    const metrics::Results r = results(s);
    CHECK(r.latency.mean == 5e6);
    CHECK(r.latency.p50 == msec(4));  // nearest rank: the 2nd of 4
    CHECK(r.latency.p95 == msec(8));  // the 4th
    CHECK(r.latency.max == msec(8));
    CHECK(r.response.mean == 3e6);
    CHECK(r.wait.mean == 3e6);
    CHECK(r.throughput_per_s == Approx(500));
    CHECK(r.cores[0].switches == 3);
    CHECK(r.cores[0].busy == msec(8));
    CHECK(r.utilisation == 1);
}

// R10.2
TEST_CASE("time on a device is not a wait, but time in its queue is", "[metrics]") {
    // Two tasks, a device that serves one: 10 + 10.
    Scenario s = bare(2);
    add_device(s, msec(10), 1);
    add_work(s, {io()}, 2);
    const metrics::Results r = results(s);
    CHECK(r.wait.max == msec(10));
    CHECK(r.tasks[1].blocked == msec(20));
    CHECK(r.tasks[1].served == msec(10));
    CHECK(r.devices[0].utilisation == 1);
    CHECK(r.devices[0].queue_mean == 0.5);  // one in the queue for half of 20 ms
    CHECK(r.devices[0].queue_max == 1);
}

TEST_CASE("an unlimited device is in use while any task uses it", "[metrics]") {
    Scenario s = bare(1);
    add_device(s, msec(4));
    add_work(s, {io()}, 3);
    add_work(s, {compute(msec(10))});
    const metrics::Results r = results(s);
    CHECK(r.devices[0].utilisation == Approx(0.4));
    CHECK(r.devices[0].queue_max == 0);
}

// R11.1, R11.2, R11.3
TEST_CASE("concurrency is not parallelism, and neither is asynchrony", "[metrics]") {
    SECTION("two threads that take turns on one core are only concurrent") {
        Scenario s = bare(1);
        s.machine.scheduler.policy = Policy::round_robin;
        s.machine.scheduler.quantum = msec(1);
        add_work(s, {compute(msec(3))}, 2);
        const metrics::Results r = results(s);
        CHECK((r.verdict.concurrent && !r.verdict.parallel && !r.verdict.asynchronous));
        // Task 1 starts at 0 and ends at 5, task 2 from 1 to 6: (5 + 5) / 6.
        CHECK(r.concurrency.mean == Approx(10.0 / 6));
    }
    SECTION("on two cores they are parallel, too") {
        Scenario s = bare(2);
        add_work(s, {compute(msec(3))}, 2);
        const metrics::Results r = results(s);
        CHECK((r.verdict.concurrent && r.verdict.parallel && !r.verdict.asynchronous));
        CHECK(r.parallelism.mean == 2);
    }
    SECTION("one task that waits without a thread is only asynchronous") {
        Scenario s = bare(1);
        add_device(s, msec(5));
        add_work(s, {compute(msec(1)), io()});
        s.strategy.kind = StrategyKind::event_loop;
        const metrics::Results r = results(s);
        CHECK((!r.verdict.concurrent && !r.verdict.parallel && r.verdict.asynchronous));
    }
    SECTION("a task that only lacks a thread is not asynchronous") {
        Scenario s = bare(1);
        add_work(s, {compute(msec(2))}, 5);
        s.strategy.kind = StrategyKind::event_loop;
        CHECK_FALSE(results(s).verdict.asynchronous);
    }
    SECTION("tasks that follow each other to the nanosecond never count as two at once") {
        Scenario s = bare(1);
        add_work(s, {compute(msec(2))}, 3);
        s.strategy.kind = StrategyKind::one_at_a_time;
        const metrics::Results r = results(s);
        CHECK(r.concurrency.max == 1);
        CHECK_FALSE(r.verdict.concurrent);
    }
}

// R11.2
TEST_CASE("a switch is overhead, not parallelism", "[metrics]") {
    Scenario s = bare(1);
    s.machine.costs.thread_switch = msec(1);
    add_work(s, {compute(msec(2))}, 2);
    const metrics::Results r = results(s);
    CHECK(r.makespan == msec(5));
    CHECK(r.cores[0].switching == msec(1));
    CHECK(r.tasks[1].overhead == msec(1));
    CHECK(r.parallelism.mean == Approx(4.0 / 5));
}

// R10.5
TEST_CASE("a deadline that is met to the very nanosecond is met", "[metrics]") {
    Scenario s = bare(1);
    add_work(s, {compute(msec(2))}, 3).deadline = msec(4);
    CHECK(results(s).missed == 1);  // ends at 2, 4, 6
}

// R10.9
TEST_CASE("memory counts live threads and tasks at their peak", "[metrics]") {
    Scenario s = bare(1);
    s.machine.memory = {100, 0, 10};
    add_work(s, {compute(msec(1))}, 3);
    CHECK(results(s).memory_peak_bytes == 330);
    s.strategy.kind = StrategyKind::thread_pool;
    s.strategy.threads = 2;
    CHECK(results(s).memory_peak_bytes == 230);
    s.strategy.kind = StrategyKind::event_loop;
    CHECK(results(s).memory_peak_bytes == 130);
}

// B. Goetz, Java Concurrency in Practice, 8.2: cores x utilisation x (1 + wait / compute) threads keep the cores
// busy. Here that is 8 x (1 + 200 / 50) = 40 threads, for 8 / 50 ms = 160 requests per second. Half as many threads
// give half of that, and more threads give no more.
TEST_CASE("throughput after a warm-up is the number of tasks that end in the window over its length", "[metrics]") {
    const auto per_second = [](const std::string& threads, const std::string& cut) {
        return results(read_text(R"('machine': {'cores': 8}, 'devices': {'remote': {'time': '200ms', 'capacity': 0}},
            'programs': {'request': [{'compute': '50ms'}, {'io': 'remote'}]}, 'work': [{'run': 'request', 'users': 400}],
            'strategy': {'kind': 'thread-pool', 'threads': )" + threads + "}, " + cut)).throughput_per_s;
    };
    const std::string cut = "'warmup': '10s', 'stop': '60s'";
    CHECK(per_second("40", cut) == Approx(160));
    CHECK(per_second("20", cut) == Approx(80));
    CHECK(per_second("80", cut) == Approx(160));
    CHECK(per_second("40", "'warmup': '3s', 'stop': '7s'") == Approx(160));
    // Without a warm-up, nothing ends for 250 ms, and then 8 requests end every 50 ms: requests that leave the device
    // at 1 s no longer get a core.
    CHECK(per_second("40", "'stop': '1s'") == Approx(8 * 15));
}

// R10.10
TEST_CASE("throughput includes what ends where the window begins, not what ends where the run is cut", "[metrics]") {
    const auto per_second = [](const std::string& rest) {
        return results(
                   read_text("'programs': {'p': [{'compute': '10ms'}]}, 'work': [{'run': 'p', 'users': 1}], " + rest))
            .throughput_per_s;
    };
    CHECK(per_second("'warmup': '1s', 'stop': '2s'") == Approx(100));  // 1.00, 1.01 ... 1.99 s
    CHECK(per_second("'stop': '2s'") == Approx(100));                  // 0.01 ... 2.00 s
    CHECK(per_second("'warmup': '995ms', 'stop': '1995ms'") == Approx(100));
    CHECK(per_second("'warmup': 100, 'stop': '2s'") == Approx(100));   // the 101st arrives at 1 s
}

TEST_CASE("tasks that end with the run are in the window", "[metrics]") {
    // Ends at 10, 20, 30 and 40 ms; the window is 20 ms to 40 ms.
    const metrics::Results r = results(
        read_text("'programs': {'p': [{'compute': '10ms'}]}, 'work': [{'run': 'p', 'count': 4}], 'warmup': '20ms'"));
    CHECK(r.throughput_per_s == Approx(3 / 0.020));
    CHECK(r.latency.max == Time{});  // all of them arrived before
}

TEST_CASE("the bill is the price of the time", "[metrics]") {
    Scenario s = bare(1);
    s.machine.price_per_hour = 36;
    add_work(s, {compute(sec(10))});
    CHECK(results(s).cost == Approx(0.1));
}

TEST_CASE("a run without work has results", "[metrics]") {
    const metrics::Results r = results(bare(2));
    CHECK(r.makespan == Time{});
    CHECK(r.throughput_per_s == 0);
    CHECK(r.cores[1].idle == Time{});
}

TEST_CASE("the verdict is said in words", "[metrics]") {
    using V = metrics::Verdict;
    const auto plain = [](std::vector<V> verdicts) { return metrics::verdict_sentence(verdicts).plain(); };
    CHECK(plain({{true, true, false}, {true, false, true}, {true, true, true}}) ==
          "All three are concurrent, two are parallel and two are asynchronous.");
    CHECK(plain({{true, false, false}, {false, false, false}, {true, false, false}, {true, true, false}}) ==
          "Three are concurrent, one is parallel and none is asynchronous.");
    CHECK(plain({{true, false, false}, {true, true, false}}) ==
          "Both are concurrent, one is parallel and neither is asynchronous.");
    CHECK(plain({{true, true, false}}) == "Concurrent and parallel, but not asynchronous.");
    CHECK(metrics::verdict_sentence({{true, false, true}}).starred() ==
          "*Concurrent* and *asynchronous*, but not *parallel*.");
    CHECK(plain({{false, false, false}}) ==
          "Neither concurrent nor parallel nor asynchronous: one thing after another.");
    CHECK(plain({{false, true, true}}) == "Parallel and asynchronous, but not concurrent.");

    SECTION("words that apply to the same runs are combined") {
        CHECK(plain({{true, true, false}, {true, true, false}, {true, true, false}}) ==
              "All three are concurrent and parallel, and none is asynchronous.");
        CHECK(plain({{true, true, true}, {true, true, true}}) == "Both are concurrent, parallel and asynchronous.");
        CHECK(plain({{false, false, false}, {false, false, false}}) ==
              "Neither is concurrent, parallel or asynchronous.");
        CHECK(plain({{true, true, true}, {true, false, false}, {true, false, false}}) ==
              "All three are concurrent, and one is parallel and asynchronous.");
    }
    SECTION("nine runs are one sentence") {
        std::vector<V> nine(9, {true, false, false});
        nine[3].parallel = nine[5].parallel = nine[8].asynchronous = true;
        nine[0].concurrent = false;
        CHECK(plain(nine) == "Eight are concurrent, two are parallel and one is asynchronous.");
    }
    SECTION("one task, its parts in parallel") {
        CHECK(plain({{false, true, false, true}}) ==
              "Parallel, but not concurrent or asynchronous. One task, whose parts run in parallel.");
        CHECK(plain({{false, false, false}, {false, true, false, true}, {false, true, false, true}}) ==
              "None is concurrent or asynchronous, and two are parallel. A run that is parallel but not concurrent is "
              "one task, whose parts run in parallel.");
    }
}

namespace {

scenario::Step four_parts() {
    Step split;
    split.kind = StepKind::split;
    split.parts = 4;
    split.steps = {compute(msec(2))};
    return split;
}

}  // namespace

// By hand: a task of 8 ms in 4 parts, on 4 cores.
TEST_CASE("the parts of a split are one task, its parts in parallel", "[metrics]") {
    for (const StrategyKind kind : {StrategyKind::thread_per_task, StrategyKind::data_parallel}) {
        Scenario s = bare(4);
        add_work(s, {four_parts()});
        s.strategy.kind = kind;
        s.strategy.workers = 4;
        const metrics::Verdict verdict = results(s).verdict;
        CHECK((!verdict.concurrent && verdict.parallel && verdict.only_parts));
    }
    Scenario s = bare(4);  // two tasks with parts are concurrent as such
    add_work(s, {four_parts()}, 2);
    CHECK_FALSE(results(s).verdict.only_parts);
}

TEST_CASE("the first run is the one that finished all of its work first", "[metrics]") {
    using metrics::first_place;
    const auto places = [](const std::vector<metrics::Finish>& runs) { return first_place(runs).runs; };
    CHECK(places({{msec(5), true}, {msec(3), true}, {msec(4), true}}) == std::vector<size_t>{1});
    CHECK(first_place({{msec(5), true}, {msec(3), true}}).slowest == 0u);
    SECTION("a tie is a tie") {
        CHECK(places({{msec(3), true}, {msec(5), true}, {msec(3), true}}) == std::vector<size_t>{0, 2});
        CHECK(places({{msec(3), true}, {msec(3), true}}).empty());  // nothing tells them apart
        CHECK_FALSE(first_place({{msec(3), true}, {msec(3), true}}).slowest);
    }
    SECTION("a run that did less is not the first, and that is known") {
        const metrics::FirstPlace first = first_place({{msec(1), false}, {msec(3), true}, {msec(4), true}});
        CHECK(first.runs == std::vector<size_t>{1});
        CHECK(first.others_did_less);
        CHECK(first.slowest == 2u);
        CHECK_FALSE(first_place({{msec(9), false}, {msec(3), true}}).others_did_less);  // it took longer anyway
        CHECK(places({{msec(1), false}, {msec(3), false}}).empty());
    }
    SECTION("a single run is not the first") { CHECK(places({{msec(3), true}}).empty()); }
    SECTION("a run with lost, late or unfinished tasks, or one that was cut short, did not do all of its work") {
        metrics::Results r;
        r.completed = 3;
        Scenario it = bare(1);
        CHECK(metrics::finish_of(it, r, true).did_all);
        CHECK_FALSE(metrics::finish_of(it, r, false).did_all);
        for (int64_t metrics::Results::*count : {&metrics::Results::rejected, &metrics::Results::gave_up,
                                                 &metrics::Results::unfinished, &metrics::Results::missed}) {
            metrics::Results some = r;
            some.*count = 1;
            CHECK_FALSE(metrics::finish_of(it, some, true).did_all);
        }
        it.shown.flaw = "two updates are lost";
        CHECK_FALSE(metrics::finish_of(it, r, true).did_all);
    }
}

TEST_CASE("metrics have unique names, and a sentence that defines them", "[metrics]") {
    for (const metrics::Metric& metric : metrics::metric_table()) {
        INFO(metric.name);
        CHECK(metrics::find_metric(metric.name) == &metric);
        CHECK(metric.meaning.ends_with("."));
    }
    CHECK(metrics::find_metric("nonsense") == nullptr);
}

TEST_CASE("sums of very long waits stop at the largest number", "[metrics]") {
    // 120,000 threads x 24 h = 1.04e19 ns, above 2^63.
    Scenario s = bare(1);
    add_work(s, {sleep(sec(86'400))}, 120'000);
    CHECK(results(s).threads_blocked.ns == INT64_MAX);
}
