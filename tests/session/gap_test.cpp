// A gap can be selected, reached by walking, followed to its cause, and named by a link, like a bar.

#include "tests/catch2.h"

#include "session/commands.h"
#include "session/follow.h"
#include "session/gap.h"
#include "session/prepared.h"
#include "session/selection_text.h"
#include "session/session.h"

#include <string>
#include <vector>

using session::ChosenBar;
using session::ChosenGap;
using session::LaneName;
using session::Selection;
using session::Session;

namespace {

// Two tasks that one thread serves, one after another. Core 2 is never needed.
//
//     ms       0  2          12  15     20 22          32  35
//     Core 1   ▇▇▇            ▇▇▇▇       ▇▇▇            ▇▇▇▇
//     Thread 1 ▇▇▇ on the db  ▇▇▇▇       ▇▇▇ on the db  ▇▇▇▇
constexpr const char* two_requests = R"({"version": 1, "machine": {"cores": 2}, "devices": {"db": {"time": "10ms"}},
    "programs": {"a": [{"compute": "2ms"}, {"io": "db"}, {"compute": "3ms"}]},
    "work": [{"run": "a"}, {"run": "a", "at": "20ms"}], "strategy": {"kind": "thread-pool", "threads": 1}})";

LaneName lane_of_kind(chart::LaneKind kind, uint32_t place) { return {0, {kind, 0, 0}, place}; }
ChosenGap on_core(uint32_t core, Time at) { return {lane_of_kind(chart::LaneKind::core, core), at}; }
ChosenGap on_thread(Time at) { return {lane_of_kind(chart::LaneKind::thread, 0), at}; }

void load(Session& session) { REQUIRE(session.load(two_requests)); }

std::optional<session::Range> stretch(const Session& session, const ChosenGap& gap) {
    return session::stretch_of(session::pane_of(*session.runs()[gap.lane.pane]), gap);
}

trace::Span span_of(const Session& session) { return session.runs()[0]->log().span(session.state.bar()->span); }

// "gap 2-12" or "bar 12-15", in ms.
std::string standing_on(const Session& session) {
    const auto selected = session::selected_stretch(session);
    if (!selected) return "nothing";
    const auto ms = [](Time t) { return std::to_string(t.ns / 1'000'000); };
    return (session.state.gap() ? "gap " : "bar ") + ms(selected->begin) + '-' + ms(selected->end);
}

}  // namespace

TEST_CASE("a gap lasts from one bar of its lane to the next", "[session]") {
    Session session;
    load(session);
    CHECK(stretch(session, on_core(0, msec(5))) == session::Range{msec(2), msec(12)});
    CHECK(stretch(session, on_core(0, msec(2))) == session::Range{msec(2), msec(12)});
    CHECK(stretch(session, on_core(0, msec(12) - nsec(1))) == session::Range{msec(2), msec(12)});
    CHECK(stretch(session, on_core(1, msec(5))) == session::Range{Time{}, msec(35)});
    CHECK(stretch(session, on_thread(msec(17))) == session::Range{msec(15), msec(20)});
    CHECK_FALSE(stretch(session, on_core(0, msec(12))));
    CHECK_FALSE(stretch(session, on_core(0, Time{})));
    CHECK_FALSE(stretch(session, on_core(0, msec(35))));
    CHECK_FALSE(stretch(session, on_core(0, nsec(-1))));
    CHECK_FALSE(stretch(session, on_core(2, msec(5))));  // there is no third core
    CHECK_FALSE(stretch(session, on_thread(msec(5))));   // the thread is blocked, which is a bar
}

