// Figures in a session: opening one shows it, and what a session shows can be made a figure that shows the same.

#include "tests/catch2.h"

#include "chart/layout.h"
#include "scenario/change.h"
#include "session/builtins.h"
#include "session/follow.h"
#include "session/marks.h"
#include "session/session.h"

#include <memory>
#include <random>
#include <string>

using session::Figure;
using session::Reading;
using session::Session;

namespace {

std::unique_ptr<Session> opened(const std::string& text) {
    auto session = std::make_unique<Session>();
    const auto dropped = session->open_figure(text, Reading::strict);
    if (!dropped) FAIL(dropped.error().message);
    for (const session::Dropped& one : *dropped) FAIL_CHECK(one.part + ": " + one.why);
    return session;
}

std::string music(const std::string& keys) {
    return "{\"figure\": 1, \"scenario\": \"typing-and-music\"" + (keys.empty() ? "" : ", " + keys) + "}";
}

std::vector<uint64_t> hashes(const Session& session) {
    std::vector<uint64_t> all;
    for (const auto& run : session.runs()) all.push_back(run->log().hash());
    return all;
}

}  // namespace

TEST_CASE("opening a figure shows its moment, view, lanes, selection, range and marks", "[figure]") {
    const auto session = opened(music(R"("set": {"machine.scheduler.quantum": "40ms"}, "lanes": ["tasks"], "t": "150ms",
        "from": "10ms", "to": "250ms", "focus": 2, "sel": "1:3", "range": "10ms-20ms", "mark": ["5ms", "30ms"])"));
    CHECK(session->state.playhead == msec(150));
    CHECK(session->state.begin == msec(10));
    CHECK(session->state.end == msec(250));
    CHECK(session->focus() == 2);
    CHECK(session->state.bar()->pane == 1);
    CHECK(session->state.range == session::Range{msec(10), msec(20)});
    CHECK(session->state.marks == std::vector{msec(5), msec(30)});
    CHECK(session->state.lanes.tasks);
    CHECK_FALSE(session->state.lanes.cores);
    CHECK(session->runs()[0]->variant.scenario.machine.scheduler.quantum == msec(40));
    CHECK(session->edited());  // compared with the gallery
    CHECK(session->original("machine.scheduler.quantum")->value == "4ms");
    CHECK(session->figure());
}

TEST_CASE("a figure names the baseline, and the run that the controls change", "[figure]") {
    const auto session = opened(music(R"("baseline": 1, "aim": 2)"));
    CHECK(session->state.baseline == 1u);
    CHECK(session->state.aim == 2u);
    REQUIRE(session->set("machine.cores", "3"));
    CHECK(session->runs()[0]->variant.scenario.machine.cores == 1);
    CHECK(session->runs()[1]->variant.scenario.machine.cores == 1);
    CHECK(session->runs()[2]->variant.scenario.machine.cores == 3);
    Figure now = session::figure_of(*session);
    CHECK(now.baseline == 1);
    CHECK(now.aim == 2);
    SECTION("by their numbers in the scenario, also where some runs are hidden") {
        REQUIRE(session->arrange(session->document().source, {1, 2}));
        CHECK(session->state.baseline == 0u);
        now = session::figure_of(*session);
        CHECK(now.baseline == 1);
        CHECK(now.aim == 2);
        const auto again = opened(session::write_figure(now));
        CHECK(again->state.baseline == 0u);
        CHECK(again->state.aim == 1u);
        CHECK(hashes(*again) == hashes(*session));
    }
    SECTION("and is reset to both") {
        session->state.baseline.reset();
        session->aim({});
        session->reset_figure();
        CHECK(session->state.baseline == 1u);
        CHECK(session->state.aim == 2u);
    }
    SECTION("without them, there is none") {
        session->state.baseline.reset();
        session->aim({});
        now = session::figure_of(*session);
        CHECK_FALSE(now.baseline);
        CHECK_FALSE(now.aim);
    }
}

TEST_CASE("an error leaves the session as it was", "[figure]") {
    const auto session = opened(music(R"("t": "20ms")"));
    const uint32_t origin = session->origin();
    CHECK_FALSE(session->open_figure(music(R"("t": "soon")"), Reading::strict));
    CHECK(session->origin() == origin);
    CHECK(session->state.playhead == msec(20));
}

TEST_CASE("only the runs that a figure shows are run, and numbers are those of the scenario", "[figure]") {
    const auto session = opened(music(R"("runs": [0, 2], "focus": 2, "sel": "2:3")"));
    REQUIRE(session->runs().size() == 2);
    CHECK(session->panes().size() == 2);
    CHECK(session->runs()[1]->variant.title == "First come, first served");
    CHECK(session->focus() == 1);
    CHECK(session->variant_of(1) == 2);
    CHECK(session->state.bar()->pane == 1);
    const Figure now = session::figure_of(*session);
    CHECK(now.runs == std::vector<int64_t>{0, 2});
    CHECK(now.focus == 2);
    CHECK(now.sel == "2:3");
    SECTION("a change keeps them") {
        REQUIRE(session->set("machine.scheduler.quantum", "8ms"));
        CHECK(session->runs().size() == 2);
    }
    SECTION("another strategy shows all") {
        REQUIRE(session->toggle_strategy("event-loop"));
        CHECK(session->runs().size() == 4);
    }
    SECTION("another scenario has all of its own") {
        REQUIRE(session->load_builtin("waiting-on-the-database"));
        CHECK(session->runs().size() == 3);
        CHECK_FALSE(session->figure());
        session->undo();
        CHECK(session->figure());
        CHECK(session->runs().size() == 2);
    }
}

TEST_CASE("a figure is reset to how it was opened, and undo leads back", "[figure]") {
    const auto session = opened(music(R"("t": "20ms", "mark": ["5ms"])"));
    const auto before = hashes(*session);
    REQUIRE(session->set("machine.scheduler.quantum", "40ms"));
    session->seek(msec(90));
    session->state.marks.clear();
    session->reset_figure();
    CHECK(hashes(*session) == before);
    CHECK(session->state.playhead == msec(20));
    CHECK(session->state.marks == std::vector{msec(5)});
    session->undo();
    CHECK(hashes(*session) != before);
}

TEST_CASE("a selection that the runs do not have is dropped, and the rest works", "[figure]") {
    Session session;
    const auto dropped = session.open_figure(music(R"("sel": "0:99999999", "t": "20ms")"), Reading::strict);
    REQUIRE(dropped);
    REQUIRE(dropped->size() == 1);
    CHECK(dropped->front().part == "sel=0:99999999");
    CHECK(session.state.playhead == msec(20));
}

TEST_CASE("a question that names no run is about the first one that is shown", "[figure]") {
    CHECK(opened(music(R"("runs": [1, 2], "ask": "missed")"))->figure()->figure.ask->run == 1);
    CHECK(opened(music(R"("runs": [1, 2], "ask": {"number": "missed", "run": 2})"))->figure()->figure.ask->run == 2);
    CHECK(opened(music(R"("ask": "missed")"))->figure()->figure.ask->run == 0);
}

TEST_CASE("while a question is unanswered, nothing after its moment can be seen", "[figure]") {
    const auto session = opened(music(R"("runs": [0], "t": "20ms", "ask": "missed")"));
    CHECK(session->covered() == msec(20));
    session->seek(msec(90));
    CHECK(session->state.playhead == msec(20));
    session->step(1);
    CHECK(session->state.playhead == msec(20));
    session->state.playing = true;
    for (int i = 0; i < 100; ++i) session->tick(0.1);
    CHECK(session->state.playhead == msec(20));
    CHECK_FALSE(session->state.playing);

    const auto drawn = [&] {
        chart::Options options;
        options.end = session->end();
        return chart::layout(session->panes(), options);
    };
    const auto told = [](const chart::Frame& frame) {
        std::string text;
        for (const chart::Label& label : frame.labels) text += label.text + '|';
        return text;
    };
    const chart::Frame covered = drawn();
    const float edge = covered.viewport.x_of(msec(20));
    for (const chart::Bar& bar : covered.bars) CHECK(bar.x1 <= edge + 1);
    for (const chart::Fold& fold : covered.folds) CHECK(fold.x1 <= edge + 1);
    CHECK(told(covered).find("missed") == std::string::npos);
    CHECK(told(covered).find("What happens next?") != std::string::npos);

    session->answer({"3", false, "0"});
    const chart::Frame open = drawn();
    CHECK(open.bars.size() > covered.bars.size());
    CHECK(told(open).find("missed") != std::string::npos);
    session->seek(msec(90));
    CHECK(session->state.playhead == msec(90));
}

TEST_CASE("a figure without a moment covers nothing", "[figure]") {
    CHECK_FALSE(opened(music(R"("ask": "missed")"))->covered());
    CHECK(opened(music(R"("ask": "missed", "t": "0ms")"))->covered() == Time{});
}

// What is shown of every scenario of the gallery, changed at random, is shown again by its figure.
TEST_CASE("a figure of what a session shows leads to the same runs, view and state", "[figure]") {
    size_t named = 0, all = 0;
    for (const std::string_view id : session::builtin_ids()) {
        for (uint64_t seed = 1; seed <= 3; ++seed) {
            INFO(id << ", seed " << seed);
            std::mt19937_64 random(seed * 1000 + id.size());
            const auto any = [&](uint64_t n) { return random() % n; };
            Session session;
            REQUIRE(session.load_builtin(id));
            for (uint64_t i = 0; i < seed; ++i) {
                const auto& row = session.parameters()[any(session.parameters().size())];
                const std::string row_id = row.id;
                std::string value = row.initial;
                if (!row.choices.empty()) value = row.choices[any(row.choices.size())].value;
                else if (row.type == scenario::ParameterType::integer) value = std::to_string(1 + any(3));
                else if (row.type == scenario::ParameterType::duration) value = std::to_string(1 + any(9)) + "ms";
                (void)session.set(row_id, value);  // it may be refused
            }
            session.seek(Time{int64_t(any(uint64_t(session.end().ns) + 1))});
            session::set_mark(session, Time{int64_t(any(uint64_t(session.end().ns) + 1))});
            if (any(2)) session.state.focus = uint32_t(any(session.runs().size()));
            if (any(2) && session.end() > msec(4)) {
                chart::Viewport view = session.viewport();
                view.begin = msec(1);
                view.end = msec(3);
                session.show(view);
            }
            if (any(2)) session.state.range = session::Range{Time{}, session.end()};
            if (any(2) && session.runs()[0]->log().spans.size() > 0)
                session::go_to_span(session, {0, uint32_t(any(session.runs()[0]->log().spans.size()))});
            if (any(2)) session.state.baseline = uint32_t(any(session.runs().size()));
            if (any(2)) session.aim(uint32_t(any(session.runs().size())));
            if (any(2)) session.set_lanes({.cores = true, .threads = false, .tasks = true});

            const Figure figure = session::figure_of(session);
            all += 1, named += !figure.scenario.id.empty();
            const std::string text = session::write_figure(figure);
            const auto again = opened(text);
            CHECK(session::write_figure(session::figure_of(*again)) == text);
            CHECK(hashes(*again) == hashes(session));
            CHECK(again->state.playhead == session.state.playhead);
            CHECK(again->state.begin == session.state.begin);
            CHECK(again->state.end == session.state.end);
            CHECK(again->state.selection == session.state.selection);
            CHECK(again->state.marks == session.state.marks);
            CHECK(again->focus() == session.focus());
            CHECK(again->state.baseline == session.state.baseline);
            CHECK(again->state.aim == session.state.aim);
        }
    }
    CHECK(named > all * 2 / 3);  // mostly as a difference from the gallery, which is short
}

TEST_CASE("what a figure says besides is kept", "[figure]") {
    const std::string text = music(R"("title": "T", "caption": "C", "show": ["why"], "numbers": ["p95"],
        "knobs": ["machine.cores"], "ask": "missed", "theme": "light", "engine": 1)");
    const auto session = opened(text);
    REQUIRE(session->set("machine.cores", "2"));
    const Figure now = session::figure_of(*session);
    CHECK(now.title == "T");
    CHECK(now.caption == "C");
    CHECK(now.show == session::Words{"why"});
    CHECK(now.numbers == session::Words{"p95"});
    CHECK(now.knobs == session::Words{"machine.cores"});
    CHECK(now.ask->number == "missed");
    CHECK(now.theme == session::FigureTheme::light);
    CHECK(now.set == std::vector<scenario::Setting>{{"machine.cores", "2"}});
}
