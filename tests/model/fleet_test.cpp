// Several servers, in small examples worked on paper: which server gets a task, when servers
// start and stop, and what they cost; what is rejected; what threads and processes cost.

#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/support/gantt.h"
#include "tests/support/scenarios.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace support;
using scenario::Scenario;

namespace {

// The numbers of the servers that got the tasks, in the order of arrival: "0 1 0".
std::string servers(const trace::Log& log) {
    std::string text;
    for (const trace::Task& task : log.tasks) text += (text.empty() ? "" : " ") + std::to_string(task.server);
    return text;
}

std::vector<int64_t> tasks_of_each(const trace::Log& log, size_t count) {
    std::vector<int64_t> tasks(count);
    for (const trace::Task& task : log.tasks) ++tasks[task.server];
    return tasks;
}

// The lives of the servers, in ms: "1: ordered 10, up 15, drains 30, stops 30".
std::string lives(const trace::Log& log) {
    std::string text;
    const auto ms = [](Time t) { return std::to_string(t.ns / 1'000'000); };
    for (const trace::Server& server : log.servers) {
        text += std::to_string(server.number) + ": ordered " + ms(server.ordered) + ", up " + ms(server.up);
        if (server.draining) text += ", drains " + ms(*server.draining);
        if (server.stopped) text += ", stops " + ms(*server.stopped);
        text += "\n";
    }
    return text;
}

metrics::Results results(const Scenario& s, const trace::Log& log) {
    return metrics::results_of(s, log, metrics::levels_of(log));
}
metrics::Results results(const Scenario& s) { return results(s, model::run(s)); }

}  // namespace

// ---- balancers -----------------------------------------------------------------

// R7.1
TEST_CASE("round robin: servers get tasks in turn, however busy they are", "[model][fleet]") {
    const Scenario s = read_text(R"('machine': {'servers': 3}, 'programs': {'long': [{'compute': '50ms'}], 'p': [{'compute': '1ms'}]},
        'work': [{'run': 'long'}, {'run': 'p', 'count': 6, 'at': '1ms', 'every': '2ms'}])");
    CHECK(servers(model::run(s)) == "0 1 2 0 1 2 0");
}

// R7.1
TEST_CASE("least connections: the server with the fewest unfinished tasks, the lowest number among equals",
          "[model][fleet]") {
    // 9 ms go to server 0. Tasks of 1 ms go to server 1, again and again, until one of 4 ms is there at 6: each
    // has 1, so 0 is next.
    const Scenario s = read_text(R"('machine': {'servers': 2, 'balancer': 'least-connections'},
        'programs': {'long': [{'compute': '9ms'}], 'short': [{'compute': '1ms'}], 'four': [{'sleep': '4ms'}]},
        'work': [{'run': 'long'}, {'run': 'short', 'times': ['0ms', '2ms', '4ms', '7ms']}, {'run': 'four', 'at': '6ms'}])");
    CHECK(servers(model::run(s)) == "0 1 1 1 1 0");
}

// R7.1
TEST_CASE("at random: each server is equally likely", "[model][fleet]") {
    const Scenario s = read_text(R"('machine': {'servers': 3, 'balancer': 'random'}, 'programs': {'p': [{'compute': '1us'}]},
        'work': [{'run': 'p', 'count': 3000}])");
    // 1,000 each, with a standard deviation of sqrt(3000 / 3 x 2 / 3) = 25.8; five of these are allowed.
    for (const int64_t count : tasks_of_each(model::run(s), 3)) CHECK(std::abs(count - 1000) <= 129);
}

// R7.1
TEST_CASE("choices: the better of the servers drawn, which are different ones", "[model][fleet]") {
    const auto with = [](const std::string& machine) {
        return model::run(read_text("'machine': {" + machine +
                                    "}, 'programs': {'p': [{'sleep': '1h'}]}, 'work': [{'run': 'p', 'count': 1000}]"));
    };
    // Of two servers both are drawn, so a task always goes to the one with fewer tasks.
    CHECK(tasks_of_each(with("'servers': 2, 'balancer': 'choices', 'choices': 2"), 2) ==
          std::vector<int64_t>{500, 500});
    // Ten each on 100 servers. At random the fullest server follows Poisson's tail: at least 16 with a
    // probability of 0.99. The better of two has ln ln 100 / ln 2 = 2.2 more than the mean, and a small
    // constant (Azar et al. 1994).
    const auto fullest = [&](const std::string& balancer) {
        const auto tasks = tasks_of_each(with("'servers': 100, " + balancer), 100);
        return *std::max_element(tasks.begin(), tasks.end());
    };
    CHECK(fullest("'balancer': 'random'") >= 16);
    CHECK(fullest("'balancer': 'choices', 'choices': 2") <= 14);
    CHECK(fullest("'balancer': 'choices', 'choices': 1") >= 16);
}

