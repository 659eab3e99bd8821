// What steps do, in small examples worked on paper, compared as text like those of the
// policies (tests/support/gantt.h). Arrivals and ends of runs are in work_test.cpp.

#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/support/gantt.h"
#include "tests/support/scenarios.h"

#include <string>

using namespace support;
using scenario::Scenario;

// ---- locks ------------------------------------------------------------------------

// R5.1
TEST_CASE("a lock is granted in the order of the requests", "[model][steps]") {
    // All four need it at their start; d requests it first, then c, b, a.
    const Scenario s = read_text(R"('machine': {'cores': 4}, 'locks': ['m'],
        'programs': {'p': [{'lock': 'm'}, {'compute': '10ms'}, {'unlock': 'm'}, {'compute': '1ms'}]},
        'work': [{'run': 'p', 'name': 'a', 'at': '4ms'}, {'run': 'p', 'name': 'b', 'at': '3ms'},
                 {'run': 'p', 'name': 'c', 'at': '2ms'}, {'run': 'p', 'name': 'd', 'at': '1ms'}])");
    CHECK(ends(s) == "d 12, c 22, b 32, a 42");
}

// R5.1
TEST_CASE("unlock hands the lock to the first waiting task, and no other task can take it before",
          "[model][steps]") {
    // a releases the lock at 2 and requests it again at once: it is b's, and so is a's core, the first free one.
    const Scenario s = read_text(R"('machine': {'cores': 2}, 'locks': ['m'],
        'programs': {'p': [{'repeat': {'times': 2, 'steps': [{'lock': 'm'}, {'compute': '2ms'}, {'unlock': 'm'}]}}]},
        'work': [{'run': 'p', 'name': 'a'}, {'run': 'p', 'name': 'b'}])");
    CHECK(gantt(s) == "0 a 2 b 4 a 6 b 8 | ");
}

// R5.1
TEST_CASE("a task that holds a lock and loses its core keeps the lock", "[model][steps]") {
    const Scenario s = read_text(R"('machine': {'cores': 1, 'scheduler': {'policy': 'round-robin', 'quantum': '2ms'}}, 'locks': ['m'],
        'programs': {'p': [{'lock': 'm'}, {'compute': '3ms'}, {'unlock': 'm'}], 'q': [{'compute': '5ms'}]},
        'work': [{'run': 'p', 'name': 'a'}, {'run': 'p', 'name': 'b'}, {'run': 'q', 'name': 'c'}])");
    // At 2 b finds the lock held, and c runs until 4; a ends at 5, and b's slices take turns with c's.
    CHECK(gantt(s) == "0 a 2 c 4 a 5 c 7 b 9 c 10 b 11");
}

TEST_CASE("each server may have a lock of its own", "[model][steps]") {
    const std::string rest = R"('machine': {'servers': 2},
        'programs': {'p': [{'lock': 'm'}, {'sleep': '4ms'}, {'unlock': 'm'}]}, 'work': [{'run': 'p', 'count': 4}])";
    CHECK(ends(read_text("'locks': ['m'], " + rest)) == "p1 4, p2 8, p3 12, p4 16");
    CHECK(ends(read_text("'locks': {'m': {'per': 'server'}}, " + rest)) == "p1 4, p2 4, p3 8, p4 8");
}

// ---- semaphores (R5.11) -----------------------------------------------------------

// R5.12
TEST_CASE("as many tasks as a semaphore has permits run at the same time", "[model][steps]") {
    const std::string rest =
        "'programs': {'p': [{'acquire': 's'}, {'sleep': '10ms'}, {'release': 's'}]}, 'work': [{'run': 'p', 'count': "
        "5}]";
    CHECK(ends(read_text("'semaphores': {'s': 2}, " + rest)) == "p1 10, p2 10, p3 20, p4 20, p5 30");
    CHECK(ends(read_text("'semaphores': {'s': {'count': 5}}, " + rest)) == "p1 10, p2 10, p3 10, p4 10, p5 10");
    // One server for p1, p3 and p5, and one for p2 and p4.
    CHECK(ends(read_text("'machine': {'servers': 2}, 'semaphores': {'s': {'count': 1, 'per': 'server'}}, " + rest)) ==
          "p1 10, p2 10, p3 20, p4 20, p5 30");
    CHECK(ends(read_text("'semaphores': {'s': 0}, 'stop': '1s', " + rest)) ==
          "p1 unfinished, p2 unfinished, p3 unfinished, p4 unfinished, p5 unfinished");
}

