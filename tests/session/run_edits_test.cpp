// The user's own comparisons: runs are kept, copied, renamed, moved, hidden and removed, and controls change all runs
// or one.

#include "tests/catch2.h"

#include "scenario/document.h"
#include "session/run_edits.h"
#include "session/session.h"
#include "session/variants.h"

#include <string>
#include <utility>
#include <vector>

using session::Session;

namespace {

// One core, a pool of two threads, and four jobs of 10 ms; then the same with 4 cores, and with jobs of 1 ms.
constexpr const char* three_runs = R"({
    "version": 1,
    "title": "Jobs",
    "name": "As it is",
    "machine": {"cores": 1, "scheduler": {"policy": "round-robin", "quantum": "5ms"}},
    "programs": {"job": [{"compute": "10ms"}]},
    "work": [{"run": "job", "count": 4}],
    "strategy": {"kind": "thread-pool", "threads": 2},
    "compare": [
        {"title": "More cores", "machine": {"cores": 4}},
        {"title": "Short", "programs": {"job": [{"compute": "1ms"}]}}
    ]
})";

constexpr const char* one_run = R"({
    "version": 1,
    "title": "Jobs",
    "machine": {"cores": 2},
    "programs": {"job": [{"compute": "10ms"}]},
    "work": [{"run": "job", "count": 8}],
    "strategy": {"kind": "thread-pool", "threads": 2}
})";

using RunTitles = std::vector<std::string>;
RunTitles run_titles(const Session& session) {
    RunTitles all;
    for (const auto& run : session.runs()) all.push_back(run->variant.title);
    return all;
}
std::vector<int64_t> run_ends(const Session& session) {  // in ms
    std::vector<int64_t> all;
    for (const auto& run : session.runs()) all.push_back(run->results.makespan.ns / 1'000'000);
    return all;
}
std::string shown_value(const Session& session, std::string_view id) {
    for (const auto& row : session.parameters())
        if (row.id == id) return row.value;
    return "(no such row)";
}
std::string written_text(const Session& session) { return scenario::write(session.document()); }

}  // namespace

TEST_CASE("after a run is kept, the controls change its copy, and both are named after what differs", "[session]") {
    Session session;
    REQUIRE(session.load(one_run));
    CHECK(run_ends(session) == std::vector<int64_t>{40});  // 8 jobs of 10 ms on two threads and two cores
    const std::string before = written_text(session);
    REQUIRE(session::keep_run(session));
    CHECK(run_ends(session) == std::vector<int64_t>{40, 40});
    CHECK(session.focus() == 1);
    CHECK(session.state.aim == 1u);
    REQUIRE(session.set("machine.cores", "4"));
    REQUIRE(session.set("strategy.threads", "4"));
    CHECK(run_ends(session) == std::vector<int64_t>{40, 20});
    CHECK(run_titles(session) == RunTitles{"2 cores · Thread pool · 2 threads", "4 cores · Thread pool · 4 threads"});
    CHECK(shown_value(session, "machine.cores") == "4");  // the controls show the run that they change
    session.aim({});
    CHECK(shown_value(session, "machine.cores") == "2");

    session.undo();
    session.undo();
    CHECK(run_ends(session) == std::vector<int64_t>{40, 40});
    session.undo();
    CHECK(written_text(session) == before);
    session.redo();
    CHECK(session.runs().size() == 2);
}

TEST_CASE("a control changes all runs except those that have their own value", "[session]") {
    Session session;
    REQUIRE(session.load(three_runs));
    CHECK(run_ends(session) == std::vector<int64_t>{40, 20, 4});
    REQUIRE(session.set("strategy.threads", "4"));
    CHECK(run_ends(session) == std::vector<int64_t>{40, 10, 4});
    REQUIRE(session.set("machine.cores", "2"));  // "More cores" has its own value, 4
    CHECK(run_ends(session) == std::vector<int64_t>{20, 10, 2});
}

