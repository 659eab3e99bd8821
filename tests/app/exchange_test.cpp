#include "app/commands.h"
#include "app/find.h"
#include "app/json_views.h"
#include "app/lab.h"
#include "app/lane_commands.h"
#include "exchange/in/read.h"
#include "tests/catch2.h"
#include "tests/exchange/operations_story.h"

using namespace app;

namespace {

exchange::Recorded recording() {
    exchange::Reader reader;
    reader.feed(R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},{"ph":"X","pid":1,"tid":2,"ts":2,"dur":5,"name":"b"}])");
    auto recorded = std::move(reader).finish("two.json");
    REQUIRE(recorded);
    return std::move(*recorded);
}

}  // namespace

TEST_CASE("a recording is shown as a run is, and nothing of it can be changed", "[app]") {
    Lab lab;
    REQUIRE(lab.load_builtin("two-restaurants"));
    lab.show_recording(recording());
    CHECK(lab.recording());
    REQUIRE(lab.runs().size() == 1);
    CHECK(lab.runs()[0]->results.parallelism.max == 2);
    CHECK(lab.end() == usec(7));
    CHECK(lab.parameters().empty());
    CHECK(lab.strategies().empty());
    CHECK_FALSE(lab.can_undo());
    CHECK_FALSE(lab.set("machine.cores", "2"));
    CHECK_FALSE(lab.toggle_strategy("event-loop"));
    CHECK(json_state(lab).find("\"recording\": true") != std::string::npos);
    lab.seek(usec(3));
    CHECK(lab.why() == "*a* is *open* on *thread 1* for 5.00 µs. 1 other runs at the same time.");
    lab.step(1);
    CHECK(lab.state.playhead == usec(5));  // where a ends

    // A scenario takes its place, and undo does not bring it back.
    REQUIRE(lab.load_builtin("two-restaurants"));
    CHECK_FALSE(lab.recording());
    CHECK_FALSE(lab.can_undo());
    CHECK_FALSE(lab.parameters().empty());
}

TEST_CASE("each format is a command, and what it wants is taken once", "[app]") {
    Lab lab;
    REQUIRE(lab.load_builtin("two-restaurants"));
    for (const exchange::FormatRow& row : exchange::formats()) {
        REQUIRE(run_command(lab, "export-" + std::string(row.name)));
        CHECK(json_state(lab).find("\"export\": \"" + std::string(row.name) + '"') != std::string::npos);
        CHECK(lab.take_export() == row.format);
        CHECK_FALSE(lab.take_export());
        CHECK_FALSE(lab.exported(row.format).empty());
    }
    lab.state.hidden = {true, false, true};
    CHECK(lab.exported(exchange::Format::csv).find("Four waiters") != std::string::npos);
    CHECK(lab.exported(exchange::Format::csv).find("One waiter and a bell") == std::string::npos);
}

namespace {

// The finds of a text in operations_story.h, gone to: what each is in, and whether that is folded then.
struct Story {
    Lab lab;
    Story() { lab.show_recording(operations_story()); }
    void find(const char* text) {
        lab.state.find = text;
        app::go_to_find(lab, 1);
    }
    bool folded(chart::GroupKey key) const { return lab.is_folded(0, key); }
};
constexpr chart::GroupKey web{chart::LaneKind::process, 0, 0}, gpu{chart::LaneKind::process, 0, 1}, loads{chart::LaneKind::operation, 0, 3};

}  // namespace

TEST_CASE("what is found in a folded group is unfolded, and nothing else", "[app]") {
    Story it;
    app::fold_all(it.lab);
    REQUIRE(it.folded(web));
    REQUIRE(it.folded(gpu));
    REQUIRE(it.folded(loads));
    it.find("job");  // on a thread of web
    CHECK(it.lab.state.selection == view::Selection{0, job_slice});
    CHECK_FALSE(it.folded(web));
    CHECK(it.folded(gpu));
    CHECK(it.folded(loads));
    it.find("body");  // inside of an operation
    CHECK(it.lab.state.selection == view::Selection{0, body_operation});
    CHECK_FALSE(it.folded(loads));
    CHECK(it.folded(gpu));
    it.find("tile");
    CHECK_FALSE(it.folded(gpu));
}

TEST_CASE("a find on a pinned lane leaves its group folded", "[app]") {
    Story it;
    app::fold_all(it.lab);
    it.lab.state.pins.push_back({0, loads, 1});  // what is inside of the first load
    it.find("body");
    CHECK(it.lab.state.selection == view::Selection{0, body_operation});
    CHECK(it.folded(web));
    CHECK(it.folded(loads));
    it.lab.state.selection.reset();
    it.lab.seek(Time{});
    it.find("frame");
    CHECK_FALSE(it.folded(gpu));
}

TEST_CASE("a thread without slices inside is folded with its process", "[app]") {
    Story it;
    it.lab.state.selection = view::Selection{0, job_slice};
    REQUIRE(app::can_fold(it.lab));
    app::fold_meant(it.lab);
    CHECK(it.folded(web));
    it.lab.state.selection = view::Selection{0, second_load};
    app::fold_meant(it.lab);
    CHECK(it.folded(loads));
}
