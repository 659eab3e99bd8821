#include "sim/wait_list.h"

#include "base/ids.h"
#include "tests/catch2.h"

#include <deque>
#include <string>

namespace {

std::vector<uint32_t> all(const sim::WaitList<TaskId>& list) {
    std::vector<uint32_t> ids;
    list.each([&](TaskId task) { ids.push_back(task.index); });
    return ids;
}

}  // namespace

TEST_CASE("a list returns its entries in order, without those that have left", "[sim]") {
    sim::WaitList<TaskId> list;
    CHECK(list.empty());
    for (uint32_t i = 0; i < 6; ++i) list.push_back({i});
    CHECK(list.remove(3));
    CHECK_FALSE(list.remove(3));
    CHECK_FALSE(list.remove(7));
    CHECK(list.remove(0));
    CHECK(list.remove(5));
    CHECK(all(list) == std::vector<uint32_t>{1, 2, 4});
    CHECK(list.size() == 3);
    CHECK(list.front().index == 1);
    CHECK(list.take_front().index == 1);
    list.push_back({3});  // it returns
    CHECK(list.take_first([](TaskId task) { return task.index > 2; })->index == 4);
    CHECK(list.take_last([](TaskId task) { return task.index < 3; })->index == 2);
    CHECK_FALSE(list.take_first([](TaskId task) { return task.index > 3; }));
    CHECK(list.take_front().index == 3);
    CHECK(list.empty());
}

TEST_CASE("a long list behaves like a plain one, whatever leaves it", "[sim]") {
    sim::WaitList<TaskId> list;
    std::deque<uint32_t> plain;
    uint64_t random = 1;
    const auto below = [&](uint64_t count) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        return (random >> 33) % count;
    };
    for (uint32_t i = 0; i < 20'000; ++i) {
        list.push_back({i});
        plain.push_back(i);
        // In waves, so that the list grows, is compacted and becomes empty.
        for (uint64_t n = below(i % 4'000 < 2'000 ? 2 : 4); n > 0 && !plain.empty(); --n) {
            const size_t at = below(3) == 0 ? 0 : size_t(below(plain.size()));
            const uint32_t id = plain[at];
            plain.erase(plain.begin() + std::ptrdiff_t(at));
            if (at == 0) REQUIRE(list.take_front().index == id);
            else REQUIRE(list.remove(id));
        }
        REQUIRE(list.size() == plain.size());
    }
    CHECK(all(list) == std::vector<uint32_t>(plain.begin(), plain.end()));
}
