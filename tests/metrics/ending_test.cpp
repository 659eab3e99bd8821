// How runs end: which tasks wait for each other in a circle, and what never comes. Every circle is worked out
// by hand.

#include "metrics/numbers/ending.h"
#include "metrics/numbers/levels.h"
#include "metrics/numbers/metric.h"
#include "metrics/numbers/report.h"
#include "metrics/why/why.h"
#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/scenarios.h"

#include <algorithm>
#include <cmath>

using metrics::Ending;
using scenario::Scenario;
using support::read_text;

namespace {

struct Over {
    Scenario scenario;
    trace::Log log;
    metrics::Ended ended;
    metrics::Results results;

    explicit Over(Scenario s)
        : scenario(std::move(s)),
          log(model::run(scenario)),
          ended(metrics::ending_of(scenario, log)),
          results(metrics::results_of(scenario, log, metrics::levels_of(log))) {}
    std::string text() const { return metrics::ending_text(scenario, log, ended).plain(); }
};

Over program(const std::string& runtime, const std::string& functions) {
    return Over(*support::run_program(runtime, functions).scenario);
}

const char* const two_locks = R"('machine': {'cores': 2}, 'locks': {'a': {}, 'b': {}},
    'programs': {'x': [{'lock': 'a'}, {'compute': '2ms'}, {'lock': 'b'}, {'compute': '1ms'}, {'unlock': 'b'}, {'unlock': 'a'}],
                 'y': [{'lock': 'b'}, {'compute': '2ms'}, {'lock': 'a'}, {'compute': '1ms'}, {'unlock': 'a'}, {'unlock': 'b'}]},
    'work': [{'run': 'x'}, {'run': 'y'}], 'strategy': {'kind': 'thread-per-task'})";

}  // namespace

