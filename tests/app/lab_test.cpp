#include "tests/catch2.h"

#include "app/builtins.h"
#include "app/lab.h"

#include <cstdlib>
#include <memory>
#include <string>

using app::Lab;

namespace {

constexpr const char* service = "waiting-on-the-database";

std::unique_ptr<Lab> loaded(const char* id = service) {
    auto lab = std::make_unique<Lab>();
    REQUIRE(lab->load_builtin(id));
    return lab;
}

std::vector<std::string> kinds(const Lab& lab) {
    std::vector<std::string> shown;
    for (const auto& chip : lab.strategies())
        if (chip.shown) shown.push_back(chip.id);
    return shown;
}

std::string value(const Lab& lab, std::string_view id) {
    for (const auto& row : lab.parameters())
        if (row.id == id) return row.value;
    return "(no such row)";
}

std::vector<Time> finishes(const Lab& lab) {
    std::vector<Time> all;
    for (const auto& run : lab.runs()) all.push_back(run->results.makespan);
    return all;
}

}  // namespace

TEST_CASE("a loaded scenario has been run: the worked example of the format", "[app]") {
    const auto lab = loaded();
    CHECK(finishes(*lab) == std::vector{msec(148), msec(96), msec(48)});
    CHECK_FALSE(lab->running());
    CHECK(lab->end() == msec(148));
    CHECK(lab->limit() > lab->end());
    CHECK(lab->best() == size_t(2));
    CHECK_FALSE(lab->verdict().empty());
}

TEST_CASE("every built-in scenario loads and runs to its end", "[app]") {
    REQUIRE_FALSE(app::builtins().empty());
    for (const auto& builtin : app::builtins()) {
        INFO(builtin.id);
        const auto lab = loaded(builtin.id.c_str());
        for (const auto& run : lab->runs()) CHECK(run->log().complete);
    }
}

TEST_CASE("an error leaves everything as it was", "[app]") {
    const auto lab = loaded();
    const auto revision = lab->revision();
    const auto text = scenario::write(lab->document());

    CHECK_FALSE(lab->load("{\"version\": 1, \"cores\": "));
    CHECK_FALSE(lab->load_builtin("no-such-scenario"));
    CHECK_FALSE(lab->set("machine.cores", "0"));
    CHECK_FALSE(lab->set("machine.no_such_thing", "1"));
    CHECK(lab->revision() == revision);
    CHECK(scenario::write(lab->document()) == text);
    CHECK_FALSE(lab->can_undo());
}

TEST_CASE("a change re-runs at once and can be undone and redone", "[app]") {
    const auto lab = loaded();
    const auto before = lab->revision();
    REQUIRE(lab->set("strategy.threads", "8"));
    CHECK(lab->revision() != before);
    // Eight threads: three waves of eight. In a wave each core computes 4 x 2 ms, and the first
    // to come back at 22 ms finds it idle: a wave lasts 22 + 8 ms - but the next tasks start on
    // threads as they come free, so all is done before 148 ms.
    CHECK(lab->runs()[0]->results.makespan < msec(148));

    lab->undo();
    CHECK(value(*lab, "strategy.threads") == "4");
    CHECK(finishes(*lab) == std::vector{msec(148), msec(96), msec(48)});
    lab->redo();
    CHECK(value(*lab, "strategy.threads") == "8");
    CHECK_FALSE(lab->can_redo());
}

TEST_CASE("a slider's drag is one step of undo", "[app]") {
    const auto lab = loaded();
    for (const char* threads : {"5", "6", "7"}) REQUIRE(lab->set("strategy.threads", threads));

    SECTION("from its beginning to its end") {
        lab->undo();
        CHECK(value(*lab, "strategy.threads") == "4");
        CHECK_FALSE(lab->can_undo());
    }
    SECTION("another parameter is another step") {
        REQUIRE(lab->set("machine.cores", "3"));
        lab->undo();
        CHECK(value(*lab, "strategy.threads") == "7");
        CHECK(value(*lab, "machine.cores") == "2");
    }
    SECTION("letting go ends it") {
        lab->settle();
        REQUIRE(lab->set("strategy.threads", "9"));
        lab->undo();
        CHECK(value(*lab, "strategy.threads") == "7");
    }
    SECTION("so does a rest") {
        lab->tick(1.5);
        REQUIRE(lab->set("strategy.threads", "9"));
        lab->undo();
        CHECK(value(*lab, "strategy.threads") == "7");
    }
    SECTION("a drag after undo does not bring the future back") {
        lab->undo();
        REQUIRE(lab->set("strategy.threads", "6"));
        CHECK_FALSE(lab->can_redo());
        lab->undo();
        CHECK(value(*lab, "strategy.threads") == "4");
    }
}

TEST_CASE("loading another scenario can be undone, too", "[app]") {
    const auto lab = loaded();
    REQUIRE(lab->set("strategy.threads", "8"));
    REQUIRE(lab->load_builtin("cpu-heavy-batch"));
    lab->undo();
    CHECK(value(*lab, "strategy.threads") == "8");
}

TEST_CASE("variants that a change does not touch keep their run", "[app]") {
    const auto lab = loaded();
    const auto* loop = lab->runs()[1].get();
    REQUIRE(lab->toggle_strategy("one-at-a-time"));
    CHECK(lab->runs()[1].get() == loop);
    CHECK(lab->runs().size() == 4);
    CHECK(lab->runs()[3]->results.makespan == msec(576));
}

