// 1104 px leave 1000 px between the labels (92) and the margin (12), so that 0 to 100 ms are
// 10 px per ms. There are two cores and two threads; each folded group is one row of 16 px:
//
//     cores    55..71, of which the stripe takes 55..59 and what is busy 60..71
//     threads  81..97

#include "chart/rows/groups.h"

#include "tests/catch2.h"
#include "tests/chart/logs.h"

#include "chart/hit.h"
#include "model/simulation.h"

#include <algorithm>

using namespace chart;
using test::show;
using trace::SpanKind;

namespace {

constexpr GroupKey cores{LaneKind::core, 0}, threads{LaneKind::thread, 0}, tasks{LaneKind::task, no_server};

// Core 1 works for 4 ms, core 2 for 2 ms; a third task needs a core from 1 to 2 ms and then has
// core 2 until 5 ms; thread 2 is blocked from 5 to 9 ms.
test::Story three_workers() {
    test::Story story;
    story.row("job", 3);
    const ThreadId first = story.pool_thread(0), second = story.pool_thread(1), third = story.pool_thread(2);
    story.run(1, 1, msec(0), msec(2), second);
    story.span(SpanKind::ready, msec(1), msec(2), {2}, third);
    story.run(0, 0, msec(0), msec(4), first);
    story.run(1, 2, msec(2), msec(5), third);
    story.span(SpanKind::blocked, msec(5), msec(9), {2}, third);
    story.log.cores_per_server = 2;
    story.results.makespan = msec(9);
    return story;
}

std::vector<Box> of_surface(const Frame& frame, Surface surface) {
    std::vector<Box> boxes;
    for (const Box& box : frame.boxes)
        if (box.surface == surface) boxes.push_back(box);
    return boxes;
}

}  // namespace

TEST_CASE("a folded group of cores is one row as high as the share that works", "[chart]") {
    test::Story story = three_workers();
    Pane pane = story.pane("x");
    const FoldedGroups folded = fold_groups(story.scenario, story.log, story.lanes, {cores});
    pane.folded = &folded;
    const Frame frame = layout({pane}, show(msec(0), msec(100)));

    REQUIRE(frame.panes[0].rows.size() == 4);
    CHECK(frame.panes[0].rows[0].level_row == 0);
    CHECK(frame.panes[0].rows[0].y0 == 55);
    CHECK(frame.panes[0].rows[1].level_row == no_level_row);
    CHECK(frame.panes[0].rows[1].lane == 2);  // the first thread

    // Both cores until 4 ms, one until 5: 11 px high, then half of it.
    const auto busy = of_surface(frame, Surface::parallelism);
    REQUIRE(busy.size() == 2);
    CHECK((busy[0].x0 == 92 && busy[0].x1 == 132 && busy[0].y0 == 60 && busy[0].y1 == 71));
    CHECK((busy[1].x0 == 132 && busy[1].x1 == 142 && busy[1].y0 == 65.5f && busy[1].y1 == 71));

    // One task waits from 1 to 2 ms.
    const auto line = of_surface(frame, Surface::line_short);
    REQUIRE(line.size() == 1);
    CHECK((line[0].x0 == 102 && line[0].x1 == 112 && line[0].y0 == 55 && line[0].y1 == 59));
}

TEST_CASE("a folded group of threads shows how many run and how many are blocked", "[chart]") {
    test::Story story = three_workers();
    Pane pane = story.pane("x");
    const FoldedGroups folded = fold_groups(story.scenario, story.log, story.lanes, {threads});
    pane.folded = &folded;
    REQUIRE(folded.rows.size() == 1);
    CHECK(folded.rows[0].label == "3 threads");
    CHECK(folded.rows[0].full == 3);
    const Frame frame = layout({pane}, show(msec(0), msec(100)));
    const auto held = of_surface(frame, Surface::held);
    REQUIRE_FALSE(held.empty());
    CHECK(held.back().x1 == 182);  // 9 ms
    const Grid grid{18, 1};        // 262 us: a cell at 6 ms is all blocked
    CHECK(level_text(folded.rows[0], grid, msec(6)).starred() == "*0* of 3 threads are running (0 %). *1* is blocked.");
    CHECK(level_text(folded.rows[0], grid, usec(1500)).starred() ==
          "*2* of 3 threads are running (67 %). *1* needs a core.");
}

