// Lanes of loops as text. The expected texts are derived by hand from the rules of the runtimes.

#include "chart/flow.h"
#include "chart/layout.h"
#include "chart/loops/loop_rows.h"

#include "chart/hit.h"
#include "tests/catch2.h"
#include "tests/support/programs.h"

#include <algorithm>
#include <map>

using namespace chart;
using support::ProgramRun;
using support::run_program;

namespace {

std::string ms(Time t) {
    std::string text = std::to_string(t.ns / 100'000);
    if (text.size() == 1) text.insert(0, "0");
    return text.insert(text.size() - 1, ".");
}

// "Call stack 0: main 0.0-2.0": each row, followed by its items
std::string shown(const ProgramRun& run, LoopPart part) {
    const LoopPicture picture = loop_picture(*run.scenario, run.log);
    std::string text;
    for (const LoopLane& lane : picture.lanes) {
        if (lane.part != part) continue;
        text += (part == LoopPart::waits ? queue_name(lane.queue) : "row") + std::string(" ") +
                std::to_string(lane.row) + ":";
        for (const LoopItem& item : lane.items) {
            const char* const look = item.look == LoopItem::Look::due     ? " due"
                                     : item.look == LoopItem::Look::waits ? " waits"
                                                                          : "";
            text += " [" + picture.text(item) + look + " " + ms(item.begin) + "-" + ms(item.end) +
                    (item.cancelled ? " x" : "") + "]";
        }
        text += "\n";
    }
    return text;
}

struct Laid {
    explicit Laid(const ProgramRun& run, Time end, float width = 1104)
        : picture(loop_picture(*run.scenario, run.log)),
          levels(metrics::levels_of(run.log)),
          results(metrics::results_of(*run.scenario, run.log, levels)) {
        panes = {{"T", run.scenario.get(), &run.log, &results, &levels, &lanes, &picture}};
        Options options;
        options.end = end;
        options.width_px = width;
        frame = layout(panes, options);
    }
    const RowBox& row(LoopPart part, uint32_t number = 0) const {
        for (const RowBox& row : frame.panes[0].loop_rows)
            if (picture.lanes[row.lane].part == part && picture.lanes[row.lane].row == number) return row;
        FAIL("no such row");
        return frame.panes[0].loop_rows.front();
    }
    Hit at(Time t, const RowBox& row) const { return hit(frame, panes, frame.viewport.x_of(t), (row.y0 + row.y1) / 2); }

    LoopPicture picture;
    metrics::Levels levels;
    metrics::Results results;
    Lanes lanes;
    std::vector<Pane> panes;
    Frame frame;
};

// The timer is registered at 0, due at 1 ms and blocked until 4; the chain is ready at once.
const char* const timer_and_promise =
    "{'main': [{'timeout': '1ms', 'do': [{'busy': '1ms'}]}, {'promise_chain': [{'then': [{'busy': '2ms'}]}]}, {'busy': "
    "'2ms'}, {'log': 'end'}]}";

}  // namespace

TEST_CASE("a timer waits in its heap until it is due, and then for the loop; it is not queued when it is set",
          "[chart][loop]") {
    const ProgramRun run = run_program("node", timer_and_promise);
    CHECK(shown(run, LoopPart::stack) == "row 0: [main 0.0-2.0] [then 2.0-4.0] [setTimeout 1 ms 4.0-5.0]\n");
    CHECK(shown(run, LoopPart::phases) == "row 0: [script 0.0-2.0] [microtasks 2.0-4.0] [timers 4.0-5.0]\n");
    CHECK(shown(run, LoopPart::waits) ==
          "Microtasks 0: [then due 0.0-2.0]\nTimer heap 0: [setTimeout 1 ms waits 0.0-1.0] [setTimeout 1 ms due "
          "1.0-4.0]\n");
    CHECK(shown(run, LoopPart::console) == "row 0: [end 2.0-2.0]\n");
}

TEST_CASE("a browser's timer that is due goes to the task queue", "[chart][loop]") {
    CHECK(shown(run_program("browser", timer_and_promise), LoopPart::waits) ==
          "Microtasks 0: [then due 0.0-2.0]\nTask queue 0: [setTimeout 1 ms due 1.0-4.0]\nTimer heap 0: [setTimeout 1 "
          "ms waits 0.0-1.0]\n");
}

TEST_CASE("tasks of asyncio have numbers and colours of their own", "[chart][loop]") {
    const ProgramRun run = run_program(
        "asyncio",
        "{'main': [{'all': [{'call': 'job'}, {'call': 'job'}]}], 'job': [{'busy': '1ms'}, {'sleep': '5ms'}]}");
    CHECK(shown(run, LoopPart::waits) ==
          "Ready queue 0: [job 2 due 0.0-1.0]\n"
          "Timer heap 0: [job 1: sleep 5 ms waits 1.0-6.0]\n"
          "Timer heap 1: [job 2: sleep 5 ms waits 2.0-7.0]\n"
          "Futures 0: [main: gather waits 0.0-7.0]\n");
    const LoopPicture picture = loop_picture(*run.scenario, run.log);
    for (const LoopLane& lane : picture.lanes) {
        if (lane.part != LoopPart::stack || lane.row != 0) continue;
        std::vector<std::string> names;
        for (const LoopItem& item : lane.items) names.push_back(picture.text(item) + " " + std::to_string(item.colour));
        CHECK(names == std::vector<std::string>{"main 0", "job 1 1", "job 2 2", "job 1 1", "job 2 2", "main 0"});
    }
}

TEST_CASE("functions are on the stack below their callers", "[chart][loop]") {
    CHECK(shown(run_program("node",
                            "{'main': [{'call': 'a'}, {'busy': '1ms'}], 'a': [{'busy': '1ms'}, {'call': 'b'}], 'b': "
                            "[{'busy': '2ms'}]}"),
                LoopPart::stack) == "row 0: [main 0.0-4.0]\nrow 1: [a 0.0-3.0]\nrow 2: [b 1.0-3.0]\n");
}

TEST_CASE("a callback that is cleared or cancelled ends with a cross", "[chart][loop]") {
    CHECK(
        shown(
            run_program(
                "node",
                "{'main': [{'timeout': '9ms', 'name': 't', 'do': [{'log': 'no'}]}, {'busy': '4ms'}, {'clear': 't'}]}"),
            LoopPart::waits) == "Timer heap 0: [setTimeout 9 ms “no” waits 0.0-4.0 x]\n");
    const std::string cancelled = shown(run_program("asyncio",
                                                    "{'main': [{'create_task': 'job', 'name': 't'}, {'sleep': '5ms'}, "
                                                    "{'cancel': 't'}, {'busy': '2ms'}], 'job': [{'sleep': '50ms'}]}"),
                                        LoopPart::waits);
    INFO(cancelled);
    CHECK(cancelled.find("[job: sleep 50 ms waits 0.0-5.0 x]") != std::string::npos);
    CHECK(cancelled.find("Ready queue 0: [job due 5.0-7.0]") != std::string::npos);
}

TEST_CASE("a long queue shows some rows and the number of the others", "[chart][loop]") {
    // Ten immediates wait while main computes; then one runs per ms. Six of them have rows.
    std::string ten;
    for (int i = 0; i < 10; ++i) ten += "{'immediate': [{'busy': '1ms'}]}, ";
    const ProgramRun run = run_program("node", "{'main': [" + ten + "{'busy': '5ms'}]}");
    const LoopPicture picture = loop_picture(*run.scenario, run.log);
    std::string beyond;
    uint32_t rows = 0;
    for (const LoopLane& lane : picture.lanes) {
        if (lane.part != LoopPart::waits) continue;
        ++rows;
        if (lane.row != max_rows) continue;
        for (const LoopItem& item : lane.items)
            beyond += picture.text(item) + " " + ms(item.begin) + "-" + ms(item.end) + "\n";
    }
    CHECK(rows == max_rows + 1);
    CHECK(beyond == "+4 0.0-11.0\n+3 11.0-12.0\n+2 12.0-13.0\n+1 13.0-14.0\n");
}

TEST_CASE("a pair that may run in either order is marked with these words", "[chart][loop]") {
    const ProgramRun run =
        run_program("node", "{'main': [{'timeout': '0ms', 'do': [{'log': 'a'}]}, {'immediate': [{'log': 'b'}]}]}");
    REQUIRE(run.log.callbacks.either.size() == 1);
    const Laid laid(run, msec(2));
    const auto words = std::find_if(laid.frame.labels.begin(), laid.frame.labels.end(),
                                    [](const Label& label) { return label.text == "either order is possible here"; });
    REQUIRE(words != laid.frame.labels.end());
    const Hit found = hit(laid.frame, laid.panes, words->x + 20, words->y);
    CHECK(found.what == Hit::What::pair);
    CHECK(found.span == 0);
}

TEST_CASE("rows of loops are above the others, and their contents can be hit", "[chart][loop]") {
    const ProgramRun run = run_program("node", timer_and_promise);
    const Laid laid(run, msec(5));
    const PaneBox& pane = laid.frame.panes[0];
    CHECK(pane.loop_rows.front().y0 == pane.lanes_y0);
    CHECK(pane.loop_rows.back().y1 <= pane.loop_y1);
    CHECK(pane.levels_y0 >= pane.loop_y1);

    const Hit runs = laid.at(usec(4'500), laid.row(LoopPart::stack));
    CHECK(runs.what == Hit::What::callback);
    CHECK(runs.span == 1);
    CHECK(laid.at(usec(4'500), laid.row(LoopPart::phases)).what == Hit::What::loop_gap);
    const auto said = std::find_if(laid.frame.labels.begin(), laid.frame.labels.end(),
                                   [](const Label& label) { return label.text == "end"; });
    REQUIRE(said != laid.frame.labels.end());
    CHECK(hit(laid.frame, laid.panes, said->x + 4, said->y).what == Hit::What::line);
    // 5 ms are 1000 px or a little less: main's bar is 2/5 of that.
    for (const Bar& bar : laid.frame.bars)
        if (bar.row >= first_loop_row && bar.span == 0 && bar.pattern == Pattern::solid &&
            bar.y0 == laid.row(LoopPart::stack).y0)
            CHECK(std::abs(bar.x1 - laid.frame.viewport.x_of(msec(2))) < 0.01f);
}

TEST_CASE("the path of a callback leads from where it was registered, along its queue, to its run", "[chart][loop]") {
    const ProgramRun run = run_program("node", timer_and_promise);
    const Laid laid(run, msec(5));
    const Flow flow = flow_of(laid.frame, laid.panes, 0, 1);
    REQUIRE(flow.points.size() == 6);  // down, along both parts, up
    const RowBox& stack = laid.row(LoopPart::stack);
    const auto x = [&](Time t) { return laid.frame.viewport.x_of(t); };
    CHECK(flow.points.front().x == x({}));
    CHECK(flow.points.front().y == stack.y1);
    CHECK(flow.points[2].x == x(msec(1)));
    CHECK(flow.points[1].y > stack.y1);
    CHECK(flow.points.back().x == x(msec(4)));
    CHECK(flow.points.back().y == stack.y1);
    CHECK(flow_of(laid.frame, laid.panes, 0, 0).points.empty());  // main was not registered by any callback
    CHECK(flow_of(laid.frame, laid.panes, 0, 99).points.empty());
    CHECK(flow_of(laid.frame, laid.panes, 7, 1).points.empty());
}

TEST_CASE("callbacks that are too narrow to be distinguished are one bar", "[chart][loop]") {
    const ProgramRun run =
        run_program("node", "{'main': [{'repeat': 1000, 'do': [{'immediate': [{'busy': '10us'}]}]}]}");
    const Laid laid(run, sec(1));
    size_t bars = 0;
    for (const Bar& bar : laid.frame.bars) bars += bar.row >= first_loop_row;
    CHECK(bars > 0);
    CHECK(bars < 120);
    CHECK(laid.at(msec(5), laid.row(LoopPart::stack)).count > 10);
}

TEST_CASE("without a runtime there are no lanes of loops", "[chart][loop]") {
    scenario::Scenario plain;
    CHECK(loop_picture(plain, trace::Log{}).lanes.empty());
    CHECK(first_lanes(plain) == LaneChoice{});
    const ProgramRun run = run_program("node", timer_and_promise);
    CHECK(first_lanes(*run.scenario) == LaneChoice{.cores = false, .threads = false});
    CHECK(first_lanes(*run_program("node", "{'main': [{'pool_cpu': '1ms', 'do': []}]}").scenario) ==
          LaneChoice{.cores = false, .threads = true});
}

// Thirteen lines, eleven of them at 0 ms: at no width is one of them left out without being counted.
TEST_CASE("every console line is drawn or counted", "[loop][layout]") {
    std::string steps = "[";
    for (int i = 0; i < 11; ++i) steps += "{'log': 'line number " + std::to_string(i) + "'}, ";
    const ProgramRun run = run_program(
        "node", "{'main': " + steps + "{'busy': '2ms'}, {'log': 'late'}, {'busy': '2ms'}, {'log': 'last'}]}");
    for (const float width : {240.0f, 390.0f, 760.0f, 1440.0f, 2560.0f}) {
        const Laid laid(run, msec(4), width);
        std::map<uint32_t, std::vector<Bar>> rows;
        uint32_t lines = 0;
        for (const Bar& bar : laid.frame.bars) {
            if (bar.row < first_loop_row) continue;
            const uint32_t row = bar.row - first_loop_row;
            if (laid.picture.lanes[laid.frame.panes[0].loop_rows[row].lane].part != LoopPart::console) continue;
            lines += 1 + bar.more;
            rows[row].push_back(bar);
        }
        INFO(width);
        CHECK(lines == 13);
        for (const auto& [row, bars] : rows)
            for (size_t i = 1; i < bars.size(); ++i)
                CHECK((bars[i].x0 >= bars[i - 1].x1 || bars[i].x1 <= bars[i - 1].x0));
    }
    // Four rows have room for four of the eleven; seven are counted in the last of them.
    const Laid laid(run, msec(4), 1440);
    CHECK(std::count_if(laid.frame.labels.begin(), laid.frame.labels.end(),
                        [](const Label& label) { return label.text == " +7"; }) == 1);
    CHECK(laid.at(msec(0), laid.row(LoopPart::console, 3)).count == 8);
}

// Each function calls the next: nine are on the stack, including main, and the first and six more have rows.
TEST_CASE("functions that are deeper than the rows of the stack are counted", "[loop]") {
    const ProgramRun run = run_program(
        "node",
        "{'main': [{'call': 'a'}], 'a': [{'call': 'b'}], 'b': [{'call': 'c'}], 'c': [{'call': 'd'}], 'd': [{'call': "
        "'e'}], "
        "'e': [{'call': 'f'}], 'f': [{'call': 'g'}], 'g': [{'busy': '1ms'}, {'call': 'h'}], 'h': [{'busy': '2ms'}]}");
    CHECK(shown(run, LoopPart::stack) ==
          "row 0: [main 0.0-3.0]\nrow 1: [a 0.0-3.0]\nrow 2: [b 0.0-3.0]\nrow 3: [c 0.0-3.0]\nrow 4: [d 0.0-3.0]\n"
          "row 5: [e 0.0-3.0]\nrow 6: [f 0.0-3.0]\nrow 7: [+1 0.0-1.0] [+2 1.0-3.0]\n");
}
