#include "tests/catch2.h"

#include "tests/exchange/recordings.h"

namespace {

std::string nested_of(std::string_view text) {
    const auto recorded = recorded_of(text);
    return recorded ? nested_text(*recorded) : error_text("file", recorded.error());
}

std::string error_of(std::string_view text) {
    const auto recorded = recorded_of(text);
    return recorded ? "no error" : error_text("file", recorded.error());
}

}  // namespace

TEST_CASE("the outermost slice is the task, and nested slices are kept by depth", "[exchange]") {
    //  0    2    4    6    8   10
    //  outer--------------------
    //       in------       x---
    //         deep
    const std::string text = R"([
        {"ph":"M","pid":1,"tid":7,"name":"thread_name","args":{"name":"main"}},
        {"ph":"X","pid":1,"tid":7,"ts":100,"dur":10,"name":"outer"},
        {"ph":"X","pid":1,"tid":7,"ts":102,"dur":4,"name":"in"},
        {"ph":"X","pid":1,"tid":7,"ts":103,"dur":2,"name":"deep"},
        {"ph":"X","pid":1,"tid":7,"ts":108,"dur":2,"name":"x"}])";
    CHECK(spans_of(text) == "main  0 10  outer  run\n");
    CHECK(nested_of(text) ==
          "main 1  2 6  in of outer\n"
          "main 1  8 10  x of outer\n"
          "main 2  3 5  deep of outer\n");
}

TEST_CASE("of slices that begin together, the longer is outside; of equal ones, the first in the file", "[exchange]") {
    const std::string text = R"([
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":2,"name":"short"},
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":9,"name":"one"},
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":9,"name":"same"},
        {"ph":"X","pid":1,"tid":1,"ts":2,"dur":7,"name":"next"}])";
    CHECK(spans_of(text) == "thread 1  0 9  one  run\n");
    CHECK(nested_of(text) ==
          "thread 1 1  0 9  same of one\n"
          "thread 1 2  0 2  short of one\n"
          "thread 1 2  2 9  next of one\n");
}

TEST_CASE("a slice that takes no time is an instant of its thread", "[exchange]") {
    const std::string text = R"([
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},
        {"ph":"X","pid":1,"tid":1,"ts":5,"dur":0,"name":"none"},
        {"ph":"B","pid":1,"tid":1,"ts":2,"name":"empty"},{"ph":"E","pid":1,"tid":1,"ts":2},
        {"ph":"i","s":"t","pid":1,"tid":2,"ts":4,"name":"gc"},
        {"ph":"i","pid":1,"tid":1,"ts":1,"name":"tick"},
        {"ph":"i","s":"p","pid":1,"tid":1,"ts":3,"name":"paint"}])";
    CHECK(spans_of(text) == "thread 1  0 5  a  run\n");
    CHECK(nested_of(text).empty());
    const auto recorded = recorded_of(text);
    REQUIRE(recorded);
    CHECK(instants_text(*recorded) ==
          "thread 1  1  tick\n"
          "thread 1  2  empty\n"
          "thread 1  5  none\n"
          "thread 2  4  gc\n");
    REQUIRE(recorded->log.notes.size() == 1);  // an instant of the process
    CHECK(recorded->log.notes[0].text == "paint");
}

TEST_CASE("slices deeper than 32 are dropped, with a remark", "[exchange]") {
    std::string text = "[";
    for (int depth = 0; depth <= 34; ++depth)
        text += R"({"ph":"X","pid":1,"tid":1,"ts":)" + std::to_string(depth) + R"(,"dur":)" +
                std::to_string(100 - 2 * depth) + R"(,"name":"d)" + std::to_string(depth) + R"("},)";
    const auto recorded = recorded_of(text);
    REQUIRE(recorded);
    CHECK(recorded->log.recording->nested.lanes.size() == 32);
    CHECK(recorded->log.recording->nested.slices.size() == 32);
    CHECK(recorded->log.recording->remarks ==
          std::vector<std::string>{"2 slices are left out: more than 32 others enclose them."});
}