TEST_CASE("strategies are added to the comparison and taken out of it", "[app]") {
    const auto lab = loaded();
    CHECK(kinds(*lab) == std::vector<std::string>{"thread-pool", "event-loop", "async-pool"});

    SECTION("a compared one") {
        REQUIRE(lab->toggle_strategy("event-loop"));
        CHECK(kinds(*lab) == std::vector<std::string>{"thread-pool", "async-pool"});
        CHECK(finishes(*lab) == std::vector{msec(148), msec(48)});
    }
    SECTION("the file's own: the next one takes its place, and the others stay what they are") {
        REQUIRE(lab->toggle_strategy("thread-pool"));
        CHECK(finishes(*lab) == std::vector{msec(96), msec(48)});
        lab->undo();
        CHECK(finishes(*lab) == std::vector{msec(148), msec(96), msec(48)});
    }
    SECTION("the last one stays") {
        REQUIRE(lab->toggle_strategy("thread-pool"));
        REQUIRE(lab->toggle_strategy("event-loop"));
        CHECK_FALSE(lab->toggle_strategy("async-pool"));
        CHECK(finishes(*lab) == std::vector{msec(48)});
    }
    SECTION("one that there is not") { CHECK_FALSE(lab->toggle_strategy("magic")); }
}

TEST_CASE("steps visit the moments when something changes, there and back", "[app]") {
    // One task, 2 ms, on one core: moments at 0 and 2 ms.
    Lab lab;
    REQUIRE(lab.load(R"({"version": 1, "programs": {"a": [{"compute": "2ms"}]},
                         "work": [{"run": "a", "count": 2}], "machine": {"cores": 1}})"));
    REQUIRE(lab.end() == msec(4));
    lab.step(1);
    CHECK(lab.state.playhead == msec(2));
    lab.step(1);
    CHECK(lab.state.playhead == msec(4));
    lab.step(1);
    CHECK(lab.state.playhead == msec(4));
    lab.step(-1);
    CHECK(lab.state.playhead == msec(2));
    lab.step(-1);
    CHECK(lab.state.playhead == Time{});
}

TEST_CASE("the playhead stays within the run, and playing ends at its end", "[app]") {
    const auto lab = loaded();
    lab->seek(sec(5));
    CHECK(lab->state.playhead == msec(148));
    lab->seek(-msec(5));
    CHECK(lab->state.playhead == Time{});

    lab->state.playing = true;
    lab->state.rate = 1e9;  // as in life
    CHECK(lab->tick(0.05));
    CHECK(lab->state.playhead == msec(50));
    CHECK(lab->tick(0.09));
    CHECK_FALSE(lab->tick(0.09));
    CHECK(lab->state.playhead == msec(148));
    CHECK_FALSE(lab->state.playing);
}

TEST_CASE("slow motion slows down around changes, and only there", "[app]") {
    Lab lab;
    REQUIRE(lab.load(R"({"version": 1, "programs": {"a": [{"compute": "1s"}]}, "work": [{"run": "a", "count": 1, "at": "1s"}]})"));
    lab.state.rate = 1e9;
    lab.state.slow_motion = true;
    const auto after = [&](Time from, double seconds) {
        lab.state.playhead = from;
        lab.state.playing = true;
        lab.tick(seconds);
        return lab.state.playhead;
    };
    const auto close = [](Time a, Time b) { return std::abs((a - b).ns) <= 10; };
    CHECK(close(after(msec(300), 0.05), msec(350)));            // nothing changes between 150 ms before and after it
    CHECK(close(after(sec(1), 0.05), sec(1) + msec(5)));        // the task begins: a tenth of the rate
    CHECK(close(after(msec(995), 0.05), sec(1)));               // up to it likewise
    CHECK(after(msec(900), 0.05) > msec(920));             // and between those two the nearer, the slower
    CHECK(after(msec(900), 0.05) < msec(935));
    lab.state.slow_motion = false;
    CHECK(after(sec(1), 0.05) == sec(1) + msec(50));
}

TEST_CASE("playing all takes about twelve seconds, at a round rate", "[app]") {
    const auto lab = loaded();
    CHECK(lab->rate() == 10e6);  // 148 ms in 14.8 s
    CHECK(lab->rate_at(1) == 20e6);
    CHECK(lab->rate_at(-1) == 5e6);
}

TEST_CASE("a fitted view follows a change; another stays where it is", "[app]") {
    const auto lab = loaded();
    const Time before = lab->viewport().end;
    REQUIRE(lab->set("devices.database.time", "40ms"));
    CHECK(lab->viewport().end > before);

    lab->show({.begin = msec(10), .end = msec(20)});
    REQUIRE(lab->set("devices.database.time", "30ms"));
    CHECK(lab->state.begin == msec(10));
    CHECK(lab->state.end == msec(20));
}

namespace {
double still() { return 0; }       // no time passes: slices never end
double fleeting() {                // every look costs a second: each slice is over at once
    static double now_ms = 0;
    return now_ms += 1000;
}
}  // namespace

TEST_CASE("a long run goes on in slices and gives the same in the end", "[app]") {
    Lab whole(still), sliced(fleeting);
    const auto many = [](Lab& lab) {
        REQUIRE(lab.load(R"({"version": 1, "seed": 7, "programs": {"a": [{"compute": {"exponential": "1ms"}}]},
                             "work": [{"run": "a", "count": 20000, "rate": 900}], "machine": {"cores": 1}})"));
    };
    many(whole);
    many(sliced);
    CHECK_FALSE(whole.running());
    REQUIRE(sliced.running());
    CHECK(sliced.panes().size() == 1);
    CHECK_FALSE(sliced.why().empty());
    sliced.step(1);  // the part that is there can be looked at
    int slices = 0;
    while (sliced.tick(0.01) && slices < 10'000) ++slices;
    CHECK(slices > 2);
    CHECK_FALSE(sliced.running());
    CHECK(sliced.runs()[0]->log().hash() == whole.runs()[0]->log().hash());
    CHECK(sliced.runs()[0]->results.makespan == whole.runs()[0]->results.makespan);
}
