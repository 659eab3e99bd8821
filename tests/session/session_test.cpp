#include "tests/catch2.h"

#include "session/builtins.h"
#include "session/session.h"

#include <cstdlib>
#include <memory>
#include <string>

using session::Session;

namespace {

constexpr const char* service = "waiting-on-the-database";

std::unique_ptr<Session> loaded(const char* id = service) {
    auto session = std::make_unique<Session>();
    REQUIRE(session->load_builtin(id));
    return session;
}

std::vector<std::string> kinds(const Session& session) {
    std::vector<std::string> shown;
    for (const auto& chip : session.strategies())
        if (chip.shown) shown.push_back(chip.id);
    return shown;
}

std::string value(const Session& session, std::string_view id) {
    for (const auto& row : session.parameters())
        if (row.id == id) return row.value;
    return "(no such row)";
}

std::vector<Time> finishes(const Session& session) {
    std::vector<Time> all;
    for (const auto& run : session.runs()) all.push_back(run->results.makespan);
    return all;
}

}  // namespace

TEST_CASE("a loaded scenario has been run: the worked example of the format", "[session]") {
    const auto session = loaded();
    CHECK(finishes(*session) == std::vector{msec(148), msec(96), msec(48)});
    CHECK_FALSE(session->running());
    CHECK(session->end() == msec(148));
    CHECK(session->limit() > session->end());
    CHECK(session->best() == size_t(2));
    CHECK_FALSE(session->verdict().empty());
}

TEST_CASE("every built-in scenario loads and runs to its end", "[session]") {
    REQUIRE_FALSE(session::builtins().empty());
    for (const auto& builtin : session::builtins()) {
        INFO(builtin.id);
        const auto session = loaded(builtin.id.c_str());
        for (const auto& run : session->runs()) CHECK(run->log().complete);
    }
}

TEST_CASE("an error leaves everything as it was", "[session]") {
    const auto session = loaded();
    const auto revision = session->revision();
    const auto text = scenario::write(session->document());

    CHECK_FALSE(session->load("{\"version\": 1, \"cores\": "));
    CHECK_FALSE(session->load_builtin("no-such-scenario"));
    CHECK_FALSE(session->set("machine.cores", "0"));
    CHECK_FALSE(session->set("machine.no_such_thing", "1"));
    CHECK(session->revision() == revision);
    CHECK(scenario::write(session->document()) == text);
    CHECK_FALSE(session->can_undo());
}

TEST_CASE("a change re-runs at once and can be undone and redone", "[session]") {
    const auto session = loaded();
    const auto before = session->revision();
    REQUIRE(session->set("strategy.threads", "8"));
    CHECK(session->revision() != before);
    // Eight threads: three waves of eight tasks. In a wave each core computes 4 x 2 ms, and the
    // first task to return at 22 ms finds it idle: a wave lasts 22 + 8 ms. The next tasks start
    // when threads become free, so that everything is done before 148 ms.
    CHECK(session->runs()[0]->results.makespan < msec(148));

    session->undo();
    CHECK(value(*session, "strategy.threads") == "4");
    CHECK(finishes(*session) == std::vector{msec(148), msec(96), msec(48)});
    session->redo();
    CHECK(value(*session, "strategy.threads") == "8");
    CHECK_FALSE(session->can_redo());
}

TEST_CASE("a slider's drag is one step of undo", "[session]") {
    const auto session = loaded();
    for (const char* threads : {"5", "6", "7"}) REQUIRE(session->set("strategy.threads", threads));

    SECTION("from its beginning to its end") {
        session->undo();
        CHECK(value(*session, "strategy.threads") == "4");
        CHECK_FALSE(session->can_undo());
    }
    SECTION("another parameter is another step") {
        REQUIRE(session->set("machine.cores", "3"));
        session->undo();
        CHECK(value(*session, "strategy.threads") == "7");
        CHECK(value(*session, "machine.cores") == "2");
    }
    SECTION("releasing the slider ends it") {
        session->settle();
        REQUIRE(session->set("strategy.threads", "9"));
        session->undo();
        CHECK(value(*session, "strategy.threads") == "7");
    }
    SECTION("so does a pause") {
        session->tick(1.5);
        REQUIRE(session->set("strategy.threads", "9"));
        session->undo();
        CHECK(value(*session, "strategy.threads") == "7");
    }
    SECTION("a drag after undo does not restore what was undone") {
        session->undo();
        REQUIRE(session->set("strategy.threads", "6"));
        CHECK_FALSE(session->can_redo());
        session->undo();
        CHECK(value(*session, "strategy.threads") == "4");
    }
}

