#include "session/commands.h"
#include "session/find.h"
#include "session/follow.h"
#include "session/marks.h"
#include "session/predict.h"
#include "session/session.h"
#include "tests/catch2.h"

#include <algorithm>

using session::Session;

namespace {

// 24 requests of 2 + 20 + 2 ms on 2 cores: a pool of 4 threads, an event loop, async on every core.
struct Example {
    Session session;
    Example() { REQUIRE(session.load_builtin("waiting-on-the-database")); }
    size_t count(const char* text) {
        session.state.find = text;
        return session.found().all.size();
    }
};

}  // namespace

TEST_CASE("names match once per run, reasons at every bar", "[session]") {
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
}

TEST_CASE("matches are visited in order of time, and start again at the end", "[session]") {
    Example it;
    it.count("request 12");
    std::vector<int64_t> at;
    for (int i = 0; i < 4; ++i) {
        session::go_to_find(it.session, 1);
        at.push_back(it.session.state.playhead.ns / 1'000'000);
    }
    CHECK(at == std::vector<int64_t>{10, 22, 52, 10});
    session::go_to_find(it.session, -1);
    CHECK(it.session.state.playhead == msec(52));
    CHECK(session::found_place(it.session) == 2u);
    it.session.state.selection = {};
    it.session.seek(msec(30));  // starts from the playhead
    session::go_to_find(it.session, 1);
    CHECK(it.session.state.playhead == msec(52));
    it.session.state.selection = {};
    it.session.seek(msec(30));
    session::go_to_find(it.session, -1);
    CHECK(it.session.state.playhead == msec(22));
}

TEST_CASE("causes lead back in time to the root, and effects return along the same path", "[session]") {
    Example it;
    it.session.seek(msec(10));
    CHECK(it.session.reason().question == "what holds thread 1?");
    std::vector<session::Selection> way{*it.session.reason().about};
    while (session::can_follow_cause(it.session)) {
        REQUIRE(way.size() < 10);
        session::follow_cause(it.session);
        way.push_back(it.session.state.selection);
    }
    CHECK(way.size() == 4);
    CHECK(it.session.state.playhead == Time{});
    for (size_t i = way.size() - 1; i-- > 0;) {
        session::follow_effect(it.session);
        CHECK(it.session.state.selection == way[i]);
    }
}

TEST_CASE("marks are kept in order, can be removed, and survive a change", "[session]") {
    Example it;
    for (const Time t : {msec(50), msec(20), msec(90)}) {
        it.session.seek(t);
        session::toggle_mark(it.session);
    }
    CHECK(it.session.state.marks == std::vector<Time>{msec(20), msec(50), msec(90)});
    session::go_to_mark(it.session, 1);
    CHECK(it.session.state.playhead == msec(20));  // the last is followed by the first
    it.session.seek(msec(60));
    session::toggle_range(it.session);
    CHECK(it.session.state.range == session::Range{msec(50), msec(90)});
    REQUIRE(it.session.set("machine.cores", "3"));
    CHECK(it.session.state.marks.size() == 3);
    it.session.seek(msec(50));
    session::toggle_mark(it.session);
    CHECK(it.session.state.marks == std::vector<Time>{msec(20), msec(90)});
}

TEST_CASE("the other runs do not reveal the answer either until a prediction is checked", "[session]") {
    Example it;
    REQUIRE(it.session.runs().size() > 1);
    CHECK_FALSE(it.session.untold());
    session::cover(it.session, msec(4), msec(10));
    CHECK(it.session.untold());
    CHECK_FALSE(it.session.panes()[0].covered);  // this run has the cover on which the user draws
    CHECK(it.session.panes()[1].covered == msec(4));
    CHECK(it.session.panes()[1].untold);
    const uint64_t before = it.session.revision();
    session::check_prediction(it.session);
    CHECK_FALSE(it.session.untold());
    CHECK_FALSE(it.session.panes()[1].covered);
    CHECK(it.session.revision() != before);
}

TEST_CASE("a prediction belongs to its run", "[session]") {
    Example it;
    it.session.state.focus = 1;
    session::cover(it.session, msec(0), msec(10));
    REQUIRE(it.session.state.prediction);
    CHECK(it.session.state.prediction->grid == usec(100));
    for (uint32_t i = 0; i < 5; ++i) session::add_guess(it.session, {{0}, {i}, msec(2 * i), msec(2 * i + 2)});
    session::add_guess(it.session, {{9}, {0}, msec(0), msec(2)});   // there is no such core
    session::add_guess(it.session, {{0}, {999}, msec(0), msec(2)});  // and no such task
    CHECK(it.session.state.prediction->guesses.size() == 5);
    CHECK_FALSE(it.session.score());
    session::check_prediction(it.session);
    REQUIRE(it.session.score());
    CHECK(it.session.score()->points == 1);
    REQUIRE(it.session.set("machine.cores", "3"));
    CHECK_FALSE(it.session.state.prediction);
    session::cover(it.session, msec(5), msec(5));
    CHECK_FALSE(it.session.state.prediction);
}
