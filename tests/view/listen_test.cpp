#include "tests/catch2.h"

#include "view/listen.h"

#include "model/simulation.h"
#include "scenario/document.h"

using view::Gesture;
using view::Pointing;
using view::State;

namespace {

// One run of two tasks of 10 ms on one core, laid out 960 px wide.
struct Stage {
    scenario::Document document = read();
    trace::Log log = model::run(document.variants[0].scenario);
    metrics::Levels levels = metrics::levels_of(log);
    metrics::Results results = metrics::results_of(document.variants[0].scenario, log, levels);
    chart::Lanes lanes = chart::lanes_of(document.variants[0].scenario, log, {});
    std::vector<chart::Pane> panes{{"T", &document.variants[0].scenario, &log, &results, &levels, &lanes}};
    std::vector<uint32_t> numbers{3};  // two panes before it are hidden
    State state;
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
        view::listen(pointing, {frame, panes, numbers, limit, msec(20), room_px}, gesture, state);
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
    CHECK_FALSE(stage.state.selection);
    CHECK(stage.gesture.kind == Gesture::Kind::none);

    stage.hear(held(300, stage.lane_y()));  // not after the button was let go
    CHECK(stage.x(under) == Approx(440).margin(0.5));
}

TEST_CASE("a hand that trembles clicks", "[view]") {
    Stage stage;
    const float x = stage.x(msec(15)), y = stage.lane_y();
    stage.hear(pressed(x, y));
    stage.hear(held(x + 2, y + 1));
    stage.hear(released(x + 2, y + 1));
    REQUIRE(stage.state.selection);
    CHECK(stage.state.selection->pane == 3);
    CHECK(stage.log.spans[stage.state.selection->span].end() == msec(20));
    CHECK(stage.state.focus == 3);
    CHECK(stage.state.end == Time{});
}

TEST_CASE("press and release in one frame is a click, too", "[view]") {
    Stage stage;
    Pointing pointing = at(stage.x(msec(5)), stage.lane_y());
    pointing.pressed = pointing.released = true;
    stage.hear(pointing);
    CHECK(stage.state.selection);
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

TEST_CASE("two fingers that spread show less time", "[view]") {
    Stage stage;
    Pointing pointing = at(stage.x(msec(10)), stage.lane_y());
    pointing.pinch = 2;
    stage.hear(pointing);
    CHECK((stage.state.end - stage.state.begin).ns == Approx(10e6).margin(1e3));
}

TEST_CASE("a plain wheel scrolls a picture that is taller than the room, and no further", "[view]") {
    Stage stage;
    stage.room_px = 60;
    Pointing pointing = at(500, stage.lane_y());
    pointing.wheel = -100;
    stage.hear(pointing);
    CHECK(stage.state.scroll_px == Approx(stage.frame.height_px - 60));
    pointing.wheel = 200;
    stage.hear(pointing);
    CHECK(stage.state.scroll_px == 0);
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
    REQUIRE(stage.state.pointer);
    CHECK(stage.x(*stage.state.pointer) == Approx(stage.x(msec(7))).margin(0.5));
    stage.hear(at(1, stage.lane_y()));  // on the labels
    CHECK_FALSE(stage.state.pointer);
}
