#include "tests/catch2.h"

#include "chart/lanes/lanes.h"
#include "exchange/out/formats.h"
#include "metrics/names.h"
#include "scenario/builtin_files.h"
#include "tests/exchange/recordings.h"
#include "tests/exchange/runs.h"
#include "tests/support/scenarios.h"

#include <algorithm>

namespace {

// Everything that is exported about each span: where, when, which task, what, why. In any order.
std::vector<std::string> spans_of(const chart::Pane& pane) {
    const trace::Log& log = *pane.log;
    std::vector<std::string> lane_of(log.spans.size(), "-");
    for (const chart::Lane& lane :
         chart::lanes_of(*pane.scenario, log, {.cores = false, .threads = true, .tasks = false}))
        for (const uint32_t i : lane.spans) lane_of[i] = lane.label;
    std::vector<std::string> all;
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const trace::Span span = log.spans[i];
        all.push_back(lane_of[i] + '|' + std::to_string(span.start.ns) + '|' + std::to_string(span.duration.ns) + '|' +
                      metrics::task_name(*pane.scenario, log, span.task) + '|' + trace::kind_name(span.kind) + '|' +
                      trace::reason_name(span.reason) + '|' + std::to_string(span.core.index) + '|' +
                      std::to_string(span.step));
    }
    std::sort(all.begin(), all.end());
    return all;
}

void check_round_trip(const scenario::Document& document) {
    const Runs runs = runs_of(document);
    for (const chart::Pane& pane : runs.panes) {
        INFO(pane.title);
        for (const auto format : {exchange::Format::chrome, exchange::Format::perfetto}) {
            const std::string text = exchange::write(format, runs.title, {pane});
            const auto recorded = recorded_of(text, 1 << 16);
            if (!recorded) FAIL(error_text("export", recorded.error()));
            chart::Pane again = pane;
            again.scenario = &recorded->scenario;
            again.log = &recorded->log;
            CHECK(recorded->log.recording->remarks.empty());
            CHECK(recorded->log.cores == pane.log->cores);
            CHECK(spans_of(again) == spans_of(pane));
            // A log that was read can be written and read again.
            const metrics::Levels levels = metrics::levels_of(recorded->log);
            again.levels = &levels;
            const auto twice = recorded_of(exchange::write(format, runs.title, {again}));
            REQUIRE(twice);
            chart::Pane third = again;
            third.scenario = &twice->scenario;
            third.log = &twice->log;
            CHECK(spans_of(third) == spans_of(pane));
        }
    }
}

}  // namespace

namespace {

std::string arrows_text(const exchange::Recorded& recorded) {
    const trace::Recording& recording = *recorded.log.recording;
    std::string out;
    for (const trace::Link& link : recording.links)
        out += recording.task_name(link.from) + ' ' + microseconds_text(link.left) + " > " +
               recording.task_name(link.to) + ' ' + microseconds_text(link.came) + '\n';
    return out;
}

std::string counters_text(const exchange::Recorded& recorded) {
    std::string out;
    for (const trace::Counter& counter : recorded.log.recording->counters)
        for (const trace::Counter::Sample& sample : counter.samples)
            out += counter.name + ' ' + microseconds_text(sample.at) + ' ' + std::to_string(sample.value) + '\n';
    return out;
}

}  // namespace

namespace {

// The threads and lanes, in order, and the kinds of operations on them.
std::string lanes_text(const exchange::Recorded& recorded) {
    const trace::Recording& recording = *recorded.log.recording;
    std::vector<uint32_t> kinds{0};  // in the order of their first occurrence
    std::string out;
    for (uint32_t i = 0; i < recording.threads.size(); ++i) {
        const uint32_t kind = recording.threads[i].operations;
        auto known = std::find(kinds.begin(), kinds.end(), kind);
        if (known == kinds.end()) known = kinds.insert(kinds.end(), kind);
        out += recording.thread_name({i}) + ' ' + std::to_string(known - kinds.begin()) + '\n';
    }
    return out;
}

std::vector<std::string> lives_text(const exchange::Recorded& recorded) {
    std::vector<std::string> lives;
    for (uint32_t i = 0; i < recorded.log.tasks.size(); ++i) {
        const trace::Task& task = recorded.log.tasks[i];
        lives.push_back(recorded.log.recording->task_name({i}) + ' ' + microseconds_text(task.arrival) + ' ' +
                        (task.finished ? microseconds_text(*task.finished) : "open"));
    }
    std::sort(lives.begin(), lives.end());
    return lives;
}

std::vector<std::string> notes_of(const exchange::Recorded& recorded) {
    std::vector<std::string> notes;
    for (const trace::Note& note : recorded.log.notes) notes.push_back(note.text);
    return notes;
}

void check_same_again(const exchange::Recorded& first) {
    const metrics::Levels levels = metrics::levels_of(first.log);
    const metrics::Results results = metrics::results_of(first.scenario, first.log, levels);
    for (const auto format : {exchange::Format::chrome, exchange::Format::perfetto}) {
        const chart::Lanes lanes = chart::lanes_of(first.scenario, first.log, {});
        const chart::Pane pane{"recording", &first.scenario, &first.log, &results, &levels, &lanes};
        const std::string exported = exchange::write(format, "recording", {pane});
        CHECK(exported.find("\"cpu\"") == exported.npos);  // the core of a slice is not known
        const auto again = recorded_of(exported, 1 << 10);
        if (!again) FAIL(error_text("export", again.error()));
        CHECK(lanes_text(*again) == lanes_text(first));
        CHECK(spans_text(*again) == spans_text(first));
        CHECK(nested_text(*again) == nested_text(first));
        CHECK(instants_text(*again) == instants_text(first));
        CHECK(arrows_text(*again) == arrows_text(first));
        CHECK(counters_text(*again) == counters_text(first));
        CHECK(lives_text(*again) == lives_text(first));
        CHECK(notes_of(*again) == notes_of(first));
        CHECK(again->log.end == first.log.end);
    }
}

}  // namespace

