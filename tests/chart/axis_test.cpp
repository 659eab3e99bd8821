#include "chart/layout.h"

#include "chart/axis.h"
#include "tests/catch2.h"

#include <string>

using chart::Viewport;

namespace {

std::string texts(const Viewport& viewport) {
    std::string text;
    for (const chart::Tick& tick : chart::ticks_of(viewport)) text += (text.empty() ? "" : ", ") + tick.text;
    return text;
}

}  // namespace

TEST_CASE("ticks are round numbers in one unit", "[chart]") {
    CHECK(texts({msec(0), msec(150), 92, 772}) == "0 ms, 20 ms, 40 ms, 60 ms, 80 ms, 100 ms, 120 ms, 140 ms");
    CHECK(texts({msec(0), sec(1), 0, 500}) == "0.0 s, 0.2 s, 0.4 s, 0.6 s, 0.8 s, 1.0 s");
    CHECK(texts({usec(0), usec(10), 0, 400}) == "0 µs, 2 µs, 4 µs, 6 µs, 8 µs, 10 µs");
    CHECK(texts({msec(1200), msec(1202), 0, 400}) == "1200.0 ms, 1200.5 ms, 1201.0 ms, 1201.5 ms, 1202.0 ms");
    CHECK(texts({nsec(0), nsec(100), 0, 400}) == "0 ns, 20 ns, 40 ns, 60 ns, 80 ns, 100 ns");
}

TEST_CASE("from two minutes on, an axis has minutes and hours as people say them", "[chart]") {
    CHECK(texts({sec(0), sec(119), 0, 500}) == "0 s, 20 s, 40 s, 60 s, 80 s, 100 s");
    CHECK(texts({sec(0), sec(150), 0, 400}) == "0, 30 s, 1 min, 1 min 30 s, 2 min, 2 min 30 s");
    CHECK(texts({sec(0), sec(7'200), 0, 500}) == "0, 30 min, 1 h, 1 h 30 min, 2 h");
    CHECK(texts({sec(7'200), sec(7'230), 0, 400}) == "2 h, 2 h 5 s, 2 h 10 s, 2 h 15 s, 2 h 20 s, 2 h 25 s, 2 h 30 s");
    CHECK(texts({msec(7'200'000), msec(7'201'000), 0, 400}) ==
          "7200.0 s, 7200.2 s, 7200.4 s, 7200.6 s, 7200.8 s, 7201.0 s");
    CHECK(texts({sec(0), sec(4 * 86'400), 0, 500}) == "0, 1 d, 2 d, 3 d, 4 d");
}

TEST_CASE("ticks stay 64 to 160 px apart at every zoom", "[chart]") {
    for (double span = 100; span < 1e16; span *= 1.37) {
        const Viewport viewport{msec(3), msec(3) + nsec(int64_t(span)), 92, 1000};
        const auto ticks = chart::ticks_of(viewport);
        REQUIRE(ticks.size() >= 2);
        const float apart = viewport.x_of(ticks[1].at) - viewport.x_of(ticks[0].at);
        CHECK(apart >= 63.9f);
        CHECK(apart <= 160.1f);
        CHECK(ticks.front().at >= viewport.begin);
        CHECK(ticks.back().at <= viewport.end);
    }
}
