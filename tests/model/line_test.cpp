#include "model/line.h"

#include "base/ids.h"
#include "model/per_thread.h"
#include "tests/catch2.h"

#include <algorithm>
#include <deque>
#include <string>

using model::Line;
using model::PerThread;

namespace {

std::vector<uint32_t> all(const Line<TaskId>& line) {
    std::vector<uint32_t> ids;
    line.each([&](TaskId task) { ids.push_back(task.index); });
    return ids;
}

}  // namespace

TEST_CASE("a line serves in the order of coming, without those who left", "[model]") {
    Line<TaskId> line;
    CHECK(line.empty());
    for (uint32_t i = 0; i < 6; ++i) line.push_back({i});
    CHECK(line.remove(3));
    CHECK_FALSE(line.remove(3));
    CHECK_FALSE(line.remove(7));
    CHECK(line.remove(0));
    CHECK(line.remove(5));
    CHECK(all(line) == std::vector<uint32_t>{1, 2, 4});
    CHECK(line.size() == 3);
    CHECK(line.front().index == 1);
    CHECK(line.take_front().index == 1);
    line.push_back({3});  // comes again
    CHECK(line.take_first([](TaskId task) { return task.index > 2; })->index == 4);
    CHECK(line.take_last([](TaskId task) { return task.index < 3; })->index == 2);
    CHECK_FALSE(line.take_first([](TaskId task) { return task.index > 3; }));
    CHECK(line.take_front().index == 3);
    CHECK(line.empty());
}

TEST_CASE("a long line is the same as a plain list, whoever leaves", "[model]") {
    Line<TaskId> line;
    std::deque<uint32_t> plain;
    uint64_t random = 1;
    const auto below = [&](uint64_t count) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        return (random >> 33) % count;
    };
    for (uint32_t i = 0; i < 20'000; ++i) {
        line.push_back({i});
        plain.push_back(i);
        // In waves, so that the line grows, closes up and empties.
        for (uint64_t n = below(i % 4'000 < 2'000 ? 2 : 4); n > 0 && !plain.empty(); --n) {
            const size_t at = below(3) == 0 ? 0 : size_t(below(plain.size()));
            const uint32_t who = plain[at];
            plain.erase(plain.begin() + std::ptrdiff_t(at));
            if (at == 0) REQUIRE(line.take_front().index == who);
            else REQUIRE(line.remove(who));
        }
        REQUIRE(line.size() == plain.size());
    }
    CHECK(all(line) == std::vector<uint32_t>(plain.begin(), plain.end()));
}

TEST_CASE("what is kept for a thread is the same for many threads and for few", "[model]") {
    for (const uint32_t every : {1u, 7u, 100u, 1'000u}) {
        INFO("one of " << every);
        PerThread<int> kept;
        for (uint32_t i = 0; i < 200; ++i) kept[{i * every}] = int(i) + 1;
        for (uint32_t i = 0; i < 200; ++i) CHECK(kept[{i * every}] == int(i) + 1);
        CHECK(kept.size() <= 16 * 200);
        std::vector<int> values;
        kept.each([&](ThreadId, int value) {
            if (value != 0) values.push_back(value);
        });
        CHECK(values.size() == 200);
        CHECK(std::is_sorted(values.begin(), values.end()));
    }
}
