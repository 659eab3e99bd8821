// Unusual recordings as they occur in practice (tests/exchange/hard), with the correct results. Times are in µs from
// the first event that is not left out.

#include "tests/catch2.h"
#include "tests/exchange/recordings.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

namespace {

exchange::Recorded hard(const std::string& name) {
    std::ifstream file(INTERLEAVE_SOURCE_DIR "/tests/exchange/hard/" + name, std::ios::binary);
    REQUIRE(file);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    auto recorded = recorded_of(text);
    INFO((recorded ? "" : recorded.error().message));
    REQUIRE(recorded);
    const auto in_pieces = recorded_of(text, 7);
    REQUIRE(in_pieces);
    CHECK(spans_text(*in_pieces) == spans_text(*recorded));
    CHECK(in_pieces->log.recording->remarks == recorded->log.recording->remarks);
    return std::move(*recorded);
}

// Returns the spans sorted by their text, so that tests do not depend on the order in which they were added.
std::string sorted_spans(const exchange::Recorded& recorded) {
    const std::string text = spans_text(recorded);
    std::vector<std::string> lines;
    for (size_t at = 0; at < text.size();) {
        const size_t end = text.find('\n', at);
        lines.push_back(text.substr(at, end + 1 - at));
        at = end + 1;
    }
    std::sort(lines.begin(), lines.end());
    std::string sorted;
    for (const std::string& line : lines) sorted += line;
    return sorted;
}

std::string remarks(const exchange::Recorded& recorded) {
    std::string all;
    for (const std::string& remark : recorded.log.recording->remarks) all += remark + "\n";
    return all;
}

}  // namespace

TEST_CASE("an event with a wrong clock does not spoil the recording", "[exchange][hard]") {
    const auto recorded = hard("03-one-event-46-years-early.json");
    CHECK(sorted_spans(recorded) ==
          "Main  0 500  RunTask  run\nMain  1000 1700  RunTask  run\nMain  500000 500900  RunTask  run\n");
    CHECK(remarks(recorded) ==
          "1 end has no begin and is left out.\n"
          "1 event is left out: its time is more than 1,000 days away from the others.\n");
}

TEST_CASE("a slice with a negative duration is shown as a moment", "[exchange][hard]") {
    const auto recorded = hard("04-one-negative-duration.json");
    CHECK(sorted_spans(recorded) == "thread 100  0 900  step  run\n");
    CHECK(nested_text(recorded) == "thread 100 1  100 150  add of step\nthread 100 1  300 370  mul of step\n");
    CHECK(instants_text(recorded) == "thread 100  200  never ended\n");
    CHECK(remarks(recorded) == "1 slice has a negative duration, and is shown as a moment.\n");
}

TEST_CASE("an end that names a slice ends that slice", "[exchange][hard]") {
    const auto recorded = hard("06-ends-say-whom-they-end.json");
    CHECK(sorted_spans(recorded) == "thread 0  0 4  A  run\n");
    CHECK(nested_text(recorded) == "thread 0 1  1 3  B of A\nthread 0 2  2 3  lost of A\n");
    CHECK(remarks(recorded) == "1 slice has no end and lasts until the one around it ends.\n");
}

TEST_CASE("ends of overlapping operations with one id are matched by name", "[exchange][hard]") {
    const auto recorded = hard("07-async-of-one-id-that-overlap.json");
    const std::string text = sorted_spans(recorded);
    CHECK(text.find(" 0 9  Nested  async\n") != std::string::npos);
    CHECK(text.find(" 1 4  Read  async\n") != std::string::npos);
    CHECK(text.find(" 2 6  Write  async\n") != std::string::npos);
    CHECK(recorded.log.spans.size() == 3);
    CHECK(remarks(recorded) == "");
}

TEST_CASE("a remark mentions a system trace inside a recording", "[exchange][hard]") {
    const auto recorded = hard("10-system-trace-inside.json");
    CHECK(sorted_spans(recorded) == "thread 1134  0 150  handle  run\n");
    CHECK(
        remarks(recorded) ==
        "The file contains a system trace of 3 lines, which is not shown; to open it, save that text as a separate "
        "file.\n");
}

TEST_CASE("a Windows path whose backslashes are not escaped is read as it is written", "[exchange][hard]") {
    CHECK(sorted_spans(hard("15-windows-paths.json")) ==
          "thread 1  0 50  C:\\Users\\dev\\units\\main.cpp  run\nthread 1  60 65  compile  run\n");
}

TEST_CASE("times of 19 digits count from the first time", "[exchange][hard]") {
    const auto recorded = hard("17-nanoseconds-in-ts.json");
    CHECK(sorted_spans(recorded) == "thread 1  0 5000000  request  run\n");
    CHECK(nested_text(recorded) == "thread 1 1  1000000 3000000  query of request\n");
    CHECK(remarks(recorded) ==
          "The times are so large that they look like nanoseconds, but in this format they are microseconds.\n");
}

TEST_CASE("the kernel's clock may count whole nanoseconds", "[exchange][hard]") {
    CHECK(sorted_spans(hard("20-boot-clock-in-ns.ftrace.txt")) ==
          "surface 413  0 10  surface  ready, core-busy\nsurface 413  10 510  surface  run on 1\n"
          "surface 413  1000 1100  surface  run on 1\n");
}

