#include "tests/catch2.h"

#include "tests/exchange/recordings.h"

namespace {

std::string spans_of(std::string_view text) {
    const auto recorded = recorded_of(text);
    return recorded ? spans_text(*recorded) : error_text("file", recorded.error());
}

std::string error_of(std::string_view text) {
    const auto recorded = recorded_of(text);
    return recorded ? "no error" : error_text("file", recorded.error());
}

}  // namespace

TEST_CASE("a thread runs for the innermost slice, and the outermost is the task", "[exchange]") {
    //  0    2    4    6    8   10
    //  outer--------------------
    //       in------       x---
    CHECK(spans_of(R"([
        {"ph":"M","pid":1,"tid":7,"name":"thread_name","args":{"name":"main"}},
        {"ph":"X","pid":1,"tid":7,"ts":100,"dur":10,"name":"outer"},
        {"ph":"X","pid":1,"tid":7,"ts":102,"dur":4,"name":"in"},
        {"ph":"X","pid":1,"tid":7,"ts":108,"dur":2,"name":"x"}])") ==
          "main  0 2  outer  run\n"
          "main  2 6  outer (in)  run\n"
          "main  6 8  outer  run\n"
          "main  8 10  outer (x)  run\n");
}

TEST_CASE("begins and ends make slices, in any order of the file and with what is missing", "[exchange]") {
    const std::string text = R"({"displayTimeUnit":"ms","traceEvents":[
        {"ph":"E","pid":1,"tid":1,"ts":1},
        {"ph":"E","pid":1,"tid":1,"ts":9},
        {"ph":"B","pid":1,"tid":1,"ts":4,"name":"a"},
        {"ph":"B","pid":1,"tid":1,"ts":6,"name":"b"},
        {"ph":"E","pid":1,"tid":1,"ts":7},
        {"ph":"B","pid":1,"tid":1,"ts":10,"name":"open"},
        {"ph":"I","pid":1,"tid":1,"ts":12,"name":"last"}],"other":[1,{"x":"]}"}]})";
    CHECK(spans_of(text) ==
          "thread 1  3 5  a  run\n"
          "thread 1  5 6  a (b)  run\n"
          "thread 1  6 8  a  run\n"
          "thread 1  9 11  open  run\n");
    const auto recorded = recorded_of(text);
    REQUIRE(recorded);
    CHECK(recorded->scenario.description == "Chrome trace, 6 events. 1 end has no begin and is left out. 1 slice has no end and lasts until the recording's.");
    CHECK(recorded->log.recording->origin_ns == 1'000);
}

TEST_CASE("slices that overlap get a lane beside", "[exchange]") {
    CHECK(spans_of(R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},{"ph":"X","pid":1,"tid":1,"ts":3,"dur":5,"name":"b"}])") ==
          "thread 1  0 5  a  run\n"
          "thread 1, overlapping  3 8  b  run\n");
}

TEST_CASE("asynchronous operations wait without a thread", "[exchange]") {
    const std::string text = R"([
        {"ph":"b","cat":"io","id":"0x1","pid":1,"tid":1,"ts":0,"name":"load"},
        {"ph":"b","cat":"io","id":"0x2","pid":1,"tid":1,"ts":1,"name":"load"},
        {"ph":"b","cat":"io","id":"0x1","pid":1,"tid":1,"ts":2,"name":"dns"},
        {"ph":"e","cat":"io","id":"0x1","pid":1,"tid":1,"ts":3,"name":"dns"},
        {"ph":"n","cat":"io","id":"0x1","pid":1,"tid":1,"ts":4,"name":"byte"},
        {"ph":"e","cat":"io","id":"0x2","pid":1,"tid":1,"ts":5,"name":"load"},
        {"ph":"e","cat":"io","id":"0x1","pid":2,"tid":1,"ts":6,"name":"load"},
        {"ph":"b","cat":"io","id2":{"local":"0x1"},"pid":1,"tid":1,"ts":6,"name":"mine"},
        {"ph":"e","cat":"io","id2":{"local":"0x1"},"pid":2,"tid":1,"ts":7},
        {"ph":"e","cat":"io","id2":{"local":"0x1"},"pid":1,"tid":1,"ts":8}])";
    CHECK(spans_of(text) ==
          "-  0 2  load  async\n"
          "-  2 3  load (dns)  async\n"
          "-  1 5  load  async\n"
          "-  3 6  load  async\n"
          "-  6 8  mine  async\n");
    const auto recorded = recorded_of(text);
    REQUIRE(recorded);
    REQUIRE(recorded->log.tasks.size() == 3);
    CHECK(recorded->log.tasks[0].finished.value_or({}) == usec(6));
    CHECK(recorded->log.recording->remarks.size() == 1);  // the end in process 2
}