TEST_CASE("permits are granted in the order of the requests", "[model][steps]") {
    const Scenario s = read_text(R"('machine': {'cores': 4}, 'semaphores': {'s': 1},
        'programs': {'p': [{'repeat': {'times': 2, 'steps': [{'acquire': 's'}, {'compute': '2ms'}, {'release': 's'}]}}]},
        'work': [{'run': 'p', 'name': 'a', 'at': '1ms'}, {'run': 'p', 'name': 'b'}])");
    CHECK(ends(s) == "b 6, a 8");  // b 0-2, a 2-4, b 4-6, a 6-8
}

// The bounded buffer of textbooks: `empty` counts places, `full` counts items, and each side releases what the other
// acquires.
TEST_CASE("a task may release a permit that another task acquired", "[model][steps]") {
    const Scenario s = read_text(R"('machine': {'cores': 2}, 'semaphores': {'empty': 1, 'full': 0},
        'programs': {'producer': [{'repeat': {'times': 3, 'steps': [{'compute': '1ms'}, {'acquire': 'empty'}, {'release': 'full'}]}}],
                     'consumer': [{'repeat': {'times': 3, 'steps': [{'acquire': 'full'}, {'compute': '5ms'}, {'release': 'empty'}]}}]},
        'work': [{'run': 'producer'}, {'run': 'consumer'}])");
    // Items are there at 1, 6 and 11: the producer waits for a place from 2 on and from 7 on.
    CHECK(ends(s) == "producer 11, consumer 16");
}

TEST_CASE("a task that gives up releases its permit", "[model][steps]") {
    const Scenario s = read_text(R"('machine': {'cores': 4}, 'semaphores': {'s': 1}, 'devices': {'d': {'time': '10ms', 'capacity': 1}},
        'programs': {'x': [{'io': 'd'}], 'a': [{'acquire': 's'}, {'io': 'd'}, {'release': 's'}], 'b': [{'acquire': 's'}, {'compute': '1ms'}, {'release': 's'}]},
        'work': [{'run': 'x'}, {'run': 'a', 'patience': '3ms'}, {'run': 'b', 'at': '1ms'}])");
    CHECK(ends(s) == "x 10, a 3 gave up, b 4");
}

// ---- queues of messages -------------------------------------------------------------

// R5.2
TEST_CASE("a full queue makes its senders wait, in order", "[model][steps]") {
    // One place. The consumer takes 5 ms for each message.
    const Scenario s = read_text(R"('machine': {'cores': 4}, 'queues': {'q': {'capacity': 1}},
        'programs': {'p': [{'compute': '1ms'}, {'send': 'q'}, {'mark': 'sent'}],
                     'c': [{'repeat': {'times': 3, 'steps': [{'receive': 'q'}, {'mark': 'got'}, {'compute': '5ms'}]}}]},
        'work': [{'run': 'p', 'count': 3}, {'run': 'c'}])");
    // At 1 the first message goes straight to the consumer, and the second into the queue; the third sender
    // waits until the consumer takes the second message at 6.
    CHECK(ends(s) == "p1 1, p2 1, p3 6, c 16");
}

// R5.2
TEST_CASE("senders to a full queue wait in the order in which they came", "[model][steps]") {
    // One message fills the queue. The consumer takes one every 5 ms from 5 on: c came before b, and b before a.
    const Scenario s = read_text(R"('machine': {'cores': 5}, 'queues': {'q': {'capacity': 1}},
        'programs': {'p': [{'send': 'q'}], 'c': [{'repeat': {'times': 3, 'steps': [{'sleep': '5ms'}, {'receive': 'q'}]}}]},
        'work': [{'run': 'p', 'name': 'a', 'at': '3ms'}, {'run': 'p', 'name': 'b', 'at': '2ms'}, {'run': 'p', 'name': 'c', 'at': '1ms'},
                 {'run': 'p', 'name': 'first'}, {'run': 'c', 'name': 'consumer'}])");
    CHECK(ends(s) == "first 0, consumer 15, c 5, b 10, a 15");
}

// R5.2
TEST_CASE("a queue that drops messages makes no sender wait", "[model][steps]") {
    const Scenario s = read_text(R"('machine': {'cores': 4}, 'queues': {'q': {'capacity': 1, 'full': 'drop'}},
        'programs': {'p': [{'compute': '1ms'}, {'send': 'q'}],
                     'c': [{'sleep': '2ms'}, {'receive': 'q'}, {'compute': '5ms'}]},
        'work': [{'run': 'p', 'count': 3}, {'run': 'c', 'count': 2}])");
    const trace::Log log = model::run(s);
    // One of three messages is kept, and the second consumer waits forever.
    CHECK(ends(s, log) == "p1 1, p2 1, p3 1, c1 7, c2 unfinished");
    int dropped = 0;
    for (const trace::Note& note : log.notes) dropped += note.kind == trace::NoteKind::dropped;
    CHECK(dropped == 2);
}

