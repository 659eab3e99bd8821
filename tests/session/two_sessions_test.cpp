// Two sessions in one process share nothing; and a session counts its changes.

#include "tests/catch2.h"

#include "scenario/document.h"
#include "session/commands.h"
#include "session/find.h"
#include "session/predict.h"
#include "session/session.h"

#include <functional>
#include <string>
#include <vector>

using session::Session;

namespace {

// Everything that surfaces show of a session, and its runs.
std::string told(const Session& session) {
    std::string text =
        scenario::write(session.document()) + session.title() + session.why() + session.verdict().starred();
    text += std::to_string(session.found().all.size());
    if (const auto& score = session.score()) text += std::to_string(score->points);
    for (const auto& run : session.runs())
        text += run->variant.title + std::to_string(run->log().hash()) + std::to_string(run->lanes.size());
    if (const auto& range = session.state.range)
        text += std::to_string(range->begin.ns) + '-' + std::to_string(range->end.ns);
    for (const session::Command& command : session::commands()) text += command.enabled(session) ? '1' : '0';
    return text + std::to_string(session.state.playhead.ns) + ' ' + std::to_string(session.state.begin.ns);
}

using Change = std::function<void(Session&)>;

const std::vector<Change> first = {
    [](Session& s) { REQUIRE(s.load_builtin("waiting-on-the-database")); },
    [](Session& s) { s.seek(msec(30)); },
    [](Session& s) { s.state.find = "request 7"; },
    [](Session& s) { REQUIRE(s.set("strategy.threads", "8")); },
    [](Session& s) { s.state.range = session::Range{msec(5), msec(40)}; },
    [](Session& s) { session::run_command(s, "cause"); },
    [](Session& s) { s.undo(); },
};
const std::vector<Change> second = {
    [](Session& s) { REQUIRE(s.load_builtin("cpu-heavy-batch")); },
    [](Session& s) { session::run_command(s, "predict"); },
    [](Session& s) { session::run_command(s, "guess-add"); },
    [](Session& s) { session::run_command(s, "check-prediction"); },
    [](Session& s) { REQUIRE(s.set("machine.cores", "3")); },
    [](Session& s) { session::run_command(s, "zoom-in"); },
    [](Session& s) { s.state.find = "running"; },
};

}  // namespace

TEST_CASE("two sessions whose changes alternate are as they would be alone", "[session]") {
    Session a, b, alone_a, alone_b;
    std::vector<std::string> told_a, told_b;
    for (const Change& change : first) {
        change(alone_a);
        told_a.push_back(told(alone_a));
    }
    for (const Change& change : second) {
        change(alone_b);
        told_b.push_back(told(alone_b));
    }
    REQUIRE(told_a.back() != told_b.back());
    for (size_t i = 0; i < first.size(); ++i) {
        INFO(i);
        first[i](a);
        second[i](b);
        CHECK(told(a) == told_a[i]);
        CHECK(told(b) == told_b[i]);
    }
}

TEST_CASE("a revision increases when its part changes, and not otherwise", "[session]") {
    Session session;
    REQUIRE(session.load_builtin("waiting-on-the-database"));
    session::Revisions before = session.revisions();
    const auto goes_up = [&](uint64_t session::Revisions::*part) {
        const session::Revisions now = session.revisions();
        const bool up = now.*part > before.*part;
        before = now;
        return up;
    };
    using session::Revisions;
    CHECK_FALSE(goes_up(&Revisions::moment));
    CHECK_FALSE(goes_up(&Revisions::commands));

    session.seek(msec(10));
    CHECK(session.revisions().view == before.view);
    CHECK(goes_up(&Revisions::moment));
    session.state.find = "request 7";
    CHECK(session.revisions().moment == before.moment);
    CHECK(goes_up(&Revisions::find));
    session.state.marks = {msec(3)};
    CHECK(session.revisions().commands > before.commands);  // "next mark" is now enabled
    CHECK(goes_up(&Revisions::marks));
    session.state.begin = msec(1);
    session.state.end = msec(20);
    CHECK(session.revisions().range == before.range);       // there is no range
    CHECK(goes_up(&Revisions::view));
    session.state.range = session::Range{msec(2), msec(3)};
    CHECK(goes_up(&Revisions::range));
    session.state.playing = true;
    CHECK(goes_up(&Revisions::play));
    session.state.playing = false;
    (void)session.revisions();
    session.state.folds.push_back({0, {chart::LaneKind::core, 0}, true});
    session.tick(0);
    CHECK(session.revisions().results == before.results);
    CHECK(goes_up(&Revisions::lanes));
    session::run_command(session, "predict");
    CHECK(goes_up(&Revisions::prediction));
    REQUIRE_FALSE(session.state.range);  // the prediction covers it

    session.state.range = session::Range{msec(2), msec(3)};
    before = session.revisions();
    REQUIRE(session.set("strategy.threads", "8"));
    const session::Revisions now = session.revisions();
    for (const auto part :
         {&Revisions::document, &Revisions::results, &Revisions::moment, &Revisions::find, &Revisions::range})
        CHECK(now.*part > before.*part);
    CHECK(now.marks == before.marks);
}

// If it is repeated while a run is in progress, the search reads new spans only after the run was prepared
// again.
TEST_CASE("a search waits until a run was prepared again", "[session]") {
    static double now_ms;
    now_ms = 0;
    Session session([] { return now_ms += 3; });
    REQUIRE(session.load(R"({"version": 1, "programs": {"a": [{"compute": "1us"}, {"sleep": "1us"}]},
        "work": [{"run": "a", "count": 200000}], "machine": {"cores": 1}, "strategy": {"kind": "thread-pool", "threads": 4}})"));
    REQUIRE(session.running());
    session.state.find = "sleeping";
    uint32_t searches = 0, ticks = 0;
    uint64_t last = ~0ull;
    while (session.running() && ticks < 10'000) {
        session.tick(0.016);
        ++ticks;
        const session::Revisions revisions = session.revisions();
        searches += revisions.find != last;
        last = revisions.find;
        CHECK(session.runs()[0]->prepared < 40);
    }
    CHECK_FALSE(session.running());
    CHECK(ticks > 3 * searches);
}
