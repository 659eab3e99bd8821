#include "tests/catch2.h"

#include "base/json_writer.h"
#include "present/json.h"
#include "present/panel_maker.h"
#include "scenario/json.h"
#include "session/follow.h"
#include "session/predict.h"
#include "session/session.h"

#include <map>
#include <string>

using present::Part;
using session::Session;

namespace {

struct Shown {
    Session session;
    present::PanelMaker maker;

    explicit Shown(const char* scenario) { REQUIRE(session.load_builtin(scenario)); }
    const present::Panels& panels() { return maker.update(session); }
};

std::map<std::string, uint64_t> revisions(const present::PanelMaker& maker) {
    std::map<std::string, uint64_t> all;
    for (size_t i = 0; i < present::part_count; ++i)
        all[std::string(present::part_name(Part(i)))] = maker.revision(Part(i));
    return all;
}

std::string changed(Shown& shown, auto change) {
    shown.panels();
    const auto before = revisions(shown.maker);
    change(shown.session);
    shown.panels();
    std::string names;
    for (const auto& [name, revision] : revisions(shown.maker))
        if (revision != before.at(name)) names += name + " ";
    return names;
}

}  // namespace

TEST_CASE("a part of the panels is made again only when what it shows has changed", "[present]") {
    Shown shown("waiting-on-the-database");
    CHECK(changed(shown, [](Session&) {}).empty());
    CHECK(changed(shown, [](Session& session) { session.seek(msec(20)); }) == "clock find moment ");
    CHECK(changed(shown, [](Session& session) { session.state.focus = 1; }) == "code moment program range ");
    CHECK(changed(shown, [](Session& session) { session.state.range = {msec(10), msec(20)}; }) == "range ");
    CHECK(changed(shown, [](Session& session) { session.change_rate(1); }) == "clock ");
    CHECK(changed(shown, [](Session& session) { session.state.find = "request 7"; }) == "find ");
    CHECK(changed(shown, [](Session& session) { session.state.marks = {msec(3)}; }).empty());
    CHECK(changed(shown, [](Session& session) { CHECK(session.set("machine.cores", "4")); }).find("results") !=
          std::string::npos);
}

