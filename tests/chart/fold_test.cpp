#include "chart/fold.h"

#include "tests/catch2.h"
#include "tests/chart/logs.h"

#include <algorithm>
#include <map>

using namespace chart;

namespace {

std::vector<Piece> fold(const test::Story& story, const Lane& lane, const Viewport& viewport) {
    std::vector<Piece> pieces;
    fold_lane(lane, story.log, task_colours_of(story.scenario, story.log), viewport, grid_of(viewport), pieces);
    std::erase_if(pieces, [&](const Piece& piece) {
        return piece.end_ns <= viewport.begin.ns || piece.begin_ns >= viewport.end.ns;
    });
    return pieces;
}

Lane all_of(const test::Story& story) {
    Lane lane;
    for (uint32_t i = 0; i < story.log.spans.size(); ++i) lane.spans.push_back(i);
    return lane;
}

// Running and switching time, ns.
std::pair<double, double> work_in(const std::vector<Piece>& pieces) {
    double running = 0, switching = 0;
    for (const Piece& piece : pieces) {
        const double extent = double(piece.end_ns - piece.begin_ns);
        if (piece.folded) {
            running += piece.shares.running * extent;
            switching += piece.shares.switching * extent;
        } else {
            (piece.kind == trace::SpanKind::running ? running : switching) += extent;
        }
    }
    return {running, switching};
}

}  // namespace

TEST_CASE("cells are 1.5 to 3 px wide", "[chart]") {
    for (double span = 1e4; span < 1e15; span *= 1.7) {
        const Viewport viewport{{}, nsec(int64_t(span)), 0, 1000};
        const double px = double(grid_of(viewport).cell_ns()) / viewport.ns_per_px();
        CHECK(px > 1.5);
        CHECK(px <= 3);
    }
}

TEST_CASE("what is narrow is summed up by cell, with shares and count", "[chart]") {
    // 1 us a pixel: a cell is 2048 ns, long is 3 us. By hand:
    //     0..1024 runs 0, 1024..1536 switches, 1536..2048 idle, 2048..3072 runs 1; then idle;
    //     20480..30000 runs 2
    test::Story story;
    story.row("job", 3);
    story.run(0, 0, nsec(0), nsec(1024));
    story.span(trace::SpanKind::switching, nsec(1024), nsec(1536), {1}, {}, {0});
    story.run(0, 1, nsec(2048), nsec(3072));
    story.run(0, 2, nsec(20480), nsec(30000));
    const Viewport viewport{usec(0), usec(100), 0, 100};
    const auto pieces = fold(story, all_of(story), viewport);

    REQUIRE(pieces.size() == 3);
    CHECK(pieces[0].folded);
    CHECK(pieces[0].begin_ns == 0);
    CHECK(pieces[0].end_ns == 1536);  // the next is alone in its cell
    CHECK(pieces[0].count == 2);
    CHECK(pieces[0].span == 0);
    CHECK(pieces[0].colour == 0);
    CHECK_FALSE(pieces[0].mixed);  // only one ran
    CHECK(pieces[0].shares.running == Approx(1024.0 / 1536));
    CHECK(pieces[0].shares.switching == Approx(512.0 / 1536));
    CHECK_FALSE(pieces[1].folded);
    CHECK(pieces[1].begin_ns == 2048);
    CHECK(pieces[1].end_ns == 3072);
    CHECK(pieces[1].colour == 1);
    CHECK_FALSE(pieces[2].folded);
    CHECK(pieces[2].span == 3);
}

TEST_CASE("no time is lost or made by folding, at any zoom", "[chart]") {
    const test::Story story = test::busy_story(7, 3000, usec(10));
    double running = 0, switching = 0;
    for (size_t i = 0; i < story.log.spans.size(); ++i) {
        const trace::Span span = story.log.spans[i];
        (span.kind == trace::SpanKind::running ? running : switching) += double(span.duration.ns);
    }
    const Lane lane = all_of(story);
    for (float width : {3.0f, 40.0f, 700.0f, 5000.0f, 90000.0f}) {
        CAPTURE(width);
        const auto pieces = fold(story, lane, {{}, story.log.end, 0, width});
        const auto [folded_running, folded_switching] = work_in(pieces);
        CHECK(folded_running == Approx(running).epsilon(1e-6));
        CHECK(folded_switching == Approx(switching).epsilon(1e-6));
        for (size_t i = 1; i < pieces.size(); ++i) CHECK(pieces[i].begin_ns >= pieces[i - 1].end_ns);
    }
}

TEST_CASE("a row has few bars, however many spans there are", "[chart]") {
    for (uint64_t seed = 1; seed <= 20; ++seed) {
        const test::Story story = test::busy_story(seed, 20'000, usec(10));
        const Lane lane = all_of(story);
        for (float width : {100.0f, 900.0f, 4000.0f}) {
            const auto pieces = fold(story, lane, {{}, story.log.end, 0, width});
            CHECK(double(pieces.size()) <= double(width) / 1.5 + 2);
        }
    }
}

TEST_CASE("nothing shimmers: a part that is seen is the same wherever the view begins", "[chart]") {
    for (uint64_t seed = 1; seed <= 10; ++seed) {
        const test::Story story = test::busy_story(seed, 4000, usec(10));
        const Lane lane = all_of(story);
        Viewport viewport{story.log.end * 1 + nsec(0), {}, 0, 500};
        for (int64_t span : {story.log.end.ns / 3, story.log.end.ns / 12, story.log.end.ns / 70}) {
            viewport.begin = nsec(story.log.end.ns / 5);
            viewport.end = viewport.begin + nsec(span);
            const auto still = fold(story, lane, viewport);
            for (int step = 1; step < 12; ++step) {
                const Time by = nsec(int64_t(viewport.ns_per_px() * step * (step % 2 ? 1 : -1)));
                Viewport panned = viewport;
                panned.begin += by;
                panned.end += by;
                std::map<int64_t, Piece> there;
                for (const Piece& piece : fold(story, lane, panned)) there[piece.begin_ns] = piece;
                for (const Piece& piece : still) {
                    if (piece.begin_ns >= panned.end.ns || piece.end_ns <= panned.begin.ns) continue;
                    REQUIRE(there.contains(piece.begin_ns));
                    const Piece& other = there[piece.begin_ns];
                    CHECK(other.end_ns == piece.end_ns);
                    CHECK(other.folded == piece.folded);
                    CHECK(other.count == piece.count);
                    CHECK(other.mixed == piece.mixed);
                    CHECK(other.shares.running == piece.shares.running);
                }
            }
        }
    }
}

TEST_CASE("the parts of a folded bar stand on each other, as high as their shares", "[chart]") {
    Bar bar;
    bar.pattern = Pattern::folded;
    bar.y0 = 100;
    bar.y1 = 116;
    bar.count = 9;
    bar.shares.running = 0.5f;
    bar.shares.blocked = 0.25f;
    std::array<FoldPart, share_kinds> parts;
    REQUIRE(fold_parts(bar, parts) == 2);
    CHECK(parts[0].kind == trace::SpanKind::running);
    CHECK(parts[0].y0 == 108);
    CHECK(parts[0].y1 == 116);
    CHECK(parts[1].kind == trace::SpanKind::blocked);
    CHECK(parts[1].y0 == 104);
    CHECK(parts[1].y1 == 108);

    bar.shares = {};
    bar.shares.running = 0.001f;  // is still to be seen
    REQUIRE(fold_parts(bar, parts) == 1);
    CHECK(parts[0].y0 == 115);
}
