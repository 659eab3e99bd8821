// 1104 px leave 1000 px between the labels (92) and the margin (12); 0 to 100 ms are
// 10 px per ms. One core and one thread:
//
//     title    1..35      axis 35..55      Core 1  55..71      Thread 1  81..97
//     levels   107..135   all 141

#include "chart/places.h"
#include "chart/layout.h"

#include "chart/hit.h"
#include "tests/catch2.h"
#include "tests/chart/logs.h"

#include <algorithm>
#include <cmath>

using namespace chart;
using test::show;
using trace::SpanKind;

namespace {

constexpr float width = test::width_px;

test::Story small_story() {
    test::Story story;
    story.row("request", 24);
    const ThreadId thread = story.pool_thread(0);
    story.span(SpanKind::ready, msec(0), msec(1), {10}, thread);
    story.run(0, 10, msec(1), msec(5), thread);
    story.span(SpanKind::blocked, msec(5), msec(25), {10}, thread);
    story.span(SpanKind::switching, msec(25), msec(26), {11}, thread, {0});
    story.run(0, 11, msec(26), msec(28), thread);
    story.levels = {{msec(0), 0, 0, 0}, {msec(1), 4, 1, 0}, {msec(5), 1, 0, 1}, {msec(28), 0, 0, 0}};
    story.results.makespan = msec(28);
    story.results.concurrency.max = 4;
    story.results.threads_peak = 1;
    return story;
}

const Bar* bar_of(const Frame& frame, uint32_t span, uint32_t row) {
    for (const Bar& bar : frame.bars)
        if (bar.span == span && bar.row == row) return &bar;
    return nullptr;
}

const Label* label_of(const Frame& frame, std::string_view text) {
    for (const Label& label : frame.labels)
        if (label.text == text) return &label;
    return nullptr;
}

}  // namespace

TEST_CASE("bars are where the spans of the trace are", "[chart]") {
    test::Story story = small_story();
    const std::vector<Pane> panes = {story.pane("Pool")};
    const Frame frame = layout(panes, show(msec(0), msec(100)));

    CHECK(frame.viewport.left_px == 92);
    CHECK(frame.viewport.width_px == 1000);
    CHECK(frame.height_px == 141);
    REQUIRE(frame.panes.size() == 1);
    REQUIRE(frame.panes[0].rows.size() == 2);

    const Bar* run = bar_of(frame, 1, 0);
    REQUIRE(run);
    CHECK(run->pattern == Pattern::solid);
    CHECK(run->x0 == 102);
    CHECK(run->x1 == 142);
    CHECK(run->y0 == 55);
    CHECK(run->y1 == 71);
    CHECK(run->colour == 10 % 8);

    const Bar* ready = bar_of(frame, 0, 1);
    REQUIRE(ready);
    CHECK(ready->pattern == Pattern::thin);
    CHECK(ready->y0 == 86);  // 6 px of 81..97
    CHECK(ready->y1 == 92);

    const Bar* blocked = bar_of(frame, 2, 1);
    REQUIRE(blocked);
    CHECK(blocked->pattern == Pattern::hatched);
    CHECK(blocked->x0 == 142);
    CHECK(blocked->x1 == 342);
    CHECK(blocked->y0 == 82);
    CHECK(blocked->y1 == 96);
    CHECK(bar_of(frame, 3, 0)->pattern == Pattern::sliver);
    CHECK(bar_of(frame, 2, 0) == nullptr);  // nothing runs on the core
}

TEST_CASE("a task's number is in its bar if it fits", "[chart]") {
    test::Story story = small_story();
    const std::vector<Pane> panes = {story.pane("Pool")};
    const Frame frame = layout(panes, show(msec(0), msec(100)));
    const Label* number = label_of(frame, "11");
    REQUIRE(number);
    CHECK(number->ink == Ink::on_bar);
    CHECK(number->x == 108);
    CHECK(number->y == 63);
    const Frame far = layout(panes, show(msec(0), msec(400)));  // 10 px for 4 ms
    CHECK(label_of(far, "11") == nullptr);
}