// R5.3
TEST_CASE("receivers get messages in the order of their requests, when the delay is over", "[model][steps]") {
    const Scenario s = read_text(R"('machine': {'cores': 4}, 'queues': {'q': {'delay': '3ms'}},
        'programs': {'p': [{'repeat': {'times': 2, 'steps': [{'compute': '1ms'}, {'send': 'q'}]}}], 'c': [{'receive': 'q'}]},
        'work': [{'run': 'c', 'name': 'late', 'at': '2ms'}, {'run': 'c', 'name': 'early'}, {'run': 'p'}])");
    // The messages are sent at 1 and 2, and there at 4 and 5.
    CHECK(ends(s) == "early 4, p 2, late 5");
}

// R5.3
TEST_CASE("a message that is being delivered occupies a place", "[model][steps]") {
    const Scenario s = read_text(R"('machine': {'cores': 4}, 'queues': {'q': {'capacity': 1, 'delay': '3ms'}},
        'programs': {'p': [{'send': 'q'}], 'c': [{'receive': 'q'}]},
        'work': [{'run': 'p', 'count': 3}, {'run': 'c', 'count': 3}])");
    CHECK(ends(s) == "p1 0, p2 3, p3 6, c1 3, c2 6, c3 9");
}

TEST_CASE("a pipeline takes the sum of its stages, plus its slowest stage for each further item",
          "[model][steps]") {
    // 1, 3 and 2 ms; four items: 6 + 3 x 3.
    const Scenario s = read_text(R"('machine': {'cores': 3}, 'queues': {'q': {}, 'r': {}},
        'programs': {'a': [{'repeat': {'times': 4, 'steps': [{'compute': '1ms'}, {'send': 'q'}]}}],
                     'b': [{'repeat': {'times': 4, 'steps': [{'receive': 'q'}, {'compute': '3ms'}, {'send': 'r'}]}}],
                     'c': [{'repeat': {'times': 4, 'steps': [{'receive': 'r'}, {'compute': '2ms'}]}}]},
        'work': [{'run': 'a'}, {'run': 'b'}, {'run': 'c'}])");
    CHECK(ends(s) == "a 4, b 13, c 15");
}

// ---- children and parts ----------------------------------------------------------------

// R5.4
TEST_CASE("join waits for all tasks that were spawned, or for those of one program", "[model][steps]") {
    const std::string rest = R"('machine': {'cores': 4},
        'programs': {'child': [{'compute': '2ms'}], 'slow': [{'compute': '9ms'}],
                     'p': [{'compute': '1ms'}, {'spawn': 'child'}, {'spawn': 'slow'}, {'spawn': 'child'}, JOIN, {'compute': '1ms'}]},
        'work': [{'run': 'p'}])";
    const auto with = [&](const std::string& join) { return std::string(rest).replace(rest.find("JOIN"), 4, join); };
    CHECK(gantt(read_text(with("{'join': true}"))) == "0 p 1 p.1 3 - 10 p 11 | 0 - 1 p.2 10 | 0 - 1 p.3 3 | ");
    CHECK(gantt(read_text(with("{'join': 'child'}"))) == "0 p 1 p.1 3 p 4 | 0 - 1 p.2 10 | 0 - 1 p.3 3 | ");
    CHECK(gantt(read_text(with("{'join': 'slow'}"))) == "0 p 1 p.1 3 - 10 p 11 | 0 - 1 p.2 10 | 0 - 1 p.3 3 | ");
    // Nothing has been spawned, so there is nothing to wait for.
    CHECK(ends(read_text(R"('programs': {'p': [{'join': true}, {'compute': '1ms'}]}, 'work': [{'run': 'p'}])")) == "p 1");
}

// R5.4
TEST_CASE("a task that does not join ends before its children", "[model][steps]") {
    const Scenario s = read_text(R"('programs': {'child': [{'compute': '5ms'}], 'p': [{'spawn': 'child'}, {'compute': '1ms'}]}, 'work': [{'run': 'p'}])");
    CHECK(gantt(s) == "0 p 1 p.1 6");
    CHECK(ends(s) == "p 1");
}