TEST_CASE("a group is folded and unfolded left of its first row", "[chart]") {
    test::Story story = three_workers();
    Pane pane = story.pane("x");
    const FoldedGroups folded = fold_groups(story.scenario, story.log, story.lanes, {threads});
    pane.folded = &folded;
    const Frame frame = layout({pane}, show(msec(0), msec(100)));
    REQUIRE(frame.panes[0].heads.size() == 2);
    CHECK(frame.panes[0].heads[0].group == cores);
    CHECK_FALSE(frame.panes[0].heads[0].folded);
    CHECK(frame.panes[0].heads[1].folded);

    const Hit head = hit(frame, {pane}, 20, 63);
    CHECK(head.what == Hit::What::group_head);
    CHECK(head.lane == 0);
    const Hit row = hit(frame, {pane}, 132, 110);  // 81 + 20 below the cores' second row
    CHECK(row.what == Hit::What::level_row);
    CHECK(row.lane == 0);
    CHECK(hit(frame, {pane}, 20, 83).what == Hit::What::nothing);  // next to the second core
}

TEST_CASE("a single lane cannot be folded", "[chart]") {
    test::Story story;
    story.row("job", 1);
    story.run(0, 0, msec(0), msec(2), story.pool_thread(0));
    const Pane pane = story.pane("x");
    CHECK(layout({pane}, show(msec(0), msec(100))).panes[0].heads.empty());
    CHECK(fold_groups(story.scenario, story.log, story.lanes, {cores, threads}).empty());
}

TEST_CASE("a curve has its value, mean and maximum at every zoom", "[chart]") {
    // 1 for the first half of each of 1000 periods of 1024 ns, and 3 in the last quarter of every tenth period.
    std::vector<metrics::CountStep> steps;
    for (int64_t i = 0; i < 1000; ++i) {
        steps.push_back({{i * 1024}, 1});
        steps.push_back({{i * 1024 + 512}, 0});
        if (i % 10 == 9) steps.push_back({{i * 1024 + 768}, 3});
    }
    steps.push_back({{1000 * 1024}, 0});
    const Curve curve(std::move(steps));
    CHECK(curve.max() == 3);
    CHECK(curve.at({1024 * 500 + 511}) == 1);
    CHECK(curve.at({1024 * 500 + 512}) == 0);
    CHECK(curve.at({1024 * 2000}) == 0);

    for (const int shift : {6, 8, 10, 12, 15, 18, 19, 20, 22}) {
        const Grid grid{shift, 1};
        double sum = 0;
        int32_t max = 0;
        for (int64_t number = 0; grid.start_of(number) < 1024 * 1000; ++number) {
            const Curve::Part cell = curve.cell(grid, number);
            sum += cell.mean * double(grid.cell_ns());
            max = std::max(max, cell.max);
        }
        CAPTURE(shift);
        CHECK(sum == Approx(512 * 1000 + 3 * 256 * 100).epsilon(1e-5));
        CHECK(max == 3);
    }

    Viewport viewport;
    viewport.begin = {1024 * 9};
    viewport.end = {1024 * 10};
    viewport.width_px = 1024;
    std::vector<Curve::Part> parts;
    curve.parts(viewport, grid_of(viewport), parts);
    REQUIRE(parts.size() == 3);
    CHECK((parts[0].end_ns == 1024 * 9 + 512 && parts[0].max == 1));
    CHECK((parts[1].end_ns == 1024 * 9 + 768 && parts[1].max == 0));
    CHECK((parts[2].max == 3 && parts[2].exact));

    viewport.begin = {};
    viewport.end = {1024 * 1000};  // 1 px per period: everything is means, without gaps between them
    curve.parts(viewport, grid_of(viewport), parts);
    CHECK(parts.size() == 500);
    for (size_t i = 1; i < parts.size(); ++i) CHECK(parts[i].begin_ns == parts[i - 1].end_ns);
    CHECK(parts[0].mean == Approx(0.5));
    CHECK(parts[4].mean == Approx((2 * 512 + 3 * 256) / 2048.0));
}