TEST_CASE("a control can change one run only, even the first", "[session]") {
    Session session;
    REQUIRE(session.load(three_runs));
    session.aim(1);
    REQUIRE(session.set("strategy.threads", "4"));
    CHECK(run_ends(session) == std::vector<int64_t>{40, 10, 4});
    session.aim(0);
    REQUIRE(session.set("machine.cores", "2"));
    CHECK(run_ends(session) == std::vector<int64_t>{20, 10, 4});
    REQUIRE(session.set("programs.job.compute", "20ms"));
    CHECK(run_ends(session) == std::vector<int64_t>{40, 10, 4});  // "Short" has its own program, unlike "More cores"
    CHECK(run_titles(session) == RunTitles{"As it is", "More cores", "Short"});
    // A patch replaces a list as a whole, so the row of work is copied into the run that differs.
    session.aim(2);
    REQUIRE(session.set("work.0.count", "8"));
    CHECK(run_ends(session) == std::vector<int64_t>{40, 10, 8});
    const auto error = session.set("machine.cores", "0");
    REQUIRE_FALSE(error);
    CHECK(error.error().message == "\"cores\" must be 1 to 256, not 0");
}

TEST_CASE("runs keep their settings when they are duplicated, renamed, moved or removed", "[session]") {
    Session session;
    REQUIRE(session.load(three_runs));
    const std::string before = written_text(session);

    REQUIRE(session::move_run(session, 0, 1));
    CHECK(run_titles(session) == RunTitles{"More cores", "As it is", "Short"});
    CHECK(run_ends(session) == std::vector<int64_t>{20, 40, 4});
    CHECK(session.focus() == 1);  // the focus follows its run
    REQUIRE(session::move_run(session, 2, -1));
    CHECK(run_titles(session) == RunTitles{"More cores", "Short", "As it is"});
    CHECK(run_ends(session) == std::vector<int64_t>{20, 4, 40});
    REQUIRE(session::move_run(session, 0, -1));  // no run is above it
    CHECK(run_titles(session) == RunTitles{"More cores", "Short", "As it is"});

    REQUIRE(session::rename_run(session, 1, "Quick"));
    REQUIRE(session::copy_run(session, 1));
    CHECK(run_titles(session)[1] == "Quick");
    CHECK(run_ends(session) == std::vector<int64_t>{20, 4, 4, 40});
    CHECK(session.focus() == 2);
    REQUIRE(session::remove_run(session, 0));
    CHECK(run_ends(session) == std::vector<int64_t>{4, 4, 40});
    REQUIRE(session::rename_run(session, 0, ""));
    CHECK(run_titles(session)[0] != "Quick");

    for (int i = 0; i < 6; ++i) session.undo();
    CHECK(written_text(session) == before);
    CHECK(run_titles(session) == RunTitles{"As it is", "More cores", "Short"});
}

TEST_CASE("the last run cannot be removed, and there are at most 32 runs", "[session]") {
    Session session;
    REQUIRE(session.load(one_run));
    CHECK(session::remove_run(session, 0).error().message == "at least one run must remain");
    CHECK(session::hide_run(session, 0).error().message == "at least one run must be shown");
    for (int i = 1; i < 32; ++i) REQUIRE(session::copy_run(session, 0));
    CHECK(session.runs().size() == 32);
    CHECK(session::copy_run(session, 0).error().message == "there may be at most 32 runs");
    CHECK_FALSE(session::copy_run(session, 32));
}

TEST_CASE("a hidden run is in the scenario and in links, but is not simulated", "[session]") {
    Session session;
    REQUIRE(session.load(three_runs));
    const std::string before = written_text(session);
    REQUIRE(session::hide_run(session, 1));
    CHECK(run_titles(session) == RunTitles{"As it is", "Short"});
    CHECK(written_text(session) == before);
    CHECK(session::figure_of(session).runs == std::vector<int64_t>{0, 2});
    CHECK(session.variant_of(1) == 2);

    // Moving a run past the hidden one, or changing the others, does not show the hidden one.
    REQUIRE(session::move_run(session, 1, -1));
    CHECK(run_titles(session) == RunTitles{"Short", "As it is"});
    CHECK(run_ends(session) == std::vector<int64_t>{4, 40});
    REQUIRE(session::copy_run(session, 0));
    CHECK(run_ends(session) == std::vector<int64_t>{4, 4, 40});
    CHECK(session.document().variants.size() == 4);
    session.undo();
    session.undo();
    CHECK(run_titles(session) == RunTitles{"As it is", "Short"});
    session.undo();
    CHECK(run_titles(session) == RunTitles{"As it is", "More cores", "Short"});
    session.redo();
    REQUIRE(session::show_run(session, 1));
    CHECK(session.shown().empty());
    CHECK(run_titles(session) == RunTitles{"As it is", "More cores", "Short"});

    Session other;
    REQUIRE(session::hide_run(session, 0));
    REQUIRE(other.open_figure(session::write_figure(session::figure_of(session)), session::Reading::strict));
    CHECK(run_titles(other) == RunTitles{"More cores", "Short"});
}

