// When tasks arrive, begin and give up, and how runs end, in small examples worked on
// paper, compared as text like those of the policies (tests/support/gantt.h).

#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/support/gantt.h"
#include "tests/support/scenarios.h"

#include <string>
#include <vector>

using namespace support;
using scenario::Scenario;

namespace {

std::vector<int64_t> arrivals(const trace::Log& log, uint32_t row = 0) {  // in ms
    std::vector<int64_t> ms;
    for (const trace::Task& task : log.tasks)
        if (task.kind == trace::TaskKind::arrived && task.row == row) ms.push_back(task.arrival.ns / 1'000'000);
    return ms;
}

using Ms = std::vector<int64_t>;

}  // namespace

// ---- the order of rows ------------------------------------------------------------------------

// R4.9
TEST_CASE("after: a row begins when the others are over: their tasks have ended and no more will come",
          "[model][work]") {
    const Scenario s = read_text(R"('machine': {'cores': 4}, 'programs': {'p': [{'compute': '3ms'}]},
        'work': [{'run': 'p', 'name': 'a', 'id': 'a', 'count': 2, 'every': '10ms'}, {'run': 'p', 'name': 'b', 'id': 'b'},
                 {'run': 'p', 'name': 'c', 'id': 'c', 'after': ['a', 'b'], 'count': 2}, {'run': 'p', 'name': 'd', 'after': ['c'], 'at': '1ms'}])");
    // At 3 there is no a, but one is still to arrive at 10.
    CHECK(ends(s) == "a1 3, b 3, c1 16, c2 16, d 19, a2 13");
}

// R4.9
TEST_CASE("after: a task that is rejected or gives up is over, too", "[model][work]") {
    const Scenario s = read_text(R"('programs': {'p': [{'compute': '10ms'}]},
        'work': [{'run': 'p', 'name': 'a'}, {'run': 'p', 'name': 'b', 'id': 'b', 'patience': '2ms'}, {'run': 'p', 'name': 'c', 'after': ['b']}],
        'strategy': {'kind': 'one-at-a-time'})");
    CHECK(ends(s) == "a 10, b 2 gave up, c 20");
}

// R4.8
TEST_CASE("serial: one task of the row at a time, waits included", "[model][work]") {
    const std::string rest = R"('machine': {'cores': 2}, 'programs': {'p': [{'compute': '1ms'}, {'sleep': '2ms'}]}, 'work': [{'run': 'p', 'count': 3)";
    CHECK(ends(read_text(rest + "}]")) == "p1 3, p2 3, p3 4");
    CHECK(ends(read_text(rest + ", 'serial': true}]")) == "p1 3, p2 6, p3 9");
}

// R4.8
TEST_CASE("serial: when one task gives up, the next one begins", "[model][work]") {
    const Scenario s = read_text(R"('programs': {'long': [{'compute': '3500us'}], 'p': [{'compute': '1ms'}]},
        'work': [{'run': 'long'}, {'run': 'p', 'times': ['0ms', '1ms'], 'serial': true, 'patience': '3ms'}], 'strategy': {'kind': 'one-at-a-time'})");
    CHECK(ends(s) == "long 3.5, p1 3 gave up, p2 4.5");
}

// R4.10
TEST_CASE("patience: a task that gives up leaves the core that it holds", "[model][work]") {
    const Scenario s = read_text(R"('machine': {'scheduler': {'on_block': 'hold'}}, 'programs': {'a': [{'sleep': '9ms'}], 'b': [{'compute': '1ms'}]},
        'work': [{'run': 'a', 'patience': '2ms'}, {'run': 'b'}])");
    CHECK(ends(s) == "a 2 gave up, b 3");
}

// R4.10
TEST_CASE("patience: a task that has not been served by then gives up at that very moment", "[model][work]") {
    const auto with = [](const std::string& patience) {
        return read_text("'programs': {'p': [{'compute': '4ms'}]}, 'work': [{'run': 'p', 'count': 3, 'patience': '" + patience + R"('}],
            'strategy': {'kind': 'one-at-a-time'})");
    };
    CHECK(ends(with("6ms")) == "p1 4, p2 8, p3 6 gave up");
    // At 4 p2's patience ends and the thread becomes free: the thread takes p2 first.
    CHECK(ends(with("4ms")) == "p1 4, p2 8, p3 4 gave up");
    CHECK(ends(with("3ms")) == "p1 4, p2 3 gave up, p3 3 gave up");
}

