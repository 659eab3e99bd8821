#include "tests/catch2.h"

#include "present/bars.h"
#include "session/predict.h"
#include "session/session.h"

#include <algorithm>
#include <string>

using session::Session;

namespace {

// Two tasks of 2 ms run on one core, with a gap of 3 ms between them.
constexpr const char* two = R"({"version": 1, "machine": {"cores": 1, "scheduler": {"policy": "fcfs"}},
    "programs": {"job": [{"compute": "2ms"}]}, "work": [{"run": "job", "count": 2, "every": "5ms"}],
    "strategy": {"kind": "thread-per-task"}, "lanes": ["cores"]})";

// "Core 1 | job 1 | running | 0 ns | 2.00 ms"
std::string text_of(const present::TableRow& row) {
    std::string text = row.label;
    for (size_t i = 0; i + 1 < row.values.size(); ++i) text += " | " + row.values[i];
    return text;
}

std::string all_of(const present::Table& table) {
    std::string text;
    for (const present::TableRow& row : table.rows) text += text_of(row) + "\n";
    return text;
}

}  // namespace

TEST_CASE("the table of a timeline has its visible bars and gaps, each with its reason", "[present]") {
    Session session;
    REQUIRE(session.load(two));
    const present::Table table = present::bars_of(session, 0);
    CHECK(all_of(table) ==
          "Core 1 | job 1 | running | 0 ns | 2.00 ms\n"
          "Core 1 | – | nothing runs | 2.00 ms | 5.00 ms\n"
          "Core 1 | job 2 | running | 5.00 ms | 7.00 ms\n");
    for (const present::TableRow& row : table.rows) CHECK(row.values.back().size() > 10);
    CHECK(table.note.empty());

    SECTION("the table contains only what the picture shows") {
        session.state.begin = msec(3);
        session.state.end = msec(4);
        const present::Table part = present::bars_of(session, 0);
        REQUIRE(part.rows.size() == 1);
        CHECK(part.rows[0].values[1] == "nothing runs");
    }
    SECTION("a partly visible bar is in the table, with its full times") {
        session.state.begin = msec(1);
        session.state.end = msec(4);
        CHECK(text_of(present::bars_of(session, 0).rows.at(0)).starts_with("Core 1 | job 1 | running | 0 ns | 2.0"));
    }
    SECTION("the table contains the lanes that are shown, and no others") {
        session.set_lanes({.cores = false, .threads = false, .tasks = true});
        const present::Table tasks = present::bars_of(session, 0);
        REQUIRE(tasks.rows.size() == 2);
        CHECK(tasks.rows[0].label == "job 1");
    }
    SECTION("the table does not reveal what is to be predicted") {
        session::toggle_prediction(session);
        CHECK(present::bars_of(session, 0).rows.empty());
        CHECK_FALSE(present::bars_of(session, 0).note.empty());
        session::check_prediction(session);
        CHECK(present::bars_of(session, 0).rows.size() == 3);
    }
}

TEST_CASE("a long table of bars is cut off, and says how many rows are left out", "[present]") {
    Session session;
    REQUIRE(session.load_builtin("hundred-requests"));
    session.set_lanes({.cores = true, .threads = true, .tasks = true});
    const present::Table table = present::bars_of(session, 0);
    CHECK(table.rows.size() == present::most_bars);
    CHECK(table.note.find("left out") != std::string::npos);
}

TEST_CASE("the table of a timeline has a row for each callback of an event loop", "[present]") {
    Session session;
    REQUIRE(session.load_builtin("timeout-promise-tick"));
    const present::Table table = present::bars_of(session, 0);
    const auto has = [&](const char* state) {
        return std::any_of(table.rows.begin(), table.rows.end(),
                           [&](const present::TableRow& row) { return row.values[1] == state; });
    };
    CHECK(has("next-tick"));
    CHECK(has("timers"));
}