TEST_CASE("loading another scenario can be undone, too", "[session]") {
    const auto session = loaded();
    REQUIRE(session->set("strategy.threads", "8"));
    REQUIRE(session->load_builtin("cpu-heavy-batch"));
    session->undo();
    CHECK(value(*session, "strategy.threads") == "8");
}

TEST_CASE("variants that a change does not touch keep their run", "[session]") {
    const auto session = loaded();
    const auto* loop = session->runs()[1].get();
    REQUIRE(session->toggle_strategy("one-at-a-time"));
    CHECK(session->runs()[1].get() == loop);
    CHECK(session->runs().size() == 4);
    CHECK(session->runs()[3]->results.makespan == msec(576));
}

TEST_CASE("strategies are added to the comparison and removed from it", "[session]") {
    const auto session = loaded();
    CHECK(kinds(*session) == std::vector<std::string>{"thread-pool", "event-loop", "async-pool"});

    SECTION("a compared one") {
        REQUIRE(session->toggle_strategy("event-loop"));
        CHECK(kinds(*session) == std::vector<std::string>{"thread-pool", "async-pool"});
        CHECK(finishes(*session) == std::vector{msec(148), msec(48)});
    }
    SECTION("the file's own: the next one takes its place, and the others stay as they are") {
        REQUIRE(session->toggle_strategy("thread-pool"));
        CHECK(finishes(*session) == std::vector{msec(96), msec(48)});
        session->undo();
        CHECK(finishes(*session) == std::vector{msec(148), msec(96), msec(48)});
    }
    SECTION("the last one stays") {
        REQUIRE(session->toggle_strategy("thread-pool"));
        REQUIRE(session->toggle_strategy("event-loop"));
        CHECK_FALSE(session->toggle_strategy("async-pool"));
        CHECK(finishes(*session) == std::vector{msec(48)});
    }
    SECTION("one that does not exist") { CHECK_FALSE(session->toggle_strategy("magic")); }
}

TEST_CASE("steps visit the moments when something changes, forwards and backwards", "[session]") {
    // One task, 2 ms, on one core: moments at 0 and 2 ms.
    Session session;
    REQUIRE(session.load(R"({"version": 1, "programs": {"a": [{"compute": "2ms"}]},
                         "work": [{"run": "a", "count": 2}], "machine": {"cores": 1}})"));
    REQUIRE(session.end() == msec(4));
    session.step(1);
    CHECK(session.state.playhead == msec(2));
    session.step(1);
    CHECK(session.state.playhead == msec(4));
    session.step(1);
    CHECK(session.state.playhead == msec(4));
    session.step(-1);
    CHECK(session.state.playhead == msec(2));
    session.step(-1);
    CHECK(session.state.playhead == Time{});
}

TEST_CASE("the playhead stays within the run, and playing ends at its end", "[session]") {
    const auto session = loaded();
    session->seek(sec(5));
    CHECK(session->state.playhead == msec(148));
    session->seek(-msec(5));
    CHECK(session->state.playhead == Time{});

    session->state.playing = true;
    session->state.rate = 1e9;  // real time
    CHECK(session->tick(0.05));
    CHECK(session->state.playhead == msec(50));
    CHECK(session->tick(0.09));
    CHECK_FALSE(session->tick(0.09));
    CHECK(session->state.playhead == msec(148));
    CHECK_FALSE(session->state.playing);
}

