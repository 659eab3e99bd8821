// What the reference simulator (tests/reference) has found to be wrong in the engine, each as
// small as it gets.

#include "model/simulation.h"
#include "scenario/document.h"
#include "tests/catch2.h"

#include <algorithm>

using trace::NoteKind;
using trace::Outcome;
using trace::Reason;
using trace::SpanKind;

namespace {

trace::Log run_text(const char* text) {
    const auto document = scenario::read(text);
    if (!document) FAIL(document.error().message);
    return model::run(document->variants[0].scenario);
}

size_t notes_of(const trace::Log& log, NoteKind kind) {
    return size_t(std::count_if(log.notes.begin(), log.notes.end(), [&](const trace::Note& note) { return note.kind == kind; }));
}

}  // namespace

TEST_CASE("patience that is over for nobody keeps no run alive", "[model]") {
    // The first task is over at 1 ms, the second waits for ever from then on.
    const trace::Log log = run_text(R"({"version": 1, "queues": {"q": {}}, "programs": {"a": [{"compute": "1ms"}], "b": [{"compute": "1ms"}, {"receive": "q"}]},
        "machine": {"scheduler": {"policy": "mlfq", "boost": "10ms"}, "cores": 2}, "work": [{"run": "a", "patience": "50ms"}, {"run": "b"}]})");
    CHECK(log.end == msec(1));
    CHECK(notes_of(log, NoteKind::boost) == 0);
}

TEST_CASE("a timer that nobody waits for any more keeps no run alive", "[model]") {
    const trace::Log log = run_text(R"({"version": 1, "programs": {"a": [{"sleep": "50ms"}]}, "machine": {"scheduler": {"policy": "mlfq", "boost": "10ms"}},
        "work": [{"run": "a", "patience": "5ms"}]})");
    CHECK(log.tasks[0].outcome == Outcome::gave_up);
    CHECK(log.end == msec(5));
    CHECK(notes_of(log, NoteKind::boost) == 0);
}

TEST_CASE("a thread that yields has not run since its last burst", "[model]") {
    // No core is ever busy, so that one server is enough.
    const trace::Log log = run_text(R"({"version": 1, "machine": {"autoscale": {"check": "2ms", "max": 3, "boot": "0ms"}},
        "programs": {"a": [{"sleep": "1ms"}, {"yield": true}, {"sleep": "2ms"}]}, "work": [{"run": "a", "count": 2}]})");
    CHECK(notes_of(log, NoteKind::servers) == 0);
    CHECK(log.servers.size() == 1);
}

TEST_CASE("a row with a period goes to a core that may run it", "[model]") {
    for (const char* partition : {"first-fit-decreasing", "least-loaded"}) {
        const trace::Log log = run_text((std::string(R"({"version": 1, "machine": {"cores": 2, "scheduler": {"policy": "edf", "queues": "per-core", "partition": ")") + partition +
                                         R"("}}, "programs": {"a": [{"compute": "1ms"}]}, "work": [{"run": "a", "period": "5ms", "until": "10ms", "affinity": 1}]})").c_str());
        REQUIRE(log.tasks.size() == 2);
        CHECK(log.tasks[0].outcome == Outcome::completed);
        CHECK(log.tasks[1].outcome == Outcome::completed);
        CHECK(log.spans[0].core == CoreId{1});
    }
}

TEST_CASE("free cores choose before anyone is interrupted", "[model]") {
    // b yields on core 0 in the moment in which it gets it: it goes on there, and leaves core 1
    // to a, though what it has left to do is shorter.
    const trace::Log log = run_text(R"({"version": 1, "machine": {"cores": 2, "scheduler": {"policy": "srtf"}},
        "programs": {"a": [{"compute": "3ms"}], "b": [{"yield": true}, {"compute": "1ms"}]}, "work": [{"run": "a"}, {"run": "b"}]})");
    REQUIRE(log.spans.size() == 2);
    CHECK((log.spans[0].task == TaskId{1} && log.spans[0].core == CoreId{0} && log.spans[0].end() == msec(1)));
    CHECK((log.spans[1].task == TaskId{0} && log.spans[1].core == CoreId{1} && log.spans[1].end() == msec(3)));
}

TEST_CASE("a spawned task stays on the loop of its maker", "[model]") {
    // Two cores and two loops: on the other loop the child would run beside its maker.
    const trace::Log log = run_text(R"({"version": 1, "machine": {"cores": 2}, "programs": {"a": [{"spawn": "b"}, {"compute": "2ms"}], "b": [{"compute": "2ms"}]},
        "work": [{"run": "a"}], "strategy": {"kind": "event-loop", "loops": 2}})");
    CHECK(*log.tasks[1].first_run == msec(2));
    CHECK(log.end == msec(4));
}

TEST_CASE("a task that yields its thread of an async pool says why it is queued", "[model]") {
    const trace::Log log = run_text(R"({"version": 1, "programs": {"a": [{"yield": true}, {"compute": "1ms"}], "b": [{"compute": "1ms"}]},
        "work": [{"run": "a"}, {"run": "b"}], "strategy": {"kind": "async-pool", "threads": 1}})");
    REQUIRE(log.spans.size() >= 2);
    const trace::Span first = log.spans[0].task == TaskId{0} ? log.spans[0] : log.spans[1];
    CHECK((first.kind == SpanKind::queued && first.reason == Reason::yielded && first.end() == msec(1)));
}

TEST_CASE("where no job may wait, a worker that is idle takes one", "[model]") {
    const trace::Log log = run_text(R"({"version": 1, "programs": {"a": [{"job": true}, {"compute": "5ms"}]}, "work": [{"run": "a", "times": ["0ms", "1ms"]}],
        "strategy": {"kind": "queue-workers", "workers": 1, "queue": 0, "when_full": "reject"}})");
    CHECK(log.tasks[0].outcome == Outcome::completed);
    CHECK(log.tasks[1].outcome == Outcome::rejected);
}

TEST_CASE("an offload that draws no work takes no time", "[model]") {
    // The worker does not draw again: the loop's own thread and it give the same times.
    for (const char* workers : {"0", "1"}) {
        const trace::Log log = run_text((std::string(R"({"version": 1, "programs": {"a": [{"offload": {"list": ["0ms", "3ms"]}}]}, "work": [{"run": "a", "count": 2, "every": "10ms"}],
            "strategy": {"kind": "event-loop", "workers": )") + workers + "}}").c_str());
        CHECK(*log.tasks[0].finished == Time{});
        CHECK(log.end == msec(13));
    }
}

TEST_CASE("a server that has stopped was busy until then, and not when it comes back", "[model]") {
    // Checks every 10 ms; a is on server 1, b on server 2. 10: 1 ms of b in 20 ms: server 2
    // drains, and stops at 12. 20: 4 ms of a and 2 ms of b, 0.6 servers, of one that is up:
    // server 2 comes back. 30: nothing, and it goes.
    const trace::Log log = run_text(R"({"version": 1, "machine": {"servers": 2, "autoscale": {"check": "10ms", "target": 0.5, "boot": "0ms", "max": 2}},
        "programs": {"a": [{"sleep": "13ms"}, {"compute": "4ms"}, {"sleep": "40ms"}], "b": [{"sleep": "9ms"}, {"compute": "3ms"}]}, "work": [{"run": "a"}, {"run": "b"}]})");
    std::vector<int64_t> busy;
    for (const trace::Note& note : log.notes)
        if (note.kind == NoteKind::servers) busy.push_back(note.of);
    CHECK(busy == std::vector<int64_t>{50, 600, 0});
}