// R7.2
TEST_CASE("a task's children stay on its server", "[model][fleet]") {
    const Scenario s = read_text(R"('machine': {'servers': 2}, 'programs': {'child': [{'compute': '1ms'}], 'p': [{'spawn': 'child'}, {'join': true}]},
        'work': [{'run': 'p', 'count': 2}])");
    CHECK(servers(model::run(s)) == "0 1 0 1");
}

// ---- the autoscaler --------------------------------------------------------------

namespace {

// One server, 20 ms of work at 0, and one task that sleeps until 100 ms; checks every 10
// ms. `more`: keys of the autoscaler; `work`: rows.
Scenario scaled(const std::string& more = "", const std::string& work = "") {
    return read_text(R"('machine': {'price_per_hour': 3600, 'autoscale': {'min': 1, 'max': 3, 'target': 0.5, 'check': '10ms', 'boot': '5ms')" + more + R"(}},
        'programs': {'burst': [{'compute': '20ms'}], 'wait': [{'sleep': '100ms'}], 'nap': [{'sleep': '40ms'}], 'tiny': [{'compute': '1us'}]},
        'work': [{'run': 'wait'}, {'run': 'burst'})" +
                     work + "]");
}

}  // namespace

// R7.3
TEST_CASE("the autoscaler boots the servers that the work needs, and drains the others", "[model][fleet]") {
    // At 10 the core has been busy all the time: 1 / 0.5 = 2 servers, and the second is up at 15. At 20 it is the
    // same. By 30 nothing has run, so one server is enough.
    const Scenario s = scaled();
    const trace::Log log = model::run(s);
    CHECK(lives(log) == "0: ordered 0, up 0\n1: ordered 10, up 15, drains 30, stops 30\n");
    // 1 per second: 100 ms of the first server, and 20 ms of the second, from 10 to 30. For two tasks.
    CHECK(results(s, log).cost == Approx(0.12));
    CHECK(results(s, log).cost_per_1000 == Approx(60));
}