TEST_CASE("slow motion slows down around changes, and only there", "[session]") {
    Session session;
    REQUIRE(session.load(R"({"version": 1, "programs": {"a": [{"compute": "1s"}]}, "work": [{"run": "a", "count": 1, "at": "1s"}]})"));
    session.state.rate = 1e9;
    session.state.slow_motion = true;
    const auto after = [&](Time from, double seconds) {
        session.state.playhead = from;
        session.state.playing = true;
        session.tick(seconds);
        return session.state.playhead;
    };
    const auto close = [](Time a, Time b) { return std::abs((a - b).ns) <= 10; };
    CHECK(close(after(msec(300), 0.05), msec(350)));            // nothing changes within 150 ms of it
    CHECK(close(after(sec(1), 0.05), sec(1) + msec(5)));        // the task begins: a tenth of the rate
    CHECK(close(after(msec(995), 0.05), sec(1)));               // likewise, just before it
    CHECK(after(msec(900), 0.05) > msec(920));             // between these two: the closer to it, the slower
    CHECK(after(msec(900), 0.05) < msec(935));
    session.state.slow_motion = false;
    CHECK(after(sec(1), 0.05) == sec(1) + msec(50));
}

TEST_CASE("playing all takes about twelve seconds, at a round rate", "[session]") {
    const auto session = loaded();
    CHECK(session->rate() == 10e6);  // 148 ms in 14.8 s
    CHECK(session->rate_at(1) == 20e6);
    CHECK(session->rate_at(-1) == 5e6);
}

TEST_CASE("a fitted view follows a change; another stays where it is", "[session]") {
    const auto session = loaded();
    const Time before = session->viewport().end;
    REQUIRE(session->set("devices.database.time", "40ms"));
    CHECK(session->viewport().end > before);

    session->show({.begin = msec(10), .end = msec(20)});
    REQUIRE(session->set("devices.database.time", "30ms"));
    CHECK(session->state.begin == msec(10));
    CHECK(session->state.end == msec(20));
}

namespace {
double still() { return 0; }       // no time passes: slices never end
double fleeting() {                // every reading of the clock takes a second: each slice is over at once
    static double now_ms = 0;
    return now_ms += 1000;
}
}  // namespace

TEST_CASE("a long run continues in slices and gives the same result", "[session]") {
    Session whole(still), sliced(fleeting);
    const auto many = [](Session& session) {
        REQUIRE(session.load(R"({"version": 1, "seed": 7, "programs": {"a": [{"compute": {"exponential": "1ms"}}]},
                             "work": [{"run": "a", "count": 20000, "rate": 900}], "machine": {"cores": 1}})"));
    };
    many(whole);
    many(sliced);
    CHECK_FALSE(whole.running());
    REQUIRE(sliced.running());
    CHECK(sliced.panes().size() == 1);
    CHECK_FALSE(sliced.why().empty());
    sliced.step(1);  // the finished part can be inspected
    int slices = 0;
    while (sliced.tick(0.01) && slices < 10'000) ++slices;
    CHECK(slices > 2);
    CHECK_FALSE(sliced.running());
    CHECK(sliced.runs()[0]->log().hash() == whole.runs()[0]->log().hash());
    CHECK(sliced.runs()[0]->results.makespan == whole.runs()[0]->results.makespan);
}

TEST_CASE("a scenario counts as edited until it is again what was opened", "[session]") {
    const auto session = loaded();
    CHECK_FALSE(session->edited());
    REQUIRE(session->set("machine.cores", "3"));
    CHECK(session->edited());
    session->undo();
    CHECK_FALSE(session->edited());
    session->redo();
    CHECK(session->edited());
    REQUIRE(session->load_builtin("two-restaurants"));
    CHECK_FALSE(session->edited());
    session->undo();
    CHECK(session->edited());
    REQUIRE(session->set("machine.cores", "2"));
    CHECK_FALSE(session->edited());
}
