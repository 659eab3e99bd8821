#include "tests/catch2.h"

#include "present/code.h"
#include "present/panel_maker.h"
#include "samples/life.h"
#include "samples/situations.h"
#include "session/builtins.h"
#include "session/follow.h"
#include "session/session.h"

#include <algorithm>
#include <string>

using session::Session;

namespace {

struct Coded {
    Session session;
    present::PanelMaker maker;

    explicit Coded(const char* scenario, const char* language = "python") {
        REQUIRE(session.load_builtin(scenario));
        present::choose_language(session, language);
    }
    const present::Panels& panels() { return maker.update(session); }
    std::string lit() {
        const present::Panels& shown = panels();
        for (const auto& line : shown.code.lines)
            if (int(line.number) == shown.code_now.line) return line.text + (shown.code_now.runs ? " runs" : " waits");
        return "";
    }
    size_t number_of(std::string_view part) {
        for (const auto& line : panels().code.lines)
            if (line.text.find(part) != std::string::npos) return line.number;
        return 10'000;
    }
    // Selects the bar of a task at a time, in the run in focus.
    void choose(uint32_t task, Time t) {
        const session::Run& run = *session.runs()[session.focus()];
        for (size_t i = 0; i < run.log().spans.size(); ++i) {
            const trace::Span span = run.log().spans[i];
            if (span.task.index == task && span.start <= t && t < span.end())
                session.state.selection = session::ChosenBar{uint32_t(session.focus()), uint32_t(i)};
        }
        session.seek(t);
    }
};

}  // namespace

// By hand: 24 requests of 2 ms, 20 ms at the database and 2 ms, on two cores and four threads. Requests 1 and 2 compute
// until 2 ms, 3 and 4 from 2 to 4 ms; request 5 needs a thread until request 1 is over at 24 ms.
TEST_CASE("the line is lit that the chosen task is on at the playhead", "[present]") {
    Coded coded("waiting-on-the-database");
    coded.choose(0, msec(1));
    CHECK(coded.lit() == "    compute(0.002) runs");
    CHECK(coded.panels().code_now.text.plain() == "Request 1 is on this line, and runs.");
    coded.session.seek(msec(10));
    CHECK(coded.lit() == "    database.call() waits");
    CHECK(coded.panels().code_now.text.plain() == "Request 1 is on this line, and waits with its thread.");
    const int first = coded.panels().code_now.line;
    coded.session.seek(msec(23));
    CHECK(coded.lit() == "    compute(0.002) runs");
    CHECK(coded.panels().code_now.line == first + 1);  // the second compute, after the call
    coded.choose(4, msec(10));
    CHECK(coded.lit() == "        pool.submit(request, n) waits");
    coded.choose(0, msec(10));
    coded.session.seek(msec(100));
    CHECK(coded.lit().empty());
    CHECK(coded.panels().code_now.text.plain() == "Request 1 is over.");
    coded.session.state.focus = 1;  // the event loop: the same request in another run
    coded.choose(0, msec(10));
    CHECK(coded.lit() == "    await database.call() waits");
    CHECK(coded.panels().code_now.text.plain() == "Request 1 is on this line, and waits without a thread.");
}

TEST_CASE("a line leads to its bars, one after another", "[present]") {
    Coded coded("waiting-on-the-database", "javascript");
    const size_t call = coded.number_of("database.call()");
    const session::Run& run = *coded.session.runs()[0];
    std::vector<uint32_t> tasks;
    for (int i = 0; i < 25; ++i) {
        REQUIRE(present::go_to_code_line(coded.session, call));
        const session::ChosenBar* bar = coded.session.state.bar();
        REQUIRE(bar);
        const trace::Span span = run.log().spans[bar->span];
        CHECK(span.kind == trace::SpanKind::blocked);
        CHECK(span.start == coded.session.state.playhead);
        CHECK(coded.lit() == "  await database.call(); waits");
        tasks.push_back(span.task.index);
    }
    CHECK(tasks.back() == tasks.front());  // 24 requests wait once each
    tasks.pop_back();
    std::sort(tasks.begin(), tasks.end());
    for (uint32_t i = 0; i < 24; ++i) CHECK(tasks[i] == i);
    CHECK_FALSE(present::go_to_code_line(coded.session, coded.number_of("async function")));
}