TEST_CASE("a recording can be exported and opened again with everything in it", "[exchange]") {
    const auto first = recorded_of(R"([
        {"ph":"M","pid":1,"tid":7,"name":"thread_name","args":{"name":"main"}},
        {"ph":"X","pid":1,"tid":7,"ts":0,"dur":20,"name":"loop"},{"ph":"X","pid":1,"tid":7,"ts":0,"dur":20,"name":"same"},{"ph":"X","pid":1,"tid":7,"ts":2,"dur":3,"name":"post"},
        {"ph":"X","pid":1,"tid":7,"ts":2.5,"dur":1,"name":"deep"},{"ph":"X","pid":1,"tid":7,"ts":10,"dur":5,"name":"run"},{"ph":"X","pid":1,"tid":8,"ts":6,"dur":3,"name":"work"},
        {"ph":"X","pid":1,"tid":8,"ts":7,"dur":4,"name":"beside"},{"ph":"X","pid":1,"tid":8,"ts":8.5,"dur":1.5,"name":"in it"},
        {"ph":"i","s":"t","pid":1,"tid":7,"ts":4.001,"name":"gc"},{"ph":"i","s":"g","pid":1,"tid":7,"ts":5,"name":"all"},{"ph":"i","s":"t","pid":1,"tid":9,"ts":4,"name":"alone"},
        {"ph":"C","pid":1,"ts":1,"name":"heap","args":{"used":5,"free":-2.5}},{"ph":"C","pid":1,"ts":3,"name":"heap","args":{"used":1e9}},
        {"ph":"s","cat":"f","id":1,"name":"n","pid":1,"tid":7,"ts":3},{"ph":"f","cat":"f","id":1,"name":"n","pid":1,"tid":8,"ts":6.5,"bp":"e"},
        {"ph":"s","cat":"f","id":2,"name":"n","pid":1,"tid":7,"ts":4},{"ph":"f","cat":"f","id":2,"name":"n","pid":1,"tid":7,"ts":8}])");
    REQUIRE(first);
    CHECK(nested_text(*first) ==
          "main 1  0 20  same of loop\n"
          "main 2  2 5  post of loop\n"
          "main 2  10 15  run of loop\n"
          "main 3  2.500 3.500  deep of loop\n"
          "thread 8, overlapping 1  8.500 10  in it of beside\n");
    CHECK(arrows_text(*first) == "loop 4 > loop 10\nloop 3 > work 6.500\n");
    REQUIRE(first->log.notes.size() == 1);
    CHECK(first->log.notes[0].text == "all");
    check_same_again(*first);
}

