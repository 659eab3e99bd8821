#include "tests/catch2.h"

#include "base/number.h"
#include "base/utf8.h"
#include "exchange/out/formats.h"
#include "tests/exchange/recordings.h"
#include "tests/exchange/runs.h"
#include "tests/support/golden.h"

namespace {

// Two requests on one core: in threads that are blocked while the disk works, and on a loop
// that is not. Their names contain everything that a format might treat as syntax.
Runs small() {
    const auto document = scenario::read(R"({
        "version": 1, "title": "Two <requests>: \"a\" & b; 100 %", "machine": {"cores": 1, "costs": {"thread_switch": "100us"}},
        "devices": {"disk": {"time": "5ms"}},
        "programs": {"request": [{"compute": "2ms"}, {"io": "disk"}, {"compute": "1ms"}, {"mark": "sent, \"ok\""}]},
        "work": [{"run": "request", "name": "section: \"a\", #1", "count": 2}],
        "strategy": {"kind": "thread-pool", "threads": 2},
        "compare": [{"title": "=loop", "strategy": {"kind": "event-loop"}}]
    })");
    REQUIRE(document);
    return runs_of(*document);
}

std::string written(std::string_view format) {
    const Runs runs = small();
    return exchange::write(exchange::find_format(format)->format, runs.title, runs.panes);
}

}  // namespace

TEST_CASE("two requests, in each format", "[exchange]") {
    for (const exchange::FormatRow& row : exchange::formats()) {
        INFO(row.name);
        const std::string text = written(row.name);
        CHECK(text == written(row.name));
        CHECK(text == support::golden("two-requests" + std::string(row.ending), text));
    }
}

TEST_CASE("a chart for Mermaid is not longer than Mermaid accepts", "[exchange]") {
    const auto document = scenario::read(R"({
        "version": 1, "title": "Many", "machine": {"cores": 1, "scheduler": {"policy": "round-robin", "quantum": "1ms"}},
        "programs": {"long": [{"compute": "2s"}]}, "work": [{"run": "long", "count": 2}], "strategy": {"kind": "thread-per-task"}})");
    REQUIRE(document);
    const Runs runs = runs_of(*document);
    const std::string text = exchange::write(exchange::Format::mermaid, runs.title, runs.panes);
    CHECK(text.size() <= 50'000);  // the default of maxTextSize
    CHECK(text.size() > 49'000);
    size_t bars = 0;
    for (size_t at = text.find(" :"); at != text.npos; at = text.find(" :", at + 1)) ++bars;
    // 4,000 slices, on the core and on the threads, and the waits of 2,000 of them on each thread.
    CHECK(
        text.ends_with("    %% " + grouped_text(int64_t(4'000 + 4'000 + 3'999 - bars)) + " more bars are left out\n"));
}

TEST_CASE("bytes that are not text are replaced", "[exchange]") {
    const auto recorded = recorded_of("[{\"ph\":\"X\",\"name\":\"a\xFF\",\"pid\":1,\"tid\":1,\"ts\":0,\"dur\":5}]");
    REQUIRE(recorded);
    const metrics::Levels levels = metrics::levels_of(recorded->log);
    const metrics::Results results = metrics::results_of(recorded->scenario, recorded->log, levels);
    const chart::Pane pane{"recording", &recorded->scenario, &recorded->log, &results, &levels};
    for (const exchange::FormatRow& row : exchange::formats()) {
        INFO(row.name);
        const std::string text = exchange::write(row.format, "recording", {pane});
        CHECK(text == valid_utf8(text));
        CHECK(text.find("a\xEF\xBF\xBD") != text.npos);
    }
}

TEST_CASE("each format has a name, an extension and texts", "[exchange]") {
    for (const exchange::FormatRow& row : exchange::formats()) {
        CHECK(exchange::find_format(row.name) == &row);
        CHECK(row.ending.starts_with("."));
        CHECK_FALSE(row.help.empty());
    }
    CHECK(exchange::find_format("pdf") == nullptr);
}
