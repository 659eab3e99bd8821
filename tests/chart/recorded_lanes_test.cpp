// Lanes of recordings: nested slices, instants, counters, arrows. Most of the tests use the recording that is
// drawn in tests/exchange/slices_story.h.

#include "tests/catch2.h"
#include "tests/exchange/operations_story.h"
#include "tests/exchange/slices_story.h"

#include "chart/flow.h"
#include "chart/fold/fold.h"
#include "chart/hit.h"
#include "chart/instants.h"
#include "chart/layout.h"
#include "chart/places.h"
#include "chart/rows/counter_rows.h"
#include "chart/rows/groups.h"

#include <algorithm>

using namespace chart;

namespace {

struct Shown {
    exchange::Recorded recorded;
    metrics::Levels levels;
    metrics::Results results;
    Lanes lanes;
    FoldedGroups folded;
    std::vector<Pane> panes;
    Frame frame;

    explicit Shown(exchange::Recorded from, const std::vector<GroupKey>& keys = {}, LaneChoice choice = {})
        : recorded(std::move(from)) {
        levels = metrics::levels_of(recorded.log);
        results = metrics::results_of(recorded.scenario, recorded.log, levels);
        lanes = lanes_of(recorded.scenario, recorded.log, choice);
        folded = fold_groups(recorded.scenario, recorded.log, lanes, keys);
        panes = {{"story", &recorded.scenario, &recorded.log, &results, &levels, &lanes, nullptr, &folded}};
        show(Time{}, recorded.log.end);
    }
    void show(Time begin, Time end) { frame = layout(panes, {.begin = begin, .end = end, .width_px = 1104}); }
    float x(Time t) const { return frame.viewport.x_of(t); }
    const RowBox& row(size_t i) const { return frame.panes[0].rows[i]; }
    float middle(size_t i) const { return (row(i).y0 + row(i).y1) / 2; }
    std::vector<uint32_t> spans_in(uint32_t row) const {
        std::vector<uint32_t> spans;
        for (const Bar& bar : frame.bars)
            if (bar.row == row) spans.push_back(bar.span);
        return spans;
    }
    std::vector<Box> boxes(Surface surface) const {
        std::vector<Box> found;
        for (const Box& box : frame.boxes)
            if (box.surface == surface) found.push_back(box);
        return found;
    }
};

std::vector<std::string> labels_of(const Lanes& lanes) {
    std::vector<std::string> labels;
    for (const Lane& lane : lanes) labels.push_back(lane.label);
    return labels;
}

}  // namespace

TEST_CASE("nested slices have lanes below that of the thread, by depth", "[chart]") {
    const Shown shown(slices_story());
    CHECK(labels_of(shown.lanes) == std::vector<std::string>{"main", "main, depth 1", "main, depth 2", "w"});
    REQUIRE(shown.frame.panes[0].rows.size() == 5);  // and the counter
    CHECK(shown.spans_in(0) == std::vector<uint32_t>{loop_slice});
    CHECK(shown.spans_in(1) == std::vector<uint32_t>{a_slice, c_slice});
    CHECK(shown.spans_in(2) == std::vector<uint32_t>{b_slice, second_b_slice});
    CHECK(shown.spans_in(3) == std::vector<uint32_t>{work_slice});
    CHECK(shown.row(2).y0 - shown.row(1).y0 == shown.row(1).y0 - shown.row(0).y0);
    for (const Bar& bar : shown.frame.bars)
        if (bar.span == a_slice) {
            CHECK(bar.x0 == Approx(shown.x(usec(2))));
            CHECK(bar.x1 == Approx(shown.x(usec(10))));
            CHECK(bar.pattern == Pattern::solid);
        }
    std::vector<std::string> names;
    for (const Label& label : shown.frame.labels)
        if (label.ink == Ink::on_bar) names.push_back(label.text);
    CHECK(names == std::vector<std::string>{"loop", "a", "c", "b", "b", "work"});

    const Hit at_b = hit(shown.frame, shown.panes, shown.x(usec(5)), shown.middle(2));
    CHECK(at_b.what == Hit::What::bar);
    CHECK(at_b.span == b_slice);
    CHECK(hit(shown.frame, shown.panes, shown.x(usec(11)), shown.middle(1)).what == Hit::What::lane_gap);
    CHECK(rows_of(shown.frame, shown.panes, 0, second_b_slice) == std::vector<uint32_t>{2});
    CHECK(rows_of(shown.frame, shown.panes, 0, work_slice) == std::vector<uint32_t>{3});
}