//  web    0 main -- 4
//         1 load ------------------------ 9   of net, with dns in it and a moment at its end
//         2 load ------- 6                    and its twin, which is shorter
//         2 put 3   6 put 7  open ---         of net too
//         same ----- 5, same ----- 5          of another category, both alike
//  gpu    frame, of net in another process; an instant alone
TEST_CASE("asynchronous operations and processes are exported and opened again", "[exchange]") {
    const auto first = recorded_of(R"([
        {"ph":"M","pid":9,"name":"process_name","args":{"name":"web"}},{"ph":"M","pid":4,"name":"process_name","args":{"name":"gpu"}},{"ph":"M","pid":4,"name":"process_sort_index","args":{"sort_index":9}},
        {"ph":"b","cat":"gpu","id":1,"pid":4,"ts":0,"name":"frame"},{"ph":"e","cat":"gpu","id":1,"pid":4,"ts":3},{"ph":"n","cat":"gpu","id":2,"pid":4,"ts":8,"name":"swap"},
        {"ph":"X","pid":9,"tid":1,"ts":0,"dur":4,"name":"main"},
        {"ph":"b","cat":"net","id":1,"pid":9,"ts":1,"name":"load"},{"ph":"b","cat":"net","id":1,"pid":9,"ts":1,"name":"dns"},{"ph":"b","cat":"net","id":1,"pid":9,"ts":2,"name":"in"},
        {"ph":"e","cat":"net","id":1,"pid":9,"ts":3},{"ph":"e","cat":"net","id":1,"pid":9,"ts":3},{"ph":"b","cat":"net","id":1,"pid":9,"ts":5,"name":"rest"},{"ph":"e","cat":"net","id":1,"pid":9,"ts":9},
        {"ph":"n","cat":"net","id":1,"pid":9,"ts":9,"name":"last"},{"ph":"n","cat":"net","id":1,"pid":9,"ts":4,"name":"byte"},{"ph":"e","cat":"net","id":1,"pid":9,"ts":9},
        {"ph":"b","cat":"net","id":2,"pid":9,"ts":2,"name":"load"},{"ph":"n","cat":"net","id":2,"pid":9,"ts":2,"name":"first"},{"ph":"e","cat":"net","id":2,"pid":9,"ts":6},
        {"ph":"b","cat":"net","id":3,"pid":9,"ts":2,"name":"put"},{"ph":"e","cat":"net","id":3,"pid":9,"ts":3},{"ph":"b","cat":"net","id":4,"pid":9,"ts":6,"name":"put"},{"ph":"e","cat":"net","id":4,"pid":9,"ts":7},
        {"ph":"b","cat":"net","id":5,"pid":9,"ts":8,"name":"open"},
        {"ph":"b","cat":"x","id":1,"pid":9,"ts":1,"name":"same"},{"ph":"e","cat":"x","id":1,"pid":9,"ts":5},{"ph":"b","cat":"x","id":2,"pid":9,"ts":1,"name":"same"},{"ph":"e","cat":"x","id":2,"pid":9,"ts":5},
        {"ph":"b","cat":"y","id":1,"pid":9,"ts":7,"name":"same"},{"ph":"e","cat":"y","id":1,"pid":9,"ts":7},
        {"ph":"C","pid":9,"ts":1,"name":"heap","args":{"used":5}}])");
    REQUIRE(first);
    CHECK(lanes_text(*first) ==
          "web · thread 1 0\n"
          "web · net 1\nweb · net 2 1\nweb · net 3 1\n"
          "web · same 2\nweb · same 2 2\n"
          "web · same (y) 3\n"
          "gpu · gpu 4\n");
    CHECK(nested_text(*first) ==
          "web · net 1  1 3  dns of load\n"
          "web · net 1  5 9  rest of load\n"
          "web · net 2  2 3  in of load\n");
    CHECK(instants_text(*first) ==
          "web · net  4  byte\n"
          "web · net  9  last\n"
          "web · net 2  2  first\n"
          "web · same (y)  7  same\n"
          "gpu · gpu  8  swap\n");
    check_same_again(*first);
}

TEST_CASE("runs of the gallery have the same spans after they are exported and opened", "[exchange]") {
    for (const Embedded& file : scenario::builtin_files()) {
        INFO(file.name);
        const auto document = scenario::read(file.bytes);
        REQUIRE(document);
        check_round_trip(*document);
    }
}

TEST_CASE("any run can be exported and opened again", "[exchange]") {
    for (uint64_t seed = 1; seed <= 60; ++seed) {
        INFO(seed);
        scenario::Document document;
        document.variants.push_back({"run", support::random_scenario(seed)});
        check_round_trip(document);
    }
}

TEST_CASE("runs that are exported together are opened as processes", "[exchange]") {
    const auto files = scenario::builtin_files();
    const auto file = std::find_if(files.begin(), files.end(), [](const Embedded& one) {
        return std::string_view(one.name).find("waiting-on-the-database") != std::string_view::npos;
    });
    REQUIRE(file != files.end());
    const auto document = scenario::read(file->bytes);
    REQUIRE(document);
    const Runs runs = runs_of(*document);
    REQUIRE(runs.panes.size() == 3);
    const auto recorded = recorded_of(exchange::write(exchange::Format::chrome, runs.title, runs.panes));
    REQUIRE(recorded);
    std::vector<std::string> threads, expected;
    for (uint32_t i = 0; i < recorded->log.threads.size(); ++i)
        threads.push_back(recorded->log.recording->thread_name({i}));
    for (const chart::Pane& pane : runs.panes)
        for (uint32_t i = 0; i < pane.log->threads.size(); ++i)
            expected.push_back(std::string(pane.title) + " · " + metrics::thread_name(*pane.scenario, *pane.log, {i}));
    CHECK(threads == expected);
}