// R4.10
TEST_CASE("patience: a task gives up wherever it waits, and the others move up", "[model][work]") {
    // Tasks wait for a lock, a device, a message and a core. Each time the middle one gives up and the last one gets
    // its place.
    const std::string three = R"('work': [{'run': 'p', 'name': 'a'}, {'run': 'p', 'name': 'b', 'patience': '2ms'}, {'run': 'p', 'name': 'c'}])";
    CHECK(ends(read_text(R"('machine': {'cores': 3}, 'locks': ['m'], 'programs': {'p': [{'lock': 'm'}, {'sleep': '5ms'}, {'unlock': 'm'}]}, )" + three)) ==
          "a 5, b 2 gave up, c 10");
    CHECK(ends(read_text(R"('machine': {'cores': 3}, 'devices': {'d': {'time': '5ms', 'capacity': 1}}, 'programs': {'p': [{'io': 'd'}]}, )" + three)) ==
          "a 5, b 2 gave up, c 10");
    CHECK(ends(read_text(R"('programs': {'p': [{'compute': '5ms'}]}, )" + three)) == "a 5, b 2 gave up, c 10");
    CHECK(ends(read_text(R"('machine': {'cores': 3}, 'queues': {'q': {}}, 'programs': {'p': [{'receive': 'q'}], 's': [{'sleep': '3ms'}, {'send': 'q'}, {'sleep': '1ms'}, {'send': 'q'}]},
        'work': [{'run': 'p', 'name': 'b', 'patience': '2ms'}, {'run': 'p', 'name': 'c'}, {'run': 's'}])")) == "b 2 gave up, c 3, s 4");
}

// R4.10
TEST_CASE("patience: a task that has been served once waits as long as it takes", "[model][work]") {
    const Scenario s = read_text(R"('machine': {'scheduler': {'policy': 'round-robin', 'quantum': '2ms'}}, 'programs': {'p': [{'compute': '4ms'}]},
        'work': [{'run': 'p', 'count': 3, 'patience': '5ms'}])");
    CHECK(ends(s) == "p1 8, p2 10, p3 12");
}

// R4.10
TEST_CASE("patience: a task that gives up releases its locks", "[model][work]") {
    const Scenario s = read_text(R"('machine': {'cores': 2}, 'locks': ['m'],
        'programs': {'a': [{'lock': 'm'}, {'sleep': '5ms'}, {'unlock': 'm'}], 'b': [{'lock': 'm'}, {'compute': '1ms'}, {'unlock': 'm'}]},
        'work': [{'run': 'a', 'patience': '2ms'}, {'run': 'b'}])");
    CHECK(ends(s) == "a 2 gave up, b 3");
}

// R4.10
TEST_CASE("patience: a device or core that turns to another task at the same instant has not served it",
          "[model][work]") {
    // b arrives at 0, after a, and is more urgent; both wait for what a has had for no time.
    const std::string rows = R"('work': [{'run': 'p', 'name': 'a', 'priority': 5, 'patience': '2ms'}, {'run': 'p', 'name': 'b', 'priority': 1}])";
    CHECK(ends(read_text(R"('machine': {'cores': 2}, 'devices': {'d': {'time': '4ms', 'capacity': 1, 'discipline': 'preemptive'}}, 'programs': {'p': [{'io': 'd'}]}, )" +
                         rows)) == "a 2 gave up, b 4");
}

// R4.10
TEST_CASE("patience: a task whose parts are served has been served", "[model][work]") {
    const Scenario s = read_text(R"('programs': {'p': [{'split': {'parts': 2, 'each': [{'compute': '4ms'}]}}]}, 'work': [{'run': 'p', 'patience': '2ms'}],
        'strategy': {'kind': 'data-parallel', 'workers': 1})");
    CHECK(ends(s) == "p 8");
}

// R4.7
TEST_CASE("closed: users think first, send, wait for the answer, and think again", "[model][work]") {
    const Scenario s = read_text(R"('programs': {'p': [{'compute': '2ms'}]}, 'work': [{'run': 'p', 'users': 2, 'think': '5ms', 'count': 6}])");
    // Both think until 5. The first is answered at 7 and thinks until 12; the second is answered at 9 and
    // thinks until 14; and so on.
    const trace::Log log = model::run(s);
    CHECK(arrivals(log) == Ms{5, 5, 12, 14, 19, 21});
    CHECK(gantt(s, log) == "0 - 5 p1 7 p2 9 - 12 p3 14 p4 16 - 19 p5 21 p6 23");
}

// R4.7
TEST_CASE("closed: after an answer before the job, and after giving up, a user continues", "[model][work]") {
    const Scenario answered = read_text(R"('machine': {'cores': 2}, 'programs': {'p': [{'compute': '1ms'}, {'job': true}, {'compute': '9ms'}]},
        'work': [{'run': 'p', 'users': 1, 'think': '2ms', 'count': 3}], 'strategy': {'kind': 'queue-workers', 'workers': 1})");
    CHECK(arrivals(model::run(answered)) == Ms{2, 5, 8});
    const Scenario impatient = read_text(R"('programs': {'long': [{'compute': '20ms'}], 'p': [{'compute': '1ms'}]},
        'work': [{'run': 'long'}, {'run': 'p', 'users': 1, 'think': '3ms', 'count': 3, 'patience': '2ms'}], 'strategy': {'kind': 'one-at-a-time'})");
    CHECK(ends(impatient) == "long 20, p1 5 gave up, p2 10 gave up, p3 15 gave up");
}

// R4.7
TEST_CASE("closed: a user whose task is rejected thinks and sends another", "[model][work]") {
    const Scenario s = read_text(R"('programs': {'p': [{'compute': '3ms'}]}, 'work': [{'run': 'p', 'users': 2, 'think': '2ms', 'count': 6}],
        'strategy': {'kind': 'thread-pool', 'threads': 1, 'queue': 0, 'when_full': 'reject'})");
    // The first user is served from 2 to 5 and rejected at 7 and 9 (the arrival at 9 comes before the end at 9); the
    // second user is rejected at 2 and 4 and served from 6 to 9.
    CHECK(ends(s) == "p1 5, p2 2 rejected, p3 4 rejected, p4 9, p5 7 rejected, p6 9 rejected");
}

// R4.6
TEST_CASE("periodic arrivals: the first at `at`, then one each period until `until`", "[model][work]") {
    const Scenario s = read_text(R"('programs': {'p': [{'compute': '1ms'}]}, 'work': [{'run': 'p', 'at': '3ms', 'period': '10ms', 'until': '33ms'}])");
    CHECK(arrivals(model::run(s)) == Ms{3, 13, 23});  // not at 33
}

// R8.3
TEST_CASE("bursts: a list of gaps is used in turn", "[model][work]") {
    const Scenario s = read_text(R"('programs': {'p': [{'compute': '1ms'}]}, 'work': [{'run': 'p', 'count': 7, 'every': {'list': ['0ms', '0ms', '20ms']}}])");
    CHECK(arrivals(model::run(s)) == Ms{0, 0, 0, 20, 20, 20, 40});
}

// ---- the ends of a run -----------------------------------------------------------------------

// R1.8
TEST_CASE("stop: what ends exactly at that time has ended, and nothing begins", "[model][work]") {
    const Scenario s = read_text(R"('stop': '10ms', 'programs': {'p': [{'compute': '5ms'}]},
        'work': [{'run': 'p', 'count': 3}, {'run': 'p', 'name': 'late', 'at': '10ms'}])");
    const trace::Log log = model::run(s);
    CHECK(ends(s, log) == "p1 5, p2 10, p3 unfinished");
    CHECK(log.end == msec(10));
    CHECK(log.complete);
}

// R9.2
TEST_CASE("a run ends when all tasks wait for each other", "[model][work]") {
    const Scenario s = read_text(R"('machine': {'cores': 2}, 'locks': ['m', 'n'],
        'programs': {'a': [{'lock': 'm'}, {'compute': '1ms'}, {'lock': 'n'}, {'unlock': 'n'}, {'unlock': 'm'}],
                     'b': [{'lock': 'n'}, {'compute': '2ms'}, {'lock': 'm'}, {'unlock': 'm'}, {'unlock': 'n'}]},
        'work': [{'run': 'a'}, {'run': 'b'}])");
    const trace::Log log = model::run(s);
    CHECK(ends(s, log) == "a unfinished, b unfinished");
    CHECK(log.halted == msec(2));
    CHECK(log.counted_end() == msec(2));
    CHECK(log.end == usec(2'500));  // the waits are drawn for a quarter more
    CHECK(log.complete);
}

// R10.3
TEST_CASE("warm-up: by time or by number, the first tasks are left out of the latencies", "[model][work]") {
    const std::string rest = R"('programs': {'p': [{'compute': '4ms'}]}, 'work': [{'run': 'p', 'count': 4, 'every': '2ms'}], 'warmup': )";
    const auto mean = [&](const std::string& warmup) {  // ms
        const Scenario s = read_text(rest + warmup);
        const trace::Log log = model::run(s);
        return metrics::results_of(s, log, metrics::levels_of(log)).latency.mean / 1e6;
    };
    // They arrive at 0, 2, 4, 6 and end at 4, 8, 12, 16: 4, 6, 8, 10.
    CHECK(mean("0") == Approx(7));
    CHECK(mean("2") == Approx(9));
    CHECK(mean("'4ms'") == Approx(9));  // a task that arrives exactly at the end of the warm-up counts
    CHECK(mean("'5ms'") == Approx(10));
}