TEST_CASE("begins and ends make slices, in any order and with some missing", "[exchange]") {
    const std::string text = R"({"displayTimeUnit":"ms","traceEvents":[
        {"ph":"E","pid":1,"tid":1,"ts":1},
        {"ph":"E","pid":1,"tid":1,"ts":9},
        {"ph":"B","pid":1,"tid":1,"ts":4,"name":"a"},
        {"ph":"B","pid":1,"tid":1,"ts":6,"name":"b"},
        {"ph":"E","pid":1,"tid":1,"ts":7},
        {"ph":"B","pid":1,"tid":1,"ts":10,"name":"open"},
        {"ph":"I","pid":1,"tid":1,"ts":12,"name":"last"}],"other":[1,{"x":"]}"}]})";
    CHECK(spans_of(text) ==
          "thread 1  3 8  a  run\n"
          "thread 1  9 11  open  run\n");
    CHECK(nested_of(text) == "thread 1 1  5 6  b of a\n");
    const auto recorded = recorded_of(text);
    REQUIRE(recorded);
    CHECK(recorded->scenario.description ==
          "Chrome trace, 7 events. 1 end has no begin and is left out. 1 slice has no end and lasts until the "
          "recording ends.");
    CHECK(recorded->log.recording->origin_ns == 1'000);
}

TEST_CASE("slices that overlap get an extra lane", "[exchange]") {
    CHECK(
        spans_of(
            R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},{"ph":"X","pid":1,"tid":1,"ts":3,"dur":5,"name":"b"}])") ==
        "thread 1  0 5  a  run\n"
        "thread 1, overlapping  3 8  b  run\n");
}

//  0    1    2    3    4    5    6    7    8
//  load-------dns--|    n    ------|              id 1
//       load-----------------|                    id 2
//                                 mine-------|    id 1 of process 1, which is another
TEST_CASE("asynchronous operations wait without a thread, on as many lanes as overlap", "[exchange]") {
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
          "io 2  1 5  load  async\n"
          "io  0 6  load  async\n"
          "io  6 8  mine  async\n");
    CHECK(nested_of(text) == "io 1  2 3  dns of load\n");
    const auto recorded = recorded_of(text);
    REQUIRE(recorded);
    CHECK(instants_text(*recorded) == "io  4  byte\n");
    REQUIRE(recorded->log.tasks.size() == 3);
    CHECK(recorded->log.tasks[0].finished.value_or({}) == usec(6));
    CHECK(recorded->log.recording->remarks.size() == 1);  // about the end in process 2
    CHECK(recorded->log.recording->events == 10);
}

TEST_CASE("lanes of operations are grouped by process and category; operations with one name give it to their lane",
          "[exchange]") {
    const auto recorded = recorded_of(R"([
        {"ph":"b","cat":"net","id":1,"pid":2,"ts":0,"name":"get"},{"ph":"e","cat":"net","id":1,"pid":2,"ts":4},
        {"ph":"b","cat":"net","id":2,"pid":1,"ts":1,"name":"get"},{"ph":"e","cat":"net","id":2,"pid":1,"ts":2},
        {"ph":"b","cat":"net","id":3,"pid":1,"ts":2,"name":"put"},{"ph":"e","cat":"net","id":3,"pid":1,"ts":3},
        {"ph":"b","cat":"","id":4,"pid":1,"ts":0,"name":"a"},{"ph":"e","cat":"","id":4,"pid":1,"ts":1},
        {"ph":"b","cat":"","id":5,"pid":1,"ts":1,"name":"b"},{"ph":"e","cat":"","id":5,"pid":1,"ts":2},
        {"ph":"X","pid":1,"tid":9,"ts":3,"dur":1,"name":"slice"}])");
    REQUIRE(recorded);
    CHECK(spans_text(*recorded) ==
          "process 1 · operations  0 1  a  async\n"
          "process 1 · operations  1 2  b  async\n"
          "process 1 · net  1 2  get  async\n"
          "process 1 · net  2 3  put  async\n"
          "process 2 · get  0 4  get  async\n"
          "process 1 · thread 9  3 4  slice  run\n");
    std::vector<std::string> lanes;
    for (const auto& thread : recorded->log.recording->threads)
        lanes.push_back(thread.name + ' ' + std::to_string(thread.process));
    CHECK(lanes == std::vector<std::string>{"get 0", "thread 9 1", "operations 1", "net 1"});
}

