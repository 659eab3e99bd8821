#include "app/commands.h"
#include "app/json_views.h"
#include "app/lab.h"
#include "exchange/read.h"
#include "tests/catch2.h"

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