TEST_CASE("rows of work have colours and names of their own where there are several", "[chart]") {
    test::Story story;
    story.row("music", 9);
    story.row("update", 1);
    story.run(0, 8, msec(0), msec(20));
    story.run(0, 9, msec(20), msec(40));
    const std::vector<Pane> panes = {story.pane("x")};
    const Frame frame = layout(panes, show(msec(0), msec(100)));
    CHECK(frame.bars[0].colour == 0);
    CHECK(frame.bars[1].colour == 1);
    CHECK(label_of(frame, "music 9"));
    CHECK(label_of(frame, "update"));
}

TEST_CASE("the title says what was measured, and which run was first", "[chart]") {
    test::Story slow = small_story();
    slow.results.makespan = msec(148);
    slow.scenario.strategy.kind = scenario::StrategyKind::thread_pool;
    slow.scenario.strategy.threads = 4;
    test::Story fast = small_story();
    fast.results.makespan = msec(48);
    slow.results.completed = fast.results.completed = 24;
    std::vector<Pane> panes = {slow.pane("Thread pool · 4 threads"), fast.pane("Async")};
    Frame frame = layout(panes, show(msec(0), msec(150)));
    CHECK(label_of(frame, "finish"));
    CHECK(label_of(frame, "148.0 ms"));
    CHECK(label_of(frame, "threads"));
    CHECK(label_of(frame, "missed") == nullptr);
    const Label* first = label_of(frame, "first · 3.1× faster than Thread pool");
    REQUIRE(first);
    CHECK(first->ink == Ink::good);
    CHECK(first->right);
    CHECK(first->y > frame.panes[1].y0);

    SECTION("a run that was cut short has not finished") {
        fast.log.complete = false;
        frame = layout(panes, show(msec(0), msec(150)));
        const Label* cut = label_of(frame, "cut short at");
        REQUIRE(cut);
        CHECK(cut->ink == Ink::warn);
        CHECK(label_of(frame, "first · 3.1× faster than Thread pool") == nullptr);
    }
    SECTION("a run that turned tasks away is not the first, and the first says what it is first in") {
        fast.results.rejected = 2;
        test::Story middle = small_story();
        middle.results.makespan = msec(74);
        middle.results.completed = 24;
        panes.push_back(middle.pane("Two"));
        frame = layout(panes, show(msec(0), msec(150)));
        CHECK(label_of(frame, "first · 3.1× faster than Thread pool") == nullptr);
        CHECK(label_of(frame, "first to do all of its work · 2× faster than Thread pool"));
    }
    SECTION("a tie is a tie") {
        panes.push_back(fast.pane("Async again"));
        frame = layout(panes, show(msec(0), msec(150)));
        CHECK(label_of(frame, "tied for first · 3.1× faster than Thread pool"));
    }
    SECTION("a run that ends in a deadlock has no finish") {
        fast.results.ended.how = metrics::Ending::deadlock;
        fast.results.ended.at = msec(2);
        fast.results.unfinished = 2;
        frame = layout(panes, show(msec(0), msec(150)));
        const Label* deadlock = label_of(frame, "deadlock at");
        REQUIRE(deadlock);
        CHECK(deadlock->ink == Ink::warn);
        CHECK(label_of(frame, "2.00 ms"));
    }
    SECTION("deadlines are counted where there are some") {
        slow.scenario.work[0].deadline = msec(5);
        frame = layout(panes, show(msec(0), msec(150)));
        CHECK(label_of(frame, "missed"));
    }
    SECTION("text that does not fit is left out, not drawn over other text") {
        Options narrow = show(msec(0), msec(150));
        narrow.width_px = 320;
        frame = layout(panes, narrow);
        CHECK(label_of(frame, "first · 3.1× faster than Thread pool") == nullptr);
        CHECK(label_of(frame, "first · 3.1×"));
        CHECK(label_of(frame, "threads") == nullptr);
    }
}

TEST_CASE("levels are areas from their exact beginning to their exact end", "[chart]") {
    test::Story story = small_story();
    const std::vector<Pane> panes = {story.pane("Pool")};
    const Frame frame = layout(panes, show(msec(0), msec(100)));
    const auto area = [&](Surface surface, float x0) -> const Box* {
        for (const Box& box : frame.boxes)
            if (box.surface == surface && std::abs(box.x0 - x0) < 0.01f) return &box;
        return nullptr;
    };
    const Box* four = area(Surface::concurrency, 102);
    REQUIRE(four);
    CHECK(four->x1 == 142);
    CHECK(four->y0 == 107);
    CHECK(four->y1 == 135);
    const Box* one = area(Surface::concurrency, 142);
    REQUIRE(one);
    CHECK(one->y0 == 121);  // a quarter of the highest is half as high
    CHECK(area(Surface::parallelism, 102));
    CHECK(area(Surface::asynchrony, 142));
    CHECK(label_of(frame, "0 to 4"));
}

