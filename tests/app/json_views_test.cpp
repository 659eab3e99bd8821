#include "tests/catch2.h"

#include "app/calls/json_views.h"
#include "app/screen.h"
#include "present/panel_maker.h"
#include "scenario/json.h"
#include "session/commands.h"
#include "session/program.h"
#include "view/panels.h"

#include <algorithm>
#include <set>
#include <string>

using session::Session;
using scenario::json::Kind;
using scenario::json::Value;

namespace {

Value parsed(const std::string& text) {
    const auto value = scenario::json::parse(text);
    INFO(text);
    REQUIRE(value);
    return *value;
}

void check_members(const Value& object, std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
        INFO(key);
        CHECK(object.find(key));
    }
}

// A session on a surface.
struct Shown {
    Session session;
    view::Look look;
    app::Desk desk{session, look};
};

}  // namespace

TEST_CASE("the texts of the page are JSON before anything is loaded", "[app]") {
    Shown shown;
    auto& [session, look, desk] = shown;
    for (const std::string& text :
         {app::json_parameters(desk), app::json_strategies(session), app::json_commands(desk), app::json_state(desk),
          app::json_results(session), app::json_limits(), app::json_layout(desk, {}), app::json_builtins()})
        (void)parsed(text);
    CHECK_FALSE(app::svg_of(desk).empty());
}

