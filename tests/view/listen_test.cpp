#include "tests/catch2.h"

#include "view/scene/listen.h"

#include "model/simulation.h"
#include "scenario/document.h"

using view::Gesture;
using view::Pointing;

namespace {

// One run of two tasks of 10 ms on one core, laid out 960 px wide.
struct Stage {
    scenario::Document document = read();
    trace::Log log = model::run(document.variants[0].scenario);
    metrics::Levels levels = metrics::levels_of(log);
    metrics::Results results = metrics::results_of(document.variants[0].scenario, log, levels);
    chart::Lanes lanes = chart::lanes_of(document.variants[0].scenario, log, {});
    std::vector<chart::Pane> panes{{"T", &document.variants[0].scenario, &log, &results, &levels, &lanes}};
    std::vector<uint32_t> numbers{3};  // the number of this run in the session
    session::State state;
    view::Look look;
    Gesture gesture;
    Time limit = msec(20);
    float room_px = 1e6f;
    chart::Frame frame;

    Stage() { lay_out(); }

    static scenario::Document read() {
        auto document = scenario::read(R"({"version": 1, "programs": {"a": [{"compute": "10ms"}]},
            "work": [{"run": "a", "count": 2}], "machine": {"cores": 1}})");
        REQUIRE(document);
        return std::move(*document);
    }
    void lay_out() {
        chart::Options options;
        options.begin = state.begin;
        options.end = state.end.ns > 0 ? state.end : limit;
        frame = chart::layout(panes, options);
    }
    void hear(Pointing pointing) {
        pointing.over = true;
        view::listen(pointing, {frame, panes, numbers, limit, msec(20), room_px}, gesture, state, look);
        lay_out();
    }
    float x(Time t) const { return frame.viewport.x_of(t); }
    float lane_y() const { return (frame.panes[0].rows[0].y0 + frame.panes[0].rows[0].y1) / 2; }
    float axis_y() const { return (frame.panes[0].title_y1 + frame.panes[0].lanes_y0) / 2; }
};

Pointing at(float x, float y) {
    Pointing pointing;
    pointing.x_px = x;
    pointing.y_px = y;
    return pointing;
}
Pointing pressed(float x, float y) {
    Pointing pointing = at(x, y);
    pointing.pressed = pointing.down = true;
    return pointing;
}
Pointing held(float x, float y) {
    Pointing pointing = at(x, y);
    pointing.down = true;
    return pointing;
}
Pointing released(float x, float y) {
    Pointing pointing = at(x, y);
    pointing.released = true;
    return pointing;
}

}  // namespace

TEST_CASE("a drag on the lanes pans by as much as the pointer moved", "[view]") {
    Stage stage;
    stage.state.begin = msec(5);
    stage.state.end = msec(10);
    stage.lay_out();
    const Time under = stage.frame.viewport.time_at(500);
    stage.hear(pressed(500, stage.lane_y()));
    stage.hear(held(440, stage.lane_y()));
    CHECK(stage.x(under) == Approx(440).margin(0.5));
    stage.hear(released(440, stage.lane_y()));
    CHECK(session::is_nothing(stage.state.selection));
    CHECK(stage.gesture.kind == Gesture::Kind::none);

    stage.hear(held(300, stage.lane_y()));  // not after the button was released
    CHECK(stage.x(under) == Approx(440).margin(0.5));
}

TEST_CASE("a click with a slightly moving pointer is a click", "[view]") {
    Stage stage;
    const float x = stage.x(msec(15)), y = stage.lane_y();
    stage.hear(pressed(x, y));
    stage.hear(held(x + 2, y + 1));
    stage.hear(released(x + 2, y + 1));
    REQUIRE(stage.state.bar());
    CHECK(stage.state.bar()->pane == 3);
    CHECK(stage.log.spans[stage.state.bar()->span].end() == msec(20));
    CHECK(stage.state.focus == 3);
    CHECK(stage.state.end == Time{});
}

