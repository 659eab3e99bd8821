// Errors in the engine that the reference simulator (tests/reference) has found, each as
// small as possible.

#include "model/simulation.h"
#include "scenario/document.h"
#include "tests/catch2.h"

#include <algorithm>

using trace::NoteKind;
using trace::Outcome;
using trace::Reason;
using trace::SpanKind;

namespace {

trace::Log log_of(const char* text) {
    const auto document = scenario::read(text);
    if (!document) FAIL(document.error().message);
    return model::run(document->variants[0].scenario);
}

size_t notes_of(const trace::Log& log, NoteKind kind) {
    return size_t(
        std::count_if(log.notes.begin(), log.notes.end(), [&](const trace::Note& note) { return note.kind == kind; }));
}

}  // namespace

// R1.9
TEST_CASE("the patience of a task that has been served does not keep a run alive", "[model]") {
    // The first task is over at 1 ms; from then on the second one waits forever.
    const trace::Log log = log_of(R"({"version": 1, "queues": {"q": {}}, "programs": {"a": [{"compute": "1ms"}], "b": [{"compute": "1ms"}, {"receive": "q"}]},
        "machine": {"scheduler": {"policy": "mlfq", "boost": "10ms"}, "cores": 2}, "work": [{"run": "a", "patience": "50ms"}, {"run": "b"}]})");
    CHECK(log.halted == msec(1));
    CHECK(log.counted_end() == msec(1));
    CHECK(notes_of(log, NoteKind::boost) == 0);
}

// R1.9
TEST_CASE("a timer that no task waits for any more does not keep a run alive", "[model]") {
    const trace::Log log = log_of(R"({"version": 1, "programs": {"a": [{"sleep": "50ms"}]}, "machine": {"scheduler": {"policy": "mlfq", "boost": "10ms"}},
        "work": [{"run": "a", "patience": "5ms"}]})");
    CHECK(log.tasks[0].outcome == Outcome::gave_up);
    CHECK(log.end == msec(5));
    CHECK(notes_of(log, NoteKind::boost) == 0);
}

TEST_CASE("a thread that yields has not run since its last burst", "[model]") {
    // No core is ever busy, so one server is enough.
    const trace::Log log = log_of(R"({"version": 1, "machine": {"autoscale": {"check": "2ms", "max": 3, "boot": "0ms"}},
        "programs": {"a": [{"sleep": "1ms"}, {"yield": true}, {"sleep": "2ms"}]}, "work": [{"run": "a", "count": 2}]})");
    CHECK(notes_of(log, NoteKind::servers) == 0);
    CHECK(log.servers.size() == 1);
}

// R3.12
TEST_CASE("a row with a period goes to a core that may run it", "[model]") {
    for (const char* partition : {"first-fit-decreasing", "least-loaded"}) {
        const trace::Log log = log_of((std::string(R"({"version": 1, "machine": {"cores": 2, "scheduler": {"policy": "edf", "queues": "per-core", "partition": ")") + partition +
                                         R"("}}, "programs": {"a": [{"compute": "1ms"}]}, "work": [{"run": "a", "period": "5ms", "until": "10ms", "affinity": 1}]})").c_str());
        REQUIRE(log.tasks.size() == 2);
        CHECK(log.tasks[0].outcome == Outcome::completed);
        CHECK(log.tasks[1].outcome == Outcome::completed);
        CHECK(log.spans[0].core == CoreId{1});
    }
}

// R1.5
TEST_CASE("free cores choose before any thread is preempted", "[model]") {
    // b yields on core 0 at the moment at which it gets it. It continues there and leaves core 1
    // to a, although b needs less time than a.
    const trace::Log log = log_of(R"({"version": 1, "machine": {"cores": 2, "scheduler": {"policy": "srtf"}},
        "programs": {"a": [{"compute": "3ms"}], "b": [{"yield": true}, {"compute": "1ms"}]}, "work": [{"run": "a"}, {"run": "b"}]})");
    REQUIRE(log.spans.size() == 2);
    CHECK((log.spans[0].task == TaskId{1} && log.spans[0].core == CoreId{0} && log.spans[0].end() == msec(1)));
    CHECK((log.spans[1].task == TaskId{0} && log.spans[1].core == CoreId{1} && log.spans[1].end() == msec(3)));
}

// R4.5
TEST_CASE("a spawned task stays on the loop of its parent", "[model]") {
    // Two cores and two loops: on the other loop the child would run at the same time as its parent.
    const trace::Log log = log_of(R"({"version": 1, "machine": {"cores": 2}, "programs": {"a": [{"spawn": "b"}, {"compute": "2ms"}], "b": [{"compute": "2ms"}]},
        "work": [{"run": "a"}], "strategy": {"kind": "event-loop", "loops": 2}})");
    CHECK(*log.tasks[1].first_run == msec(2));
    CHECK(log.end == msec(4));
}