TEST_CASE("a selected gap says why nothing runs there", "[session]") {
    Session session;
    load(session);
    REQUIRE(session::go_to_gap(session, on_core(0, msec(5))));
    CHECK(session.state.playhead == msec(5));
    CHECK(session.reason().text.plain().starts_with("Core 1 is idle: no thread is ready."));
    REQUIRE(session::go_to_gap(session, on_core(1, msec(17))));
    CHECK(session.reason().text.plain() == "Core 2 is idle: there is no task to run.");
    CHECK(session.reason().question.empty());  // nothing is in progress, and nothing came before
    CHECK_FALSE(session::can_follow_cause(session));
    REQUIRE(session::go_to_gap(session, on_thread(msec(17))));
    CHECK(session.reason().text.plain() == "Thread 1 is idle: there is no task for it.");

    session.seek(msec(1));  // the reason is still that of the gap
    CHECK(session.reason().text.plain() == "Thread 1 is idle: there is no task for it.");
    CHECK_FALSE(session::go_to_gap(session, on_core(0, msec(1))));  // the first gap stays selected
    CHECK(session.state.selection == Selection(on_thread(msec(17))));
    REQUIRE(session::can_escape(session));
    session::escape(session);
    CHECK(session::is_nothing(session.state.selection));
}

TEST_CASE("causes of a gap lead to the root, and effects return along the same path", "[session]") {
    Session session;
    load(session);
    const ChosenGap gap = on_core(0, msec(5));
    REQUIRE(session::go_to_gap(session, gap));
    CHECK(session.reason().question == "what happens meanwhile?");
    std::vector<std::string> way;
    while (session::run_command(session, "cause")) {
        REQUIRE(way.size() < 10);
        way.push_back(standing_on(session));
    }
    CHECK(way == std::vector<std::string>{"bar 2-12", "bar 0-2"});  // it waits for the database, and ran before
    REQUIRE(session::run_command(session, "effect"));
    CHECK(standing_on(session) == "bar 2-12");
    CHECK(span_of(session).kind == trace::SpanKind::blocked);
    REQUIRE(session::run_command(session, "effect"));
    CHECK(session.state.selection == Selection(gap));
    CHECK(session.state.playhead == msec(5));

    REQUIRE(session::run_command(session, "effect"));  // on to the bar that ends the gap
    CHECK(standing_on(session) == "bar 12-15");

    REQUIRE(session::go_to_gap(session, on_core(0, msec(17))));  // if no task is in progress, to what came before
    CHECK(session.reason().question == "what came before?");
    REQUIRE(session::run_command(session, "cause"));
    CHECK(standing_on(session) == "bar 12-15");
}

TEST_CASE("walking along a lane visits its bars and its gaps", "[session]") {
    Session session;
    load(session);
    const auto walk = [&](const char* command, std::vector<std::string> expected) {
        for (const std::string& next : expected) {
            REQUIRE(session::run_command(session, command));
            CHECK(standing_on(session) == next);
        }
    };
    SECTION("of a core") {
        const chart::Lane core = session.runs()[0]->lanes[0];
        session.state.selection = ChosenBar{0, core.number(0)};
        walk("next-bar", {"gap 2-12", "bar 12-15", "gap 15-20", "bar 20-22", "gap 22-32", "bar 32-35", "bar 32-35"});
        walk("previous-bar", {"gap 22-32", "bar 20-22", "gap 15-20", "bar 12-15", "gap 2-12", "bar 0-2", "bar 0-2"});
        CHECK(session.state.playhead == Time{});
    }
    SECTION("of a thread: bars that are also on cores do not lead away from it") {
        REQUIRE(session::go_to_gap(session, on_thread(msec(17))));
        walk("next-bar", {"bar 20-22", "bar 22-32", "bar 32-35"});
        walk("previous-bar", {"bar 22-32", "bar 20-22", "gap 15-20", "bar 12-15", "bar 2-12", "bar 0-2"});
    }
    SECTION("of a core that is never busy: there is nothing else") {
        REQUIRE(session::go_to_gap(session, on_core(1, msec(5))));
        walk("next-bar", {"gap 0-35"});
        walk("previous-bar", {"gap 0-35"});
    }
}