TEST_CASE("times are whole ns, however they are written", "[exchange]") {
    CHECK(spans_of(R"([{"ph":"X","pid":"a","tid":"b","ts":0.0004,"dur":1.0005,"name":"x"},{"ts":-2.5,"ph":"X","pid":"a","tid":"b","dur":1e0,"name":"y"}])") ==
          "thread b  0 1  y  run\n"
          "thread b  2.500 3.501  x  run\n");
    CHECK(spans_of(R"([{"ph":"X","pid":1,"tid":1,"ts":1700000000000000.123,"dur":0.007,"name":"x"}])") == "thread 1  0 0.7  x  run\n");
}

TEST_CASE("lanes go by the order of processes and threads, and say the process where there are several", "[exchange]") {
    const auto recorded = recorded_of(R"([
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":1,"name":"x"},{"ph":"X","pid":2,"tid":2,"ts":0,"dur":1,"name":"x"},{"ph":"X","pid":2,"tid":3,"ts":0,"dur":1,"name":"x"},
        {"ph":"M","pid":1,"name":"process_sort_index","args":{"sort_index":5}},{"ph":"M","pid":2,"name":"process_sort_index","args":{"sort_index":-1}},
        {"ph":"M","pid":2,"tid":2,"name":"thread_sort_index","args":{"sort_index":9}},{"ph":"M","pid":2,"name":"process_name","args":{"name":"tab \u00e4 \ud83d\ude00 \ud83d"}}])");
    REQUIRE(recorded);
    CHECK(recorded->log.recording->threads == std::vector<std::string>{"tab ä 😀 \uFFFD · thread 3", "tab ä 😀 \uFFFD · thread 2", "process 1 · thread 1"});
}

TEST_CASE("arrows say what set a task off, counters and marks are kept", "[exchange]") {
    const auto recorded = recorded_of(R"([
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":4,"name":"post"},{"ph":"X","pid":1,"tid":2,"ts":6,"dur":3,"name":"work"},{"ph":"X","pid":1,"tid":1,"ts":8,"dur":3,"name":"later"},
        {"ph":"s","cat":"f","id":1,"name":"n","pid":1,"tid":1,"ts":2},{"ph":"f","cat":"f","id":1,"name":"n","pid":1,"tid":2,"ts":7,"bp":"e"},
        {"ph":"s","cat":"f","id":2,"name":"n","pid":1,"tid":2,"ts":6.5},{"ph":"f","cat":"f","id":2,"name":"n","pid":1,"tid":1,"ts":7},
        {"ph":"C","pid":1,"ts":1,"name":"heap","args":{"used":5,"free":2.5}},{"ph":"C","pid":1,"ts":2,"name":"heap","args":{"used":3}},
        {"ph":"I","s":"g","pid":1,"tid":1,"ts":3,"name":"navigation"}])");
    REQUIRE(recorded);
    const trace::Recording& recording = *recorded->log.recording;
    REQUIRE(recording.links.size() == 2);
    CHECK(recording.task_name(recording.links[0].from) == "post");
    CHECK(recording.task_name(recording.links[0].to) == "work");
    CHECK(recording.task_name(recording.links[1].to) == "later");
    CHECK(recording.links[1].came == usec(8));  // the arrow goes to what comes next
    REQUIRE(recording.counters.size() == 2);
    CHECK(recording.counters[0].name == "heap used");
    CHECK(recording.counters[0].samples == 2);
    CHECK(recording.counters[0].least == 3);
    CHECK(recording.counters[1].last == 2.5);
    REQUIRE(recorded->log.notes.size() == 1);
    CHECK(recorded->log.notes[0].text == "navigation");
    CHECK(recorded->log.notes[0].at == usec(3));
}

TEST_CASE("a list of events may be cut short between events", "[exchange]") {
    CHECK(spans_of(R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},)") == "thread 1  0 5  a  run\n");
    CHECK(spans_of(R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"})") == "thread 1  0 5  a  run\n");
    CHECK(spans_of("[]") == "");
    CHECK(spans_of("\xEF\xBB\xBF {\"traceEvents\":[]}") == "");
}

