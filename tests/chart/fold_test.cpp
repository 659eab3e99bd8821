#include "chart/fold/fold.h"

#include "tests/catch2.h"
#include "tests/chart/logs.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

using namespace chart;

namespace {

// One lane with all spans, and what is drawn for it.
struct Drawn {
    const test::Story& story;
    LaneKind kind;
    std::vector<uint32_t> listed;
    TaskColours colours{story.scenario, story.log};
    std::optional<Sums> sums;
    Viewport viewport;
    Grid grid;
    Folded folded;

    explicit Drawn(const test::Story& of, bool with_sums = false, LaneKind as = LaneKind::core) : story(of), kind(as) {
        const trace::SpanStore& spans = story.log.spans;
        for (uint32_t i = 0; i < spans.size(); ++i) listed.push_back(listed_of(spans, i, kind, colours).bits);
        if (!with_sums) return;
        sums.emplace(spans.size(), spans.start(0).ns, spans.end(spans.size() - 1).ns);
        for (uint32_t i = 0; i < spans.size(); ++i) sums->add(seen_of(lane(), i, story.log.cores_per_server));
        sums->finish();
    }
    Lane lane() const {
        Lane lane;
        lane.kind = kind;
        lane.spans = SpanList(listed);
        lane.store = &story.log.spans;
        return lane;
    }

    Drawn& fold(const Viewport& part) {
        viewport = part;
        grid = grid_of(part);
        std::vector<Lane> lanes{lane()};
        if (sums) lanes[0].sums = &*sums;
        std::vector<Folded> all;
        fold_lanes(lanes, story.log, part, grid, all);
        folded = std::move(all[0]);
        return *this;
    }

    // A cell of a fold, or a piece: from when to when it lasts, and ns of each kind.
    struct Part {
        int64_t begin_ns, end_ns;
        bool cell;
        std::array<double, share_kinds> ns{};
        uint8_t colour;
        uint32_t span = 0;
    };
    std::vector<Part> parts() const {
        std::vector<Part> parts;
        for (const FoldedPiece& piece : folded.pieces) {
            Part part{piece.begin_ns, piece.end_ns, false, {}, piece.mixed ? mixed_colour : piece.colour, piece.span};
            part.ns[size_t(piece.kind)] = double(piece.end_ns - piece.begin_ns);
            parts.push_back(part);
        }
        for (const CellRow& row : folded.rows)
            for (uint32_t i = 0; i < row.count; ++i) {
                const Cell& cell = folded.cells[row.at + i];
                Part part{i == 0 ? row.begin_ns : grid.start_of(row.first + i),
                          i + 1 == row.count ? row.end_ns : grid.start_of(row.first + i + 1),
                          true,
                          {},
                          cell.colour};
                for (size_t kind = 0; kind < share_kinds; ++kind)
                    part.ns[kind] = double(cell.share[kind]) / whole_share * double(part.end_ns - part.begin_ns);
                parts.push_back(part);
            }
        std::sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.begin_ns < b.begin_ns; });
        std::erase_if(parts, [&](const Part& part) {
            return part.end_ns <= viewport.begin.ns || part.begin_ns >= viewport.end.ns;
        });
        return parts;
    }
};