// The first thread has run from 0 to 10 ms and is gone; its lane is empty from then on.
TEST_CASE("a click or a tap on an empty stretch of a lane selects the gap", "[view]") {
    Stage stage;
    REQUIRE(stage.lanes.groups().size() == 2);
    const chart::LaneGroup& threads = stage.lanes.groups()[1];
    const chart::RowBox row = stage.frame.panes[0].rows[threads.first];
    Pointing pointing = at(stage.x(msec(15)), (row.y0 + row.y1) / 2);
    pointing.pressed = pointing.released = true;
    pointing.touch = GENERATE(false, true);
    stage.state.trail.push_back(session::ChosenBar{3, 0});
    stage.hear(pointing);
    REQUIRE(stage.state.gap());
    CHECK(stage.state.gap()->lane == session::LaneName{3, threads.key(), 0});
    CHECK(double(stage.state.gap()->at.ns) == Approx(15e6).epsilon(0.001));
    CHECK(stage.state.trail.empty());
    CHECK(stage.state.focus == 3);

    pointing.x_px = stage.x(msec(5));  // another click, on its bar
    stage.hear(pointing);
    CHECK(stage.state.bar());
}

TEST_CASE("press and release in one frame is a click, too", "[view]") {
    Stage stage;
    Pointing pointing = at(stage.x(msec(5)), stage.lane_y());
    pointing.pressed = pointing.released = true;
    stage.hear(pointing);
    CHECK(stage.state.bar());
}

TEST_CASE("the axis and the playhead scrub", "[view]") {
    Stage stage;
    stage.state.playing = true;
    stage.hear(pressed(stage.x(msec(8)), stage.axis_y()));
    stage.hear(held(stage.x(msec(12)), stage.axis_y() + 40));
    CHECK(stage.state.playhead == stage.frame.viewport.time_at(stage.x(msec(12))));
    CHECK_FALSE(stage.state.playing);
    stage.hear(held(5000, stage.axis_y()));
    CHECK(stage.state.playhead == msec(20));
    stage.hear(released(5000, stage.axis_y()));

    CHECK(view::is_scrubbing_place(stage.frame, msec(10), stage.x(msec(10)) + 3, stage.lane_y()));
    CHECK_FALSE(view::is_scrubbing_place(stage.frame, msec(10), stage.x(msec(10)) + 30, stage.lane_y()));
}

TEST_CASE("Ctrl with the wheel zooms at the pointer, Shift pans", "[view]") {
    Stage stage;
    const float x = stage.x(msec(12));
    Pointing pointing = at(x, stage.lane_y());
    pointing.wheel = 3;
    pointing.zoom_key = true;
    stage.hear(pointing);
    CHECK(stage.x(msec(12)) == Approx(x).margin(0.5));
    CHECK(stage.state.end - stage.state.begin < msec(11));

    pointing.zoom_key = false;
    pointing.shift = true;
    const Time begin = stage.state.begin;
    stage.hear(pointing);
    CHECK(stage.state.begin < begin);

    SECTION("all the way out is fit again") {
        pointing.shift = false;
        pointing.zoom_key = true;
        pointing.wheel = -50;
        stage.hear(pointing);
        CHECK(stage.state.end == Time{});
    }
}

TEST_CASE("spreading two fingers zooms in", "[view]") {
    Stage stage;
    Pointing pointing = at(stage.x(msec(10)), stage.lane_y());
    pointing.pinch = 2;
    stage.hear(pointing);
    CHECK((stage.state.end - stage.state.begin).ns == Approx(10e6).margin(1e3));
}

TEST_CASE("a plain wheel scrolls a picture that is taller than the view, up to its end", "[view]") {
    Stage stage;
    stage.room_px = 60;
    Pointing pointing = at(500, stage.lane_y());
    pointing.wheel = -100;
    stage.hear(pointing);
    CHECK(stage.look.scroll_px == Approx(stage.frame.height_px - 60));
    pointing.wheel = 200;
    stage.hear(pointing);
    CHECK(stage.look.scroll_px == 0);
}

