#include "chart/rows/strip.h"
#include "sim/draw.h"
#include "tests/catch2.h"

#include <array>
#include <cmath>

namespace {

// Many short steps with a long pause in the middle.
metrics::Levels levels(size_t count) {
    metrics::Levels levels;
    const sim::Draws draws(7, sim::Purpose::compute, 0);
    Time at;
    for (size_t i = 0; i < count; ++i) {
        const uint64_t bits = draws.bits(uint32_t(i), 0, 0);
        const int32_t running = int32_t(bits % 5), waiting = int32_t(bits / 5 % 20);
        levels.push_back({at, running + waiting, running, waiting});
        at += i == count / 2 ? msec(50) : nsec(500 + int64_t(bits % 3000));
    }
    levels.push_back({at, 0, 0, 0});
    return levels;
}

// The height of each surface in each pixel: the mean of what is drawn there.
using Columns = std::vector<std::array<double, 3>>;
Columns columns(const std::vector<chart::Box>& boxes, float y1, size_t width) {
    Columns columns(width, {0, 0, 0});
    const auto which = [](chart::Surface s) {
        return s == chart::Surface::concurrency ? 0 : s == chart::Surface::asynchrony ? 1 : 2;
    };
    for (const chart::Box& box : boxes)
        for (size_t x = size_t(std::max(0.f, box.x0)); x < width && float(x) < box.x1; ++x) {
            const double part = std::min(box.x1, float(x + 1)) - std::max(box.x0, float(x));
            columns[x][size_t(which(box.surface))] += part * double(y1 - box.y0);
        }
    return columns;
}

}  // namespace

TEST_CASE("the sums of levels are their means", "[chart]") {
    const metrics::Levels steps = levels(20'000);
    const chart::LevelSums sums(steps);
    int shift = 0;
    while (!sums.has(shift)) REQUIRE(++shift < 60);
    for (const int wider : {0, 1, 5}) {
        const int64_t width = int64_t(1) << (shift + wider);
        for (const int64_t bucket : {int64_t(0), int64_t(1), int64_t(3)}) {
            double concurrency = 0;
            for (size_t i = 0; i + 1 < steps.size(); ++i) {
                const int64_t a = std::max(steps[i].from.ns, bucket * width),
                              b = std::min(steps[i + 1].from.ns, (bucket + 1) * width);
                if (a < b) concurrency += double(b - a) * steps[i].concurrency;
            }
            CHECK(double(sums.mean(shift + wider, bucket)[0]) == Approx(concurrency / double(width)).epsilon(1e-4));
        }
    }
    CHECK(sums.mean(shift, 1'000'000'000)[0] == 0);
    CHECK_FALSE(chart::LevelSums(levels(100)).has(20));
}

TEST_CASE("a strip made from sums equals one made from steps", "[chart]") {
    const metrics::Levels steps = levels(200'000);
    const chart::LevelSums sums(steps);
    const Time end = steps.back().from;
    for (const double share : {1.0, 0.5, 0.13}) {
        const chart::Viewport viewport{Time{int64_t(double(end.ns) * 0.2 * (1 - share))},
                                       Time{int64_t(double(end.ns) * (0.2 * (1 - share) + share))}, 0, 1000};
        std::vector<chart::Box> from_steps, from_sums;
        CHECK(chart::lay_out_strip(steps, nullptr, viewport, {0, 30, 25}, from_steps));
        CHECK(chart::lay_out_strip(steps, &sums, viewport, {0, 30, 25}, from_sums));
        const Columns a = columns(from_steps, 30, 1000), b = columns(from_sums, 30, 1000);
        size_t apart = 0;
        for (size_t x = 0; x < a.size(); ++x)
            for (size_t k = 0; k < 3; ++k) apart += std::fabs(a[x][k] - b[x][k]) > 1.5;
        CHECK(apart < 12);  // at both ends of the pause, which steps draw exactly
    }
}
