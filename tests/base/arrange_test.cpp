#include "base/arrange.h"

#include "tests/catch2.h"

#include <algorithm>
#include <string>

namespace {

struct Card {
    int value = 0;
    std::string name;
    bool operator==(const Card&) const = default;
};

bool lower(const Card& a, const Card& b) { return a.value < b.value; }

}  // namespace

TEST_CASE("elements are sorted, and equal ones keep their order", "[base]") {
    std::vector<Card> cards = {{3, "a"}, {1, "b"}, {2, "c"}, {1, "d"}, {3, "e"}, {1, "f"}};
    arrange(cards, lower);
    CHECK(cards == std::vector<Card>{{1, "b"}, {1, "d"}, {1, "f"}, {2, "c"}, {3, "a"}, {3, "e"}});
}

TEST_CASE("empty lists and lists of one and two are sorted, too", "[base]") {
    std::vector<Card> cards;
    arrange(cards, lower);
    CHECK(cards.empty());
    cards = {{2, "a"}};
    arrange(cards, lower);
    CHECK(cards == std::vector<Card>{{2, "a"}});
    cards.push_back({1, "b"});
    arrange(cards, lower);
    CHECK(cards == std::vector<Card>{{1, "b"}, {2, "a"}});
}

TEST_CASE("every list is sorted as by std::stable_sort", "[base]") {
    uint32_t state = 1;
    const auto draw = [&](uint32_t below) {
        state = state * 1664525u + 1013904223u;
        return (state >> 16) % below;
    };
    for (size_t count = 0; count < 300; ++count) {
        std::vector<Card> cards;
        for (size_t i = 0; i < count; ++i) cards.push_back({int(draw(1 + draw(64))), std::to_string(i)});
        std::vector<Card> expected = cards;
        std::stable_sort(expected.begin(), expected.end(), lower);
        arrange(cards, lower);
        REQUIRE(cards == expected);
    }
}

TEST_CASE("in a sorted list, each element is compared only once", "[base]") {
    std::vector<int> numbers;
    for (int i = 0; i < 1000; ++i) numbers.push_back(i / 3);
    size_t asked = 0;
    arrange(numbers, [&](int a, int b) {
        ++asked;
        return a < b;
    });
    CHECK(asked == 999);
    CHECK(std::is_sorted(numbers.begin(), numbers.end()));
}