TEST_CASE("a double click zooms to the bar", "[view]") {
    Stage stage;
    Pointing pointing = pressed(stage.x(msec(15)), stage.lane_y());
    pointing.doubled = true;
    stage.hear(pointing);
    CHECK(stage.state.begin <= msec(10));
    CHECK(stage.x(msec(10)) >= stage.frame.viewport.left_px);
    CHECK(stage.gesture.kind == Gesture::Kind::none);
}

TEST_CASE("the time under the pointer is known while it is over", "[view]") {
    Stage stage;
    stage.hear(at(stage.x(msec(7)), stage.lane_y()));
    REQUIRE(stage.look.pointed.time);
    CHECK(stage.x(*stage.look.pointed.time) == Approx(stage.x(msec(7))).margin(0.5));
    stage.hear(at(1, stage.lane_y()));  // on the labels
    CHECK_FALSE(stage.look.pointed.time);
}

TEST_CASE("a drag with Shift selects a range, from wherever it begins", "[view]") {
    Stage stage;
    Pointing press = pressed(stage.x(msec(12)), stage.lane_y());
    press.shift = true;
    stage.hear(press);
    stage.hear(held(stage.x(msec(4)), stage.lane_y()));
    REQUIRE(stage.state.range);
    CHECK(double(stage.state.range->begin.ns) == Approx(4e6).epsilon(0.001));
    CHECK(double(stage.state.range->end.ns) == Approx(12e6).epsilon(0.001));
    stage.hear(released(stage.x(msec(4)), stage.lane_y()));
    CHECK(stage.state.range);
    CHECK(session::is_nothing(stage.state.selection));
    CHECK(stage.state.end == Time{});  // nothing was panned

    stage.hear(pressed(stage.x(msec(6)), stage.lane_y()));  // a click inside keeps it
    stage.hear(released(stage.x(msec(6)), stage.lane_y()));
    CHECK(stage.state.range);
    stage.hear(pressed(stage.x(msec(15)), stage.lane_y()));  // a click outside does not
    stage.hear(released(stage.x(msec(15)), stage.lane_y()));
    CHECK_FALSE(stage.state.range);
}

TEST_CASE("wheel events in quick succession keep to one axis", "[view]") {
    Stage stage;
    stage.room_px = 40;
    stage.state.begin = msec(5);
    stage.state.end = msec(10);
    stage.lay_out();
    const auto turned = [&](float across, float along, double time_s) {
        Pointing pointing = at(400, stage.lane_y());
        pointing.wheel = across;
        pointing.wheel_sideways = along;
        pointing.time_s = time_s;
        stage.hear(pointing);
    };
    turned(-1, 0.1f, 1);
    CHECK(stage.look.scroll_px > 0);
    CHECK(stage.state.begin == msec(5));
    turned(0, -2, 1.1);  // still the same gesture
    CHECK(stage.state.begin == msec(5));
    const float scrolled = stage.look.scroll_px;
    turned(-0.2f, -2, 2);  // another one
    CHECK(stage.state.begin > msec(5));
    CHECK(stage.look.scroll_px == scrolled);
}