// R7.3
TEST_CASE("the autoscaler rounds up, and stays within its bounds", "[model][fleet]") {
    // A server would be 60 % busy: 0.6 / 0.5 = 1.2 is rounded up to 2.
    const auto with = [](const std::string& bounds, const std::string& work) {
        return lives(model::run(read_text("'machine': {'autoscale': {" + bounds + R"(, 'target': 0.5, 'check': '10ms', 'boot': '1h'}}, 'stop': '15ms',
            'programs': {'p': [{'compute': ')" +
                                          work + "'}, {'sleep': '1h'}]}, 'work': [{'run': 'p'}]")));
    };
    CHECK(with("'min': 1, 'max': 9", "6ms") == "0: ordered 0, up 0\n1: ordered 10, up 3600010\n");
    CHECK(with("'min': 1, 'max': 9", "5ms") == "0: ordered 0, up 0\n");  // exactly one server
    CHECK(with("'min': 1, 'max': 1", "10ms") == "0: ordered 0, up 0\n");
}

// R7.2
TEST_CASE("a server that boots gets no tasks, and one that drains gets no new ones", "[model][fleet]") {
    // In turn: 0 at 0 (two) and 12, then the nap to 1 at 16; when 1 drains, all tasks go to 0. The last task of
    // 1 is over at 56.
    const Scenario s = scaled("", R"(, {'run': 'tiny', 'at': '12ms'}, {'run': 'nap', 'at': '16ms'}, {'run': 'tiny', 'times': ['31ms', '32ms', '57ms']})");
    const trace::Log log = model::run(s);
    CHECK(servers(log) == "0 0 0 1 0 0 0");
    CHECK(lives(log) == "0: ordered 0, up 0\n1: ordered 10, up 15, drains 30, stops 56\n");
    CHECK(results(s, log).cost == Approx(0.1 + 0.046));
}

// R7.2
TEST_CASE("least connections skips a server that drains", "[model][fleet]") {
    Scenario s = scaled("", R"(, {'run': 'nap', 'at': '16ms'}, {'run': 'tiny', 'times': ['31ms', '32ms']})");
    s.machine.balancer = scenario::Balancer::least_connections;
    CHECK(servers(model::run(s)) == "0 0 1 0 0");
}

// R7.3
TEST_CASE("after a change the autoscaler waits for its cooldown", "[model][fleet]") {
    // With a change at 10 and a cooldown of 25 ms, 20 and 30 are too early, but 40 is not.
    CHECK(lives(model::run(scaled(", 'cooldown': '25ms'"))) ==
          "0: ordered 0, up 0\n1: ordered 10, up 15, drains 40, stops 40\n");
    // A cooldown that ends exactly at a check is over.
    CHECK(lives(model::run(scaled(", 'cooldown': '20ms'"))) ==
          "0: ordered 0, up 0\n1: ordered 10, up 15, drains 30, stops 30\n");
}

// R7.3. Kubernetes' horizontal autoscaler leaves the replicas alone while the ratio is within a tolerance of 0.1.
TEST_CASE("within the tolerance the autoscaler changes nothing", "[model][fleet]") {
    const auto four = [](const std::string& more) {
        return read_text("'machine': {'servers': 4, 'autoscale': {'min': 4, 'max': 50, 'target': 0.5, 'check': '15s', 'boot': '100ms'" + more + R"(}}, 'stop': '31s',
            'programs': {'job': [{'compute': '54ms'}]}, 'work': [{'run': 'job', 'count': 1200, 'every': '25ms'}])");
    };
    const std::string all = "0: ordered 0, up 0\n1: ordered 0, up 0\n2: ordered 0, up 0\n3: ordered 0, up 0\n";
    CHECK(lives(model::run(four(""))) == all);  // 54 % / 50 % = 1.08
    CHECK(lives(model::run(four(", 'tolerance': 0.08"))) == all);
    CHECK(lives(model::run(four(", 'tolerance': 0.07"))) == all + "4: ordered 15000, up 15100\n");  // 4 x 1.08 = 4.32
    CHECK(lives(model::run(four(", 'tolerance': 0"))) == all + "4: ordered 15000, up 15100\n");

    const auto busy = [](const std::string& work, int servers) {  // each server is busy for this long in every 10 ms
        return lives(model::run(read_text("'machine': {'servers': " + std::to_string(servers) + R"(, 'autoscale': {'min': 1, 'max': 9, 'target': 0.5, 'check': '10ms', 'boot': '1h'}},
            'stop': '15ms', 'programs': {'p': [{'compute': ')" + work + "'}, {'sleep': '1h'}]}, 'work': [{'run': 'p', 'count': " + std::to_string(servers) + "}]")));
    };
    const std::string one = "0: ordered 0, up 0\n", two = "0: ordered 0, up 0\n1: ordered 0, up 0\n";
    CHECK(busy("5500us", 1) == one);  // 1.1 is within 10 %
    CHECK(busy("5501us", 1) == one + "1: ordered 10, up 3600010\n");
    CHECK(busy("4500us", 2) == two);  // so is 0.9
    CHECK(busy("2500us", 2) == "0: ordered 0, up 0\n1: ordered 0, up 0, drains 10\n");
}

// R7.5
TEST_CASE("a server is drained only when no check in the stabilisation window has wanted it", "[model][fleet]") {
    // The checks at 10 and 20 want two servers, those from 30 on want one.
    CHECK(lives(model::run(scaled(", 'stabilisation': '25ms'"))) ==
          "0: ordered 0, up 0\n1: ordered 10, up 15, drains 50, stops 50\n");
    // A check exactly that long ago no longer counts: at 40, this is the check at 20.
    CHECK(lives(model::run(scaled(", 'stabilisation': '20ms'"))) ==
          "0: ordered 0, up 0\n1: ordered 10, up 15, drains 40, stops 40\n");
    CHECK(lives(model::run(scaled(", 'stabilisation': '0ms'"))) ==
          "0: ordered 0, up 0\n1: ordered 10, up 15, drains 30, stops 30\n");
}

TEST_CASE("a server that has stopped may be started again", "[model][fleet]") {
    const Scenario s = scaled("", R"(, {'run': 'burst', 'at': '50ms'})");
    const trace::Log log = model::run(s);
    // The core is busy again from 50 to 70: at 60 two servers are wanted, at 80 one.
    CHECK(lives(log) ==
          "0: ordered 0, up 0\n1: ordered 10, up 15, drains 30, stops 30\n1: ordered 60, up 65, drains 80, stops 80\n");
    CHECK(results(s, log).cost == Approx(0.1 + 0.02 + 0.02));
}

// R7.3
TEST_CASE("the highest number drains first, the lowest boots first", "[model][fleet]") {
    // Servers have 2 cores: two tasks of 20 ms keep one server busy, so 1 / 0.3 = 3.3: 4 are wanted, 3 are allowed.
    const Scenario s = read_text(R"('machine': {'cores': 2, 'autoscale': {'min': 1, 'max': 3, 'target': 0.3, 'check': '10ms', 'boot': '1ms'}},
        'programs': {'p': [{'compute': '20ms'}], 'wait': [{'sleep': '60ms'}], 'q': [{'compute': '4ms'}]},
        'work': [{'run': 'p', 'count': 2}, {'run': 'wait'}, {'run': 'q', 'count': 3, 'at': '21ms'}])");
    // From 20 to 30 there are 12 ms of work on 2 cores: 0.6 servers / 0.3 = 2, so the last server is drained.
    // Then there is none: 1.
    CHECK(lives(model::run(s)) ==
          "0: ordered 0, up 0\n1: ordered 10, up 11, drains 40, stops 40\n2: ordered 10, up 11, drains 30, stops 30\n");
}

// ---- the bill ------------------------------------------------------------------------

// R7.4
TEST_CASE("servers cost by the hour, busy or not", "[model][fleet]") {
    const Scenario s = read_text(R"('machine': {'servers': 3, 'price_per_hour': 0.5}, 'programs': {'p': [{'compute': '2h'}]}, 'work': [{'run': 'p', 'count': 4}])");
    // The first server has two tasks on its one core: 4 hours. 3 x 4 x 0.5, for four tasks.
    CHECK(results(s).cost == Approx(6));
    CHECK(results(s).cost_per_1000 == Approx(1500));
}

// ---- what is rejected --------------------------------------------------------------------

// R4.4
TEST_CASE("when the queue is full a new task is rejected, or waits for a free place", "[model][fleet]") {
    const auto with = [](const std::string& strategy) {
        return ends(
            read_text("'machine': {'cores': 2}, 'programs': {'p': [{'compute': '5ms'}]}, 'work': [{'run': 'p', "
                      "'count': 3}], 'strategy': {" +
                      strategy + "}"));
    };
    CHECK(with("'kind': 'thread-pool', 'threads': 1, 'queue': 1, 'when_full': 'reject'") ==
          "p1 5, p2 10, p3 0 rejected");
    CHECK(with("'kind': 'thread-pool', 'threads': 1, 'queue': 0, 'when_full': 'reject'") ==
          "p1 5, p2 0 rejected, p3 0 rejected");
    CHECK(with("'kind': 'thread-pool', 'threads': 1, 'queue': 1, 'when_full': 'wait'") == "p1 5, p2 10, p3 15");
    CHECK(with("'kind': 'thread-pool', 'threads': 2, 'queue': 0, 'when_full': 'reject'") ==
          "p1 5, p2 5, p3 0 rejected");
    CHECK(with("'kind': 'queue-workers', 'workers': 1, 'queue': 1, 'when_full': 'reject'") ==
          "p1 5, p2 10, p3 0 rejected");
}

// R4.16. Java's ThreadPoolExecutor: a thread for each task up to the core size, then the queue, then threads up
// to the maximum, then rejection.
TEST_CASE("a pool that grows starts core threads, fills its queue, and starts the others", "[model][fleet]") {
    const auto with = [](const std::string& strategy) {
        return ends(
            read_text("'machine': {'cores': 8}, 'programs': {'p': [{'sleep': '10ms'}]}, 'work': [{'run': 'p', 'count': "
                      "7}], 'strategy': {'kind': 'thread-pool', " +
                      strategy + "}"));
    };
    // Tasks 1 and 2 get the core threads, 3 and 4 wait, 5 and 6 get the other two threads, and there is no place for 7.
    CHECK(with("'core': 2, 'max': 4, 'queue': 2") == "p1 10, p2 10, p3 20, p4 20, p5 10, p6 10, p7 0 rejected");
    CHECK(with("'core': 2, 'max': 4, 'queue': 2, 'when_full': 'wait'") ==
          "p1 10, p2 10, p3 20, p4 20, p5 10, p6 10, p7 20");
    // If the queue has no limit, the pool never grows beyond the core; without a queue it grows at once.
    CHECK(with("'core': 2, 'max': 4") == "p1 10, p2 10, p3 20, p4 20, p5 30, p6 30, p7 40");
    CHECK(with("'core': 0, 'max': 4, 'queue': 0") ==
          "p1 10, p2 10, p3 10, p4 10, p5 0 rejected, p6 0 rejected, p7 0 rejected");
    CHECK(with("'core': 0, 'max': 4, 'queue': 9") == "p1 10, p2 20, p3 30, p4 40, p5 50, p6 60, p7 70");
    CHECK(with("'core': 4, 'max': 4, 'queue': 3") == with("'threads': 4, 'queue': 3, 'when_full': 'reject'"));
}

// The first thread splits the task: part 1 takes the only place in the queue, part 2 gets the second thread, and part
// 3 queues. The thread of the parent then works on its first part that waits, which is part 1.
TEST_CASE("in a pool that grows, a thread works on the first of its parts", "[model][fleet]") {
    const Scenario s = read_text(R"('programs': {'p': [{'split': {'parts': 3, 'each': [{'compute': '1ms'}]}}]}, 'work': [{'run': 'p'}],
        'strategy': {'kind': 'thread-pool', 'core': 0, 'max': 2, 'queue': 1})");
    const trace::Log log = model::run(s);
    std::string turns;
    for (size_t i = 0; i < log.spans.size(); ++i)
        if (log.spans[i].kind == trace::SpanKind::running)
            turns +=
                std::to_string(log.spans[i].task.index) + " on " + std::to_string(log.spans[i].thread.index) + ", ";
    CHECK(turns == "1 on 0, 3 on 0, 2 on 1, ");
}

TEST_CASE("a pool below its core starts a thread even if one is idle; above its core it uses the idle one",
          "[model][fleet]") {
    const Scenario s = read_text(R"('machine': {'cores': 8, 'costs': {'thread_start': '1ms'}}, 'programs': {'p': [{'compute': '2ms'}]},
        'work': [{'run': 'p', 'count': 4, 'every': '10ms'}], 'strategy': {'kind': 'thread-pool', 'core': 2, 'max': 4, 'queue': 0})");
    const trace::Log log = model::run(s);
    CHECK(ends(s, log) == "p1 3, p2 13, p3 22, p4 32");  // the first two pay for their threads
    CHECK(log.threads.size() == 2);
    CHECK(log.threads[1].started == msec(10));
}

// R4.4
TEST_CASE("a task that has begun is never rejected, but occupies a place", "[model][fleet]") {
    // a waits without a thread from 1 to 3; b has the thread from 2 to 7. a is in the queue from 3 on, so c
    // finds it full.
    const Scenario s = read_text(R"('programs': {'a': [{'compute': '1ms'}, {'sleep': '2ms'}, {'compute': '1ms'}], 'p': [{'compute': '5ms'}]},
        'work': [{'run': 'a'}, {'run': 'p', 'name': 'b', 'at': '2ms'}, {'run': 'p', 'name': 'c', 'at': '4ms'}],
        'strategy': {'kind': 'async-pool', 'threads': 1, 'queue': 1, 'when_full': 'reject'})");
    CHECK(ends(s) == "a 8, b 7, c 4 rejected");
}

TEST_CASE("each server has a queue of its own", "[model][fleet]") {
    const Scenario s = read_text(R"('machine': {'servers': 2}, 'programs': {'p': [{'compute': '5ms'}]}, 'work': [{'run': 'p', 'count': 5}],
        'strategy': {'kind': 'thread-pool', 'threads': 1, 'queue': 1, 'when_full': 'reject'})");
    CHECK(ends(s) == "p1 5, p2 5, p3 10, p4 10, p5 0 rejected");
}

// ---- threads and processes ------------------------------------------------------------------

// R10.9
TEST_CASE("threads, processes and tasks take memory", "[model][fleet]") {
    const auto with = [](const std::string& strategy) {
        return results(read_text(R"('machine': {'cores': 4, 'memory': {'thread': 100, 'process': 1000, 'task': 1}},
            'programs': {'p': [{'compute': '5ms'}]}, 'work': [{'run': 'p', 'count': 3}], 'strategy': {)" +
                                 strategy + "}"));
    };
    // All three tasks exist at once; the process that a server has anyway is not counted.
    CHECK(with("'kind': 'thread-per-task'").memory_peak_bytes == 303);
    CHECK(with("'kind': 'thread-pool', 'threads': 2").memory_peak_bytes == 203);
    CHECK(with("'kind': 'event-loop'").memory_peak_bytes == 103);
    CHECK(with("'kind': 'process-per-task'").memory_peak_bytes == 3303);
    CHECK(with("'kind': 'process-pool', 'threads': 2").memory_peak_bytes == 2203);
}

// R2.6
TEST_CASE("a new thread or process costs time where it first runs; those that a server starts with are free",
          "[model][fleet]") {
    const auto with = [](const std::string& strategy) {
        return gantt(read_text(R"('machine': {'costs': {'thread_start': '2ms', 'process_start': '4ms', 'process_switch': '1ms'}},
            'programs': {'p': [{'compute': '3ms'}]}, 'work': [{'run': 'p', 'count': 2}], 'strategy': {)" +
                               strategy + "}"));
    };
    CHECK(with("'kind': 'thread-per-task'") == "0 (p1) 2 p1 5 (p2) 7 p2 10");
    CHECK(with("'kind': 'process-per-task'") ==
          "0 (p1) 4 p1 7 (p2) 12 p2 15");  // a switch to another process, and its start
    CHECK(with("'kind': 'thread-pool', 'threads': 2") == "0 p1 3 p2 6");
    CHECK(with("'kind': 'process-pool', 'threads': 2") == "0 p1 3 (p2) 4 p2 7");
}

// R2.6
TEST_CASE("a loop pays for each callback", "[model][fleet]") {
    const Scenario s = read_text(R"('machine': {'costs': {'callback': '1ms'}}, 'programs': {'p': [{'compute': '2ms'}, {'sleep': '3ms'}, {'compute': '2ms'}]},
        'work': [{'run': 'p', 'count': 2}], 'strategy': {'kind': 'event-loop'})");
    // p1 can resume at 6, just when p2 begins to wait until 9.
    CHECK(gantt(s) == "0 (p1) 1 p1 3 (p2) 4 p2 6 (p1) 7 p1 9 (p2) 10 p2 12");
}

// R2.6
TEST_CASE("a callback in the middle of a slice uses up none of it", "[model][fleet]") {
    const Scenario s = read_text(R"('machine': {'scheduler': {'policy': 'round-robin', 'quantum': '4ms'}, 'costs': {'callback': '1ms'}},
        'programs': {'p': [{'compute': '2ms'}]}, 'work': [{'run': 'p', 'count': 4}], 'strategy': {'kind': 'event-loop', 'loops': 2})");
    // The slice of the first loop begins at 1. The callback from 3 to 4 moves its end to 6, when p3 is done.
    CHECK(gantt(s) == "0 (p1) 1 p1 3 (p3) 4 p3 6 (p2) 7 p2 9 (p4) 10 p4 12");
}

// R7.4
TEST_CASE("a server that drains waits for the children of its tasks", "[model][fleet]") {
    Scenario s = scaled("", R"(, {'run': 'tiny', 'times': ['12ms', '16ms']})");
    // In turn: the second tiny task goes to server 1, and leaves a child that sleeps until 56.
    scenario::Step spawn;
    spawn.kind = scenario::StepKind::spawn;
    spawn.program = 2;
    REQUIRE(s.programs[2].name == "nap");
    s.programs[3].steps = {spawn};  // nothing else, because its computing would count as load
    CHECK(lives(model::run(s)) == "0: ordered 0, up 0\n1: ordered 10, up 15, drains 30, stops 56\n");
}