TEST_CASE("commands treat a gap like a bar", "[session]") {
    Session session;
    load(session);
    REQUIRE(session::go_to_gap(session, on_core(0, msec(5))));
    session::run_command(session, "range");
    CHECK(session.state.range == session::Range{msec(2), msec(12)});
    session::run_command(session, "fit");
    CHECK(session.viewport().begin == Time{});  // 2 ms minus the length of the gap
    CHECK(session.viewport().end == msec(22));
    session::run_command(session, "pin");
    CHECK(session.state.pins == std::vector<LaneName>{lane_of_kind(chart::LaneKind::core, 0)});
}

TEST_CASE("a gap stays selected through changes as long as its lane is empty there", "[session]") {
    Session session;
    load(session);
    const ChosenGap gap = on_core(0, msec(5));
    REQUIRE(session::go_to_gap(session, gap));
    REQUIRE(session.set("devices.db.time", "14ms"));
    CHECK(session.state.selection == Selection(gap));
    CHECK(stretch(session, gap) == session::Range{msec(2), msec(16)});
    session.undo();
    CHECK(session.state.selection == Selection(gap));
    CHECK(stretch(session, gap) == session::Range{msec(2), msec(12)});
    session.redo();
    CHECK(session.state.selection == Selection(gap));
    SECTION("a bar appears there") {
        REQUIRE(session.set("devices.db.time", "1ms"));  // it runs from 3 to 6 ms
        CHECK(session::is_nothing(session.state.selection));
    }
    SECTION("its lane is no longer shown") {
        session::run_command(session, "lanes-cores");
        CHECK(session::is_nothing(session.state.selection));
    }
    SECTION("its run is removed") {
        REQUIRE(session.toggle_strategy("event-loop"));
        CHECK(session.state.selection == Selection(gap));
        REQUIRE(session.toggle_strategy("thread-pool"));
        CHECK(session::is_nothing(session.state.selection));
    }
    SECTION("another scenario is opened") {
        load(session);
        CHECK(session::is_nothing(session.state.selection));
    }
}

TEST_CASE("a folded group unfolds when the user goes to a gap in it", "[session]") {
    Session session;
    load(session);
    session.state.folds.push_back({0, {chart::LaneKind::core, 0}, true});
    session.tick(0);
    REQUIRE(session.is_folded(0, {chart::LaneKind::core, 0}));
    REQUIRE(session::go_to_gap(session, on_core(1, msec(5))));
    CHECK_FALSE(session.is_folded(0, {chart::LaneKind::core, 0}));
}

TEST_CASE("a link names bars and gaps", "[session]") {
    Session session;
    load(session);
    const std::pair<Selection, const char*> names[] = {
        {ChosenBar{0, 12}, "0:12"},
        {on_core(0, msec(5)), "0:core:0:5000000ns"},
        {on_thread(Time{}), "0:thread:0:0ns"},
        {ChosenGap{{3, {chart::LaneKind::core, 2, 0}, 1}, nsec(7)}, "3:core:1:2:7ns"},
        {ChosenGap{{0, {chart::LaneKind::operation, 0, 9}, 4}, nsec(7)}, "0:operation:4:0:9:7ns"},
        {ChosenGap{{0, {chart::LaneKind::server, 1, 0}, 0}, nsec(7)}, "0:server:0:1:7ns"},
    };
    for (const auto& [selection, text] : names) {
        CHECK(session::selection_text(selection) == text);
        CHECK(session::parse_selection(text) == selection);
    }
    CHECK(session::selection_text({}).empty());
    CHECK(session::selection_text(session::ChosenCallback{0, 1, {}}) == "0:callback:1");
    CHECK(session::parse_selection("2:callback:7") == session::Selection(session::ChosenCallback{2, 7, {}}));
    CHECK(session::selection_text(ChosenGap{lane_of_kind(chart::LaneKind::task, 0), msec(5)}).empty());

    REQUIRE(session::go_to(session, session::parse_selection("0:core:0:5000000ns")));
    CHECK(session.state.selection == Selection(on_core(0, msec(5))));
    REQUIRE(session::go_to(session, session::parse_selection("0:0")));
    CHECK(session.state.selection == Selection(ChosenBar{0, 0}));
}

