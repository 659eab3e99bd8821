#include "model/schedulers/per_thread.h"

#include "tests/catch2.h"

#include <algorithm>
#include <vector>

using model::PerThread;

TEST_CASE("the value of a thread is the same for many threads and for few", "[model]") {
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