TEST_CASE("tasks that share a processor are counted in cores", "[chart]") {
    // Three tasks share two cores for 6 ms.
    test::Story story;
    story.row("job", 3);
    story.log.cores = story.log.cores_per_server = 2;
    for (uint32_t i = 0; i < 3; ++i) {
        const ThreadId thread = story.thread_for({i}, msec(0), msec(6));
        story.span(SpanKind::sharing, msec(0), msec(6), {i}, thread, {3});
    }
    story.pane("x", {.cores = true, .threads = true, .tasks = true});
    const FoldedGroups folded = fold_groups(story.scenario, story.log, story.lanes, {cores, threads, tasks});
    REQUIRE(folded.rows.size() == 3);
    CHECK(folded.rows[0].parts[0].curve.at(msec(1)) == 2);
    CHECK(folded.rows[0].line.at(msec(1)) == 1);
    CHECK(folded.rows[1].parts[0].curve.at(msec(1)) == 2);
    CHECK(folded.rows[2].full == 3);
}

TEST_CASE("a server folds together with its cores and threads", "[chart]") {
    test::Story story;
    story.row("job", 2);
    story.log.cores = 4;
    story.log.cores_per_server = 2;
    for (uint16_t server = 0; server < 2; ++server) {
        story.log.servers.push_back({.number = server});
        trace::Thread thread;
        thread.server = server;
        story.log.threads.push_back(thread);
        story.span(SpanKind::running, msec(0), msec(2 + server), {server}, {server}, {server * 2u});
    }
    Pane pane = story.pane("x");
    const FoldedGroups folded = fold_groups(story.scenario, story.log, story.lanes,
                                            {{LaneKind::server, 0}, {LaneKind::core, 0}, {LaneKind::core, 1}});
    REQUIRE(folded.rows.size() == 2);  // the row of the folded server's cores is hidden
    CHECK(folded.rows[0].label == "Server 1");
    CHECK(folded.rows[1].label == "Server 2 · 2 cores");
    CHECK(folded.rows[1].parts[0].curve.at(msec(2)) == 1);
    pane.folded = &folded;
    const Frame frame = layout({pane}, show(msec(0), msec(100)));
    // Server 1; server 2, its cores, its thread.
    CHECK(frame.panes[0].rows.size() == 4);
    CHECK(folded_at_first(story.lanes).empty());
}

TEST_CASE("a pinned lane is above the others, and stays visible when the picture is scrolled", "[chart]") {
    test::Story story = three_workers();
    Pane pane = story.pane("x");
    FoldedGroups folded;
    folded.pinned = {3};  // the second thread, because cores are 0 and 1
    pane.folded = &folded;
    Options options = show(msec(0), msec(100));
    const Frame frame = layout({pane}, options);
    const PaneBox& box = frame.panes[0];
    REQUIRE(box.rows.size() == 6);
    CHECK((box.rows[0].pinned && box.rows[0].lane == 3 && box.rows[0].y0 == 55 && box.rows[0].y1 == 71));
    CHECK((!box.rows[1].pinned && box.rows[1].lane == 0 && box.rows[1].y0 == 83));  // 20 for the row, 8 below it
    CHECK(hit(frame, {pane}, 100, 63).span == 0);  // thread 2 runs on core 2 from the start
    CHECK(hit(frame, {pane}, 100, 63).what == Hit::What::bar);

    // The two cores have scrolled away: the lane is 4 px below the edge, with nothing behind it.
    options.scroll_px = options.top_px = 110;
    options.height_px = 200;
    const Frame scrolled = layout({pane}, options);
    const PaneBox& seen = scrolled.panes[0];
    REQUIRE(seen.rows.size() >= 2);
    CHECK((seen.rows[0].pinned && seen.rows[0].y0 == 114));
    CHECK(seen.pins_y1 == 142);
    CHECK(seen.rows[1].y0 >= 142);
    CHECK(hit(scrolled, {pane}, 100, 120).lane == 3);
    CHECK(hit(scrolled, {pane}, 85, 120).what == Hit::What::pin);  // the labels end at 92

    // It scrolls away with its pane.
    options.scroll_px = options.top_px = 1000;
    const Frame gone = layout({pane}, options);
    CHECK(gone.panes[0].pins_y1 <= std::max(gone.panes[0].lanes_y1, gone.panes[0].loops_y0));
}