TEST_CASE("a name from outside is rejected, or names nothing", "[session]") {
    Session session;
    load(session);
    for (const char* text : {"",
                             ":",
                             "::",
                             ":::",
                             "0",
                             "0:",
                             ":0",
                             "x",
                             "0:x",
                             "-1:0",
                             "0:-1",
                             "+0:0",
                             "0:+1",
                             " 0:0",
                             "0:0 ",
                             "0:0x1",
                             "0:1e3",
                             "0:1.5",
                             "0:0:0",
                             "4294967296:0",
                             "0:4294967295",
                             "0:99999999999999999999",
                             "0:core",
                             "0:core:",
                             "0:core:0",
                             "0:core:0:",
                             "0:core:0:5",
                             "0:core:0:5ms",
                             "0:core:0:ns",
                             "0:core:0:-5ns",
                             "0:core:0:5nsns",
                             "0:core:0:99999999999999999999ns",
                             "0:core:0:9223372036854775807ns",
                             "0:core::5ns",
                             "0:core:x:5ns",
                             "0:core:-1:5ns",
                             "0:core:4294967295:5ns",
                             "0:core:0:0:0:0:5ns",
                             "0:core:0:0:0:0:0:0:0:0:5ns",
                             "0:task:0:5ns",
                             "0:loop:0:5ns",
                             "0:CORE:0:5ns",
                             "0:cores:0:5ns",
                             "0::0:5ns",
                             ":core:0:5ns",
                             "0:core:0:5ns:",
                             "0:core:0: 5ns"}) {
        INFO(text);
        CHECK(session::is_nothing(session::parse_selection(text)));
    }
    CHECK(session::is_nothing(session::parse_selection(std::string("0:1\0", 4))));
    CHECK(session::is_nothing(session::parse_selection("0:core:0:" + std::string(1'000'000, '0') + "5ns")));
    CHECK(session::is_nothing(session::parse_selection(std::string(1'000'000, ':'))));

    // The name is well-formed, but there is no such thing.
    for (const char* text :
         {"1:0", "0:999999999", "999999999:0", "1:core:0:5000000ns", "0:core:2:5000000ns", "0:core:999999999:5000000ns",
          "0:core:0:1:5000000ns", "0:core:0:0:1:5000000ns", "0:server:0:5000000ns", "0:operation:0:5000000ns",
          "0:thread:1:5000000ns", "0:thread:0:5000000ns", "0:core:0:1000000ns", "0:core:0:35000000ns",
          "0:core:0:4000000000000000000ns"}) {
        INFO(text);
        const Selection selection = session::parse_selection(text);
        CHECK_FALSE(session::is_nothing(selection));
        CHECK_FALSE(session::go_to(session, selection));
        session.state.selection = selection;  // nothing breaks even if it is selected
        (void)session.reason();
        for (const session::Command& command : session::commands())
            if (command.id != "undo" && command.id != "redo") session::run_command(session, command.id);
        load(session);
    }
}

TEST_CASE("a link may name a callback of a loop", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("timeout-promise-tick"));
    const trace::Callbacks& record = session.runs()[0]->log().callbacks;
    const uint32_t last = uint32_t(record.all.size()) - 1;
    REQUIRE(session::go_to(session, session::parse_selection("0:callback:" + std::to_string(last))));
    CHECK(session.state.selection == Selection(session::ChosenCallback{0, last, {}}));
    CHECK(session.state.playhead == *record.all[last].began);
    CHECK_FALSE(session::go_to(session, session::parse_selection("0:callback:" + std::to_string(last + 1))));
    CHECK_FALSE(session::go_to(session, session::parse_selection("9:callback:0")));
}