TEST_CASE("perf events may have modifiers", "[exchange][hard]") {
    CHECK(sorted_spans(hard("21-event-modifiers.perf.txt")) ==
          "worker 502  200 210  worker  ready, core-busy\nworker 502  210 1210  worker  run on 1\n");
}

TEST_CASE("names of programs may contain brackets", "[exchange][hard]") {
    CHECK(sorted_spans(hard("23-brackets-in-names.trace-cmd.txt")) ==
          "app [flusher] 2002  104 110  app [flusher]  ready, core-busy\n"
          "app [flusher] 2002  110 310  app [flusher]  run on 1\n"
          "app [worker] 2001  0 4  app [worker]  ready, core-busy\n"
          "app [worker] 2001  4 204  app [worker]  run on 0\n");
}

TEST_CASE("nothing is drawn where events are lost", "[exchange][hard]") {
    const auto recorded = hard("25-lost-events.ftrace.txt");
    CHECK(sorted_spans(recorded) == "app 11  950000 960000  app  run on 1\n");
    CHECK(remarks(recorded) ==
          "1,024 events were lost while recording; after a loss, nothing is known about that core until its next "
          "event.\n");
}

TEST_CASE("invalid events are left out, and a remark gives the place of the first one", "[exchange][hard]") {
    const auto recorded = recorded_of(R"([
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"good"},
        {"ph":"X","pid":1,"tid":1,"ts":"soon","name":"bad"},,
        [{"ph":"X","pid":1,"tid":1,"name":"bad, too"}],
        {"ph":"X","pid":1,"tid":1,"ts":6,"dur":1,"name":"also good"},
        ])");
    REQUIRE(recorded);
    CHECK(sorted_spans(*recorded) == "thread 1  0 5  good  run\nthread 1  6 7  also good  run\n");
    CHECK(remarks(*recorded) ==
          "2 events are left out because they are invalid; the first is on line 3: ts must be a number of "
          "microseconds, not soon.\n");
}

TEST_CASE("the error for another kind of file says what kind it is", "[exchange][hard]") {
    const auto error = [](std::string_view text) { return recorded_of(text).error().message; };
    CHECK(error("\x89PNG\r\n") == "this is a picture, not a recording");
    CHECK(error(std::string_view("\xFF\xFE[\0", 4)) == "the text is encoded as UTF-16: save it as UTF-8");
    CHECK(error("\x17\x08\x44tracing6") ==
          "this is binary data of trace-cmd: convert it to text with trace-cmd report");
}

// Catapult's "Trace Event Format", "Flow events": with bind_id, a slice is the beginning, the middle or the end of an
// arrow.
TEST_CASE("arrows may be written into the slices that they connect", "[exchange][hard]") {
    const auto recorded = recorded_of(R"([
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"post","bind_id":"0x1","flow_out":true},
        {"ph":"X","pid":1,"tid":2,"ts":10,"dur":5,"name":"pass on","bind_id":"0x1","flow_in":true,"flow_out":true},
        {"ph":"X","pid":1,"tid":3,"ts":20,"dur":5,"name":"run","bind_id":"0x1","flow_in":true},
        {"ph":"X","pid":1,"tid":3,"ts":30,"dur":5,"name":"other","bind_id":"0x2","flow_in":true},
        {"ph":"X","pid":1,"tid":3,"ts":40,"dur":5,"name":"none","bind_id":"0x1","flow_out":false}])");
    REQUIRE(recorded);
    const trace::Recording& recording = *recorded->log.recording;
    REQUIRE(recording.links.size() == 2);
    CHECK(recording.task_name(recording.links[0].from) == "post");
    CHECK(recording.task_name(recording.links[0].to) == "pass on");
    CHECK(recording.links[0].came == usec(10));
    CHECK(recording.task_name(recording.links[1].from) == "pass on");
    CHECK(recording.task_name(recording.links[1].to) == "run");
}

TEST_CASE("what is not shown is counted: samples, and events of other kinds", "[exchange][hard]") {
    const auto recorded = recorded_of(R"({"traceEvents":[
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"work"},
        {"ph":"R","pid":1,"tid":1,"ts":2,"name":"mark"},
        {"ph":"P","pid":1,"tid":1,"ts":1,"name":"ProfileChunk"},
        {"ph":"N","pid":1,"tid":1,"ts":1,"name":"object"},{"ph":"D","pid":1,"tid":1,"ts":2,"name":"object"},
        {"ph":"N","pid":1,"tid":1,"ts":3,"name":"object"}],
        "stackFrames":{"1":{"name":"main"}}, "samples":[{"ts":1,"sf":1},{"ts":2,"sf":1}]})");
    REQUIRE(recorded);
    CHECK(sorted_spans(*recorded) == "thread 1  0 5  work  run\n");
    CHECK(instants_text(*recorded) == "thread 1  2  mark\n");
    CHECK(remarks(*recorded) ==
          "3 samples of the call stack are left out: only events with a beginning and an end are shown.\n"
          "3 events are left out: their kinds are not shown here (phase N, D).\n");
}
