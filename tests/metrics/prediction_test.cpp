#include "metrics/numbers/prediction.h"
#include "tests/catch2.h"
#include "tests/metrics/stories.h"

using namespace test;
using metrics::Guess;
using metrics::Score;

namespace {

// Two cores: a runs 0-4 and 4-6 on core 1 (one stretch), b 6-9 there; c 2-5 on core 2.
struct Known : Tale {
    Known() : Tale(2) {
        row("a", {step(scenario::StepKind::compute)});
        row("b", {step(scenario::StepKind::compute)});
        row("c", {step(scenario::StepKind::compute)});
        const ThreadId x = thread(), y = thread(), z = thread();
        run(0, 0, 4, 0, x);
        run(2, 2, 5, 1, z);
        run(0, 4, 6, 0, x);
        run(1, 6, 9, 0, y);
        log.end = msec(9);
    }
    Score score(const std::vector<Guess>& guesses, int64_t from = 0, int64_t until = 9, int64_t tolerance = 0) const {
        return metrics::score_of(log, msec(from), msec(until), guesses, msec(tolerance));
    }
};

Guess guess(uint32_t core, uint32_t task, int64_t begin, int64_t end) {
    return {{core}, {task}, msec(begin), msec(end)};
}

}  // namespace

TEST_CASE("an exact prediction scores all points", "[metrics]") {
    const Known known;
    const Score score = known.score({guess(0, 0, 0, 6), guess(0, 1, 6, 9), guess(1, 2, 2, 5)});
    REQUIRE(score.ran.size() == 3);
    CHECK(score.points == 1);
    CHECK(score.order == 3);
}

TEST_CASE("an empty prediction scores no points, and wrong bars cost points", "[metrics]") {
    const Known known;
    CHECK(known.score({}).points == 0);
    // One of the three bars that ran is right, and one guess is for a task that does not exist there.
    CHECK(known.score({guess(0, 0, 0, 6)}).points == Approx(1.0 / 3));
    CHECK(known.score({guess(0, 0, 0, 6), guess(0, 0, 6, 7), guess(0, 0, 7, 8), guess(0, 0, 8, 9)}).points ==
          Approx(1.0 / 4));
}

TEST_CASE("core, start, end and order are judged separately", "[metrics]") {
    const Known known;
    // b on the wrong core, a begins 1 ms too late, c ends 2 ms too late and comes before a.
    const Score score = known.score({guess(0, 0, 1, 6), guess(1, 1, 6, 9), guess(1, 2, 0, 7)});
    CHECK(score.real == 3);
    CHECK(score.core == 2);
    CHECK(score.start == 1);
    CHECK(score.end == 2);
    CHECK(score.order == 2);  // either c or a would have to move
    CHECK(score.points == Approx((2 + 1 + 2 + 2) / 12.0));
    // With a tolerance of 1 ms, a's start is good enough, but not c's end.
    const Score kind = known.score({guess(0, 0, 1, 6), guess(1, 1, 6, 9), guess(1, 2, 0, 7)}, 0, 9, 1);
    CHECK(kind.start == 2);
    CHECK(kind.end == 2);
}

TEST_CASE("only the covered part counts, cut at its edges", "[metrics]") {
    const Known known;
    const Score score = known.score({guess(0, 0, 3, 6), guess(1, 2, 3, 5)}, 3, 6);
    REQUIRE(score.ran.size() == 2);
    CHECK(score.points == 1);
    CHECK(known.score({}, 20, 30).points == 1);  // nothing happens, and nothing was predicted
}
