#include "base/release_list.h"

#include "base/chunks.h"
#include "tests/catch2.h"

namespace {

struct Value {
    uint64_t number = 0;
    uint64_t twice = 0;
};

constexpr size_t per_piece = min_piece_bytes / sizeof(Value);

}  // namespace

TEST_CASE("the values of a release list stay where they are until they are released", "[base]") {
    ReleaseList<Value> list;
    const Value* const first = &list.emplace_back(0u, 0u);
    for (uint64_t i = 1; i < 5 * per_piece; ++i) {
        list.emplace_back(i, 2 * i);
        if (i % 3 == 0) list.release(i - 1);
    }
    CHECK(&list[0] == first);
    CHECK(list.size() == 5 * per_piece);
    bool right = true;
    for (uint64_t i = 0; i < list.size(); ++i)
        if (i % 3 != 2) right &= list[i].number == i && list[i].twice == 2 * i;
    CHECK(right);
}

TEST_CASE("memory whose values have all been released is reused", "[base]") {
    ReleaseList<Value> list;
    uint64_t in_use = 0;
    const Value* first = nullptr;
    for (uint64_t i = 0; i < 50 * per_piece; ++i) {
        Value& value = list.emplace_back(i, 2 * i);
        if (i == 0) first = &value;
        in_use += i > 0 && &value == first;
        if (i >= 10) list.release(i - 10);  // ten are in use, fewer than a piece holds
    }
    CHECK(in_use >= 20);  // every other piece, because the piece before it still contains the last ten
    uint64_t visited = 0, wrong = 0;
    list.each([&](size_t i, const Value& value) {
        ++visited;
        wrong += value.number != i;
    });
    CHECK(wrong == 0);
    CHECK(visited == per_piece);
    CHECK(list[50 * per_piece - 1].twice == 2 * (50 * per_piece - 1));
}

TEST_CASE("a list that grows keeps its values, through pieces of every size", "[base]") {
    for (const size_t count : {size_t(1), size_t(64), size_t(65), size_t(5'000), size_t(70'000), size_t(300'000)}) {
        Chunks<Value> list;
        for (uint64_t i = 0; i < count; ++i) list.push_back({i, 2 * i});
        uint64_t right = 0, i = 0;
        for (const Value& value : list) right += value.number == i && value.twice == 2 * i++;
        CHECK(right == count);
        CHECK(list.size() == count);
        CHECK(list.bytes() >= count * sizeof(Value));
    }
}

TEST_CASE("pieces that are returned are reused", "[base]") {
    void* const small = take_piece(min_piece_bytes);
    void* const large = take_piece();
    const size_t before = kept_bytes();
    give_piece(small, min_piece_bytes);
    give_piece(large);
    CHECK(kept_bytes() == before + min_piece_bytes + piece_bytes);
    CHECK(take_piece() == large);
    CHECK(take_piece(min_piece_bytes) == small);
    CHECK(kept_bytes() == before);
    give_piece(small, min_piece_bytes);
    give_piece(large);
}