TEST_CASE("the window on the map moves the view, and its edges zoom", "[view]") {
    Stage stage;
    stage.state.begin = msec(5);
    stage.state.end = msec(10);
    stage.lay_out();
    const view::Map map{stage.frame.viewport.left_px, stage.frame.viewport.left_px + stage.frame.viewport.width_px, 500,
                        520, stage.limit};
    const auto hear = [&](Pointing pointing) {
        pointing.over = true;
        view::listen(pointing, {stage.frame, stage.panes, stage.numbers, stage.limit, msec(20), stage.room_px, map},
                     stage.gesture, stage.state, stage.look);
        stage.lay_out();
    };
    hear(pressed(map.x_of(msec(7)), 510));
    hear(held(map.x_of(msec(10)), 510));
    hear(released(map.x_of(msec(10)), 510));
    CHECK(double(stage.state.begin.ns) == Approx(8e6).epsilon(0.001));
    CHECK(double(stage.state.end.ns) == Approx(13e6).epsilon(0.001));
    hear(pressed(map.x_of(stage.state.end), 510));
    hear(held(map.x_of(msec(16)), 510));
    hear(released(map.x_of(msec(16)), 510));
    CHECK(double(stage.state.begin.ns) == Approx(8e6).epsilon(0.001));
    CHECK(double(stage.state.end.ns) == Approx(16e6).epsilon(0.001));
    hear(pressed(map.x_of(msec(4)), 510));  // outside of the window: it jumps there
    hear(released(map.x_of(msec(4)), 510));
    CHECK(double(stage.state.begin.ns) == Approx(0).margin(1e4));
    CHECK(double(stage.state.end.ns) == Approx(8e6).epsilon(0.001));
    CHECK(session::is_nothing(stage.state.selection));
}

TEST_CASE("a prediction takes bars where it covers a core, in steps of its grid", "[view]") {
    Stage stage;
    stage.state.prediction = session::Prediction{3, msec(4), msec(16), msec(1), false, {{0}, {1}}, {}, {}};
    const auto& guesses = stage.state.prediction->guesses;
    const auto drag = [&](Time from, Time to) {
        stage.hear(pressed(stage.x(from), stage.lane_y()));
        stage.hear(held(stage.x(to), stage.lane_y()));
        stage.hear(released(stage.x(to), stage.lane_y()));
    };
    drag(usec(4'100), usec(8'900));
    REQUIRE(guesses.size() == 1);
    CHECK(guesses[0] == metrics::Guess{{0}, {0}, msec(4), msec(9)});
    drag(usec(9'300), usec(30'000));  // not beyond the covered part
    REQUIRE(guesses.size() == 2);
    CHECK(guesses[1] == metrics::Guess{{0}, {1}, msec(9), msec(16)});
    drag(usec(12'500), usec(14'600));  // the second one, two steps further: there is no room
    CHECK(guesses[1] == metrics::Guess{{0}, {1}, msec(9), msec(16)});
    drag(usec(15'990), usec(12'000));  // its end
    CHECK(guesses[1] == metrics::Guess{{0}, {1}, msec(9), msec(12)});
    drag(usec(10'500), usec(12'500));
    CHECK(guesses[1] == metrics::Guess{{0}, {1}, msec(11), msec(14)});
    drag(usec(12'500), usec(12'500));  // a click on the selected one: the next task
    CHECK(guesses[1].task == TaskId{0});
    CHECK(stage.state.end == Time{});
    drag(usec(2'000), usec(2'000));  // not covered: it selects a bar there
    CHECK(stage.state.bar());
    stage.state.prediction->revealed = true;
    drag(usec(5'000), usec(5'000));
    CHECK(guesses.size() == 2);
}

TEST_CASE("a guess that is dragged back is where it was", "[view]") {
    Stage stage;
    const metrics::Guess guess{{0}, {0}, msec(8), msec(12)};
    stage.state.prediction = session::Prediction{3, msec(4), msec(16), msec(1), false, {{0}, {1}}, {guess}, 0};
    const auto& guesses = stage.state.prediction->guesses;
    const float x = stage.x(msec(10)), y = stage.lane_y();
    stage.hear(pressed(x, y));
    stage.hear(held(stage.x(msec(12)), y));
    REQUIRE(guesses[0] == metrics::Guess{{0}, {0}, msec(10), msec(14)});
    stage.hear(held(x + 1, y));
    CHECK(guesses[0] == guess);
    stage.hear(released(x + 1, y));
    CHECK(guesses[0] == guess);  // the task is the same, too: that was not a click
}
