#include "tests/catch2.h"

#include "present/compared.h"
#include "present/differences.h"
#include "session/session.h"

#include <string>
#include <vector>

using namespace present;
using session::Session;

namespace {

// Eight jobs of 10 ms take 80 ms on one core and 40 ms on two cores. Jobs of 20 ms take 160 ms on one core.
constexpr const char* cores_and_jobs = R"({
    "version": 1,
    "title": "Jobs",
    "machine": {"cores": 1},
    "programs": {"job": [{"compute": "10ms"}]},
    "work": [{"run": "job", "count": 8}],
    "strategy": {"kind": "thread-pool", "threads": 2},
    "show": ["finish", "throughput", "threads", "cores", "missed"],
    "compare": [
        {"machine": {"cores": 2}},
        {"title": "Long jobs", "programs": {"job": [{"compute": "20ms"}]}}
    ]
})";

using Values = std::vector<std::string>;
using Emphases = std::vector<Emphasis>;
constexpr Emphasis plain = Emphasis::plain, good = Emphasis::good, warn = Emphasis::warn;

}  // namespace

TEST_CASE("differences from the baseline have a sign, a percentage, and a mark for better or worse", "[present]") {
    Session session;
    REQUIRE(session.load(cores_and_jobs));
    CHECK(differences_of(session).rows.empty());
    session.state.baseline = 0;
    const Table table = differences_of(session);
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].pane == 1u);
    // 80 -> 40 ms; 100 -> 200 per second; 2 threads in both runs; all cores, one and then two, are always busy.
    CHECK(table.rows[0].values == Values{"−40.0\n✓ −50 %", "+100\n✓ +100 %", "=", "=", "="});
    CHECK(table.rows[0].emphases == Emphases{good, good, plain, plain, plain});
    // 80 -> 160 ms; 100 -> 50 per second.
    CHECK(table.rows[1].values == Values{"+80.0\n✗ +100 %", "−50\n✗ −50 %", "=", "=", "="});
    CHECK(table.rows[1].emphases == Emphases{warn, warn, plain, plain, plain});
    CHECK(table.corner == "ms");
    CHECK(table.note == "✓ better, ✗ worse than 1 core");

    session.state.baseline = 1;
    CHECK(differences_of(session).rows[0].values[0] == "+40.0\n✗ +100 %");
    session.state.baseline = 2;
    CHECK(differences_of(session).title == "Compared with Long jobs");
}

TEST_CASE("small percentages have one decimal digit, and an unknown value has no difference", "[present]") {
    metrics::Results base, other;
    base.makespan = msec(1'000);
    other.makespan = msec(1'021);
    base.completed = other.completed = 1;
    RunResults runs[] = {{0, "a", "a", &base}, {1, "b", "b", &other}};
    CHECK(differences_table({runs[0], runs[1]}, 0, {"finish", "p95"}).rows[0].values ==
          Values{"+21.0\n✗ +2.1 %", "–"});  // the p95 was not measured
    runs[1].complete = false;  // it takes at least this long
    CHECK(differences_table({runs[0], runs[1]}, 0, {"finish"}).rows[0].values == Values{"–"});
    runs[0].untold = true;
    CHECK(differences_table({runs[0], runs[1]}, 0, {"finish"}).rows.empty());
    CHECK(differences_table({runs[0]}, 0, {"finish"}).rows.empty());
}

TEST_CASE("the list of runs says what differs, which runs are hidden, and which run the controls change", "[present]") {
    Session session;
    REQUIRE(session.load(cores_and_jobs));
    Compared compared = compared_of(session);
    REQUIRE(compared.runs.size() == 3);
    CHECK(compared.changes == "all runs");
    CHECK(compared.runs[0].title == "1 core");
    CHECK(compared.runs[0].differs.empty());
    CHECK(compared.runs[0].focus);
    CHECK(compared.runs[1].differs == Values{"Cores 2"});
    CHECK(compared.runs[1].own_title.empty());
    CHECK(compared.runs[2].own_title == "Long jobs");
    CHECK(compared.runs[2].differs == Values{"Job: compute 20 ms"});

    REQUIRE(session.arrange(session.document().source, {0, 2}));
    session.aim(1);
    session.state.baseline = 0;
    compared = compared_of(session);
    CHECK_FALSE(compared.runs[1].pane);
    CHECK(compared.runs[2].pane == 1u);
    CHECK(compared.runs[2].aim);
    CHECK(compared.runs[0].baseline);
    CHECK(compared.changes == "Long jobs");
}

TEST_CASE("runs that would have the same title are named after the parameters that differ", "[present]") {
    Session session;
    REQUIRE(session.load(R"({
        "version": 1,
        "title": "Requests",
        "devices": {"database": {"time": "20ms"}},
        "programs": {"request": [{"io": "database"}]},
        "work": [{"run": "request", "count": 4}],
        "strategy": {"kind": "thread-pool", "threads": 4},
        "compare": [
            {"devices": {"database": {"time": "5ms"}}},
            {"title": "Mine", "devices": {"database": {"time": "1ms"}}}
        ]
    })"));
    CHECK(session.runs()[0]->variant.title == "Database: service time 20 ms");
    CHECK(session.runs()[1]->variant.title == "Database: service time 5 ms");
    CHECK(session.runs()[2]->variant.title == "Mine");
}
