#include "tests/catch2.h"

#include "view/bars.h"

#include <cmath>

using chart::Bar;
using chart::Pattern;
using view::bar_vertices;
using view::BarVertex;
using view::Paint;

namespace {

chart::Frame with(Bar bar) {
    chart::Frame frame;
    frame.bars.push_back(bar);
    return frame;
}

Bar bar(float x0, float x1, Pattern pattern) {
    Bar bar;
    bar.x0 = x0;
    bar.x1 = x1;
    bar.y0 = 10;
    bar.y1 = 26;
    bar.pattern = pattern;
    return bar;
}

}  // namespace

TEST_CASE("a bar is four vertices on whole device pixels", "[view]") {
    const auto vertices = bar_vertices(with(bar(10.26f, 30.1f, Pattern::solid)), 0, chart::Theme::dark, 2);
    REQUIRE(vertices.size() == 4);
    for (const BarVertex& v : vertices) {
        CHECK(v.x0 == 21);  // 20.52, rounded to the nearest
        CHECK(v.x1 == 59);  // 60.2, minus the gap between neighbours
        CHECK(v.y0 == 20);
        CHECK(v.y1 == 52);
        CHECK(v.paint == Paint::solid);
    }
}

TEST_CASE("neighbours do not overlap, and nothing is narrower than a pixel", "[view]") {
    chart::Frame frame;
    float x = 0.3f;
    for (float width : {0.1f, 0.7f, 2.9f, 3.4f, 12.f}) {
        frame.bars.push_back(bar(x, x + width, Pattern::solid));
        x += width;
    }
    const auto vertices = bar_vertices(frame, 0, chart::Theme::dark, 1);
    REQUIRE(vertices.size() == 20);
    for (size_t i = 0; i < vertices.size(); i += 4) CHECK(vertices[i].x1 > vertices[i].x0);
    for (size_t i = 8; i + 4 < vertices.size(); i += 4) CHECK(vertices[i].x1 <= vertices[i + 4].x0);
}

TEST_CASE("patterns are distinguished", "[view]") {
    const auto paint = [](Pattern pattern) {
        return bar_vertices(with(bar(10, 40, pattern)), 0, chart::Theme::light, 1).front().paint;
    };
    CHECK(paint(Pattern::hatched) == Paint::hatched);
    CHECK(paint(Pattern::dotted) == Paint::dotted);
    CHECK(paint(Pattern::outline) == Paint::outline);
}

TEST_CASE("a folded bar is a column of its shares", "[view]") {
    Bar folded = bar(10, 13, Pattern::folded);
    folded.shares.running = 0.5f;
    folded.shares.blocked = 0.25f;
    const auto vertices = bar_vertices(with(folded), 0, chart::Theme::dark, 1);
    REQUIRE(vertices.size() == 8);
    CHECK(vertices[0].y1 == 26);  // running, from the bottom up
    CHECK(vertices[0].y0 == 18);
    CHECK(vertices[4].y1 == 18);
    CHECK(vertices[4].y0 == 14);
}

TEST_CASE("a fold is one quad that contains the place of its cells", "[view]") {
    chart::Frame frame;
    frame.viewport = {nsec(1000), nsec(2000), 10, 500};  // 2 ns per pixel
    frame.cell_shift = 2;                                // a cell is 4 ns: 2 px, number 250 at the left edge
    frame.cells.resize(9);
    chart::Fold fold;
    fold.x0 = frame.viewport.x_of(nsec(1040));
    fold.x1 = frame.viewport.x_of(nsec(1052));
    fold.y1 = 16;
    fold.first = 260;
    fold.at = 4;
    fold.count = 3;
    frame.folds.push_back(fold);
    const auto vertices = bar_vertices(frame, 0, chart::Theme::dark, 2);
    REQUIRE(vertices.size() == 4);
    const BarVertex& v = vertices[0];
    CHECK(v.paint == Paint::folded);
    CHECK(v.x0 == 60);
    CHECK(v.x1 == 72);
    // Computed like in the shader, for a pixel in the middle of the second cell.
    const view::CellGrid grid = view::cell_grid(frame, 2);
    CHECK(grid.width == 4);
    const uint32_t at = v.r | uint32_t(v.g) << 8 | uint32_t(v.b) << 16 | uint32_t(v.a) << 24;
    CHECK(int32_t(at) + int32_t(std::floor((66 - grid.x) / grid.width)) == 5);
}

TEST_CASE("far down a long picture, pixels are counted from the visible part", "[view]") {
    Bar low = bar(0, 20, Pattern::solid);
    low.y0 = 100'000;
    low.y1 = 100'016;
    const auto vertices = bar_vertices(with(low), 99'840, chart::Theme::dark, 2);
    REQUIRE(vertices.size() == 4);
    CHECK(vertices[0].y0 == 320);
    CHECK(vertices[0].y1 == 352);
}