TEST_CASE("the narrowest of a list of categories names the lane", "[exchange]") {
    const auto lane = [](const std::string& category) {
        std::string text = "[";
        for (const char* name : {"a", "b"})
            for (const char* phase : {"b", "e"})
                text += std::string(R"({"ph":")") + phase + R"(","cat":")" + category + R"(","id":")" + name +
                        R"(","pid":1,"ts":)" + (*phase == 'b' ? "1" : "2") + R"(,"name":")" + name + "\"},";
        const auto recorded = recorded_of(text);
        return recorded ? recorded->log.recording->threads.at(0).name : recorded.error().message;
    };
    CHECK(lane("node,node.fs,node.fs.async") == "node.fs.async");
    CHECK(lane("cc,benchmark,disabled-by-default-cc.debug") == "cc.debug");
    CHECK(lane("disabled-by-default-v8.gc") == "v8.gc");
    CHECK(lane("net,netlog") == "net");
    CHECK(lane(",,x,") == "operations");
}

TEST_CASE("errors in operations are reported, and what can be shown is shown", "[exchange]") {
    const auto recorded = recorded_of(R"([
        {"ph":"e","cat":"c","id":1,"pid":1,"ts":0,"name":"before"},
        {"ph":"b","cat":"c","id":1,"pid":1,"ts":1,"name":"open"},{"ph":"b","cat":"c","id":1,"pid":1,"ts":2,"name":"too"},
        {"ph":"b","cat":"c","id":2,"pid":1,"ts":3,"name":"no time"},{"ph":"e","cat":"c","id":2,"pid":1,"ts":3,"name":"no time"},
        {"ph":"n","cat":"c","id":3,"pid":1,"ts":4,"name":"alone"},
        {"ph":"e","cat":"c","id":4,"pid":1,"ts":6},{"ph":"b","cat":"c","id":4,"pid":1,"ts":5,"name":"end first"}])");
    REQUIRE(recorded);
    CHECK(spans_text(*recorded) == "c  1 6  open  async\nc 2  5 6  end first  async\n");
    CHECK(nested_text(*recorded) == "c 1  2 6  too of open\n");
    CHECK(instants_text(*recorded) == "c 2  3  no time\nc 2  4  alone\n");
    CHECK(recorded->log.recording->remarks ==
          std::vector<std::string>{"1 end has no begin and is left out.",
                                   "2 operations have no end and last until the recording ends."});
}

TEST_CASE("operations in the form before 2014 have steps, and their name is part of the id", "[exchange]") {
    const std::string text = R"([
        {"ph":"S","cat":"io","id":7,"pid":1,"tid":1,"ts":0,"name":"load"},{"ph":"S","cat":"io","id":7,"pid":1,"tid":1,"ts":1,"name":"parse"},
        {"ph":"T","cat":"io","id":7,"pid":1,"tid":1,"ts":2,"name":"load","args":{"step":"half"}},{"ph":"p","cat":"io","id":7,"pid":1,"tid":1,"ts":3,"name":"parse","args":{"step":"\u00e4"}},
        {"ph":"F","cat":"io","id":7,"pid":1,"tid":1,"ts":4,"name":"load"},{"ph":"F","cat":"io","id":7,"pid":1,"tid":1,"ts":5,"name":"parse"},
        {"ph":"T","cat":"thread_state","pid":1,"tid":1,"ts":5,"dur":2,"name":"Running"}])";
    CHECK(spans_of(text) == "io  0 4  load  async\nio 2  1 5  parse  async\n");
    const auto recorded = recorded_of(text);
    REQUIRE(recorded);
    CHECK(instants_text(*recorded) == "io  2  half\nio 2  3  ä\n");
}

TEST_CASE("times are whole ns, however they are written", "[exchange]") {
    CHECK(
        spans_of(
            R"([{"ph":"X","pid":"a","tid":"b","ts":0.0004,"dur":1.0005,"name":"x"},{"ts":-2.5,"ph":"X","pid":"a","tid":"b","dur":1e0,"name":"y"}])") ==
        "thread b  0 1  y  run\n"
        "thread b  2.500 3.501  x  run\n");
    CHECK(spans_of(R"([{"ph":"X","pid":1,"tid":1,"ts":1700000000000000.123,"dur":0.007,"name":"x"}])") ==
          "thread 1  0 0.7  x  run\n");
}