TEST_CASE("the page gets what json_views.h describes", "[app]") {
    Shown shown;
    auto& [session, look, desk] = shown;
    REQUIRE(session.load_builtin("waiting-on-the-database"));

    const Value state = parsed(app::json_state(desk));
    check_members(state, {"revision", "playhead_ns", "begin_ns", "end_ns", "playing", "rate", "focus", "title", "rules",
                          "complete", "stopped_by", "lanes", "can_undo", "can_redo", "running", "theme", "selection",
                          "gap", "sel"});

    const Value results = parsed(app::json_results(session));
    REQUIRE(results.find("variants")->items.size() == 3);
    CHECK(results.find("variants")->items[0].find("makespan_ns")->integer == 148'000'000);
    CHECK(results.find("best")->integer == 2);

    session.seek(usec(21'400));
    present::PanelMaker maker;
    maker.update(session);
    const Value revisions = parsed(app::json_panels(maker));
    for (const auto& part : revisions.members) {
        CHECK(part.value.integer == 1);
        CHECK_FALSE(parsed(app::json_panel(maker, part.key)).members.empty());
    }
    CHECK(parsed(app::json_panel(maker, "no such part")).members.empty());
    const Value moment = parsed(app::json_panel(maker, "moment"));
    const auto& levels = moment.find("now")->find("rows")->items;
    REQUIRE(levels.size() == 3);
    CHECK(levels[0].find("value")->string == "4");
    CHECK(levels[1].find("value")->string == "0");
    CHECK(levels[2].find("value")->string == "0");
    const auto& sentence = moment.find("reason")->find("sentence")->items;
    REQUIRE(sentence.size() > 1);
    CHECK(std::any_of(sentence.begin(), sentence.end(), [](const Value& piece) { return piece.string == "queued"; }));

    const Value commands = parsed(app::json_commands(desk));
    CHECK(commands.items.size() == app::commands().size());
    for (const Value& command : commands.items)
        check_members(command, {"id", "group", "label", "help", "keys", "enabled", "checked"});

    const Value builtins = parsed(app::json_builtins());
    for (const Value& builtin : builtins.items) check_members(builtin, {"id", "title", "description"});

    const auto panes = session.panes();
    chart::Options options;
    options.begin = session.viewport().begin;
    options.end = session.viewport().end;
    const Value layout = parsed(app::json_layout(desk, chart::layout(panes, options)));
    check_members(layout, {"begin_ns", "end_ns", "left", "width", "height", "scroll"});
    REQUIRE(layout.find("panes")->items.size() == 3);
    const Value& rows = *layout.find("panes")->items[0].find("rows");
    REQUIRE(rows.items.size() == 30);  // two cores, four threads, 24 tasks
    check_members(rows.items[0], {"kind", "index", "label", "y0", "y1"});
}

TEST_CASE("an error is reported with its place", "[app]") {
    Session session;
    const Value answer = parsed(app::json_result(session.load("{\"version\": 1,\n  \"machine\": {\"cores\": 0}}")));
    const Value* error = answer.find("error");
    REQUIRE(error);
    CHECK(error->find("line")->integer == 2);
    CHECK_FALSE(error->find("message")->string.empty());
    CHECK(parsed(app::json_result(session::Nothing{})).find("ok")->boolean);
}

TEST_CASE("every row of the parameter table is on the page and on the panels", "[app][view]") {
    Shown shown;
    auto& [session, look, desk] = shown;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    std::set<std::string> table, page, panels;
    for (const auto& row : session.parameters()) table.insert(row.id);
    for (const Value& row : parsed(app::json_parameters(desk)).items) {
        page.insert(row.find("id")->string);
        check_members(row, {"label",   "help",  "type",        "unit",    "group",   "min",         "max",
                            "low",     "high",  "logarithmic", "choices", "default", "value",       "position",
                            "enabled", "shown", "text",        "share",   "hint",    "group_title", "default_text"});
    }
    for (auto group :
         {scenario::Group::tried, scenario::Group::work, scenario::Group::machine, scenario::Group::strategy})
        for (const auto* row : view::panel_rows(session.parameters(), group, true)) panels.insert(row->id);
    CHECK(parsed(app::json_parameters(desk)).items.front().find("group")->string == "try");
    CHECK(table.size() == session.parameters().size());
    CHECK(page == table);
    CHECK(panels == table);
}

TEST_CASE("the panels show what the session contains", "[app][view]") {
    Shown shown;
    auto& [session, look, desk] = shown;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    present::PanelMaker maker;
    const view::Screen screen = app::screen_of(desk, maker.update(session), "");
    CHECK(screen.panels.outcome.rows.size() == 3);
    CHECK(screen.actions.size() == app::commands().size());
    CHECK(screen.strategies.size() == 9);
    for (const auto& strategy : screen.strategies) CHECK(strategy.help.size() > 20);
    CHECK_FALSE(screen.rules.empty());
}

TEST_CASE("a line of a program leads to its moments in turn, and starts again", "[app][loop]") {
    Session session;
    REQUIRE(session.load_builtin("await-one-or-all"));
    const auto& lines = session::program_of(session);
    const auto line =
        size_t(std::find_if(lines.begin(), lines.end(), [](const auto& one) { return one.text == "busy(2);"; }) -
               lines.begin());
    std::vector<Time> moments;
    for (int i = 0; i < 4; ++i) {
        CHECK(session::go_to_line(session, line));
        moments.push_back(session.state.playhead);
        CHECK(session::program_now(session).line == int(line));
    }
    CHECK(moments == std::vector<Time>{usec(200), usec(44'600), usec(88'600), usec(200)});
    CHECK_FALSE(session::go_to_line(session, 0));       // a helper
    CHECK_FALSE(session::go_to_line(session, 100'000));
    CHECK(session::go_to_printed(session, 0));
    CHECK(session.state.playhead == usec(44'400));
    CHECK_FALSE(session::go_to_printed(session, 99));
}

TEST_CASE("a program of a loop opens with the lanes of its loop, other scenarios with the usual ones", "[app][loop]") {
    Session session;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    REQUIRE(session.load_builtin("timeout-promise-tick"));
    CHECK_FALSE(session.state.lanes.cores);
    CHECK_FALSE(session.runs()[0]->loop.lanes.empty());
    CHECK(session::run_command(session, "lanes-cores"));
    CHECK(session::run_command(session, "lanes-loops"));
    CHECK(session.runs()[0]->loop.lanes.empty());
    CHECK_FALSE(session.runs()[0]->lanes.empty());
    REQUIRE(session.load_builtin("hundred-requests"));
    CHECK(session.state.lanes.cores);
    CHECK(session.state.lanes.threads);
    CHECK_FALSE(session::run_command(session, "lanes-loops"));  // there are none
}