TEST_CASE("levels that are too short to see are means, and the picture says so", "[chart]") {
    test::Story story = small_story();
    story.levels.clear();
    for (int64_t i = 0; i < 100'000; ++i) story.levels.push_back({usec(i), i % 4 == 0 ? 4 : 0, 0, 0});
    story.levels.push_back({usec(100'000), 0, 0, 0});
    const std::vector<Pane> panes = {story.pane("Pool")};
    const Frame frame = layout(panes, show(msec(0), msec(100)));
    CHECK(label_of(frame, "mean, 0 to 4"));
    size_t areas = 0;
    for (const Box& box : frame.boxes) {
        if (box.surface != Surface::concurrency) continue;
        ++areas;
        if (box.x1 < 1090) CHECK(box.y0 == Approx(121).margin(0.3));  // 1 of 4 on average
    }
    CHECK(areas > 1);
    CHECK(areas <= 1400);
}

TEST_CASE("rows become lower if there are many, and only visible ones are laid out", "[chart]") {
    test::Story story;
    story.row("request", 1000);
    for (uint32_t i = 0; i < 1000; ++i)
        story.run(0, i, msec(i), msec(i + 1), story.thread_for({i}, msec(0), sec(1)));
    const std::vector<Pane> panes = {story.pane("1,000 threads")};
    Options options = show(msec(0), sec(1));
    const Frame all = layout(panes, options);
    CHECK(all.panes[0].rows.size() == 1001);
    CHECK(all.panes[0].rows[5].y1 - all.panes[0].rows[5].y0 == 2);
    CHECK(all.height_px > 3000);  // a row every 3 px

    options.top_px = 1000;
    options.height_px = 500;
    const Frame part = layout(panes, options);
    CHECK(part.height_px == all.height_px);
    CHECK(part.panes[0].rows.size() <= 168);  // 500 / 3 and one at each edge
    CHECK(part.panes[0].rows.size() >= 166);
    CHECK(part.bars.size() == part.panes[0].rows.size());
    const RowBox& row = part.panes[0].rows[10];
    CHECK(row.y0 == all.panes[0].rows[row.lane].y0);
    for (const uint32_t task : {0u, 400u, 999u}) {  // on the core, and on its thread: also if neither is laid out
        const std::vector<Height> heights = heights_of(part, panes, 0, task);
        REQUIRE(heights.size() == 2);
        CHECK(heights[0].y0 == all.panes[0].rows[0].y0);
        CHECK(heights[1].y0 == all.panes[0].rows[1 + task].y0);
        CHECK(heights[1].y1 == all.panes[0].rows[1 + task].y1);
    }
    for (size_t i = 1; i < all.labels.size(); ++i) {
        const Label& a = all.labels[i - 1];
        const Label& b = all.labels[i];
        if (a.text.rfind("request", 0) == 0 && b.text.rfind("request", 0) == 0) CHECK(b.y - a.y >= 14);
    }
}

TEST_CASE("rows are as high as the available height allows", "[chart]") {
    test::Story story;
    story.row("job", 40);
    for (uint32_t i = 0; i < 40; ++i) {
        const ThreadId thread = story.thread_for({i}, {}, msec(10));
        story.run(0, i, usec(i * 10), usec(i * 10 + 9), thread);
    }
    const std::vector<Pane> panes{story.pane("forty")};
    // A core and 40 threads. The core has 16 px; the threads share the rest of 320, of 600, and of more than enough.
    const auto pitch = [&](float rows_px) {
        Options options;
        options.end = msec(1);
        options.rows_px = rows_px;
        const Frame frame = layout(panes, options);
        const std::vector<RowBox>& rows = frame.panes[0].rows;
        return rows[20].y0 - rows[19].y0;
    };
    CHECK(pitch(100) == pitch(min_rows_px));
    CHECK(pitch(min_rows_px) <= 320 / 40);
    CHECK(pitch(600) * 40 <= 600);
    CHECK(pitch(600) >= 14);
    CHECK(pitch(2000) == 20);
    // The heights of a span can be found, too.
    Options options;
    options.end = msec(1);
    options.rows_px = 600;
    const Frame frame = layout(panes, options);
    const std::vector<Height> heights = heights_of(frame, panes, 0, 39);
    REQUIRE(heights.size() == 2);
    CHECK(heights[1].y0 == frame.panes[0].rows.back().y0);
    CHECK(heights[1].y1 == frame.panes[0].rows.back().y1);
}

TEST_CASE("a bar narrower than a pixel is drawn a pixel wide and lower in proportion", "[chart]") {
    test::Story story;
    story.row("job", 1);
    story.run(0, 0, msec(50), msec(50) + usec(50));  // half a pixel
    story.run(0, 0, msec(90), msec(100));
    const std::vector<Pane> panes = {story.pane("x")};
    const Frame frame = layout(panes, show(msec(0), msec(100)));
    const Bar& bar = frame.bars[0];
    CHECK(bar.pattern == Pattern::folded);
    CHECK(bar.single);
    CHECK(bar.x1 - bar.x0 == Approx(1));
    CHECK(bar.shares.running == Approx(0.5));
}

TEST_CASE("the hit test finds what is at each point of the picture", "[chart]") {
    test::Story story = small_story();
    const std::vector<Pane> panes = {story.pane("Pool")};
    const Frame frame = layout(panes, show(msec(0), msec(100)));
    const auto at = [&](float x, float y) { return hit(frame, panes, x, y); };

    CHECK(at(120, 63).what == Hit::What::bar);
    CHECK(at(120, 63).span == 1);
    CHECK(at(120, 63).lane == 0);
    CHECK(at(120, 63).t == usec(2800));
    CHECK(at(200, 90).span == 2);
    CHECK(at(200, 90).lane == 1);
    CHECK(at(200, 63).what == Hit::What::lane_gap);
    CHECK(at(143, 63).what == Hit::What::bar);  // a little to the side
    CHECK(at(147, 63).what == Hit::What::lane_gap);
    CHECK(at(200, 75).what == Hit::What::nothing);
    CHECK(at(200, 120).what == Hit::What::levels);
    CHECK(at(30, 20).what == Hit::What::title);
    CHECK(at(30, 63).what == Hit::What::nothing);
    CHECK(at(200, 500).what == Hit::What::nothing);

    const Frame far = layout(panes, show(msec(0), sec(2)));  // 2 ms per pixel
    const Hit folded = hit(far, panes, 93, 63);
    CHECK((folded.what == Hit::What::bar || folded.what == Hit::What::folded));
    CHECK(hit(far, panes, 100, 90).what == Hit::What::bar);  // 20 ms blocked
}

TEST_CASE("a task that has a fraction of a core is drawn to that height", "[chart]") {
    test::Story story;
    story.row("job", 4);
    story.log.cores = story.log.cores_per_server = 1;
    for (uint32_t i = 0; i < 4; ++i) story.span(SpanKind::sharing, msec(0), msec(10), {i}, story.pool_thread(i), {4});
    Options options;
    options.end = msec(10);
    const std::vector<Pane> panes = {story.pane("x")};
    const Frame frame = layout(panes, options);
    REQUIRE(frame.bars.size() == 5);
    // The core works all the time, for all of these tasks.
    CHECK(frame.bars[0].pattern == Pattern::solid);
    CHECK(frame.bars[0].mixed);
    std::array<FoldPart, share_kinds> parts;
    CHECK(frame.bars[1].pattern == Pattern::shared);
    REQUIRE(fold_parts(frame.bars[1], parts) == 2);
    CHECK(parts[0].kind == SpanKind::running);
    CHECK(parts[0].y1 - parts[0].y0 == Approx((frame.bars[1].y1 - frame.bars[1].y0) / 4));
    CHECK(parts[1].kind == SpanKind::ready);
}

TEST_CASE("the row of a server shows when it boots, is up and drains", "[chart]") {
    test::Story story;
    story.row("job", 1);
    story.log.cores = 2;
    story.run(0, 0, msec(0), msec(100));
    story.log.cores_per_server = 1;
    story.log.servers = {{0, {}, {}, {}, {}}, {1, msec(20), msec(40), msec(60), msec(80)}};
    Options options;
    options.end = msec(100);
    const std::vector<Pane> panes = {story.pane("x")};
    const Frame frame = layout(panes, options);
    const auto extent = [&](Surface surface, float below) {
        std::pair<float, float> x{1e9f, -1e9f};
        for (const Box& box : frame.boxes)
            if (box.surface == surface && box.y0 > below) x = {std::min(x.first, box.x0), std::max(x.second, box.x1)};
        return x;
    };
    const float second = frame.panes[0].rows[2].y0 - 1;  // server 1, core, server 2
    const auto at = [&](Time t) { return Approx(frame.viewport.x_of(t)).margin(6); };
    CHECK(extent(Surface::boot, second).first == at(msec(20)));
    CHECK(extent(Surface::boot, second).second == at(msec(40)));
    CHECK(extent(Surface::up, second).first == at(msec(40)));
    CHECK(extent(Surface::up, second).second == at(msec(60)));
    CHECK(extent(Surface::drains, second).second == at(msec(80)));
}

TEST_CASE("a mark has a flag that can be pointed at", "[chart]") {
    test::Story story;
    story.row("job", 1);
    story.run(0, 0, msec(0), msec(10));
    trace::Note note;
    note.at = msec(4);
    note.text = "half done";
    story.log.notes.push_back(note);
    Options options;
    options.end = msec(10);
    const std::vector<Pane> panes = {story.pane("x")};
    const Frame frame = layout(panes, options);
    const Hit found = hit(frame, panes, frame.viewport.x_of(msec(4)) + 2, frame.panes[0].lanes_y0 - 3);
    CHECK(found.what == Hit::What::mark);
    CHECK(found.span == 0);
    CHECK(found.t == msec(4));
    CHECK(hit(frame, panes, frame.viewport.x_of(msec(6)), frame.panes[0].lanes_y0 - 3).what == Hit::What::nothing);
}

// A window of 1000 px for ten panes with a core and eight threads each: 100 px for each of them.
TEST_CASE("the panes of a comparison are made lower until all of them fit", "[chart]") {
    test::Story story;
    story.row("request", 8);
    for (uint32_t i = 0; i < 8; ++i) {
        const ThreadId thread = story.pool_thread(i);
        story.run(0, i, msec(i), msec(i + 1), thread);
    }
    story.levels = {{msec(0), 1, 1, 0}, {msec(8), 0, 0, 0}};
    story.results.makespan = msec(8);
    const auto height_with = [&](size_t count, float window_px, bool fit) {
        const std::vector<Pane> panes(count, story.pane("Pool"));
        Options options = show(msec(0), msec(100));
        options.rows_px = window_px / float(count) - beside_rows_px;
        options.fit = fit;
        return layout(panes, options);
    };
    CHECK(height_with(10, 1000, false).height_px > 2000);
    const Frame ten = height_with(10, 1000, true);
    CHECK(ten.height_px <= 1001);
    CHECK(ten.panes[0].levels_y0 == ten.panes[0].levels_y1);  // no levels
    CHECK(ten.panes[9].rows.size() == 9);                     // all lanes
    CHECK(ten.panes[0].lanes_y0 == ten.panes[0].title_y1 + 20);  // only the first one has an axis
    CHECK(ten.panes[1].lanes_y0 == ten.panes[1].title_y1 + 4);

    // Where even that is too high, the first lanes are shown, and the picture says so.
    CHECK(label_of(ten, "not all lanes") == nullptr);
    const Frame low = height_with(10, 620, true);
    CHECK(low.height_px <= 621);
    CHECK(low.panes[9].rows.size() == 1);
    CHECK(label_of(low, "not all lanes"));

    const Frame five = height_with(5, 1000, true);
    CHECK(five.height_px <= 1001);
    CHECK(five.panes[4].levels_y1 - five.panes[4].levels_y0 == 28);
    CHECK(five.panes[4].lanes_y0 == five.panes[4].title_y1 + 20);

    // Where there is room, nothing changes, and two or three panes are scrolled.
    CHECK(height_with(4, 4000, true).height_px == height_with(4, 4000, false).height_px);
    CHECK(height_with(3, 300, true).height_px == height_with(3, 300, false).height_px);
}