TEST_CASE("lanes follow the order of processes and threads, and name the process if there are several", "[exchange]") {
    const auto recorded = recorded_of(R"([
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":1,"name":"x"},{"ph":"X","pid":2,"tid":2,"ts":0,"dur":1,"name":"x"},{"ph":"X","pid":2,"tid":3,"ts":0,"dur":1,"name":"x"},
        {"ph":"M","pid":1,"name":"process_sort_index","args":{"sort_index":5}},{"ph":"M","pid":2,"name":"process_sort_index","args":{"sort_index":-1}},
        {"ph":"M","pid":2,"tid":2,"name":"thread_sort_index","args":{"sort_index":9}},{"ph":"M","pid":2,"name":"process_name","args":{"name":"tab \u00e4 \ud83d\ude00 \ud83d"}}])");
    REQUIRE(recorded);
    std::vector<std::string> threads;
    for (uint32_t i = 0; i < recorded->log.recording->threads.size(); ++i)
        threads.push_back(recorded->log.recording->thread_name({i}));
    CHECK(threads ==
          std::vector<std::string>{"tab ä 😀 \uFFFD · thread 3", "tab ä 😀 \uFFFD · thread 2", "process 1 · thread 1"});
}

TEST_CASE("arrows determine what triggered a task; counters and marks are kept", "[exchange]") {
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
    CHECK(recording.links[1].came == usec(8));  // the arrow leads to what comes next
    REQUIRE(recording.counters.size() == 2);
    CHECK(recording.counters[0].name == "heap used");
    REQUIRE(recording.counters[0].samples.size() == 2);
    CHECK(recording.counters[0].samples[0].at == usec(1));
    CHECK(recording.counters[0].samples[0].value == 5);
    CHECK(recording.counters[0].min == 3);
    CHECK(recording.counters[0].max == 5);
    CHECK(recording.counters[1].samples.back().value == 2.5);
    REQUIRE(recorded->log.notes.size() == 1);
    CHECK(recorded->log.notes[0].text == "navigation");
    CHECK(recorded->log.notes[0].at == usec(3));
}

TEST_CASE("samples of a counter may come in any order; processes have counters of their own", "[exchange]") {
    const auto recorded = recorded_of(R"([
        {"ph":"C","pid":1,"ts":5,"name":"load","args":{"value":2}},
        {"ph":"C","pid":1,"ts":1,"name":"load","args":{"value":-4}},
        {"ph":"C","pid":1,"ts":5,"name":"load","args":{"value":7}},
        {"ph":"C","pid":1,"ts":1,"name":"load","id":"x","args":{"value":1,"text":"no number"}},
        {"ph":"C","pid":2,"ts":3,"name":"load","args":{"value":9}},
        {"ph":"M","pid":2,"name":"process_name","args":{"name":"other"}}])");
    REQUIRE(recorded);
    const auto& counters = recorded->log.recording->counters;
    REQUIRE(counters.size() == 3);
    CHECK(recorded->log.recording->events == 5);
    CHECK(counters[0].name == "process 1 · load");
    CHECK(counters[1].name == "process 1 · load x");
    CHECK(counters[2].name == "other · load");
    REQUIRE(counters[0].samples.size() == 2);
    CHECK(counters[0].samples[0].at == usec(0));
    CHECK(counters[0].samples[1].value == 7);  // the last one in the file counts
    CHECK(counters[0].min == -4);
    CHECK(counters[0].max == 7);
}

TEST_CASE("an arrow to the next slice finds one nested in the open slice", "[exchange]") {
    const auto recorded = recorded_of(R"([
        {"ph":"X","pid":1,"tid":1,"ts":0,"dur":20,"name":"loop"},{"ph":"X","pid":1,"tid":1,"ts":2,"dur":3,"name":"post"},{"ph":"X","pid":1,"tid":1,"ts":10,"dur":5,"name":"run"},
        {"ph":"s","cat":"f","id":1,"name":"n","pid":1,"tid":1,"ts":4},{"ph":"f","cat":"f","id":1,"name":"n","pid":1,"tid":1,"ts":8}])");
    REQUIRE(recorded);
    REQUIRE(recorded->log.recording->links.size() == 1);
    CHECK(recorded->log.recording->links[0].left == usec(4));
    CHECK(recorded->log.recording->links[0].came == usec(10));
}

TEST_CASE("a list of events may be cut short between events", "[exchange]") {
    CHECK(spans_of(R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},)") == "thread 1  0 5  a  run\n");
    CHECK(spans_of(R"([{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"})") == "thread 1  0 5  a  run\n");
    CHECK(spans_of("[]") == "");
    CHECK(spans_of("\xEF\xBB\xBF {\"traceEvents\":[]}") == "");
}

