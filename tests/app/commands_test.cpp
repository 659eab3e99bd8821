#include "tests/catch2.h"

#include "app/calls/commands.h"

#include <set>
#include <string>

using session::Session;

TEST_CASE("commands have ids and keys of their own, and words for people", "[app]") {
    std::set<std::string_view> ids, keys;
    for (const app::Command& command : app::commands()) {
        INFO(command.id);
        CHECK(ids.insert(command.id).second);
        CHECK_FALSE(command.label.empty());
        CHECK(command.help.ends_with('.'));
        CHECK_FALSE(session::keys_of(command.keys).empty());
        for (std::string_view key : session::keys_of(command.keys)) {
            INFO(key);
            CHECK(keys.insert(key).second);
            CHECK(key.find("  ") == key.npos);
        }
        REQUIRE(app::find_command(command.id));
        CHECK(app::find_command(command.id)->label == command.label);
    }
    CHECK_FALSE(app::find_command("no-such-command"));
}

TEST_CASE("keys are matched by position and modifiers", "[app]") {
    const auto id = [](std::string_view code, unsigned modifiers = 0) {
        const auto command = app::command_of_key(code, modifiers);
        return command ? command->id : std::string_view("-");
    };
    CHECK(id("Space") == "play");
    CHECK(id("KeyW") == "zoom-in");
    CHECK(id("KeyZ", session::control) == "undo");
    CHECK(id("KeyZ", session::meta) == "undo");  // the Command key of a Mac
    CHECK(id("KeyZ", session::control | session::shift) == "redo");
    CHECK(id("Slash", session::shift) == "help");
    CHECK(id("Slash") == "find");
    CHECK(id("BracketLeft") == "cause");
    CHECK(id("Slash", session::control) == "-");
    CHECK(id("KeyW", session::control) == "-");  // it closes the tab: not one of ours
    CHECK(id("KeyW", session::alt) == "-");
    CHECK(id("Tab") == "-");
}

TEST_CASE("every command can be run at any time", "[app]") {
    Session empty, full;
    view::Look look;
    REQUIRE(full.load_builtin("waiting-on-the-database"));
    for (const app::Command& command : app::commands()) {
        INFO(command.id);
        for (const app::Desk desk : {app::Desk{empty, look}, app::Desk{full, look}}) {
            if (command.enabled(desk)) command.act(desk);
            (void)command.checked(desk);
        }
    }
    CHECK(full.state.begin <= full.viewport().end);
}

TEST_CASE("Esc closes help, then clears the selection, then is left to the page", "[app]") {
    Session session;
    view::Look look;
    const app::Desk desk{session, look};
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    look.help = true;
    session.state.selection = session::ChosenBar{0, 0};
    CHECK(app::run_command(desk, "escape"));
    CHECK_FALSE(look.help);
    CHECK(app::run_command(desk, "escape"));
    CHECK(session::is_nothing(session.state.selection));
    CHECK_FALSE(app::run_command(desk, "escape"));
}

TEST_CASE("keys go into the find box while it is open", "[app]") {
    Session session;
    view::Look look;
    const app::Desk desk{session, look};
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    REQUIRE(app::run_command(desk, "find"));
    CHECK(session.state.find);
    CHECK(look.typing);
    REQUIRE(app::run_command(desk, "find"));
    CHECK_FALSE(look.typing);
}
