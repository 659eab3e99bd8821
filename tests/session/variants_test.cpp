// What a session compares: runs of a scenario and recordings, and what belongs to each of them when some come or go.

#include "tests/catch2.h"

#include "exchange/in/read.h"
#include "scenario/document.h"
#include "session/session.h"

#include <string>
#include <vector>

using session::Opening;
using session::Session;

namespace {

exchange::Recorded recording(const std::string& name) {
    exchange::Reader reader;
    reader.feed(R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":500000,"name":"a"}])");
    auto recorded = std::move(reader).finish(name);
    REQUIRE(recorded);
    return std::move(*recorded);
}

std::vector<std::string> titles(const Session& session) {
    std::vector<std::string> all;
    for (const auto& run : session.runs()) all.push_back(run->variant.title);
    return all;
}

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("a recording is shown next to runs, and a change of the scenario leaves it as it is", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    const Titles runs = titles(session);
    REQUIRE(runs.size() == 3);
    session.open_recording(recording("mine.json"), Opening::beside);
    REQUIRE(session.runs().size() == 4);
    CHECK(session.runs()[3]->recording);
    CHECK(session.runs()[3]->results.makespan == msec(500));
    CHECK(session.end() == msec(500));
    CHECK(session.panes().size() == 4);
    CHECK(session.has_document());
    CHECK(session.title() == "A web service that waits on its database");

    const session::Run* recorded = session.runs()[3].get();
    REQUIRE(session.set("machine.cores", "4"));
    REQUIRE(session.toggle_strategy("event-loop"));
    REQUIRE(session.runs().size() == 3);
    CHECK(session.runs()[2].get() == recorded);

    SECTION("undo and redo include it") {
        session.undo();
        session.undo();
        session.undo();
        CHECK(titles(session) == runs);
        CHECK_FALSE(session.can_undo());
        session.redo();
        CHECK(session.runs().size() == 4);
        CHECK(session.runs()[3]->recording);
    }
    SECTION("it can be closed") {
        session.close_recording(0);  // a run of the scenario cannot be closed
        CHECK(session.runs().size() == 3);
        session.close_recording(2);
        CHECK(session.runs().size() == 2);
        CHECK(session.has_document());
        session.undo();
        CHECK(session.runs()[2]->recording);
    }
    SECTION("another scenario can replace the first and leave the recording there") {
        const std::string text = scenario::write(session.document());
        Session other;
        REQUIRE(other.load_builtin("cpu-heavy-batch"));
        REQUIRE(session.load(scenario::write(other.document()), Opening::beside));
        CHECK(session.runs().back()->recording);
        CHECK(session.title() == other.title());
        session.undo();
        CHECK(scenario::write(session.document()) == text);
        CHECK(session.runs().back()->recording);
    }
}

TEST_CASE("opening a recording replaces what is there, and undo restores that", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    REQUIRE(session.set("strategy.threads", "8"));
    const std::string text = scenario::write(session.document());
    session.open_recording(recording("one.json"));
    CHECK(titles(session) == Titles{"one.json"});
    CHECK(session.title() == "one.json");
    session.open_recording(recording("two.json"));
    CHECK(titles(session) == Titles{"two.json"});
    CHECK(session.origin() == 3);

    session.undo();
    CHECK(titles(session) == Titles{"one.json"});
    CHECK(session.origin() == 2);
    CHECK(session.runs()[0]->results.makespan == msec(500));
    CHECK_FALSE(session.has_document());
    session.undo();
    CHECK(scenario::write(session.document()) == text);
    CHECK(session.origin() == 1);
    session.undo();
    CHECK_FALSE(session.can_undo());
    CHECK(session.origin() == 1);
    while (session.can_redo()) session.redo();
    CHECK(titles(session) == Titles{"two.json"});
    CHECK(session.origin() == 3);
}

TEST_CASE("two recordings side by side are measured separately", "[session]") {
    Session session;
    session.open_recording(recording("one.json"));
    session.open_recording(recording("two.json"), Opening::beside);
    CHECK(titles(session) == Titles{"one.json", "two.json"});
    CHECK_FALSE(session.has_document());
    CHECK_FALSE(session.set("machine.cores", "2"));
    session.close_recording(0);
    CHECK(titles(session) == Titles{"two.json"});
    session.close_recording(0);  // the only one cannot be closed
    CHECK(titles(session) == Titles{"two.json"});
}

// The three variants are a pool, an event loop and async on every core.
TEST_CASE("the focus stays with its run when strategies come and go", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    session.state.focus = 1;
    session.state.pins.push_back({2, {chart::LaneKind::core, 0}, 0});
    // Identified by its kind, because the first variant's title comes from its strategy.
    const auto is_loop_in_focus = [&] {
        return session.runs()[session.focus()]->variant.scenario.strategy.kind == scenario::StrategyKind::event_loop;
    };
    REQUIRE(is_loop_in_focus());
    REQUIRE(session.toggle_strategy("thread-pool"));
    REQUIRE(session.runs().size() == 2);
    CHECK(session.focus() == 0);
    CHECK(is_loop_in_focus());
    REQUIRE(session.state.pins.size() == 1);
    CHECK(session.state.pins[0].pane == 1);

    session.undo();
    CHECK(session.focus() == 1);
    CHECK(is_loop_in_focus());

    SECTION("if that run is removed, the run in its place gets the focus") {
        REQUIRE(session.toggle_strategy("event-loop"));
        CHECK(session.focus() == 1);
        session.state.focus = 1;
        REQUIRE(session.toggle_strategy("async-pool"));
        CHECK(session.focus() == 0);
    }
    SECTION("a change of all variants leaves it where it is") {
        REQUIRE(session.set("machine.cores", "3"));
        CHECK(session.focus() == 1);
    }
}

TEST_CASE("runs with the same title are distinguished", "[session]") {
    Session session;
    REQUIRE(session.load(R"({"version": 1, "programs": {"a": [{"compute": "1ms"}]}, "work": [{"run": "a", "count": 4}],
        "machine": {"cores": 1}, "strategy": {"kind": "thread-per-task"},
        "compare": [{"title": "same", "strategy": {"kind": "thread-pool", "threads": 2}},
                    {"title": "same", "machine": {"cores": 2}}, {"title": "same", "machine": {"cores": 4}}]})"));
    REQUIRE(titles(session) == Titles{titles(session)[0], "same", "same", "same"});
    session.state.focus = 3;
    session.state.folds.push_back({2, {chart::LaneKind::core, 0}, true});
    const session::Run* focused = session.runs()[3].get();
    const session::Run* folded = session.runs()[2].get();
    REQUIRE(session.toggle_strategy("thread-pool"));
    REQUIRE(session.runs().size() == 3);
    CHECK(session.runs()[session.focus()].get() == focused);
    REQUIRE(session.state.folds.size() == 1);
    CHECK(session.runs()[session.state.folds[0].pane].get() == folded);
}
