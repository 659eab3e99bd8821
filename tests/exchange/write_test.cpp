#include "tests/catch2.h"

#include "exchange/formats.h"
#include "tests/exchange/runs.h"
#include "tests/support/golden.h"

namespace {

// Two requests on one core: in threads that are blocked while the disk works, and on a loop
// that is not. Names have everything that a format might take for its own.
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

TEST_CASE("two requests, as each format has them", "[exchange]") {
    for (const exchange::FormatRow& row : exchange::formats()) {
        INFO(row.name);
        const std::string text = written(row.name);
        CHECK(text == written(row.name));
        CHECK(text == support::golden("two-requests" + std::string(row.ending), text));
    }
}

TEST_CASE("a format has a name, an ending and words", "[exchange]") {
    for (const exchange::FormatRow& row : exchange::formats()) {
        CHECK(exchange::find_format(row.name) == &row);
        CHECK(row.ending.starts_with("."));
        CHECK_FALSE(row.help.empty());
    }
    CHECK(exchange::find_format("pdf") == nullptr);
}
