// Stepping stops wherever something changes, and nowhere else.

#include "exchange/in/read.h"
#include "session/builtins.h"
#include "session/session.h"
#include "tests/catch2.h"

#include <fstream>
#include <set>
#include <sstream>

using session::Session;

namespace {

void add(std::set<int64_t>& moments, MaybeTime t) {
    if (t) moments.insert((*t).ns);
}

// Every time in the log of a run, from one list after the other.
std::set<int64_t> changes_of(const session::Run& run) {
    const trace::Log& log = run.log();
    std::set<int64_t> all;
    for (size_t k = 0; k < log.spans.size(); ++k) {
        add(all, log.spans[k].start);
        add(all, log.spans.end(k));
    }
    for (size_t k = 0; k < log.tasks.size(); ++k) add(all, log.tasks[k].arrival);
    for (size_t k = 0; k < log.threads.size(); ++k) add(all, log.threads[k].started);
    for (const trace::Note& note : log.notes) add(all, note.at);
    for (const trace::Server& server : log.servers)
        for (const MaybeTime t : {MaybeTime(server.ordered), MaybeTime(server.up), server.draining, server.stopped})
            add(all, t);
    for (const metrics::LevelStep& level : run.levels) add(all, level.from);
    for (const trace::Callback& one : log.callbacks.all)
        for (const MaybeTime t : {MaybeTime(one.registered), one.ready, one.began, one.ended}) add(all, t);
    for (const trace::StackFrame& one : log.callbacks.frames) all.insert({one.began.ns, one.ended.ns});
    for (const trace::Stretch& one : log.callbacks.stretches) all.insert({one.began.ns, one.ended.ns});
    for (const trace::Line& line : log.callbacks.lines) add(all, line.at);
    if (!log.recording) return all;
    for (const trace::Counter& counter : log.recording->counters)
        for (const auto& sample : counter.samples) add(all, sample.at);
    for (const trace::Instant& instant : log.recording->instants) add(all, instant.at);
    const trace::SpanStore& slices = log.recording->nested.slices;
    for (size_t k = 0; k < slices.size(); ++k) all.insert({slices.start(k).ns, slices.end(k).ns});
    return all;
}

std::set<int64_t> changes_of(const Session& session) {
    std::set<int64_t> all{0, session.end().ns};  // where stepping ends
    for (const auto& run : session.runs()) all.merge(changes_of(*run));
    all.erase(all.upper_bound(session.end().ns), all.end());
    return all;
}

std::set<int64_t> stops(Session& session, int direction) {
    const Time last = direction > 0 ? session.end() : Time{};
    session.seek(direction > 0 ? Time{} : session.end());
    std::set<int64_t> all{session.state.playhead.ns};
    while (session.state.playhead != last && all.size() < 1'000'000) {
        session.step(direction);
        all.insert(session.state.playhead.ns);
    }
    return all;
}

void steps_through_all(Session& session) {
    const std::set<int64_t> changes = changes_of(session);
    if (changes.size() > 20'000) return;
    CHECK(stops(session, 1) == changes);
    CHECK(stops(session, -1) == changes);
}

void open(Session& session, const std::string& name) {
    std::ifstream file(std::string(INTERLEAVE_SOURCE_DIR) + "/tests/traces/" + name, std::ios::binary);
    REQUIRE(file);
    std::stringstream text;
    text << file.rdbuf();
    exchange::Reader reader;
    reader.feed(text.str());
    auto recorded = std::move(reader).finish(name);
    REQUIRE(recorded);
    session.open_recording(std::move(*recorded));
}

std::vector<double> stops_in_ms(Session& session) {
    std::vector<double> all;
    for (const int64_t ns : stops(session, 1)) all.push_back(double(ns) / 1e6);
    return all;
}

}  // namespace

TEST_CASE("every change of every built-in scenario is a step, forwards and backwards", "[session]") {
    for (const auto& builtin : session::builtins()) {
        INFO(builtin.id);
        Session session;
        REQUIRE(session.load_builtin(builtin.id));
        steps_through_all(session);
    }
}

TEST_CASE("every change of a recording is a step: nested slices, counters and instants, too", "[session]") {
    for (const char* name : {"chromium-three-steps.json", "chromium-long-queues.json", "node-two-hashes.json",
                             "three-threads.ftrace.txt", "three-loops.perf.txt"}) {
        INFO(name);
        Session session;
        open(session, name);
        steps_through_all(session);
    }
}

// main takes 1 ms, and makes a tick of 2 ms and an immediate of 3 ms: 0-1, 1-3, 3-6. Each prints when it begins.
TEST_CASE("a callback is a step", "[session]") {
    Session session;
    REQUIRE(session.load(R"({"version": 1, "machine": {"cores": 1}, "functions": {
        "main": [{"log": "main"}, {"immediate": [{"log": "last"}, {"busy": "3ms"}]}, {"next_tick": [{"log": "tick"}, {"busy": "2ms"}]}, {"busy": "1ms"}]},
        "work": [{"run": "main"}], "strategy": {"kind": "event-loop", "runtime": "node"}})"));
    CHECK(stops_in_ms(session) == std::vector<double>{0, 1, 3, 6});
}
