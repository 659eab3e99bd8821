#include "tests/catch2.h"

#include "metrics/numbers/latency.h"
#include "present/latency.h"
#include "session/predict.h"
#include "session/session.h"

#include <algorithm>

using session::Session;

TEST_CASE("an interval of the histogram includes its beginning, and the last one also includes its end", "[metrics]") {
    const std::vector<Time> values = {msec(0), msec(1), msec(2), msec(2), msec(5), msec(6)};
    CHECK(metrics::histogram_of(values, msec(2), 3) == std::vector<int64_t>{2, 2, 2});
    CHECK(metrics::histogram_of({}, msec(2), 3) == std::vector<int64_t>{0, 0, 0});
}

// Four tasks of 2 ms that arrive at once on one core take 2, 4, 6 and 8 ms.
TEST_CASE("the latencies of all runs have the same scale, and each run has three percentiles", "[present]") {
    Session session;
    REQUIRE(session.load(R"({"version": 1, "machine": {"cores": 1, "scheduler": {"policy": "fcfs"}},
        "programs": {"job": [{"compute": "2ms"}]}, "work": [{"run": "job", "count": 4}],
        "strategy": {"kind": "thread-per-task"}, "compare": [{"title": "Two cores", "machine": {"cores": 2}}]})"));
    const present::Latency latency = present::latency_of(session);
    REQUIRE(latency.runs.size() == 2);
    const present::LatencyRun& one = latency.runs[0];
    CHECK(one.count == "4 tasks");
    REQUIRE(one.percentiles.size() == 3);
    CHECK(one.percentiles[0].value == "4.0 ms");  // nearest rank: the second of four
    CHECK(one.percentiles[1].value == "8.0 ms");
    CHECK(one.percentiles[2].share > 0.99);
    // Two cores finish two tasks at 2 ms and two at 4 ms, which gives the highest bars of all runs.
    const present::LatencyRun& two = latency.runs[1];
    CHECK(std::count(two.bars.begin(), two.bars.end(), 1.0) == 2);
    CHECK(std::count(one.bars.begin(), one.bars.end(), 0.5) == 4);
    CHECK(two.percentiles[1].value == "4.0 ms");

    session::toggle_prediction(session);
    CHECK(present::latency_of(session).runs.empty());
}