// Returns the ns of each kind between two moments, added up span by span.
std::array<double, share_kinds> times_between(const test::Story& story, int64_t begin_ns, int64_t end_ns) {
    std::array<double, share_kinds> times{};
    for (size_t i = 0; i < story.log.spans.size(); ++i) {
        const trace::Span span = story.log.spans[i];
        const int64_t from = std::max(begin_ns, span.start.ns), to = std::min(end_ns, span.end().ns);
        if (to > from) times[size_t(span.kind)] += double(to - from);
    }
    return times;
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

TEST_CASE("narrow spans are summed by cell, with shares and a count", "[chart]") {
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
    const auto parts = Drawn(story).fold(viewport).parts();

    REQUIRE(parts.size() == 3);
    CHECK(parts[0].cell);
    CHECK(parts[0].begin_ns == 0);
    CHECK(parts[0].end_ns == 1536);  // the next is alone in its cell
    CHECK(parts[0].colour == 0);     // only one task ran
    CHECK(parts[0].ns[0] == Approx(1024).margin(1536 / 255.0 / 2));
    CHECK(parts[0].ns[1] == Approx(512).margin(1536 / 255.0 / 2));
    CHECK_FALSE(parts[1].cell);
    CHECK(parts[1].begin_ns == 2048);
    CHECK(parts[1].end_ns == 3072);
    CHECK(parts[1].colour == 1);
    CHECK_FALSE(parts[2].cell);
    CHECK(parts[2].span == 3);
}

// A cell is exact to half a 255th of itself; sums made in advance are exact to a 255th of one cell in total.
TEST_CASE("folding neither loses nor adds time, at any zoom", "[chart]") {
    for (const bool with_sums : {false, true}) {
        const test::Story story = test::busy_story(7, 6000, usec(10));
        Drawn drawn(story, with_sums);
        for (float width : {3.0f, 40.0f, 700.0f, 5000.0f, 90000.0f}) {
            CAPTURE(width, with_sums);
            const auto parts = drawn.fold({{}, story.log.end, 0, width}).parts();
            const auto exact = times_between(story, 0, story.log.end.ns);
            std::array<double, share_kinds> shown{};
            double cells = 0;
            for (size_t i = 0; i < parts.size(); ++i) {
                cells += parts[i].cell;
                for (size_t kind = 0; kind < share_kinds; ++kind) shown[kind] += parts[i].ns[kind];
                if (i > 0) CHECK(parts[i].begin_ns >= parts[i - 1].end_ns);
            }
            const bool from_sums = with_sums && drawn.sums->serves(drawn.grid.shift);
            const double margin = (from_sums ? 1 + double(drawn.folded.pieces.size()) : cells) *
                                  double(drawn.grid.cell_ns()) / whole_share;
            for (size_t kind = 0; kind < share_kinds; ++kind)
                CHECK(shown[kind] == Approx(exact[kind]).margin(margin + 1));
        }
    }
}

TEST_CASE("every part of a picture agrees with the spans of its time", "[chart]") {
    for (uint64_t seed = 1; seed <= 6; ++seed) {
        const test::Story story = test::busy_story(seed, 6000, usec(10));
        Drawn drawn(story, seed % 2 == 0);
        for (int64_t part_of : {1, 3, 9, 40}) {
            const Time begin = nsec(story.log.end.ns / 7), length = nsec(story.log.end.ns / part_of / 2);
            for (const auto& part : drawn.fold({begin, begin + length, 0, 900}).parts()) {
                const auto exact = times_between(story, part.begin_ns, part.end_ns);
                const double margin = part.cell ? 2 * double(drawn.grid.cell_ns()) / whole_share + 1 : 0;
                for (size_t kind = 0; kind < share_kinds; ++kind)
                    REQUIRE(part.ns[kind] == Approx(exact[kind]).margin(margin));
            }
        }
    }
}

TEST_CASE("sums made in advance equal the sums of the spans", "[chart]") {
    // The pieces are the same either way, and so are the colours of the cells between them.
    const test::Story story = test::busy_story(5, 9000, usec(10));
    Drawn slow(story), quick(story, true);
    bool used = false;
    for (int64_t part_of : {1, 2, 5, 11, 30}) {
        const Viewport viewport{nsec(story.log.end.ns / 9), nsec(story.log.end.ns / 9 + story.log.end.ns / part_of / 2),
                                0, 900};
        slow.fold(viewport);
        quick.fold(viewport);
        used = used || quick.sums->serves(quick.grid.shift);
        const auto numbers = [](const Folded& folded) {
            std::vector<uint32_t> spans;
            for (const FoldedPiece& piece : folded.pieces) spans.push_back(piece.span);
            return spans;
        };
        CHECK(numbers(slow.folded) == numbers(quick.folded));
        // Only for the visible cells: how far the two extend beyond them differs.
        const auto colours_of = [&](const Drawn& drawn) {
            std::map<int64_t, uint8_t> colours;
            for (const CellRow& row : drawn.folded.rows)
                for (uint32_t i = 0; i < row.count; ++i)
                    if (const int64_t cell = row.first + i; cell >= drawn.grid.cell_of(viewport.begin.ns) &&
                                                            cell <= drawn.grid.cell_of(viewport.end.ns - 1))
                        colours[cell] = drawn.folded.cells[row.at + i].colour;
            return colours;
        };
        const auto exact = colours_of(slow), summed = colours_of(quick);
        size_t other = 0;
        for (const auto& [cell, colour] : summed) {
            REQUIRE(exact.contains(cell));
            other += exact.at(cell) != colour;
        }
        CHECK(summed.size() == exact.size());
        CHECK(other * 50 <= exact.size());  // a cell into which a long span reaches may have its colour, too
    }
    CHECK(used);
}

namespace {

// The rules of fold.h once more, applied span by span and cell by cell.
struct Expected {
    struct Part {
        int64_t begin_ns, end_ns;
        std::array<double, share_kinds> ns{};
        uint8_t ran = 0, there = 0;
    };
    std::map<int64_t, Part> cells;
    std::vector<uint32_t> pieces;

    explicit Expected(const Drawn& drawn) {
        const Grid& grid = drawn.grid;
        const Lane lane = drawn.lane();
        std::vector<Seen> spans;
        for (size_t i = 0; i < lane.spans.size(); ++i)
            spans.push_back(seen_of(lane, i, drawn.story.log.cores_per_server));
        const auto is_short = [&](const Seen& seen) { return seen.end_ns - seen.begin_ns < grid.shortest_long; };
        std::map<int64_t, int> touching;  // short ones, by cell
        for (const Seen& seen : spans)
            if (is_short(seen))
                for (int64_t cell = grid.cell_of(seen.begin_ns); cell <= grid.cell_of(seen.end_ns - 1); ++cell)
                    ++touching[cell];
        int64_t last = -2;  // the last cell since the last piece
        for (uint32_t i = 0; i < spans.size(); ++i) {
            const Seen& seen = spans[i];
            const int64_t from = grid.cell_of(seen.begin_ns), to = grid.cell_of(seen.end_ns - 1);
            bool alone = true;
            for (int64_t cell = from; alone && is_short(seen) && cell <= to; ++cell) alone = touching[cell] == 1;
            if (alone) {
                pieces.push_back(i);
                last = -2;
                continue;
            }
            for (int64_t number = from; number <= to; ++number) {
                const int64_t begin = std::max(seen.begin_ns, grid.start_of(number)),
                              end = std::min(seen.end_ns, grid.start_of(number + 1));
                const auto [at, fresh] = cells.try_emplace(number, Part{begin, end});
                Part& part = at->second;
                if (fresh && last == number - 1) part.begin_ns = cells.at(last).end_ns = grid.start_of(number);
                part.end_ns = end;
                last = number;
                if (seen.kind == trace::SpanKind::sharing) {
                    part.ns[size_t(trace::SpanKind::running)] += double(end - begin) * seen.core;
                    part.ns[size_t(trace::SpanKind::ready)] += double(end - begin) * (1 - seen.core);
                } else {
                    part.ns[size_t(seen.kind)] += double(end - begin);
                }
                part.there |= seen.colours();
                if (seen.runs()) part.ran |= seen.colours();
            }
        }
    }
};

// Spans of every kind, mostly short.
test::Story mixed_story(uint64_t seed, Time mean, int64_t long_one_in) {
    test::Story story;
    story.row("job", 9);
    story.log.cores = story.log.cores_per_server = 2;
    const auto draw = [&](int64_t below) {
        seed = seed * 6364136223846793005ull + 1442695040888963407ull;
        return int64_t((seed >> 33) % uint64_t(below));
    };
    Time at;
    for (int i = 0; i < 2000; ++i) {
        if (draw(3) == 0) at += nsec(draw(mean.ns * (draw(9) == 0 ? 20 : 1)));
        const Time length = nsec(1 + draw(mean.ns * (draw(long_one_in) == 0 ? 30 : 1)));
        // For some time there are only two kinds, as on cores. For tasks that share a core, `core` is their number.
        const auto kind = trace::SpanKind(i / 500 % 2 == 0 ? draw(2) : draw(7));
        story.span(kind, at, at + length, draw(20) == 0 ? TaskId{} : TaskId{uint32_t(draw(9))}, {},
                   {uint32_t(1 + draw(5))});
        at += length;
    }
    return story;
}

}  // namespace

TEST_CASE("pieces and cells follow the rules, in every kind of lane", "[chart]") {
    size_t cells = 0, pieces = 0;
    for (uint64_t seed = 1; seed <= 12; ++seed) {
        // Up to 30 s long, because durations of 2^32 ns and more are stored separately.
        const test::Story story = mixed_story(seed, seed % 3 == 0 ? sec(1) : usec(1), 1 + int64_t(seed % 5));
        for (const LaneKind kind : {LaneKind::core, LaneKind::task, LaneKind::device, LaneKind::nested}) {
            Drawn drawn(story, false, kind);
            for (const float width : {1.0f, 60.0f, 500.0f, 3000.0f, 20000.0f}) {
                CAPTURE(seed, int(kind), width);
                drawn.fold({{}, story.log.end, 0, width});
                const Expected expected(drawn);
                std::vector<uint32_t> numbers;
                for (const FoldedPiece& piece : drawn.folded.pieces) numbers.push_back(piece.span);
                REQUIRE(numbers == expected.pieces);
                pieces += numbers.size();
                size_t count = 0;
                for (const CellRow& row : drawn.folded.rows)
                    for (uint32_t i = 0; i < row.count; ++i, ++count) {
                        REQUIRE(expected.cells.contains(row.first + i));
                        const Expected::Part& part = expected.cells.at(row.first + i);
                        if (i == 0) CHECK(row.begin_ns == part.begin_ns);
                        if (i + 1 == row.count) CHECK(row.end_ns == part.end_ns);
                        const Cell& cell = drawn.folded.cells[row.at + i];
                        CHECK(cell.colour == Sums::colour_of(part.ran, part.there));
                        for (size_t k = 0; k < share_kinds; ++k)
                            REQUIRE(double(cell.share[k]) ==
                                    Approx(part.ns[k] / double(part.end_ns - part.begin_ns) * whole_share)
                                        .margin(0.501 + whole_share * 4.0 / double(part.end_ns - part.begin_ns)));
                    }
                CHECK(count == expected.cells.size());
                cells += count;
            }
        }
    }
    CHECK(cells > 10'000);
    CHECK(pieces > 10'000);
}

TEST_CASE("lanes whose store is not the log's are folded only as far as they are visible", "[chart]") {
    // One long slice, with 60,000 nested in two lanes.
    test::Story story;
    story.row("job", 1);
    story.run(0, 0, {}, usec(60'000));
    trace::SpanStore inside;
    std::vector<uint32_t> listed;
    for (uint32_t i = 0; i < 60'000; ++i) {
        inside.push({.start = usec(i), .duration = nsec(900), .task = {0}});
        listed.push_back(Listed(i, trace::SpanKind::running, 0).bits);
    }
    Lane lane;
    lane.kind = LaneKind::nested;
    lane.spans = SpanList(listed);
    lane.store = &inside;
    const Viewport viewport{usec(10'000), usec(40'000), 0, 900};
    const Grid grid = grid_of(viewport);
    std::vector<Folded> folded;
    fold_lanes({lane, lane}, story.log, viewport, grid, folded);
    for (const Folded& one : folded) {
        REQUIRE(one.rows.size() == 1);
        CHECK(one.rows[0].begin_ns <= viewport.begin.ns);
        CHECK(one.rows[0].end_ns >= viewport.end.ns);
        CHECK(one.rows[0].end_ns <= viewport.end.ns + 2 * grid.cell_ns());
    }
}

TEST_CASE("a row can be read one cell beyond both ends", "[chart]") {
    for (const bool with_sums : {false, true}) {
        const test::Story story = test::busy_story(3, 6000, usec(10));
        Drawn drawn(story, with_sums);
        drawn.fold({{}, story.log.end, 0, 700});
        REQUIRE_FALSE(drawn.folded.rows.empty());
        for (const CellRow& row : drawn.folded.rows) {
            REQUIRE(row.at > 0);
            REQUIRE(row.at + row.count < drawn.folded.cells.size());
            CHECK(drawn.folded.cells[row.at - 1].share == drawn.folded.cells[row.at].share);
            CHECK(drawn.folded.cells[row.at + row.count].share == drawn.folded.cells[row.at + row.count - 1].share);
        }
    }
}

TEST_CASE("a row has few bars, however many spans there are", "[chart]") {
    for (uint64_t seed = 1; seed <= 20; ++seed) {
        const test::Story story = test::busy_story(seed, 20'000, usec(10));
        Drawn drawn(story, seed % 2 == 0);
        for (float width : {100.0f, 900.0f, 4000.0f}) {
            const auto parts = drawn.fold({{}, story.log.end, 0, width}).parts();
            CHECK(double(parts.size()) <= double(width) + 2);  // a cut cell on each side of a piece
            CHECK(double(drawn.folded.rows.size()) <= double(width) / 1.5 + 2);
        }
    }
}

TEST_CASE("nothing flickers: a visible part is the same wherever the view begins", "[chart]") {
    for (uint64_t seed = 1; seed <= 10; ++seed) {
        const test::Story story = test::busy_story(seed, 5000, usec(10));
        Drawn drawn(story, seed % 2 == 0);
        Viewport viewport{{}, {}, 0, 500};
        for (int64_t span : {story.log.end.ns / 2, story.log.end.ns / 12, story.log.end.ns / 70}) {
            viewport.begin = nsec(story.log.end.ns / 5);
            viewport.end = viewport.begin + nsec(span);
            const auto still = drawn.fold(viewport).parts();
            for (int step = 1; step < 12; ++step) {
                const Time by = nsec(int64_t(viewport.ns_per_px() * step * (step % 2 ? 1 : -1)));
                Viewport panned = viewport;
                panned.begin += by;
                panned.end += by;
                std::map<int64_t, Drawn::Part> there;
                for (const auto& part : drawn.fold(panned).parts()) there.emplace(part.begin_ns, part);
                for (const auto& part : still) {
                    if (part.begin_ns >= panned.end.ns || part.end_ns <= panned.begin.ns) continue;
                    REQUIRE(there.contains(part.begin_ns));
                    const auto& other = there.at(part.begin_ns);
                    CHECK(other.end_ns == part.end_ns);
                    CHECK(other.cell == part.cell);
                    CHECK(other.colour == part.colour);
                    CHECK(other.ns == part.ns);
                }
            }
        }
    }
}

TEST_CASE("the parts of a folded bar are stacked, each as high as its share", "[chart]") {
    Bar bar;
    bar.pattern = Pattern::folded;
    bar.y0 = 100;
    bar.y1 = 116;
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
    bar.shares.running = 0.001f;  // it is still visible
    REQUIRE(fold_parts(bar, parts) == 1);
    CHECK(parts[0].y0 == 115);
}