TEST_CASE("what is wrong is said with its place", "[exchange]") {
    CHECK(error_of("") == "file:1:1: the file is empty");
    CHECK(error_of("\n  ") == "file:1:1: the file is empty");
    CHECK(error_of("[\n{\"ph\":\"X\"},\n") == "file:2:1: an event of this kind has a time, ts");
    CHECK(error_of("[\n  {\"ph\":\"X\",\"ts\":\"now\"}]") == "file:2:18: ts should be a number of microseconds");
    CHECK(error_of("[{\"ph\":\"X\",\"ts\":1.2.3}]") == "file:1:2: ts should be a number of microseconds, not 1.2.3");
    CHECK(error_of("[{\"ph\":\"X\",\"ts\":5000000000000000}]") == "file:1:2: ts should be a number of microseconds, not 5000000000000000");
    CHECK(error_of("[{\"ph\":\"X\",\"ts\":1,\"dur\":-1}]") == "file:1:2: a slice cannot last -1 µs");
    CHECK(error_of("[{\"ts\":1}]") == "file:1:2: an event has a phase of one letter, ph");
    CHECK(error_of("[{\"ph\":\"X\",\"ts\":0,\"pid\":1},\n{\"ph\":\"X\",\"ts\":90000000000000}]") == "file:2:1: with this event the recording lasts longer than 1,000 days");
    CHECK(error_of("[{\"ph\":\"X\" \"ts\":1}]") == "file:1:12: a comma or } should come here");
    CHECK(error_of("[{\"ph\":\"X\",}]") == "file:1:12: a name in quotes should come here");
    CHECK(error_of("[{\"ph\":\"M\",\"args\":{]}]") == "file:1:20: this is no JSON");
    CHECK(error_of("[{\"ph\":\"M\",\"name\":\"a\nb\"}]") == "file:1:21: this is no JSON");
    CHECK(error_of("[1]") == "file:1:2: an event should begin here with {");
    CHECK(error_of("[{\"ph\":\"M\"} {\"ph\":\"M\"}]") == "file:1:13: a comma or ] should come here");
    CHECK(error_of("{\"traceEvents\":[") == "file:1:17: the file ends in the middle");
    CHECK(error_of("[{\"ph\":\"M\"") == "file:1:11: the file ends in the middle");
    CHECK(error_of("{\"traceEvents\":5}") == "file:1:16: traceEvents should be a list");
    CHECK(error_of("[] []") == "file:1:4: nothing should come after the end");
    const auto limited = recorded_of(R"([{"ph":"M"},{"ph":"M"},{"ph":"M"}])", 100, {.events = 2});
    REQUIRE_FALSE(limited);
    CHECK(limited.error().message == "there are more than 2 events: record for a shorter time");
}

TEST_CASE("the pieces that a file comes in make no difference", "[exchange]") {
    const std::string text = R"({"otherData":{"a":"\\\""},"traceEvents":[
        {"ph":"X","pid":1,"tid":1,"ts":1.25,"dur":10,"name":"a \"quoted\" \\ name","args":{"deep":[{"x":"}"}]}},
        {"ph":"X","pid":1,"tid":1,"ts":2,"dur":3,"name":"ü"}],"metadata":[1,2,{"y":[]}]})";
    const std::string whole = spans_of(text);
    CHECK(whole == "thread 1  0 0.750  a \"quoted\" \\ name  run\n"
                   "thread 1  0.750 3.750  a \"quoted\" \\ name (ü)  run\n"
                   "thread 1  3.750 10  a \"quoted\" \\ name  run\n");
    for (size_t piece = 1; piece < 40; ++piece) {
        const auto recorded = recorded_of(text, piece);
        REQUIRE(recorded);
        CHECK(spans_text(*recorded) == whole);
    }
    const std::string wrong = "[{\"ph\":\"M\"},\n {\"ph\":\"ä\",\"ts\":x}]";
    const std::string error = error_of(wrong);
    CHECK(error == "file:2:17: ts should be a number of microseconds");
    for (size_t piece = 1; piece < 20; ++piece) {
        const auto recorded = recorded_of(wrong, piece);
        REQUIRE_FALSE(recorded);
        CHECK(error_text("file", recorded.error()) == error);
    }
}