TEST_CASE("a folded thread shows its outermost slices only", "[chart]") {
    const Shown open(slices_story());
    REQUIRE(open.frame.panes[0].heads.size() == 1);
    const GroupHead head = open.frame.panes[0].heads[0];
    CHECK_FALSE(head.folded);
    const Shown shown(slices_story(), {head.group});
    REQUIRE(shown.frame.panes[0].rows.size() == 3);
    CHECK(shown.spans_in(0) == std::vector<uint32_t>{loop_slice});
    CHECK(shown.spans_in(1) == std::vector<uint32_t>{work_slice});
    REQUIRE(shown.frame.panes[0].heads.size() == 1);
    CHECK(shown.frame.panes[0].heads[0].folded);
    CHECK(shown.frame.panes[0].heads[0].group == head.group);
}

// 2,000 slices of 1 µs, 2 µs apart: half of the time.
TEST_CASE("narrow nested slices are summed, equally from spans and from sums", "[chart]") {
    for (const int count : {200, 2'000}) {  // sums are made for 256 spans or more
        std::string text = R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":)" + std::to_string(2 * count) + R"(,"name":"all"})";
        for (int i = 0; i < count; ++i) text += R"(,{"ph":"X","pid":1,"tid":1,"ts":)" + std::to_string(2 * i) + R"(,"dur":1,"name":"x"})";
        exchange::Reader reader;
        reader.feed(text + "]");
        Shown shown(std::move(*std::move(reader).finish("many")));
        shown.show(Time{}, usec(64 * count));
        CHECK((shown.lanes[1].sums != nullptr) == (count > 256));
        double ns = 0;
        for (const Fold& fold : shown.frame.folds) {
            CHECK(fold.row == 1);
            for (uint32_t i = 0; i < fold.count; ++i) {  // the last one ends with the last slice
                const int64_t begin = (fold.first + i) << shown.frame.cell_shift,
                              end = std::min((fold.first + i + 1) << shown.frame.cell_shift,
                                             int64_t(2 * count - 1) * 1'000);
                ns += double(shown.frame.cells[fold.at + i].share[0]) / whole_share * double(end - begin);
            }
        }
        CHECK(ns == Approx(count * 1e3).epsilon(0.02));
        CHECK(shown.spans_in(1).empty());
        const Hit many = hit(shown.frame, shown.panes, shown.x(usec(count)), shown.middle(1));
        CHECK(many.what == Hit::What::folded);
        CHECK(many.span >= shown.recorded.log.spans.size());
    }
}

TEST_CASE("an instant is a tick above the lane of its thread, and can be clicked there", "[chart]") {
    const Shown shown(slices_story());
    const auto ticks = shown.boxes(Surface::instant);
    REQUIRE(ticks.size() == 1);
    CHECK(ticks[0].x0 == Approx(shown.x(usec(11))));
    CHECK(ticks[0].y1 == shown.row(0).y0 - 1);
    const Hit at = hit(shown.frame, shown.panes, shown.x(usec(11)) + 2, shown.row(0).y0 - 2);
    CHECK(at.what == Hit::What::instant);
    CHECK(shown.recorded.log.recording->names[shown.recorded.log.recording->instants[at.span].name] == "gc");
    CHECK(at.t == usec(11));
    CHECK(hit(shown.frame, shown.panes, shown.x(usec(11)) + 8, shown.row(0).y0 - 2).what != Hit::What::instant);
}

TEST_CASE("a counter is an area over 0, and its tooltip has the value", "[chart]") {
    const Shown shown(slices_story());
    const RowBox& row = shown.row(4);
    REQUIRE(row.level_row == 0);
    const LevelRow& heap = shown.folded.rows[0];
    CHECK(heap.label == "heap");
    CHECK(heap.whole == "-3 – 8");
    const auto areas = shown.boxes(Surface::value);
    REQUIRE(areas.size() == 3);
    const float px = (row.y1 - row.y0 - 1.5f) / 11, zero = row.y1 - 3 * px;
    CHECK(areas[0].y1 == Approx(zero));
    CHECK(areas[0].y0 == Approx(zero - 5 * px));
    CHECK(areas[0].x1 == Approx(shown.x(usec(10))));
    CHECK(areas[1].y0 == Approx(zero));
    CHECK(areas[1].y1 == Approx(row.y1));
    CHECK(areas[2].x0 == Approx(shown.x(usec(16))));
    CHECK(areas[2].x1 == Approx(shown.x(usec(20))));
    const Grid grid = grid_of(shown.frame.viewport);
    CHECK(level_text(heap, grid, usec(12)).starred() == "*-3*. In the whole recording it ranges from -3 to 8.");
    CHECK(hit(shown.frame, shown.panes, shown.x(usec(3)), shown.middle(4)).what == Hit::What::level_row);
    CHECK(Shown(slices_story(), {}, {.counters = false}).folded.rows.empty());
}

TEST_CASE("a cell of a curve has the minimum and maximum of all samples in it", "[chart]") {
    trace::Counter counter{"x", {}, 0, 0};
    uint64_t seed = 7;
    for (int64_t i = 0; i < 3'000; ++i) {
        seed = seed * 6364136223846793005ull + 1442695040888963407ull;
        counter.samples.push_back(
            {nsec(500 + 40 * i + int64_t(seed >> 60)), double(int64_t(seed >> 40) % 1'000) - 300});
    }
    const Time end = usec(130);
    const ValueCurve curve(counter, end);
    for (const int shift : {5, 7, 9, 12, 16}) {
        const Grid grid{shift, 1};
        for (int64_t number = 0; grid.start_of(number) < end.ns; ++number) {
            const auto cell = curve.cell(grid, number);
            std::optional<double> min, max, last;
            for (const auto& sample : counter.samples) {
                if (sample.at.ns >= std::min(end.ns, grid.start_of(number + 1))) break;
                // The value has been set before.
                if (sample.at.ns <= std::max<int64_t>(grid.start_of(number), counter.samples[0].at.ns))
                    min = max = {};
                min = std::min(min.value_or(sample.value), sample.value);
                max = std::max(max.value_or(sample.value), sample.value);
                last = sample.value;
            }
            REQUIRE(cell.has_value() == last.has_value());
            if (!cell) continue;
            CHECK(cell->min == *min);
            CHECK(cell->max == *max);
            CHECK(cell->last == *last);
        }
        // The parts of the picture have the same bounds, without gaps.
        Viewport viewport{.begin = Time{}, .end = end, .left_px = 0, .width_px = 100};
        std::vector<ValueCurve::Part> parts;
        curve.parts(viewport, grid, parts);
        int64_t at = counter.samples[0].at.ns;
        for (const ValueCurve::Part& part : parts) {
            CHECK(part.begin_ns == at);
            at = part.end_ns;
        }
        CHECK(at == end.ns);
        CHECK(std::max_element(parts.begin(), parts.end(), [](const auto& a, const auto& b) {
                  return a.max < b.max;
              })->max == curve.cell({40, 1}, 0)->max);
    }
}

TEST_CASE("an arrow of a recording begins and ends at its times", "[chart]") {
    const Shown shown(slices_story());
    const Flow flow = flow_between(shown.frame, shown.panes, 0, b_slice, work_slice, usec(5), usec(9));
    REQUIRE(flow.points.size() == 3);
    CHECK(flow.points[0].x == Approx(shown.x(usec(5))));
    CHECK(flow.points[0].y == Approx(shown.middle(2)));
    CHECK(flow.points[2].x == Approx(shown.x(usec(9))));
    CHECK(flow.points[2].y == Approx(shown.middle(3)));
}

TEST_CASE("processes have a row above their threads, and operations have lanes with their nested slices below them",
          "[chart]") {
    const Shown shown(operations_story());
    CHECK(labels_of(shown.lanes) == std::vector<std::string>{"web", "main", "worker", "load", "load, depth 1", "load 2",
                                                             "gpu", "raster", "frame"});
    REQUIRE(shown.frame.panes[0].rows.size() == 9);
    CHECK(shown.spans_in(0).empty());
    CHECK(shown.spans_in(1) == std::vector<uint32_t>{first_main, second_main});
    CHECK(shown.spans_in(3) == std::vector<uint32_t>{first_load});
    CHECK(shown.spans_in(4) == std::vector<uint32_t>{dns_operation, body_operation});
    CHECK(shown.spans_in(5) == std::vector<uint32_t>{second_load});
    CHECK(shown.spans_in(8) == std::vector<uint32_t>{frame_operation});
    for (const Bar& bar : shown.frame.bars)
        CHECK((bar.pattern == Pattern::dotted) == (bar.row == 3 || bar.row == 4 || bar.row == 5 || bar.row == 8));
    // Dots are drawn below their name, which is in the middle of the space above them.
    const auto dns = std::find_if(shown.frame.bars.begin(), shown.frame.bars.end(),
                                  [](const Bar& bar) { return bar.span == dns_operation; });
    REQUIRE(dns != shown.frame.bars.end());
    CHECK(dns->x0 == Approx(shown.x(usec(1))));
    CHECK(dns->x1 == Approx(shown.x(usec(4))));
    CHECK(dns->y1 == shown.row(4).y1 - 1);
    const auto name = std::find_if(shown.frame.labels.begin(), shown.frame.labels.end(),
                                   [](const Label& label) { return label.text == "dns"; });
    REQUIRE(name != shown.frame.labels.end());
    CHECK(name->y > shown.row(4).y0);
    CHECK(name->y < dns->y0);
    // The moment of an operation is a tick above its lane.
    const Hit at = hit(shown.frame, shown.panes, shown.x(usec(3)) + 1, shown.row(3).y0 - 2);
    CHECK(at.what == Hit::What::instant);
    CHECK(at.t == usec(3));
    CHECK(hit(shown.frame, shown.panes, shown.x(usec(7)), shown.middle(3)).span == first_load);
    // Heads: two processes and the loads. Threads without nested slices have none.
    std::vector<GroupKey> heads;
    for (const GroupHead& head : shown.frame.panes[0].heads) heads.push_back(head.group);
    CHECK(heads ==
          std::vector<GroupKey>{{LaneKind::process, 0, 0}, {LaneKind::operation, 0, 3}, {LaneKind::process, 0, 1}});
}

TEST_CASE("a folded process shows how many of its threads run, with its operations above", "[chart]") {
    const Shown shown(operations_story(), {{LaneKind::process, 0, 0}});
    REQUIRE(shown.frame.panes[0].rows.size() == 4);  // web; gpu, raster, frame
    REQUIRE(shown.row(0).level_row == 0);
    const LevelRow& web = shown.folded.rows[0];
    CHECK(web.label == "web");
    CHECK(web.whole == "2 threads");
    const Grid us{0, 1};  // a cell is one ns
    // By hand: main 0-4 and 6-8, job 1-7; load 0-8 and 1-6.
    CHECK(level_text(web, us, usec(0)).starred() ==
          "*1* of 2 threads is running (50 %). *1* operation is in progress.");
    CHECK(level_text(web, us, usec(2)).starred() ==
          "*2* of 2 threads are running (100 %). *2* operations are in progress.");
    CHECK(level_text(web, us, usec(5)).starred() ==
          "*1* of 2 threads is running (50 %). *2* operations are in progress.");
    CHECK(level_text(web, us, usec(8)).starred() == "*0* of 2 threads are running (0 %).");
    CHECK(hit(shown.frame, shown.panes, shown.x(usec(3)), shown.middle(0)).what == Hit::What::level_row);
    REQUIRE(shown.frame.panes[0].heads.size() == 2);
    CHECK(shown.frame.panes[0].heads[0].folded);
    CHECK_FALSE(shown.frame.panes[0].heads[1].folded);

    const Shown both(operations_story(), {{LaneKind::process, 0, 0}, {LaneKind::process, 0, 1}});
    REQUIRE(both.frame.panes[0].rows.size() == 2);
    CHECK(both.folded.rows[1].label == "gpu");
    CHECK(level_text(both.folded.rows[1], us, usec(7)).starred() == "*1* of 1 thread is running (100 %).");
}

TEST_CASE("folded operations show how many are in progress", "[chart]") {
    const Shown shown(operations_story(), {{LaneKind::operation, 0, 3}});
    REQUIRE(shown.frame.panes[0].rows.size() == 7);
    REQUIRE(shown.row(3).level_row == 0);
    const Grid us{0, 1};
    CHECK(shown.folded.rows[0].label == "load");
    CHECK(level_text(shown.folded.rows[0], us, usec(0)).starred() ==
          "*1* of at most 2 operations at a time is in progress (50 %).");
    CHECK(level_text(shown.folded.rows[0], us, usec(5)).starred() ==
          "*2* of at most 2 operations at a time are in progress (100 %).");
    CHECK(level_text(shown.folded.rows[0], us, usec(7)).starred() ==
          "*1* of at most 2 operations at a time is in progress (50 %).");
}

// Arrow: b at 5, in row 2, to work at 9, in row 3.
TEST_CASE("an arrow with an invisible end points to it from the edge", "[chart]") {
    Shown shown(slices_story());
    const auto arrow = [&](const Sight& sight) {
        return flow_between(shown.frame, shown.panes, 0, b_slice, work_slice, usec(5), usec(9), sight);
    };
    const float left = shown.frame.viewport.left_px, right = left + shown.frame.viewport.width_px;
    const auto is = [](const Flow::Point& point, float x, float y) {
        return point.x == Approx(x) && point.y == Approx(y);
    };

    SECTION("right: along its row") {
        shown.show(usec(2), usec(8));
        const Flow flow = arrow({});
        REQUIRE(flow.points.size() == 2);
        CHECK(is(flow.points[0], shown.x(usec(5)), shown.middle(2)));
        CHECK(is(flow.points[1], right, shown.middle(2)));
        CHECK(flow.leaves);
        CHECK_FALSE(flow.comes);
    }
    SECTION("left: along the row where it begins") {
        shown.show(usec(7), usec(15));
        const Flow flow = arrow({});
        REQUIRE(flow.points.size() == 3);
        CHECK(is(flow.points[0], left, shown.middle(2)));
        CHECK(is(flow.points[1], shown.x(usec(9)), shown.middle(2)));
        CHECK(is(flow.points[2], shown.x(usec(9)), shown.middle(3)));
        CHECK(flow.comes);
        CHECK_FALSE(flow.leaves);
    }
    SECTION("below: down to the edge") {
        const float bottom = shown.row(2).y1 + 3;
        const Flow flow = arrow({.bottom_px = bottom});
        REQUIRE(flow.points.size() == 3);
        CHECK(is(flow.points[1], shown.x(usec(9)), shown.middle(2)));
        CHECK(is(flow.points[2], shown.x(usec(9)), bottom));
        CHECK(flow.leaves);
    }
    SECTION("above: down from the edge") {
        const float top = shown.row(3).y0 - 1;
        const Flow flow = arrow({.top_px = top});
        REQUIRE(flow.points.size() == 2);
        CHECK(is(flow.points[0], shown.x(usec(9)), top));
        CHECK(is(flow.points[1], shown.x(usec(9)), shown.middle(3)));
        CHECK(flow.comes);
    }
    SECTION("rows that are not laid out count as above or below, too") {
        Options options{.begin = Time{}, .end = usec(20), .width_px = 1104};
        options.top_px = shown.row(3).y0 - 1;
        const float top = options.top_px, x = shown.x(usec(9)), middle = shown.middle(3);
        shown.frame = layout(shown.panes, options);
        REQUIRE(rows_of(shown.frame, shown.panes, 0, b_slice).empty());
        const Flow flow = arrow({.top_px = top});
        REQUIRE(flow.points.size() == 2);
        CHECK(is(flow.points[0], x, top));
        CHECK(is(flow.points[1], x, middle));
    }
    SECTION("rows behind pinned lanes count as above") {
        const float pins = shown.row(2).y1 + 1;
        shown.frame.panes[0].rows.erase(shown.frame.panes[0].rows.begin(),
                                        shown.frame.panes[0].rows.begin() + 3);  // as the layout leaves them out
        const Flow flow = arrow({.top_px = 30, .pins_px = pins});
        REQUIRE(flow.points.size() == 2);
        CHECK(is(flow.points[0], shown.x(usec(9)), 30));
        CHECK(flow.comes);
    }
    SECTION("both ends: there is no arrow") {
        shown.show(usec(14), usec(18));
        CHECK(arrow({}).points.empty());
        shown.show(usec(6), usec(8));
        CHECK(arrow({}).points.empty());
        shown.show(Time{}, usec(20));
        CHECK(arrow({.bottom_px = shown.row(1).y1}).points.empty());
    }
}

TEST_CASE("an arrow leads to the row of the group that hides its end", "[chart]") {
    const Shown shown(slices_story(), {{LaneKind::thread, 0, 1}});  // main: its outermost row remains
    const Flow flow = flow_between(shown.frame, shown.panes, 0, b_slice, work_slice, usec(5), usec(9));
    REQUIRE(flow.points.size() == 3);
    CHECK(flow.points[0].y == Approx(shown.middle(0)));
    CHECK(flow.points[2].y == Approx(shown.middle(1)));
    CHECK_FALSE(flow.comes);

    const Shown processes(operations_story(), {{LaneKind::process, 0, 0}});
    const Flow to_tile = flow_between(processes.frame, processes.panes, 0, job_slice, tile_slice, usec(6), usec(7));
    REQUIRE(to_tile.points.size() == 3);
    CHECK(to_tile.points[0].y == Approx(processes.middle(0)));
    CHECK(to_tile.points[2].y == Approx(processes.middle(2)));
}

TEST_CASE("the groups that hide a span are named if it is visible nowhere", "[chart]") {
    const Shown shown(operations_story());
    const auto hides = [&](const std::vector<GroupKey>& keys, uint32_t span) {
        return hidden_by(shown.lanes, shown.recorded.log, keys, span);
    };
    const GroupKey web{LaneKind::process, 0, 0}, gpu{LaneKind::process, 0, 1}, loads{LaneKind::operation, 0, 3};
    using Keys = std::vector<GroupKey>;
    CHECK(hides({web, gpu, loads}, dns_operation) == Keys{web, loads});
    CHECK(hides({web, gpu, loads}, job_slice) == Keys{web});
    CHECK(hides({gpu, loads}, second_load) == Keys{loads});
    CHECK(hides({gpu}, second_load).empty());
    CHECK(hides({}, dns_operation).empty());

    const Shown slices(slices_story());
    const GroupKey main{LaneKind::thread, 0, 1};
    CHECK(hidden_by(slices.lanes, slices.recorded.log, {main}, b_slice) == Keys{main});
    CHECK(hidden_by(slices.lanes, slices.recorded.log, {main}, loop_slice).empty());  // the outermost slice remains
    // It is still visible in the lane of its task.
    const Shown tasks(slices_story(), {}, {.tasks = true});
    const GroupKey rows{LaneKind::task, no_server};
    CHECK(hidden_by(tasks.lanes, tasks.recorded.log, {rows}, loop_slice).empty());
}