TEST_CASE("the moment has the levels, and why something waits", "[present]") {
    Shown shown("waiting-on-the-database");
    shown.session.seek(usec(21'400));
    const present::Panels& panels = shown.panels();
    CHECK(panels.clock.time == "21.40 ms");
    CHECK(panels.clock.whole == "21.40 ms of 148.0 ms");
    CHECK(panels.clock.rate == "10.00 ms per second");
    CHECK(panels.now.title == "Right now · Thread pool");
    REQUIRE(panels.now.rows.size() == 3);
    CHECK(panels.now.rows[0].id == "concurrency");
    CHECK(panels.now.rows[0].value == "4");
    CHECK(panels.now.rows[1].value == "0");
    CHECK(panels.reason.title == "Why is it waiting?");
    CHECK(panels.reason.sentence.starred().find("*queued*") != std::string::npos);
    CHECK(panels.reason.follow.find("Follow: ") == 0);
    CHECK(panels.reason.back.empty());

    session::follow_cause(shown.session);
    shown.panels();
    CHECK(panels.reason.title == "The selected bar");
    CHECK(panels.reason.back == "← Back");

    const Session nothing;
    present::PanelMaker of_nothing;
    CHECK(of_nothing.update(nothing).reason.sentence.plain() == "Nothing is waiting.");
    CHECK(of_nothing.panels().reason.follow.empty());
    CHECK(of_nothing.panels().now.title == "Right now");
    CHECK(of_nothing.panels().outcome.rows.empty());
}

// The loop has taken up main at 0 and pays 0.2 ms for it: it is in progress, and no core executes it yet.
TEST_CASE("overhead is a number of its own at a moment, where a run has any", "[present]") {
    Shown shown("timeout-promise-tick");
    shown.session.seek(usec(100));
    const present::Now& now = shown.panels().now;
    REQUIRE(now.rows.size() == 4);
    CHECK(now.rows[0].value == "1");
    CHECK(now.rows[1].value == "0");
    CHECK(now.rows[3].id == "overhead");
    CHECK(now.rows[3].value == "1");
    CHECK(shown.panels().reason.sentence.plain().starts_with("The loop has picked up main"));
}

// Two transfers wait for each other from 3 ms on, while the other runs go on until 9 ms.
TEST_CASE("what waits forever is still in progress after the end of its run", "[present]") {
    Shown shown("deadlock");
    shown.session.seek(shown.session.end());
    REQUIRE(shown.session.end() > shown.session.runs()[0]->log().end);
    const present::Panels& panels = shown.panels();
    CHECK(panels.now.rows[0].value == "2");
    CHECK(panels.now.rows[1].value == "0");
    CHECK(panels.now.rows[2].value == "0");
    CHECK(panels.reason.sentence.plain().starts_with("Deadlock at 3"));
    shown.session.state.focus = 1;  // it has finished
    CHECK(shown.panels().now.rows[0].value == "0");
}

// All 4 threads of the pool wait for the database at 15 ms: two since 2 ms, two since 4 ms, until 22 ms.
TEST_CASE("a selected gap has a title, a sentence and the path to its cause", "[present]") {
    Shown shown("waiting-on-the-database");
    const session::ChosenGap gap{{0, {chart::LaneKind::core, 0, 0}, 1}, msec(15)};
    CHECK(changed(shown, [&](Session& session) { REQUIRE(session::go_to_gap(session, gap)); }).find("moment") !=
          std::string::npos);
    const present::Reason& reason = shown.panels().reason;
    CHECK(reason.title.starts_with("The gap on Core 2 at 15"));
    CHECK(reason.sentence.plain().starts_with("Core 2 is idle: no thread is ready."));
    CHECK(reason.follow == "Follow: what happens meanwhile? →");
    CHECK(reason.back.empty());
    CHECK(reason.copy == "Copy");

    session::follow_cause(shown.session);
    CHECK(shown.panels().reason.title == "The selected bar");
    CHECK(shown.panels().reason.back == "← Back");
    session::follow_effect(shown.session);
    CHECK(shown.panels().reason.title.starts_with("The gap on Core 2"));
}

TEST_CASE("the rates to choose from increase, and the present one is among them", "[present]") {
    Shown shown("waiting-on-the-database");
    int strong = 0;
    double last = 0;
    for (const present::Row& rate : shown.panels().rates) {
        const double ns = shown.session.rate_at(std::stoi(rate.id));
        CHECK(ns > last);
        last = ns;
        if (rate.emphasis != present::Emphasis::strong) continue;
        ++strong;
        CHECK(rate.label == shown.panels().clock.rate);
    }
    CHECK(strong == 1);
}

TEST_CASE("the outcome of a session says which run was first", "[present]") {
    Shown shown("waiting-on-the-database");
    const present::Table& outcome = shown.panels().outcome;
    REQUIRE(outcome.rows.size() == 3);
    CHECK(outcome.rows[0].label == "Thread pool");
    CHECK(outcome.rows[0].values == std::vector<std::string>{"148.0", "148.0", "32 %", "4"});  // as in README.md
    CHECK(outcome.rows[2].emphasis == present::Emphasis::good);
    CHECK(shown.panels().compare == "Compare: 3 strategies");
    CHECK(shown.panels().verdict.sentence.starred().find("*concurrent*") != std::string::npos);
    CHECK(shown.panels().warnings.empty());
}

TEST_CASE("there is a warning about a run that was cut short", "[present]") {
    Shown shown("hundred-requests");
    shown.session.budget.events = 60;
    REQUIRE(shown.session.load_builtin("waiting-on-the-database"));
    const auto& warnings = shown.panels().warnings;
    REQUIRE(warnings.size() == 3);
    CHECK(warnings[0].id == "stopped-0");
    CHECK(warnings[0].label == "Thread pool was stopped after 20 events.");
    CHECK(shown.panels().outcome.rows[0].values[0].starts_with("≥ "));
}

TEST_CASE("a range says what happened in it, run by run", "[present]") {
    Shown shown("waiting-on-the-database");
    CHECK(shown.panels().range.panes.empty());
    shown.session.state.range = {Time{}, msec(22)};
    const present::Range& range = shown.panels().range;
    CHECK(range.length == "0.00 ms – 22.00 ms · 22.00 ms");
    REQUIRE(range.panes.size() == 3);
    const present::RangePane& pool = range.panes[0];
    CHECK(pool.title == "Thread pool");
    CHECK(pool.open);
    CHECK_FALSE(range.panes[1].open);
    // By hand: 2 cores, in 22 ms. Four tasks of 2 ms run until 4 ms, and from 22 ms on.
    CHECK(pool.summary == "18 %");
    CHECK(pool.rows[0].id == "utilisation");
    CHECK(pool.rows[0].value == pool.summary);
    double shares = 0;
    for (const present::RangeState& state : pool.states) shares += state.share;
    CHECK(shares == Approx(1));
    CHECK(pool.states[0].row.id == "run");
    CHECK(pool.states[0].row.value == "8.00 ms");
    REQUIRE_FALSE(pool.busiest.empty());
    CHECK(pool.busiest[0].label.find("longest on a core: request") == 0);
}

TEST_CASE("a prediction asks, counts and scores", "[present]") {
    Shown shown("waiting-on-the-database");
    CHECK(shown.panels().prediction.sentence.empty());
    session::cover(shown.session, Time{}, msec(4));
    CHECK(shown.panels().prediction.sentence.starred().find("*What will run* from") == 0);
    CHECK(shown.panels().prediction.check == "Check");
    session::add_guess(shown.session, {CoreId{0}, TaskId{0}, Time{}, msec(2)});
    CHECK(shown.panels().prediction.sentence.starred().find("*1 bar is* drawn") == 0);
    session::check_prediction(shown.session);
    // One bar of four is right in every respect.
    CHECK(shown.panels().prediction.sentence.starred().find("Your prediction matched *25 %* of what ran from") == 0);
    CHECK(shown.panels().prediction.sentence.starred().find("*1 of 1*") != std::string::npos);
    CHECK(shown.panels().prediction.check == "Cover again");
}

TEST_CASE("a program and what it has printed are lines", "[present][loop]") {
    Shown shown("timeout-promise-tick");
    shown.session.seek(usec(2'300));
    const present::Panels& panels = shown.panels();
    CHECK(panels.program.title == "Program · JavaScript");
    CHECK(panels.program.lines.size() > 15);
    REQUIRE(panels.program.console.size() == 8);
    CHECK(panels.program.console_note.empty());
    CHECK(panels.program_now.printed == 2);  // begin and end; next-tick comes at 2.4 ms
    CHECK(panels.program.lines[size_t(panels.program_now.line)].text == "process.nextTick(() => {");
    CHECK(Shown("waiting-on-the-database").panels().program.lines.empty());
}

// Without the busy line, the timeout of 1 ms may or may not be due when the loop first checks: by the rules of Node.js,
// either it or the immediate comes first. All other orders are certain.
TEST_CASE("a line that another line may precede says so", "[present][loop]") {
    Shown shown("timeout-promise-tick");
    const auto orders = [&] {
        std::vector<std::string> all;
        for (const present::Program::Printed& line : shown.panels().program.console)
            all.push_back(line.order.empty() ? "" : line.text + ": " + line.order);
        return all;
    };
    CHECK(orders() == std::vector<std::string>(8));  // with the busy line
    shown.session.state.focus = 1;
    std::vector<std::string> expected(8);
    expected.back() = "timeout: either order is possible here";
    CHECK(orders() == expected);
}

TEST_CASE("matches are counted", "[present]") {
    Shown shown("waiting-on-the-database");
    CHECK(shown.panels().found.none);
    CHECK(shown.panels().found.text.empty());
    shown.session.state.find = "no such thing";
    CHECK(shown.panels().found.none);
    CHECK(shown.panels().found.text == "nothing found");
    shown.session.state.find = "request 7";
    CHECK_FALSE(shown.panels().found.none);
    CHECK(shown.panels().found.text == "3 found");  // its first bar in each of three runs
    session::go_to_find(shown.session, 1);
    CHECK(shown.panels().found.text.find(" of 3") == 1);
}

TEST_CASE("every part is written as JSON", "[present]") {
    Shown shown("timeout-promise-tick");
    shown.session.state.range = {Time{}, msec(1)};
    for (size_t i = 0; i < present::part_count; ++i) {
        JsonWriter json(JsonWriter::Style::compact);
        present::write(json, shown.panels(), Part(i));
        INFO(json.text());
        CHECK(scenario::json::parse(json.text()));
        CHECK(json.text().size() > 20);
    }
}