TEST_CASE("a task that yields its thread of an async pool says why it is queued", "[model]") {
    const trace::Log log = log_of(R"({"version": 1, "programs": {"a": [{"yield": true}, {"compute": "1ms"}], "b": [{"compute": "1ms"}]},
        "work": [{"run": "a"}, {"run": "b"}], "strategy": {"kind": "async-pool", "threads": 1}})");
    REQUIRE(log.spans.size() >= 2);
    const trace::Span first = log.spans[0].task == TaskId{0} ? log.spans[0] : log.spans[1];
    CHECK((first.kind == SpanKind::queued && first.reason == Reason::yielded && first.end() == msec(1)));
}

TEST_CASE("where no job may wait, an idle worker takes one", "[model]") {
    const trace::Log log = log_of(R"({"version": 1, "programs": {"a": [{"job": true}, {"compute": "5ms"}]}, "work": [{"run": "a", "times": ["0ms", "1ms"]}],
        "strategy": {"kind": "queue-workers", "workers": 1, "queue": 0, "when_full": "reject"}})");
    CHECK(log.tasks[0].outcome == Outcome::completed);
    CHECK(log.tasks[1].outcome == Outcome::rejected);
}

TEST_CASE("an offload that draws no work takes no time", "[model]") {
    // The worker does not draw again: the worker and the loop's own thread need the same times.
    for (const char* workers : {"0", "1"}) {
        const trace::Log log = log_of((std::string(R"({"version": 1, "programs": {"a": [{"offload": {"list": ["0ms", "3ms"]}}]}, "work": [{"run": "a", "count": 2, "every": "10ms"}],
            "strategy": {"kind": "event-loop", "workers": )") + workers + "}}").c_str());
        CHECK(*log.tasks[0].finished == Time{});
        CHECK(log.end == msec(13));
    }
}

TEST_CASE("a server that has stopped was busy until then, and is not busy when it is started again", "[model]") {
    // There are checks every 10 ms; a is on server 1, b on server 2. At 10: 1 ms of b in 20
    // ms, so server 2 drains, and stops at 12. At 20: 4 ms of a and 2 ms of b are 0.6
    // servers while one is up, so server 2 is started again. At 30: nothing has run, and it
    // is drained.
    const trace::Log log = log_of(R"({"version": 1, "machine": {"servers": 2, "autoscale": {"check": "10ms", "target": 0.5, "boot": "0ms", "max": 2}},
        "programs": {"a": [{"sleep": "13ms"}, {"compute": "4ms"}, {"sleep": "40ms"}], "b": [{"sleep": "9ms"}, {"compute": "3ms"}]}, "work": [{"run": "a"}, {"run": "b"}]})");
    std::vector<int64_t> busy;
    for (const trace::Note& note : log.notes)
        if (note.kind == NoteKind::servers) busy.push_back(note.of);
    CHECK(busy == std::vector<int64_t>{50, 600, 0});
}

TEST_CASE("a part that is split again in a pool returns its thread to the whole task", "[model]") {
    // The one thread works on the part, and on the part of the part.
    const trace::Log log = log_of(R"({"version": 1, "programs": {"a": [{"split": {"parts": 1, "each": [{"split": {"parts": 2, "each": [{"compute": "1ms"}]}}]}}, {"compute": "1ms"}]},
        "work": [{"run": "a"}], "strategy": {"kind": "one-at-a-time"}})");
    CHECK(log.end == msec(3));
    for (const trace::Task& task : log.tasks) CHECK(task.outcome == Outcome::completed);
}

// R2.10
TEST_CASE("a burst whose rest is only rounding is over when it is interrupted", "[model]") {
    // 0.5 ms last a whole tick of 2 ms. At 1 ms b, which has had no time yet, takes the core; a is done.
    const trace::Log log = log_of(R"({"version": 1, "machine": {"scheduler": {"policy": "feedback", "tick": "2ms"}}, "programs": {"a": [{"compute": "0.5ms"}], "b": [{"compute": "4ms"}]},
        "work": [{"run": "a"}, {"run": "b", "at": "1ms"}]})");
    CHECK(log.end == msec(5));
}

// R3.6
TEST_CASE("of two threads that return to the head of a level at the same time, the later one is first", "[model]") {
    // As in OSTEP's simulator: each is put in front of all threads that are there.
    const trace::Log log = log_of(R"({"version": 1, "machine": {"scheduler": {"policy": "mlfq", "io_front": true}}, "programs": {"a": [{"sleep": "1ms"}, {"compute": "1ms"}]},
        "work": [{"run": "a", "count": 2}]})");
    CHECK(*log.tasks[1].finished == msec(2));
    CHECK(*log.tasks[0].finished == msec(3));
}