TEST_CASE("the baseline and the aim follow their runs", "[session]") {
    Session session;
    REQUIRE(session.load(three_runs));
    session::pin_baseline(session, 1);
    session.aim(2);
    REQUIRE(session::move_run(session, 1, -1));
    CHECK(session.state.baseline == 0u);
    CHECK(session.state.aim == 2u);
    REQUIRE(session::remove_run(session, 1));
    CHECK(session.state.baseline == 0u);
    CHECK(session.state.aim == 1u);
    REQUIRE(session::remove_run(session, 0));
    CHECK_FALSE(session.state.baseline);
    CHECK(session.state.aim == 0u);
    session::pin_baseline(session, 0);
    session::pin_baseline(session, 0);  // the second call clears it
    CHECK_FALSE(session.state.baseline);
}

TEST_CASE("the commands about runs act on the run in focus", "[session]") {
    Session session;
    REQUIRE(session.load(three_runs));
    const auto run = [&](std::string_view id) {
        for (const session::Command& command : session::run_commands())
            if (command.id == id && command.enabled(session)) {
                command.act(session);
                return true;
            }
        return false;
    };
    CHECK(run("next-run"));
    CHECK(session.focus() == 1);
    CHECK(run("pin-baseline"));
    CHECK(session.state.baseline == 1u);
    CHECK(run("run-down"));
    CHECK_FALSE(run("run-down"));
    CHECK(run_titles(session) == RunTitles{"As it is", "Short", "More cores"});
    CHECK(session.focus() == 2);
    CHECK(session.state.baseline == 2u);
    CHECK(run("aim-run"));
    CHECK(session.state.aim == 2u);
    CHECK(run("hide-run"));
    CHECK(run("show-runs"));
    CHECK_FALSE(run("show-runs"));
    CHECK(run("previous-run"));
    CHECK(run("keep-run"));
    CHECK(run("remove-run"));
    CHECK(session.runs().size() == 3);
}

TEST_CASE("a run branches at the playhead, and its changes apply from then on", "[session]") {
    Session session;
    REQUIRE(session.load(one_run));  // 8 jobs of 10 ms on two threads and two cores: 40 ms
    CHECK_FALSE(session::branch_run(session, 0));  // the playhead is at the start
    session.seek(msec(20));
    REQUIRE(session::branch_run(session, 0));
    CHECK(run_titles(session) == RunTitles{"Thread pool · 2 threads", "From 20 ms"});
    CHECK(run_ends(session) == std::vector<int64_t>{40, 40});
    CHECK(session.state.aim == 1u);
    REQUIRE(session.set("machine.cores", "1"));  // four jobs are left for the one core
    CHECK(run_ends(session) == std::vector<int64_t>{40, 60});
    CHECK(run_titles(session)[1] == "From 20 ms: Cores 1");
    const auto refused = session.set("machine.scheduler.policy", "sjf");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().message.starts_with("\"policy\" cannot change while a run is in progress"));
    CHECK_FALSE(session::branch_run(session, 1));  // it is already a branch

    // A branch stays as it is when it is moved, or when the run before its time is changed.
    REQUIRE(session::move_run(session, 1, -1).error().message.starts_with("the first run cannot be one that branches"));
    session.aim(0);
    REQUIRE(session.set("programs.job.compute", "5ms"));
    CHECK(run_ends(session) == std::vector<int64_t>{20, 60});
    session.undo();
    REQUIRE(session::keep_run(session));
    CHECK(run_ends(session) == std::vector<int64_t>{40, 40, 60});
    const std::string written = written_text(session);
    Session other;
    REQUIRE(other.open_figure(session::write_figure(session::figure_of(session)), session::Reading::strict));
    CHECK(written_text(other) == written);
    CHECK(run_ends(other) == run_ends(session));
}

TEST_CASE("the commands are updated when their run changes or the playhead leaves the start", "[session]") {
    Session session;
    REQUIRE(session.load(three_runs));
    uint64_t before = session.revisions().commands;
    const auto news = [&] {
        const uint64_t now = session.revisions().commands;
        return std::exchange(before, now) != now;
    };
    CHECK_FALSE(news());
    session.seek(msec(4));
    CHECK(news());  // a run can branch here
    session.seek(msec(5));
    CHECK_FALSE(news());
    session.state.focus = 2;
    CHECK(news());
    session.aim(2);
    CHECK(news());
    session::pin_baseline(session, 1);
    CHECK(news());
}
