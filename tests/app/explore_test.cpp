#include "app/commands.h"
#include "app/find.h"
#include "app/follow.h"
#include "app/lab.h"
#include "app/marks.h"
#include "app/measured.h"
#include "app/predict.h"
#include "tests/catch2.h"

#include <algorithm>

using app::Lab;

namespace {

// 24 requests of 2 + 20 + 2 ms on 2 cores: a pool of 4 threads, an event loop, async on every core.
struct Example {
    Lab lab;
    Example() { REQUIRE(lab.load_builtin("waiting-on-the-database")); }
    size_t count(const char* text) {
        lab.state.find = text;
        return lab.found().all.size();
    }
};

}  // namespace

TEST_CASE("names are found once a run, reasons at every bar", "[app]") {
    Example it;
    CHECK(it.count("request 7") == 3);
    CHECK(it.count("REQUEST 7 ") == 3);   // neither case nor blanks matter
    CHECK(it.count("request 2") == 3);    // not 20 to 24
    CHECK(it.count("request") == 72);
    CHECK(it.count("thread 3") == 1);     // of the pool only
    CHECK(it.count("database") == 72);
    CHECK(it.count("blocked") == 24);
    CHECK(it.count("xyzzy") == 0);
    CHECK(it.count("") == 0);
    CHECK(app::find_words(it.lab).empty());
    it.count("nobody");
    CHECK(app::find_words(it.lab) == "nothing found");
    it.lab.state.hidden[0] = true;        // what is hidden is not found
    CHECK(it.count("blocked") == 0);
}

TEST_CASE("finds are gone through in the order of time, around the end", "[app]") {
    Example it;
    it.count("request 12");
    std::vector<int64_t> at;
    for (int i = 0; i < 4; ++i) {
        app::go_to_find(it.lab, 1);
        at.push_back(it.lab.state.playhead.ns / 1'000'000);
    }
    CHECK(at == std::vector<int64_t>{10, 22, 52, 10});
    app::go_to_find(it.lab, -1);
    CHECK(it.lab.state.playhead == msec(52));
    CHECK(app::find_words(it.lab) == "3 of 3");
    it.lab.state.selection.reset();
    it.lab.seek(msec(30));  // from where the reader is
    app::go_to_find(it.lab, 1);
    CHECK(it.lab.state.playhead == msec(52));
    it.lab.state.selection.reset();
    it.lab.seek(msec(30));
    app::go_to_find(it.lab, -1);
    CHECK(it.lab.state.playhead == msec(22));
}

TEST_CASE("causes lead back in time to the root, effects the same way back", "[app]") {
    Example it;
    it.lab.seek(msec(10));
    CHECK(it.lab.reason().question == "what holds thread 1?");
    std::vector<view::Selection> way{*it.lab.reason().about};
    while (app::can_follow_cause(it.lab)) {
        REQUIRE(way.size() < 10);
        app::follow_cause(it.lab);
        way.push_back(*it.lab.state.selection);
    }
    CHECK(way.size() == 4);
    CHECK(it.lab.state.playhead == Time{});
    for (size_t i = way.size() - 1; i-- > 0;) {
        app::follow_effect(it.lab);
        CHECK(it.lab.state.selection == way[i]);
    }
}

TEST_CASE("marks are kept in order, taken away where they are, and survive a change", "[app]") {
    Example it;
    for (const Time t : {msec(50), msec(20), msec(90)}) {
        it.lab.seek(t);
        app::toggle_mark(it.lab);
    }
    CHECK(it.lab.state.marks == std::vector<Time>{msec(20), msec(50), msec(90)});
    app::go_to_mark(it.lab, 1);
    CHECK(it.lab.state.playhead == msec(20));  // around the end
    it.lab.seek(msec(60));
    app::toggle_range(it.lab);
    CHECK(it.lab.state.range == view::Range{msec(50), msec(90)});
    REQUIRE(it.lab.set("machine.cores", "3"));
    CHECK(it.lab.state.marks.size() == 3);
    it.lab.seek(msec(50));
    app::toggle_mark(it.lab);
    CHECK(it.lab.state.marks == std::vector<Time>{msec(20), msec(90)});
}

TEST_CASE("a range is measured in every shown run", "[app]") {
    Example it;
    it.lab.state.range = view::Range{Time{}, msec(28)};
    const view::Measured measured = app::measured_of(it.lab);
    REQUIRE(measured.panes.size() == 3);
    const auto value = [](const view::Measured::Pane& pane, const std::string& name) {
        const auto row = std::find_if(pane.rows.begin(), pane.rows.end(), [&](const auto& one) { return one.name == name; });
        return row == pane.rows.end() ? std::string() : row->value;
    };
    CHECK(value(measured.panes[0], "cores busy") == "36 %");  // 20 of 56 ms
    CHECK(value(measured.panes[1], "cores busy") == "50 %");  // one of two cores
    CHECK(value(measured.panes[2], "cores busy") == "100 %");
    CHECK(value(measured.panes[0], "completed") == "4");
}

TEST_CASE("a prediction belongs to its run", "[app]") {
    Example it;
    it.lab.state.focus = 1;
    app::cover(it.lab, msec(0), msec(10));
    REQUIRE(it.lab.state.prediction);
    CHECK(it.lab.state.prediction->grid == usec(100));
    for (uint32_t i = 0; i < 5; ++i) app::add_guess(it.lab, {{0}, {i}, msec(2 * i), msec(2 * i + 2)});
    app::add_guess(it.lab, {{9}, {0}, msec(0), msec(2)});   // there is no such core
    app::add_guess(it.lab, {{0}, {999}, msec(0), msec(2)});  // nor such a task
    CHECK(it.lab.state.prediction->guesses.size() == 5);
    CHECK_FALSE(app::score_now(it.lab));
    app::check_prediction(it.lab);
    REQUIRE(app::score_now(it.lab));
    CHECK(app::score_now(it.lab)->points == 1);
    REQUIRE(it.lab.set("machine.cores", "3"));
    CHECK_FALSE(it.lab.state.prediction);
    app::cover(it.lab, msec(5), msec(5));
    CHECK_FALSE(it.lab.state.prediction);
}
