#include "tests/catch2.h"

#include "base/embedded.h"
#include "chart/lanes.h"
#include "exchange/formats.h"
#include "metrics/names.h"
#include "tests/exchange/recordings.h"
#include "tests/exchange/runs.h"
#include "tests/support/scenarios.h"

#include <algorithm>
#include <span>

namespace scenario {
std::span<const Embedded> builtin_files();
}

namespace {

// Of each span all that is exported: where, when, whose, what, why. In any order.
std::vector<std::string> spans_of(const chart::Pane& pane) {
    const trace::Log& log = *pane.log;
    std::vector<std::string> lane_of(log.spans.size(), "-");
    for (const chart::Lane& lane : chart::lanes_of(*pane.scenario, log, {.cores = false, .threads = true, .tasks = false}))
        for (const uint32_t i : lane.spans) lane_of[i] = lane.label;
    std::vector<std::string> all;
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        all.push_back(lane_of[i] + '|' + std::to_string(span.start.ns) + '|' + std::to_string(span.duration.ns) + '|' + metrics::task_name(*pane.scenario, log, span.task) + '|' +
                      trace::kind_name(span.kind) + '|' + trace::reason_name(span.reason) + '|' + std::to_string(span.core.index) + '|' + std::to_string(span.step));
    }
    std::sort(all.begin(), all.end());
    return all;
}

void check_round_trip(const scenario::Document& document) {
    const Runs runs = runs_of(document);
    for (const chart::Pane& pane : runs.panes) {
        INFO(pane.title);
        for (const auto format : {exchange::Format::chrome, exchange::Format::perfetto}) {
            const std::string text = exchange::write(format, runs.title, {pane});
            const auto recorded = recorded_of(text, 1 << 16);
            if (!recorded) FAIL(error_text("export", recorded.error()));
            chart::Pane again = pane;
            again.scenario = &recorded->scenario;
            again.log = &recorded->log;
            CHECK(recorded->log.recording->remarks.empty());
            CHECK(recorded->log.cores == pane.log->cores);
            CHECK(spans_of(again) == spans_of(pane));
            // What was read can be written and read again.
            const metrics::Levels levels = metrics::levels_of(recorded->log);
            again.levels = &levels;
            const auto twice = recorded_of(exchange::write(format, runs.title, {again}));
            REQUIRE(twice);
            chart::Pane third = again;
            third.scenario = &twice->scenario;
            third.log = &twice->log;
            CHECK(spans_of(third) == spans_of(pane));
        }
    }
}

}  // namespace

TEST_CASE("what the gallery exports gives the same spans when it is opened", "[exchange]") {
    for (const Embedded& file : scenario::builtin_files()) {
        INFO(file.name);
        const auto document = scenario::read(file.bytes);
        REQUIRE(document);
        check_round_trip(*document);
    }
}

TEST_CASE("any run can be exported and opened again", "[exchange]") {
    for (uint64_t seed = 1; seed <= 60; ++seed) {
        INFO(seed);
        scenario::Document document;
        document.variants.push_back({"run", support::random_scenario(seed)});
        check_round_trip(document);
    }
}
