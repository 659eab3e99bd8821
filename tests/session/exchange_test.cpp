#include "exchange/in/read.h"
#include "session/commands.h"
#include "session/find.h"
#include "session/lane_commands.h"
#include "session/session.h"
#include "tests/catch2.h"
#include "tests/exchange/operations_story.h"

using session::Session;

namespace {

exchange::Recorded recording() {
    exchange::Reader reader;
    reader.feed(R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},{"ph":"X","pid":1,"tid":2,"ts":2,"dur":5,"name":"b"}])");
    auto recorded = std::move(reader).finish("two.json");
    REQUIRE(recorded);
    return std::move(*recorded);
}

}  // namespace

TEST_CASE("a recording is shown like a run, and cannot be changed", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("two-restaurants"));
    session.open_recording(recording());
    CHECK_FALSE(session.has_document());
    REQUIRE(session.runs().size() == 1);
    CHECK(session.runs()[0]->results.parallelism.max == 2);
    CHECK(session.end() == usec(7));
    CHECK(session.parameters().empty());
    CHECK(session.strategies().empty());
    CHECK_FALSE(session.set("machine.cores", "2"));
    CHECK_FALSE(session.toggle_strategy("event-loop"));
    CHECK_FALSE(session.has_document());
    session.seek(usec(3));
    CHECK(session.why() == "*a* is *open* on *thread 1* for 5.00 µs. 1 other thread runs at the same time.");
    session.step(1);
    CHECK(session.state.playhead == usec(5));  // where a ends

    // A scenario replaces it, and undo restores it.
    REQUIRE(session.load_builtin("two-restaurants"));
    CHECK(session.has_document());
    CHECK_FALSE(session.parameters().empty());
    session.undo();
    CHECK_FALSE(session.has_document());
    CHECK(session.end() == usec(7));
}

TEST_CASE("each format is a command, and its request is taken once", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("two-restaurants"));
    for (const exchange::FormatRow& row : exchange::formats()) {
        REQUIRE(session::run_command(session, "export-" + std::string(row.name)));
        CHECK(session.wanted_export() == row.format);
        CHECK(session.take_export() == row.format);
        CHECK_FALSE(session.take_export());
        CHECK_FALSE(session.exported(row.format).empty());
    }
    CHECK(session.exported(exchange::Format::csv).find("Four waiters") != std::string::npos);
    CHECK(session.exported(exchange::Format::csv).find("One waiter and a bell") != std::string::npos);
}

namespace {

// The matches of a text in operations_story.h, one after another: where each is, and whether its group is
// folded then.
struct Story {
    Session session;
    Story() { session.open_recording(operations_story()); }
    void find(const char* text) {
        session.state.find = text;
        session::go_to_find(session, 1);
    }
    bool folded(chart::GroupKey key) const { return session.is_folded(0, key); }
};
constexpr chart::GroupKey web{chart::LaneKind::process, 0, 0}, gpu{chart::LaneKind::process, 0, 1},
    loads{chart::LaneKind::operation, 0, 3};

}  // namespace

TEST_CASE("a match in a folded group unfolds that group only", "[session]") {
    Story it;
    session::fold_all(it.session);
    REQUIRE(it.folded(web));
    REQUIRE(it.folded(gpu));
    REQUIRE(it.folded(loads));
    it.find("job");  // on a thread of web
    CHECK(it.session.state.selection == session::Selection(session::ChosenBar{0, job_slice}));
    CHECK_FALSE(it.folded(web));
    CHECK(it.folded(gpu));
    CHECK(it.folded(loads));
    it.find("body");  // inside an operation
    CHECK(it.session.state.selection == session::Selection(session::ChosenBar{0, body_operation}));
    CHECK_FALSE(it.folded(loads));
    CHECK(it.folded(gpu));
    it.find("tile");
    CHECK_FALSE(it.folded(gpu));
}

TEST_CASE("a match on a pinned lane leaves its group folded", "[session]") {
    Story it;
    session::fold_all(it.session);
    it.session.state.pins.push_back({0, loads, 1});  // the lane inside the first load
    it.find("body");
    CHECK(it.session.state.selection == session::Selection(session::ChosenBar{0, body_operation}));
    CHECK(it.folded(web));
    CHECK(it.folded(loads));
    it.session.state.selection = {};
    it.session.seek(Time{});
    it.find("frame");
    CHECK_FALSE(it.folded(gpu));
}

TEST_CASE("a thread without nested slices folds with its process", "[session]") {
    Story it;
    it.session.state.selection = session::ChosenBar{0, job_slice};
    REQUIRE(session::can_fold(it.session));
    session::fold_meant(it.session);
    CHECK(it.folded(web));
    it.session.state.selection = session::ChosenBar{0, second_load};
    session::fold_meant(it.session);
    CHECK(it.folded(loads));
}