TEST_CASE("a file that ends in the middle is opened up to there, with a remark", "[exchange]") {
    const std::string whole = R"({"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"})";
    for (const std::string& text :
         {"[" + whole + R"(,{"ph":"X","na)", "{\"traceEvents\":[" + whole, "{\"traceEvents\":[" + whole + ","}) {
        CHECK(spans_of(text) == "thread 1  0 5  a  run\n");
        const auto recorded = recorded_of(text);
        REQUIRE(recorded);
        CHECK(recorded->log.recording->remarks ==
              std::vector<std::string>{"The file is truncated, so it is not known what came after this."});
    }
    CHECK(recorded_of("[" + whole)->log.recording->remarks.empty());
}

TEST_CASE("deviations that other programs write are understood", "[exchange]") {
    const std::string good = "thread 1  0 5  a  run\n";
    CHECK(spans_of(R"([{},{"ph":"X","pid":1,"tid":1,"ts":0,"dur":5,"name":"a"},{ }])") == good);
    CHECK(spans_of(R"([{"ph":"X","pid":"1","tid":"1","ts":"0.25","dur":"5","name":"a"}])") == good);
    const auto recorded = recorded_of(R"([{"ph":"C","pid":1,"ts":0,"name":"heap","args":{"used":"7.5","of":""}}])");
    REQUIRE(recorded);
    REQUIRE(recorded->log.recording->counters.size() == 1);
    CHECK(recorded->log.recording->counters[0].name == "heap used");
    CHECK(recorded->log.recording->counters[0].max == 7.5);
}

TEST_CASE("begins and ends that are rounded still meet", "[exchange]") {
    // 0.0006 + 1.0006 = 1.0012 µs, where the next one begins; rounding 0.6 ns and 1000.6 ns separately would
    // give 1002.
    CHECK(
        spans_of(
            R"([{"ph":"X","pid":1,"tid":1,"ts":0.0006,"dur":1.0006,"name":"a"},{"ph":"X","pid":1,"tid":1,"ts":1.0012,"dur":0.5,"name":"b"}])") ==
        "thread 1  0 1  a  run\n"
        "thread 1  1 1.500  b  run\n");
    // Both end at 2.0008 µs.
    const std::string inside =
        R"([{"ph":"X","pid":1,"tid":1,"ts":0.0004,"dur":2.0004,"name":"out"},{"ph":"X","pid":1,"tid":1,"ts":1.0006,"dur":1.0002,"name":"in"}])";
    CHECK(spans_of(inside) == "thread 1  0 2.1  out  run\n");
    CHECK(nested_of(inside) == "thread 1 1  1.1 2.1  in of out\n");
}

TEST_CASE("a recording is recognised by its beginning", "[exchange]") {
    const auto looks = [](std::string_view text) { return exchange::looks_like_recording(text, text.size()); };
    CHECK(looks("\xEF\xBB\xBF {\"traceEvents\":[]}"));
    CHECK(looks("\x1F\x8B\b"));
    CHECK(looks("PERFILE2"));
    CHECK_FALSE(looks("\xEF\xBB\xBF{\"version\": 1}"));
}