// R5.5
TEST_CASE("a split waits for all its parts", "[model][steps]") {
    const std::string rest = R"('machine': {'cores': 2},
        'programs': {'p': [{'compute': '1ms'}, {'split': {'parts': 3, 'each': [{'compute': '4ms'}]}}, {'compute': '1ms'}]},
        'work': [{'run': 'p'}], 'strategy': )";
    // With threads of their own: two parts at once, then the third.
    CHECK(gantt(read_text(rest + "{'kind': 'thread-per-task'}")) == "0 p 1 p.1 5 p.3 9 p 10 | 0 - 1 p.2 5");
    // In a pool of two the parent's thread works on its own parts: the second thread is given the first part.
    CHECK(gantt(read_text(rest + "{'kind': 'thread-pool', 'threads': 2}")) == "0 p 1 p.2 5 p.3 9 p 10 | 0 - 1 p.1 5");
    // A single thread runs all parts, and so does a loop.
    CHECK(gantt(read_text(rest + "{'kind': 'one-at-a-time'}")) == "0 p 1 p.1 5 p.2 9 p.3 13 p 14 | ");
    CHECK(gantt(read_text(rest + "{'kind': 'event-loop'}")) == "0 p 1 p.1 5 p.2 9 p.3 13 p 14 | ");
    // One worker runs all three; two workers run two at once.
    CHECK(ends(read_text(rest + "{'kind': 'data-parallel', 'workers': 1}")) == "p 14");
    CHECK(ends(read_text(rest + "{'kind': 'data-parallel', 'workers': 2}")) == "p 10");
}

// R5.5
TEST_CASE("if no other thread is free, the thread of a task in a pool runs all of its parts", "[model][steps]") {
    // a and b have 9 ms each: neither of their threads is available for c's parts.
    const Scenario s = read_text(R"('machine': {'cores': 3},
        'programs': {'long': [{'compute': '9ms'}], 'c': [{'split': {'parts': 4, 'each': [{'compute': '2ms'}]}}]},
        'work': [{'run': 'long', 'name': 'a'}, {'run': 'long', 'name': 'b'}, {'run': 'c'}],
        'strategy': {'kind': 'thread-pool', 'threads': 3})");
    CHECK(gantt(s) == "0 a 9 | 0 b 9 | 0 c.1 2 c.2 4 c.3 6 c.4 8");
}

// R5.6
TEST_CASE("an offload frees the loop; under other strategies it is computed in place", "[model][steps]") {
    const std::string rest = R"('machine': {'cores': 2},
        'programs': {'p': [{'compute': '1ms'}, {'offload': '5ms'}, {'compute': '1ms'}]}, 'work': [{'run': 'p', 'count': 2}], 'strategy': )";
    CHECK(gantt(read_text(rest + "{'kind': 'event-loop', 'workers': 1}")) ==
          "0 p1 1 p2 2 - 6 p1 7 - 11 p2 12 | 0 - 1 p1.1 6 p2.1 11");
    CHECK(gantt(read_text(rest + "{'kind': 'event-loop', 'workers': 0}")) == "0 p1 7 p2 14 | ");
    CHECK(gantt(read_text(rest + "{'kind': 'thread-per-task'}")) == "0 p1 7 | 0 p2 7");
}

// R8.1
TEST_CASE("an offload draws the same length as a compute step, and changes no other draw", "[model][steps]") {
    // p1's offload takes 0 ms, p2's takes 3; each has one part, the first, of 4 ms.
    const std::string rest = R"('machine': {'cores': 4}, 'programs': {'p': [{'offload': {'list': ['0ms', '3ms']}},
        {'split': {'parts': 1, 'each': [{'compute': {'list': ['4ms', '7ms']}}]}}]}, 'work': [{'run': 'p', 'count': 2}], 'strategy': )";
    for (const char* strategy : {"{'kind': 'event-loop', 'loops': 2, 'workers': 1}", "{'kind': 'thread-per-task'}"})
        CHECK(ends(read_text(rest + strategy)) == "p1 4, p2 7");
}

// R5.8
TEST_CASE("a job is done after the answer", "[model][steps]") {
    const Scenario s = read_text(R"('machine': {'cores': 2},
        'programs': {'p': [{'compute': '1ms'}, {'job': true}, {'compute': '4ms'}]}, 'work': [{'run': 'p', 'count': 3}],
        'strategy': {'kind': 'queue-workers', 'workers': 1})");
    const trace::Log log = model::run(s);
    CHECK(gantt(s, log) == "0 p1 1 p2 2 p3 3 | 0 - 1 p1 5 p2 9 p3 13");
    CHECK(log.tasks[0].answered == msec(1));
    CHECK(log.tasks[2].answered == msec(3));
}

