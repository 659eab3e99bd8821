#include "metrics/numbers/theory.h"

#include "tests/catch2.h"

using namespace metrics::theory;

// The expected values, with the ids given here, are from the oracle data in scaling_laws.json
// and queueing.json (closed forms, from formulas.py).

TEST_CASE("Amdahl's and Gustafson's laws give the known speed-ups", "[metrics]") {
    CHECK(amdahl(0.9, 16) == Approx(6.4));  // amdahl-90
    CHECK(amdahl(0.99, 1024) == Approx(91.18432769367757));  // amdahl-99
    CHECK(*amdahl_limit(0.5) == Approx(2.0));  // amdahl-50
    CHECK_FALSE(amdahl_limit(1));
    CHECK(gustafson(0.5, 64) == Approx(32.5));  // gustafson-50
    CHECK(gustafson(0.99, 1024) == Approx(1013.77));  // gustafson-99
}

TEST_CASE("the universal scalability law has its peak where capacity is highest", "[metrics]") {
    CHECK(universal_scalability(0.02, 0.0005, 32) == Approx(15.122873345935727));  // usl-3
    CHECK(universal_scalability(0.02, 0.0005, 128) == Approx(10.970174837161467));
    CHECK(*usl_peak(0.02, 0.0005) == Approx(44.27188724235731));
    CHECK(*usl_peak(0.01, 0.0001) == Approx(99.498743710662));  // usl-5
    CHECK(universal_scalability(0, 0, 64) == Approx(64));  // usl-1
    CHECK_FALSE(usl_peak(0.05, 0));
}

TEST_CASE("queues are as long as in Erlang's formulas", "[metrics]") {
    CHECK(*mm1_response(0.5, 1) == Approx(2.0));  // mm1-50
    CHECK(*mm1_response(80, 100) == Approx(0.05));  // mm1-80
    CHECK_FALSE(mm1_response(1, 1));
    CHECK(*erlang_c(2, 1.6) == Approx(0.7111111111111112));  // M/M/c, lam 1.6, c 2
    CHECK(*mmc_response(8, 7.2, 1) == Approx(1.8769162376828215));
    CHECK(erlang_b(10, 12) == Approx(0.30192504028637934));  // M/M/c/K, c = k = 10
    CHECK(erlang_b(1, 1) == Approx(0.5));
    CHECK(in_system(80, 0.05) == Approx(4.0));  // mm1-80: mean_in_system
}