TEST_CASE("errors are reported with their place", "[exchange]") {
    CHECK(error_of("") == "file:1:1: the file is empty");
    CHECK(error_of("\n  ") == "file:1:1: the file is empty");
    CHECK(error_of("[\n{\"ph\":\"X\"},\n") == "file:2:1: an event of this kind needs a time (\"ts\")");
    CHECK(error_of("[\n  {\"ph\":\"X\",\"ts\":now}]") == "file:2:18: ts must be a number of microseconds");
    CHECK(error_of("[\n  {\"ph\":\"X\",\"ts\":\"now\"}]") == "file:2:3: ts must be a number of microseconds, not now");
    CHECK(error_of("[{\"ph\":\"X\",\"ts\":\"\"}]") == "file:1:17: ts must be a number of microseconds");
    CHECK(error_of("[{\"ph\":\"X\",\"ts\":1.2.3}]") == "file:1:2: ts must be a number of microseconds, not 1.2.3");
    CHECK(error_of("[{\"ph\":\"X\",\"ts\":50000000000000000000}]") ==
          "file:1:2: ts must be a number of microseconds, not 50000000000000000000");
    CHECK(error_of("[{\"ts\":1}]") == "file:1:2: an event needs a phase of one letter (\"ph\")");
    CHECK(error_of("[{\"ph\":\"X\" \"ts\":1}]") == "file:1:12: a comma or } is missing here");
    CHECK(error_of("[{\"ph\":\"X\",}]") == "file:1:12: a name in quotes is missing here");
    CHECK(error_of("[{\"ph\":\"M\",\"args\":{]}]") == "file:1:20: this is not valid JSON");
    CHECK(error_of("[{\"ph\":\"M\",\"name\":\"a\nb\"}]") == "file:1:21: this is not valid JSON");
    CHECK(error_of("[1]") == "file:1:2: an event must begin here with {");
    CHECK(error_of("[{\"ph\":\"M\"} {\"ph\":\"M\"}]") == "file:1:13: a comma or ] is missing here");
    CHECK(error_of("{\"traceEvents\":[") == "file:1:17: the file is cut off");
    CHECK(error_of("[{\"ph\":\"M\"") == "file:1:11: the file is cut off");
    CHECK(error_of("{\"traceEvents\":5}") == "file:1:16: traceEvents must be an array");
    CHECK(error_of("{\"nodes\":[]}") == "file:1:13: this JSON has no traceEvents array, so it is not a trace");
    CHECK(error_of("\x1F\x8B\b") == "file:1:1: the file is compressed: unpack it first, with gunzip");
    CHECK(error_of("PERFILE2") == "file:1:1: this is binary data of perf: convert it to text with perf script");
    CHECK(error_of("[] []") == "file:1:4: there is text after the end");
    const auto limited = recorded_of(R"([{"ph":"M"},{"ph":"M"},{"ph":"M"}])", 100, {.events = 2});
    REQUIRE_FALSE(limited);
    CHECK(limited.error().message == "there are more than 2 events: record for a shorter time");
}

TEST_CASE("a recording that needs more memory than there is is refused while it is read", "[exchange]") {
    // Nested slices take less than outermost ones, and ends take less than begins.
    const auto trace = [](const std::string& one, int count) {
        std::string text = "[";
        for (int i = 0; i < count; ++i) text += (i ? "," : "") + one;
        return text + "]";
    };
    const std::string outermost = R"({"ph":"B","pid":1,"tid":1,"ts":1,"name":"f"},{"ph":"E","pid":1,"tid":1,"ts":2})";
    const std::string nested = R"({"ph":"X","pid":1,"tid":1,"ts":1,"dur":1000,"name":"f"})";
    const exchange::ReadLimits limits{.bytes = 100'000};
    CHECK(recorded_of(trace(outermost, 150), 100, limits));
    CHECK_FALSE(recorded_of(trace(outermost, 300), 100, limits));
    CHECK(recorded_of(trace(nested, 500), 100, limits));
    const auto refused = recorded_of(trace(nested, 800), 100, {.bytes = 100'000});
    REQUIRE_FALSE(refused);
    CHECK(
        refused.error().message ==
        "the recording needs more memory than the 0 MB that a page can have: record for a shorter time, or open it in "
        "the desktop program");
}

TEST_CASE("it makes no difference in which pieces a file arrives", "[exchange]") {
    const std::string text = R"({"otherData":{"a":"\\\""},"traceEvents":[
        {"ph":"X","pid":1,"tid":1,"ts":1.25,"dur":10,"name":"a \"quoted\" \\ name","args":{"deep":[{"x":"}"}]}},
        {"ph":"X","pid":1,"tid":1,"ts":2,"dur":3,"name":"ü"}],"metadata":[1,2,{"y":[]}]})";
    const std::string whole = spans_of(text);
    CHECK(whole == "thread 1  0 10  a \"quoted\" \\ name  run\n");
    CHECK(nested_of(text) == "thread 1 1  0.750 3.750  ü of a \"quoted\" \\ name\n");
    for (size_t piece = 1; piece < 40; ++piece) {
        const auto recorded = recorded_of(text, piece);
        REQUIRE(recorded);
        CHECK(spans_text(*recorded) == whole);
    }
    const std::string wrong = "[{\"ph\":\"M\"},\n {\"ph\":\"ä\",\"ts\":x}]";
    const std::string error = error_of(wrong);
    CHECK(error == "file:2:17: ts must be a number of microseconds");
    for (size_t piece = 1; piece < 20; ++piece) {
        const auto recorded = recorded_of(wrong, piece);
        REQUIRE_FALSE(recorded);
        CHECK(error_text("file", recorded.error()) == error);
    }
}