// ---- small steps ------------------------------------------------------------------------

// R5.7
TEST_CASE("yield lets the ready threads go first", "[model][steps]") {
    const std::string rest = R"('programs': {'p': [{'compute': '1ms'}, {'yield': true}, {'compute': '2ms'}], 'q': [{'compute': '3ms'}]},
        'work': [{'run': 'p', 'name': 'a'}, {'run': 'q', 'name': 'b'}, {'run': 'q', 'name': 'c'}], 'strategy': )";
    CHECK(gantt(read_text(rest + "{'kind': 'thread-per-task'}")) == "0 a 1 b 4 c 7 a 9");
    CHECK(gantt(read_text(rest + "{'kind': 'event-loop'}")) == "0 a 1 b 4 c 7 a 9");
    // In a pool of one there is no other thread to take the tasks, so the task keeps its thread.
    CHECK(gantt(read_text(rest + "{'kind': 'one-at-a-time'}")) == "0 a 3 b 6 c 9");
}

TEST_CASE("a repeat runs its steps the given number of times, and marks record when", "[model][steps]") {
    const Scenario s = read_text(R"('programs': {'p': [{'mark': 'begin'}, {'repeat': {'times': 3, 'steps': [{'compute': '2ms'}, {'mark': 'turn'}]}}, {'mark': 'end'}]},
        'work': [{'run': 'p'}])");
    CHECK(marks(model::run(s)) == "0 begin, 2 turn, 4 turn, 6 turn, 6 end");
}

// R8.3
TEST_CASE("a list takes its next value with each task, and within a task with each turn", "[model][steps]") {
    const Scenario tasks = read_text(R"('programs': {'p': [{'compute': {'list': ['1ms', '2ms', '4ms']}}]}, 'work': [{'run': 'p', 'count': 4}])");
    CHECK(gantt(tasks) == "0 p1 1 p2 3 p3 7 p4 8");
    // p1 has turns 0 and 1 (1 and 2 ms), p2 2 and 3 (4 and 1).
    const Scenario turns = read_text(R"('programs': {'p': [{'repeat': {'times': 2, 'steps': [{'compute': {'list': ['1ms', '2ms', '4ms']}}, {'mark': 'm'}]}}]},
        'work': [{'run': 'p', 'count': 2}])");
    CHECK(marks(model::run(turns)) == "1 m, 3 m, 7 m, 8 m");
}

// R5.10
TEST_CASE("devices serve by their disciplines", "[model][steps]") {
    // a is served from 0 on. b (less urgent) requests the device at 1, c (more urgent) at 2.
    const auto with = [](const std::string& discipline) {
        return read_text("'machine': {'cores': 3}, 'devices': {'d': {'time': '4ms', 'capacity': 1, 'discipline': '" + discipline + R"('}},
            'programs': {'p': [{'io': 'd'}]},
            'work': [{'run': 'p', 'name': 'a', 'priority': 5}, {'run': 'p', 'name': 'b', 'priority': 5, 'at': '1ms'},
                     {'run': 'p', 'name': 'c', 'priority': 1, 'at': '2ms'}])");
    };
    CHECK(ends(with("fifo")) == "a 4, b 8, c 12");
    CHECK(ends(with("priority")) == "a 4, b 12, c 8");
    // c has it from 2 to 6. a is queued again at 2, behind b: b has it until 10, and a for its other 2 ms until 12.
    CHECK(ends(with("preemptive")) == "a 12, b 10, c 6");
    // a is alone until 1 (3 left) and with b until 2 (2.5 and 3.5 left); then each has a third: a needs 7.5 (9.5).
    // Then b has 1 left and c 1.5: with a half each, b ends at 11.5, and c, alone for 0.5, at 12.
    CHECK(ends(with("sharing")) == "a 9.5, b 11.5, c 12");
}

// R4.13
TEST_CASE("a blocking use of a device holds the loop", "[model][steps]") {
    const auto with = [](const std::string& blocking) {
        return read_text("'devices': {'d': {'time': '5ms'}}, 'programs': {'p': [{'io': 'd', 'blocking': " + blocking + R"(}, {'compute': '1ms'}]},
            'work': [{'run': 'p', 'count': 2}], 'strategy': {'kind': 'event-loop'})");
    };
    CHECK(gantt(with("true")) == "0 - 5 p1 6 - 11 p2 12");
    CHECK(gantt(with("false")) == "0 - 5 p1 6 p2 7");
}
