#include "tests/catch2.h"

#include "session/commands.h"
#include "session/keys.h"

using session::Session;

TEST_CASE("keys are named as on the keyboard", "[session]") {
    CHECK(session::key_label("KeyW") == "W");
    CHECK(session::key_label("Ctrl+Shift+KeyZ") == "Ctrl Shift Z");
    CHECK(session::key_label("Shift+Slash") == "?");
    CHECK(session::key_label("ArrowLeft") == "←");
    CHECK(session::key_label("Digit1") == "1");
}

TEST_CASE("play starts again from the end", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    REQUIRE(session::run_command(session, "end"));
    CHECK(session.state.playhead == session.end());
    REQUIRE(session::run_command(session, "play"));
    CHECK(session.state.playing);
    CHECK(session.state.playhead == Time{});
    REQUIRE(session::run_command(session, "play"));
    CHECK_FALSE(session.state.playing);
}

TEST_CASE("zooming keeps the moment under the pointer", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    session.pointed.time = msec(40);
    const float before = session.viewport().x_of(msec(40));
    REQUIRE(session::run_command(session, "zoom-in"));
    CHECK(session.viewport().x_of(msec(40)) == Approx(before).margin(0.5));
    REQUIRE(session::run_command(session, "fit"));
    CHECK(session.state.end == Time{});
}

TEST_CASE("F shows the selection, then everything", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    session.state.selection = session::ChosenBar{0, 0};
    const trace::Span span = session.runs()[0]->log().spans[0];
    session::run_command(session, "fit");
    CHECK(session.viewport().begin <= span.start);
    CHECK(session.viewport().end >= span.end());
    CHECK(session.viewport().end < session.end());
    session::run_command(session, "fit");
    CHECK(session.viewport().end == session.limit());
}

TEST_CASE("next and previous walk along a lane and return", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    CHECK_FALSE(session::run_command(session, "next-bar"));
    const auto& spans = session.runs()[0]->lanes[0].spans;
    REQUIRE(spans.size() > 2);
    session.state.selection = session::ChosenBar{0, spans[0]};
    REQUIRE(session::run_command(session, "next-bar"));
    REQUIRE(session.state.bar());
    CHECK(session.state.bar()->span == spans[1]);
    REQUIRE(session::run_command(session, "previous-bar"));
    REQUIRE(session::run_command(session, "previous-bar"));
    REQUIRE(session.state.bar());
    CHECK(session.state.bar()->span == spans[0]);
}

TEST_CASE("one kind of lane is always shown", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    session::run_command(session, "lanes-tasks");
    session::run_command(session, "lanes-cores");
    CHECK_FALSE(session.state.lanes.tasks);
    CHECK_FALSE(session.state.lanes.cores);
    session::run_command(session, "lanes-threads");
    CHECK(session.state.lanes.threads);
}