// Each computes 0-2 with one lock, and then requests the other one.
TEST_CASE("two locks taken in opposite order are a deadlock", "[metrics][ending]") {
    const Over told(read_text(two_locks));
    CHECK(told.ended.how == Ending::deadlock);
    CHECK(told.ended.at == msec(2));
    CHECK(told.text() ==
          "Deadlock at 2.00 ms: 2 tasks wait for each other in a circle. X waits for lock b, which y holds. Y waits "
          "for lock a, which x holds.");

    SECTION("results cover the time until then, and the latency of no task is not a number") {
        CHECK(told.results.makespan == msec(2));
        CHECK(told.results.unfinished == 2);
        CHECK(told.results.latency.count == 0);
        CHECK(told.results.tasks[0].blocked == Time{});
        CHECK(told.results.concurrency.mean == 2);
        CHECK(told.results.parallelism.mean == 2);
        for (const char* name : {"latency.mean", "latency.p95", "wait.max", "response.mean"}) {
            const metrics::Metric& metric = *metrics::find_metric(name);
            CHECK(std::isnan(metric.of(told.results)));
            CHECK(metrics::metric_text(metric, metric.of(told.results)) == "–");
        }
    }
    SECTION("the waits are drawn for a while, and said to last forever") {
        CHECK(told.log.halted == msec(2));
        CHECK(told.log.end == usec(2'500));  // a quarter more
        const metrics::SpanIndex index(told.log);
        const std::string why = metrics::explain_now(told.scenario, told.log, index, usec(2'200)).plain();
        CHECK(why.find("waits for lock b") != std::string::npos);
        CHECK(why.find("It waits forever: this is a deadlock of 2 tasks, which wait for each other in a circle.") !=
              std::string::npos);
        CHECK(metrics::explain_now(told.scenario, told.log, index, told.log.end).plain() == told.text());
    }
    SECTION("JSON has the outcome and the circle") {
        JsonWriter json;
        metrics::write_variant(json, {"x", told.scenario, told.log, told.results});
        CHECK(json.text().find("\"outcome\": \"deadlock\"") != std::string::npos);
        CHECK(json.text().find("\"waits_for\": \"y\"") != std::string::npos);
        CHECK(json.text().find("\"at_ns\": 2000000") != std::string::npos);
        CHECK(json.text().find("\"latency_ns\": {\"mean\": null") != std::string::npos);
    }
}

// Each takes its left fork at 0, and requests the right one after 1 ms.
TEST_CASE("three tasks in a circle are a deadlock", "[metrics][ending]") {
    const Over told(read_text(R"('locks': ['f', 'g', 'h'],
        'programs': {'p': [{'lock': 'f'}, {'sleep': '1ms'}, {'lock': 'g'}, {'unlock': 'g'}, {'unlock': 'f'}],
                     'q': [{'lock': 'g'}, {'sleep': '1ms'}, {'lock': 'h'}, {'unlock': 'h'}, {'unlock': 'g'}],
                     'r': [{'lock': 'h'}, {'sleep': '1ms'}, {'lock': 'f'}, {'unlock': 'f'}, {'unlock': 'h'}]},
        'work': [{'run': 'p'}, {'run': 'q'}, {'run': 'r'}])"));
    CHECK(told.ended.how == Ending::deadlock);
    CHECK(told.ended.at == msec(1));
    CHECK(told.text() ==
          "Deadlock at 1.00 ms: 3 tasks wait for each other in a circle. P waits for lock g, which q holds. "
          "Q waits for lock h, which r holds. R waits for lock f, which p holds.");
}

// x holds the lock and finds no place for its second message; y would free a place, but requests the lock
// first, at 1 ms.
TEST_CASE("a lock and a full queue are a deadlock", "[metrics][ending]") {
    const Over told(read_text(R"('machine': {'cores': 2}, 'locks': ['m'], 'queues': {'q': {'capacity': 1}},
        'programs': {'x': [{'lock': 'm'}, {'send': 'q'}, {'send': 'q'}, {'unlock': 'm'}],
                     'y': [{'compute': '1ms'}, {'lock': 'm'}, {'receive': 'q'}, {'unlock': 'm'}]},
        'work': [{'run': 'x'}, {'run': 'y'}])"));
    CHECK(told.ended.how == Ending::deadlock);
    CHECK(told.ended.at == msec(1));
    CHECK(told.text().find(
              "X waits for a free place in queue q, which y would provide. Y waits for lock m, which x holds.") !=
          std::string::npos);
}

// Each takes the only permit of one semaphore at 0, and requests that of the other one at 1 ms.
TEST_CASE("two semaphores that are acquired in opposite order are a deadlock", "[metrics][ending]") {
    const Over told(read_text(R"('semaphores': {'a': 1, 'b': 1},
        'programs': {'x': [{'acquire': 'a'}, {'sleep': '1ms'}, {'acquire': 'b'}, {'release': 'b'}, {'release': 'a'}],
                     'y': [{'acquire': 'b'}, {'sleep': '1ms'}, {'acquire': 'a'}, {'release': 'a'}, {'release': 'b'}]},
        'work': [{'run': 'x'}, {'run': 'y'}])"));
    CHECK(told.ended.how == Ending::deadlock);
    CHECK(told.ended.at == msec(1));
    CHECK(told.text().find("X waits for a permit of semaphore b, which y would release.") != std::string::npos);
}

TEST_CASE("two tasks that wait for each other's message are a deadlock", "[metrics][ending]") {
    const Over told(read_text(R"('queues': {'there': {}, 'back': {}},
        'programs': {'x': [{'receive': 'back'}, {'send': 'there'}], 'y': [{'receive': 'there'}, {'send': 'back'}]},
        'work': [{'run': 'x'}, {'run': 'y'}])"));
    CHECK(told.ended.how == Ending::deadlock);
    CHECK(told.text().find("X waits for a message in queue back, which y would send.") != std::string::npos);
    CHECK(told.log.end == msec(1));  // nothing has happened: the waits are drawn for a millisecond
}

// The parent waits for its child, which requests the lock that the parent holds.
TEST_CASE("a join under a lock that the child needs is a deadlock", "[metrics][ending]") {
    const Over told(read_text(R"('locks': ['m'],
        'programs': {'parent': [{'lock': 'm'}, {'spawn': 'child'}, {'join': true}, {'unlock': 'm'}], 'child': [{'lock': 'm'}, {'unlock': 'm'}]},
        'work': [{'run': 'parent'}])"));
    CHECK(told.ended.how == Ending::deadlock);
    CHECK(told.text().find("Parent waits for child 1 of parent, which it has spawned.") != std::string::npos);
    CHECK(told.text().find("Child 1 of parent waits for lock m, which parent holds.") != std::string::npos);
}

// The task that waits for its child holds the only thread; the child waits for a thread.
TEST_CASE("a pool whose threads all wait for queued tasks is a deadlock", "[metrics][ending]") {
    const Over told(read_text(R"('programs': {'parent': [{'compute': '1ms'}, {'spawn': 'child'}, {'join': true}], 'child': [{'compute': '1ms'}]},
        'work': [{'run': 'parent'}], 'strategy': {'kind': 'thread-pool', 'threads': 1})"));
    CHECK(told.ended.how == Ending::deadlock);
    CHECK(told.ended.at == msec(1));
    CHECK(told.text().find("waits for a thread, and parent holds one.") != std::string::npos);
}

// The others continue until the stop at 20 ms. No other task can release the locks, so it is a deadlock all the same.
TEST_CASE("a deadlock of some tasks is a deadlock although others continue", "[metrics][ending]") {
    const std::string text = two_locks;
    Scenario s = read_text(text);
    s.stop = msec(20);
    support::add_work(s, {support::compute(msec(1))}, 30);
    s.work.back().every = support::constantly(msec(1));
    s.machine.cores = 3;
    const Over told(std::move(s));
    CHECK(told.ended.how == Ending::deadlock);
    CHECK(told.ended.at == msec(2));
    CHECK(told.results.completed > 0);
}

TEST_CASE("coroutines that wait for each other's locks are a deadlock", "[metrics][ending]") {
    const Over told = program("asyncio",
                              "{'main': [{'new': 'lock', 'name': 'l'}, {'new': 'lock', 'name': 'm'}, {'all': [{'call': "
                              "'a'}, {'call': 'b'}]}], "
                              "'a': [{'with': 'l', 'do': [{'sleep': '1ms'}, {'with': 'm', 'do': [{'log': 'a'}]}]}], "
                              "'b': [{'with': 'm', 'do': [{'sleep': '1ms'}, {'with': 'l', 'do': [{'log': 'b'}]}]}]}");
    CHECK(told.ended.how == Ending::deadlock);
    CHECK(told.ended.at == msec(1));
    CHECK(told.ended.circle.size() == 2);
    CHECK(told.text().find("a waits for lock m, which b holds. b waits for lock l, which a holds.") !=
          std::string::npos);
}

TEST_CASE("coroutines that wait for each other's events, messages or results are a deadlock", "[metrics][ending]") {
    const Over events = program("asyncio",
                                "{'main': [{'new': 'event', 'name': 'e'}, {'new': 'event', 'name': 'f'}, {'all': "
                                "[{'call': 'a'}, {'call': 'b'}]}], "
                                "'a': [{'wait': 'e'}, {'set': 'f'}], 'b': [{'wait': 'f'}, {'set': 'e'}]}");
    CHECK(events.ended.how == Ending::deadlock);
    CHECK(events.text().find("a waits for event e, which b would set. b waits for event f, which a would set.") !=
          std::string::npos);
    const Over queues =
        program("asyncio",
                "{'main': [{'new': 'queue', 'name': 'q'}, {'new': 'queue', 'name': 'r'}, {'all': [{'call': 'a'}, "
                "{'call': 'b'}]}], "
                "'a': [{'get': 'q'}, {'put': 'r', 'value': '1'}], 'b': [{'get': 'r'}, {'put': 'q', 'value': '1'}]}");
    CHECK(queues.ended.how == Ending::deadlock);
    CHECK(queues.text().find("a waits for queue q, which b would change. b waits for queue r, which a would change.") !=
          std::string::npos);
    const Over alike = program("asyncio",
                               "{'main': [{'new': 'lock', 'name': 'l'}, {'new': 'lock', 'name': 'm'}, {'all': "
                               "[{'call': 'one'}, {'call': 'one'}]}], "
                               "'one': [{'new': 'event', 'name': 'e'}, {'with': 'l', 'do': [{'wait': 'e'}]}]}");
    CHECK(alike.ended.how == Ending::stuck);  // the first task holds the lock and waits for an event that nothing sets
    CHECK(alike.text().find("one 1 waits for event e, which nothing sets. one 2 waits for lock l") !=
          std::string::npos);
    const Over tasks =
        program("asyncio",
                "{'main': [{'create_task': 'a', 'name': 's'}, {'create_task': 'b', 'name': 't'}, {'wait': 's'}], "
                "'a': [{'sleep': '1ms'}, {'wait': 't'}], 'b': [{'sleep': '1ms'}, {'wait': 's'}]}");
    CHECK(tasks.ended.how == Ending::deadlock);
    CHECK(tasks.ended.circle.size() == 2);
}

// A lock of asyncio cannot be acquired twice.
TEST_CASE("a coroutine that requests a lock that it holds waits for itself", "[metrics][ending]") {
    const Over told = program(
        "asyncio",
        "{'main': [{'new': 'lock', 'name': 'l'}, {'with': 'l', 'do': [{'with': 'l', 'do': [{'log': 'never'}]}]}]}");
    CHECK(told.ended.how == Ending::deadlock);
    CHECK(told.text().find("one task waits for itself") != std::string::npos);
}

TEST_CASE("a wait for something that never comes is stuck, not a deadlock", "[metrics][ending]") {
    SECTION("a message that no task sends") {
        const Over told(read_text(R"('queues': {'q': {}}, 'programs': {'x': [{'compute': '3ms'}, {'receive': 'q'}]}, 'work': [{'run': 'x', 'count': 2}])"));
        CHECK(told.ended.how == Ending::stuck);
        CHECK(told.ended.at == msec(6));  // one core: 0-3 and 3-6
        CHECK(told.text() ==
              "Stuck from 6.00 ms on: nothing can happen any more, and 2 tasks wait forever. "
              "X 1 waits for a message in queue q, which no task sends. X 2 waits for a message in queue q, which no "
              "task sends.");
    }
    SECTION("a lock whose holder is stuck") {
        const Over told(read_text(R"('locks': ['m'], 'queues': {'q': {}},
            'programs': {'x': [{'lock': 'm'}, {'receive': 'q'}, {'unlock': 'm'}], 'y': [{'compute': '1ms'}, {'lock': 'm'}, {'unlock': 'm'}]},
            'work': [{'run': 'x'}, {'run': 'y'}])"));
        CHECK(told.ended.how == Ending::stuck);
    }
    SECTION("an event that no task sets") {
        const Over told =
            program("asyncio", "{'main': [{'new': 'event', 'name': 'e'}, {'sleep': '2ms'}, {'wait': 'e'}]}");
        CHECK(told.ended.how == Ending::stuck);
        CHECK(told.ended.at == msec(2));
        CHECK(told.text().find("main waits for event e, which nothing sets.") != std::string::npos);
    }
    SECTION("a promise that is never settled") {
        CHECK(program("node", "{'main': [{'new_promise': 'p', 'do': []}, {'wait': 'p'}]}").ended.how == Ending::stuck);
    }
}

TEST_CASE("runs that end otherwise say so", "[metrics][ending]") {
    CHECK(Over(read_text(R"('programs': {'x': [{'compute': '1ms'}]}, 'work': [{'run': 'x'}])")).ended.how == Ending::finished);
    const Over stopped(read_text(R"('stop': '5ms', 'queues': {'q': {}}, 'programs': {'x': [{'receive': 'q'}]}, 'work': [{'run': 'x'}])"));
    CHECK(stopped.ended.how == Ending::stopped);
    CHECK(stopped.text().empty());
    CHECK(program(
              "node",
              "{'main': [{'timeout': '1ms', 'do': [{'raise': 'boom'}]}, {'timeout': '9ms', 'do': [{'log': 'never'}]}]}")
              .ended.how == Ending::crashed);
    model::Budget budget;
    budget.events = 1;
    const Scenario s = read_text(R"('programs': {'x': [{'compute': '1ms'}]}, 'work': [{'run': 'x', 'count': 3}])");
    const trace::Log log = model::run(s, budget);
    CHECK(metrics::ending_of(s, log).how == Ending::cut_short);
}

// Each takes one of two permits at 0, and requests another one at 1.
TEST_CASE("tasks that hold permits and request more are a deadlock", "[metrics][ending]") {
    const char* const greedy = R"('machine': {'cores': 2}, 'semaphores': {'db': 2},
        'programs': {'p': [{'acquire': 'db'}, {'compute': '1ms'}, {'acquire': 'db'}, {'compute': '1ms'}, {'release': 'db'}, {'release': 'db'}]},
        'work': [{'run': 'p', 'count': 2}], 'strategy': {'kind': 'thread-per-task'})";
    const Over told(read_text(greedy));
    CHECK(told.ended.how == Ending::deadlock);
    CHECK(told.ended.at == msec(1));
    CHECK(told.text() ==
          "Deadlock at 1.00 ms: 2 tasks wait for each other in a circle. P 1 waits for a permit of semaphore db, which "
          "p 2 would release. P 2 waits for a permit of semaphore db, which p 1 would release.");
}

TEST_CASE("a permit that no task releases leaves a run stuck", "[metrics][ending]") {
    const Over told(read_text(R"('semaphores': {'go': 0}, 'programs': {'p': [{'compute': '1ms'}, {'acquire': 'go'}]}, 'work': [{'run': 'p'}], 'strategy': {'kind': 'thread-per-task'})"));
    CHECK(told.ended.how == Ending::stuck);
    CHECK(told.ended.at == msec(1));
    CHECK(told.text() ==
          "Stuck from 1.00 ms on: nothing can happen any more, and one task waits forever. P waits for a permit of "
          "semaphore go, which no task releases.");
}

// a computes for 3 ms with the only permit; b waits from 1 to 3 and is done at 4.
TEST_CASE("a permit that is released in time is no deadlock", "[metrics][ending]") {
    const Over told(read_text(R"('machine': {'cores': 2}, 'semaphores': {'db': 1},
        'programs': {'a': [{'acquire': 'db'}, {'compute': '3ms'}, {'release': 'db'}], 'b': [{'compute': '1ms'}, {'acquire': 'db'}, {'compute': '1ms'}, {'release': 'db'}]},
        'work': [{'run': 'a'}, {'run': 'b'}], 'strategy': {'kind': 'thread-per-task'})"));
    CHECK(told.ended.how == Ending::finished);
    CHECK(told.log.end == msec(4));
}