// Whatever the scenario and the language: each bar is on a line, and that line leads back to the bar.
TEST_CASE("every bar of the gallery is on a line, which finds it again", "[present]") {
    for (const session::Builtin& builtin : session::builtins()) {
        Session session;
        REQUIRE(session.load_builtin(builtin.id));
        for (size_t pane = 0; pane < session.runs().size(); ++pane) {
            session.state.focus = uint32_t(pane);
            const session::Run& run = *session.runs()[pane];
            const scenario::Scenario& scenario = run.variant.scenario;
            const auto language = samples::Language(pane % samples::language_count);
            session.state.language = samples::row_of(language).id;
            const auto sample = present::code_sample_of(session);
            CHECK(sample.has_value() == scenario.functions.empty());
            if (!sample) continue;
            const scenario::StepLists lists(scenario);
            std::vector<size_t> counts(sample->lines.size());
            size_t lost = 0;
            for (size_t i = 0; i < run.log().spans.size(); ++i) {
                const int line =
                    samples::line_of(*sample, samples::place_of(scenario, lists, run.log(), run.log().spans[i]));
                if (line < 0) ++lost;
                else ++counts[size_t(line)];
            }
            INFO(builtin.id << " run " << pane << " in " << session.state.language);
            CHECK(lost == 0);
            for (size_t line = 0; line < counts.size(); ++line) {
                if (counts[line] > 0) CHECK_FALSE(sample->lines[line].surrounds);
                if (run.log().spans.size() < 2'000 && !sample->lines[line].places.empty())
                    CHECK(samples::spans_on(scenario, run.log(), *sample, int(line)).size() == counts[line]);
            }
        }
    }
}

TEST_CASE("where a language has no idiomatic way, the sample says so", "[present]") {
    const auto remark_of = [](const char* language, const char* strategy) {
        Coded coded("cpu-heavy-batch", language);
        REQUIRE(coded.session.set("strategy.kind", strategy));
        return coded.panels().code.remark.plain();
    };
    CHECK(remark_of("cpp", "event-loop").find("no event loop") != std::string::npos);
    CHECK(remark_of("python", "async-pool").find("no idiomatic way") != std::string::npos);
    CHECK(remark_of("go", "thread-per-task").find("no idiomatic way") != std::string::npos);
    CHECK(remark_of("go", "async-pool").find("no idiomatic way") == std::string::npos);
}

TEST_CASE("tools are shown beside the scenarios that show their situation", "[present]") {
    const auto situations_in = [](const char* scenario) {
        Coded coded(scenario);
        std::string ids;
        for (const auto& each : coded.panels().advice.situations) ids += each.row.id + " ";
        return ids;
    };
    CHECK(situations_in("waiting-on-the-database") == "waiting-with-threads ");
    CHECK(situations_in("cpu-heavy-batch") == "computing ");
    CHECK(situations_in("amdahl") == "large-data ");
    CHECK(situations_in("queue-and-workers").find("long-jobs") != std::string::npos);
    CHECK(situations_in("producer-consumer") == "streams waiting ");
    CHECK(situations_in("backpressure").find("streams") != std::string::npos);
    CHECK(situations_in("autoscaling").find("changing-load") != std::string::npos);
    CHECK(situations_in("timeout-promise-tick") == "waiting ");
    // No tool is without a situation.
    for (const samples::Tool& tool : samples::tools()) {
        INFO(tool.id);
        CHECK(std::any_of(samples::situations().begin(), samples::situations().end(), [&](const auto& each) {
            return std::find(each.tools.begin(), each.tools.end(), tool.id) != each.tools.end();
        }));
    }
}
