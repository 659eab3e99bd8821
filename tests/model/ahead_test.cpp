#include "model/lengths.h"
#include "tests/catch2.h"

#include <initializer_list>

TEST_CASE("values drawn in advance equal those drawn one by one, in whatever order they are requested", "[model]") {
    const sim::Draws draws(7, sim::Purpose::gap, 3);
    model::Ahead gaps, bursts;
    const auto gap = [&](uint32_t number) {
        return gaps.of(number, draws, 1e9, 1000.7) == model::exponential_gap(1000.7, draws.bits(number, 0, 0));
    };
    const auto burst = [&](uint32_t number) {
        return bursts.of(number, draws, 123'457, 1) ==
               sim::exponential(Time{123'457}, sim::unit(draws.bits(number, 0, 0)));
    };
    uint64_t right = 0;
    for (uint32_t number = 0; number < 10'000; ++number) right += uint64_t(gap(number)) + uint64_t(burst(number));
    CHECK(right == 20'000);
    for (const uint32_t number : {5u, 4u, 1'000'000u, 5u, 20u, 21u, 0xFFFF'FFFFu, 0u, 3u}) {
        CHECK(gap(number));
        CHECK(burst(number));
    }
}

TEST_CASE("lengths are clamped in the same way however many are drawn at once", "[model]") {
    const sim::Draws draws(1, sim::Purpose::compute, 0);
    Time out[sim::draws_at_once];
    sim::exponentials(draws, 0, 1e300, 1, out);
    for (const Time time : out) CHECK(time == longest_time);
    sim::exponentials(draws, 0, 0, 1, out);
    for (const Time time : out) CHECK(time == Time{});
    sim::exponentials(draws, 0, 1, 0, out);  // divided by 0: infinite
    for (const Time time : out) CHECK(time == longest_time);
    sim::exponentials(draws, 0, 0, 0, out);  // NaN
    for (const Time time : out) CHECK(time == Time{});
}