// R3.7
TEST_CASE("a thread that a boost puts in front takes one core", "[model]") {
    // The first thread is at the third level at 3 ms. The others arrive at 4 ms: one goes to core 1, the
    // other takes core 0 from the first; at 5 ms they are at the second level. The boost at 6 ms puts the
    // first thread in front of both: it takes the higher core.
    const trace::Log log = log_of(R"({"version": 1, "machine": {"cores": 2, "scheduler": {"policy": "mlfq", "boost": "6ms",
        "levels": [{"quantum": "1ms"}, {"quantum": "2ms"}, {"quantum": "9ms"}]}},
        "programs": {"long": [{"compute": "8ms"}]}, "work": [{"run": "long"}, {"run": "long", "at": "4ms", "count": 2}]})");
    std::vector<uint32_t> lost_its_core;
    for (size_t i = 0; i < log.spans.size(); ++i) {
        if (log.spans[i].start != msec(6)) continue;
        if (log.spans[i].kind == SpanKind::ready) lost_its_core.push_back(log.spans[i].task.index);
        else if (log.spans[i].task == TaskId{0}) CHECK(log.spans[i].core == CoreId{1});
    }
    CHECK(lost_its_core == std::vector<uint32_t>{1});
}

TEST_CASE("fair shares include a thread on the core that it kept", "[model]") {
    // a resumes at 2 ms on the core that it held. b arrives while a runs, and starts level with a, not at 0:
    // with equal weights the turns of 1 ms alternate, a first.
    const trace::Log log = log_of(R"({"version": 1, "machine": {"scheduler": {"policy": "fair", "quantum": "1ms", "on_block": "hold"}},
        "programs": {"a": [{"compute": "1ms"}, {"sleep": "1ms"}, {"compute": "3ms"}], "b": [{"compute": "3ms"}]}, "work": [{"run": "a"}, {"run": "b", "at": "2.5ms"}]})");
    // 2-3 a, 3-4 b (b has 1.5 ms of time, a has 2), 4-5 a, 5-6 b, 6-7 a, 7-8 b.
    CHECK(*log.tasks[0].finished == msec(7));
    CHECK(*log.tasks[1].finished == msec(8));
}

// R2.8
TEST_CASE("under processor sharing no thread takes a core at once", "[model]") {
    const trace::Log log = log_of(R"({"version": 1, "machine": {"scheduler": {"policy": "processor-sharing", "on_wake": "preempt"}}, "programs": {"a": [{"sleep": "1ms"}, {"compute": "1ms"}]},
        "work": [{"run": "a", "count": 2}]})");
    CHECK(log.end == msec(3));
}

TEST_CASE("a thread that takes a core by waking may be in none of the cores' queues", "[model]") {
    // Its first task gave up at the moment at which it arrived, before the thread was dealt to a core.
    const trace::Log log = log_of(R"({"version": 1, "machine": {"cores": 2, "scheduler": {"queues": "per-core", "on_wake": "preempt"}}, "programs": {"a": [{"compute": "1ms"}]},
        "work": [{"run": "a", "patience": "0ms"}, {"run": "a", "at": "1ms"}], "strategy": {"kind": "thread-pool", "threads": 1}})");
    CHECK(log.tasks[0].outcome == Outcome::gave_up);
    CHECK(*log.tasks[1].finished == msec(2));
}

TEST_CASE("uses that end together end in the order in which they began", "[model]") {
    // Three share one unit from 0: the time that each has had is in thirds of a nanosecond. a and b, which need 1 ms,
    // end at 3 ms; d begins then, needs 1 ms, and ends together with c, which began first.
    const trace::Log log = log_of(R"({"version": 1, "devices": {"d": {"capacity": 1, "discipline": "sharing", "time": "1ms"}},
        "programs": {"a": [{"io": "d"}], "c": [{"io": "d", "time": "2ms"}]}, "work": [{"run": "c"}, {"run": "a", "count": 2}, {"run": "a", "at": "3ms"}]})");
    CHECK(*log.tasks[0].finished == msec(5));
    CHECK(*log.tasks[3].finished == msec(5));
    REQUIRE(log.spans.size() > 0);
}

TEST_CASE("a server that is started again at a tick of its former life ticks once", "[model]") {
    // Server 2 stops at 8 ms and is started again at 12 ms, when a boost of its former life was due.
    const trace::Log log = log_of(R"({"version": 1, "machine": {"autoscale": {"check": "1ms", "boot": "1ms"}, "scheduler": {"policy": "mlfq", "boost": "6ms"}},
        "programs": {"a": [{"compute": "1ms"}, {"sleep": "1ms"}]}, "work": [{"run": "a", "times": ["1ms", "6ms"], "at": "4ms"}]})");
    REQUIRE(log.servers.size() == 3);
    CHECK(log.servers[2].up == msec(12));
    CHECK(notes_of(log, NoteKind::boost) == 2);  // those of server 1, at 6 and 12 ms
}
