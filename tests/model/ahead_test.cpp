#include "model/lengths.h"
#include "tests/catch2.h"

#include <initializer_list>

TEST_CASE("drawn ahead is as drawn one by one, in whatever order it is asked for", "[model]") {
    const sim::Draws draws(7, sim::Purpose::gap, 3);
    const auto one = [&](uint32_t number) { return model::exponential_gap(1000, draws.bits(number, 0, 0)); };
    model::Ahead ahead;
    uint64_t right = 0, calls = 0;
    const auto counted = [&](uint32_t number) {
        ++calls;
        return one(number);
    };
    for (uint32_t number = 0; number < 100; ++number) right += ahead.of(number, counted) == one(number);
    CHECK(right == 100);
    CHECK(calls == 112);  // sixteen at a time
    for (const uint32_t number : {5u, 4u, 1'000'000u, 5u, 20u, 21u, 0xFFFF'FFFFu, 0u, 3u}) CHECK(ahead.of(number, counted) == one(number));
}
