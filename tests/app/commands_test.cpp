#include "tests/catch2.h"

#include "app/commands.h"

#include <algorithm>
#include <set>
#include <string>

using app::Lab;

TEST_CASE("commands have ids and keys of their own, and words for people", "[app]") {
    std::set<std::string_view> ids, keys;
    for (const app::Command& command : app::commands()) {
        INFO(command.id);
        CHECK(ids.insert(command.id).second);
        CHECK_FALSE(command.label.empty());
        CHECK(command.help.ends_with('.'));
        CHECK(command.enabled);
        CHECK(command.run);
        CHECK_FALSE(app::keys_of(command).empty());
        for (std::string_view key : app::keys_of(command)) {
            INFO(key);
            CHECK(keys.insert(key).second);
            CHECK(key.find("  ") == key.npos);
        }
        CHECK(app::find_command(command.id) == &command);
    }
    CHECK_FALSE(app::find_command("no-such-command"));
}

TEST_CASE("keys are found by place and modifiers", "[app]") {
    const auto id = [](std::string_view code, unsigned modifiers = 0) {
        const app::Command* command = app::command_of_key(code, modifiers);
        return command ? command->id : std::string_view("-");
    };
    CHECK(id("Space") == "play");
    CHECK(id("KeyW") == "zoom-in");
    CHECK(id("KeyZ", app::control) == "undo");
    CHECK(id("KeyZ", app::meta) == "undo");  // the Command key of a Mac
    CHECK(id("KeyZ", app::control | app::shift) == "redo");
    CHECK(id("Slash", app::shift) == "help");
    CHECK(id("Slash") == "find");
    CHECK(id("BracketLeft") == "cause");
    CHECK(id("Slash", app::control) == "-");
    CHECK(id("KeyW", app::control) == "-");  // closes the tab: not ours
    CHECK(id("KeyW", app::alt) == "-");
    CHECK(id("Tab") == "-");
}

TEST_CASE("keys are named as on the keyboard", "[app]") {
    CHECK(app::key_label("KeyW") == "W");
    CHECK(app::key_label("Ctrl+Shift+KeyZ") == "Ctrl Shift Z");
    CHECK(app::key_label("Shift+Slash") == "?");
    CHECK(app::key_label("ArrowLeft") == "←");
    CHECK(app::key_label("Digit1") == "1");
}

TEST_CASE("every command can be run at any time", "[app]") {
    Lab empty, full;
    REQUIRE(full.load_builtin("waiting-on-the-database"));
    for (const app::Command& command : app::commands()) {
        INFO(command.id);
        if (command.enabled(empty)) command.run(empty);
        if (command.enabled(full)) command.run(full);
        if (command.checked) (void)command.checked(full);
    }
    CHECK(full.state.begin <= full.viewport().end);
}

TEST_CASE("play starts again from the end", "[app]") {
    Lab lab;
    REQUIRE(lab.load_builtin("waiting-on-the-database"));
    REQUIRE(app::run_command(lab, "end"));
    CHECK(lab.state.playhead == lab.end());
    REQUIRE(app::run_command(lab, "play"));
    CHECK(lab.state.playing);
    CHECK(lab.state.playhead == Time{});
    REQUIRE(app::run_command(lab, "play"));
    CHECK_FALSE(lab.state.playing);
}

TEST_CASE("zooming keeps what is under the pointer", "[app]") {
    Lab lab;
    REQUIRE(lab.load_builtin("waiting-on-the-database"));
    lab.state.pointer = msec(40);
    const float before = lab.viewport().x_of(msec(40));
    REQUIRE(app::run_command(lab, "zoom-in"));
    CHECK(lab.viewport().x_of(msec(40)) == Approx(before).margin(0.5));
    REQUIRE(app::run_command(lab, "fit"));
    CHECK(lab.state.end == Time{});
}

TEST_CASE("F frames the selection, then everything", "[app]") {
    Lab lab;
    REQUIRE(lab.load_builtin("waiting-on-the-database"));
    lab.state.selection = view::Selection{0, 0};
    const trace::Span span = lab.runs()[0]->log().spans[0];
    app::run_command(lab, "fit");
    CHECK(lab.viewport().begin <= span.start);
    CHECK(lab.viewport().end >= span.end());
    CHECK(lab.viewport().end < lab.end());
    app::run_command(lab, "fit");
    CHECK(lab.viewport().end == lab.limit());
}

TEST_CASE("next and previous walk along a lane and come back", "[app]") {
    Lab lab;
    REQUIRE(lab.load_builtin("waiting-on-the-database"));
    CHECK_FALSE(app::run_command(lab, "next-bar"));
    const auto& spans = lab.runs()[0]->lanes[0].spans;
    REQUIRE(spans.size() > 2);
    lab.state.selection = view::Selection{0, spans[0]};
    REQUIRE(app::run_command(lab, "next-bar"));
    CHECK(lab.state.selection->span == spans[1]);
    REQUIRE(app::run_command(lab, "previous-bar"));
    REQUIRE(app::run_command(lab, "previous-bar"));
    CHECK(lab.state.selection->span == spans[0]);
}

TEST_CASE("one kind of lane is always shown", "[app]") {
    Lab lab;
    REQUIRE(lab.load_builtin("waiting-on-the-database"));
    app::run_command(lab, "lanes-cores");
    CHECK_FALSE(lab.state.lanes.cores);
    app::run_command(lab, "lanes-threads");
    CHECK(lab.state.lanes.threads);
}

TEST_CASE("Esc closes help, then clears the selection, then is not ours", "[app]") {
    Lab lab;
    REQUIRE(lab.load_builtin("waiting-on-the-database"));
    lab.state.help = true;
    lab.state.selection = view::Selection{0, 0};
    CHECK(app::run_command(lab, "escape"));
    CHECK_FALSE(lab.state.help);
    CHECK(app::run_command(lab, "escape"));
    CHECK_FALSE(lab.state.selection);
    CHECK_FALSE(app::run_command(lab, "escape"));
}
