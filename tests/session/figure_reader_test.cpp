// The one reader of figures: what is right is read and written again, the first mistake of a strict text is an error
// with its place, and a lenient text loses only the parts that have one.

#include "tests/catch2.h"

#include "session/figure.h"
#include "session/figure_keys.h"

#include <algorithm>
#include <string>

using session::Figure;
using session::Reading;

namespace {

session::ReadFigure read(const std::string& text, Reading reading = Reading::strict) {
    auto figure = session::read_figure(text, reading);
    INFO(text);
    if (!figure) FAIL(figure.error().message);
    return std::move(*figure);
}

Error error_of(const std::string& text) {
    const auto figure = session::read_figure(text, Reading::strict);
    INFO(text);
    REQUIRE_FALSE(figure);
    return figure.error();
}

// A figure of the music scenario with these keys, in a line of its own: its columns count from 1.
std::string with(const std::string& keys) {
    return "{\"figure\": 1, \"scenario\": \"typing-and-music\",\n" + keys + "}";
}

const std::string everything = R"({
  "figure": 1,
  "scenario": "typing-and-music",
  "set": {"machine.scheduler.quantum": "40ms", "machine.cores": "2"},
  "title": "What a time slice does",
  "caption": "Three programs share two cores.",
  "runs": [0, 2],
  "lanes": ["cores", "tasks"],
  "show": ["numbers", "legend"],
  "numbers": ["missed", "latency:music"],
  "knobs": ["machine.scheduler.quantum"],
  "t": "150ms",
  "from": "10ms",
  "to": "250ms",
  "focus": 2,
  "baseline": 0,
  "aim": 2,
  "sel": "2:3",
  "range": "10ms-20ms",
  "mark": ["5ms", "30ms"],
  "ask": {
    "text": "How many blocks are late?",
    "number": "missed",
    "run": 2,
    "within": 0.05,
    "because": "Each waits for a slice."
  },
  "theme": "dark",
  "engine": 1
}
)";

}  // namespace

TEST_CASE("a figure with every key is read, and written as the same text", "[figure]") {
    const auto figure = read(everything);
    CHECK(session::write_figure(figure.figure) == everything);
    CHECK(figure.dropped.empty());
    CHECK(figure.document.variants[0].scenario.machine.cores == 2);
    CHECK(figure.original.variants[0].scenario.machine.cores == 1);
    // It has every key of the table, except the note for editors and the view, whose only value is the default.
    for (const scenario::Field& field : session::figure_record().fields) {
        INFO(field.key);
        const bool left_out = field.key == "$schema" || field.key == "view";
        CHECK((everything.find('"' + std::string(field.key) + '"') == std::string::npos) == left_out);
    }
}

TEST_CASE("short forms are written short", "[figure]") {
    const auto text = [](const std::string& keys) { return session::write_figure(read(with(keys)).figure); };
    CHECK(text(R"("ask": {"number": "missed"})").find(R"("ask": "missed")") != std::string::npos);
    CHECK(text(R"("runs": 1)").find(R"("runs": [1])") != std::string::npos);
    CHECK(text(R"("runs": [2, 0, 2])").find(R"("runs": [0, 2])") != std::string::npos);
    CHECK(text(R"("set": {"machine.cores": 3})").find(R"("machine.cores": "3")") != std::string::npos);
    CHECK(text(R"("t": "0.15s", "view": "timeline", "theme": "auto")").find("view") == std::string::npos);
    CHECK(text(R"("t": "0.15s")").find(R"("t": "150ms")") != std::string::npos);
    // An empty list is not the same as none.
    CHECK(text(R"("knobs": [], "show": [], "numbers": [])").find(R"("show": [])") != std::string::npos);
    CHECK_FALSE(read(with(R"("title": "x")")).figure.knobs);
}

TEST_CASE("a figure can have a scenario of its own", "[figure]") {
    const std::string scenario = R"({"version": 1, "title": "Small", "programs": {"job": [{"compute": "3ms"}]},
        "work": [{"run": "job"}]})";
    const auto figure = read("{\"figure\": 1, \"scenario\": " + scenario + ", \"knobs\": [\"work.0.count\"]}");
    CHECK(figure.document.variants[0].scenario.title == "Small");
    const auto again = read(session::write_figure(figure.figure));
    CHECK(again.figure == figure.figure);
    const Error error = error_of("{\"figure\": 1, \"scenario\":\n {\"version\": 1, \"programs\": {}, \"work\": []}}");
    CHECK(error.line == 2);
    CHECK(error.pointer == "/scenario/programs");
}

TEST_CASE("a text that is given stands for an id, and goes before the built-in one", "[figure]") {
    const std::vector<session::GivenText> given{
        {"mine", R"({"version": 1, "title": "Mine", "programs": {"a": [{"compute": "1ms"}]}, "work": [{"run": "a"}]})"},
        {"bad", "{\n\"version\": 2}"}};
    const auto title = [&](const char* id) {
        const auto read =
            session::read_figure(std::string("{\"figure\": 1, \"scenario\": \"") + id + "\"}", Reading::strict, given);
        return read ? read->document.variants[0].scenario.title : read.error().message;
    };
    CHECK(title("mine") == "Mine");
    CHECK(title("bad").find("line 2") != std::string::npos);
    CHECK(title("typing-and-musik").find("did you mean \"typing-and-music\"") != std::string::npos);
}

TEST_CASE("the first mistake of a strict figure is named with its place and what would be right", "[figure]") {
    struct Case {
        const char* keys;
        int column;
        const char* pointer;
        const char* said;
    };
    const Case cases[] = {
        {R"("knob": [])", 1, "/knob", "did you mean \"knobs\""},
        {R"("set": {"machine.coers": "4"})", 26, "/set/machine.coers", "did you mean \"cores\""},
        {R"("set": {"machine.cores": "0"})", 26, "/set/machine.cores", "1 to 256"},
        {R"("set": ["machine.cores"])", 8, "/set", "an object in { }"},
        {R"("set": {"machine.cores": null})", 26, "/set/machine.cores", "must be a text"},
        {R"("runs": [0, 3])", 13, "/runs/1", "its runs are 0 to 2"},
        {R"("runs": [])", 9, "/runs", "at least one"},
        {R"("lanes": ["core"])", 11, "/lanes/0", "did you mean \"cores\""},
        {R"("lanes": [])", 10, "/lanes", "at least one"},
        {R"("show": ["verdicts"])", 10, "/show/0", "did you mean \"verdict\""},
        {R"("numbers": ["latency:musik"])", 13, "/numbers/0", "did you mean \"music\""},
        {R"("numbers": "missed")", 12, "/numbers", "list"},
        {R"("knobs": ["machine.coers"])", 11, "/knobs/0", "did you mean \"machine.cores\""},
        {R"("knobs": ["machine.cores", "work.0.at", "work.1.count", "work.2.count"])", 57, "/knobs/3", "at most 3"},
        {R"("view": "map")", 9, "/view", "timeline"},
        {R"("t": "soon")", 6, "/t", "duration"},
        {R"("t": 21)", 6, "/t", "\"21ms\""},
        {R"("from": "10ms")", 9, "/from", "must both be given"},
        {R"("from": "10ms", "to": "5ms")", 9, "/from", "must both be given"},
        {R"("focus": 3)", 10, "/focus", "its runs are 0 to 2"},
        {R"("runs": [0], "focus": 1)", 23, "/focus", "not among"},
        {R"("baseline": 3)", 13, "/baseline", "its runs are 0 to 2"},
        {R"("runs": [0], "baseline": 1)", 26, "/baseline", "not among"},
        {R"("aim": -1)", 8, "/aim", "0 to"},
        {R"("runs": [0, 1], "aim": 2)", 24, "/aim", "not among"},
        {R"("sel": "nonsense")", 8, "/sel", "\"0:12\""},
        {R"("sel": "7:1")", 8, "/sel", "no run 7"},
        {R"("range": "20ms-10ms")", 10, "/range", "\"10ms-20ms\""},
        {R"("mark": ["5ms", "x"])", 17, "/mark/1", "duration"},
        {R"("theme": "drak")", 10, "/theme", "did you mean \"dark\""},
        {R"("engine": 0)", 11, "/engine", "1 to"},
        {R"("ask": "mised")", 8, "/ask", "did you mean \"missed\""},
        {R"("ask": {"text": "Why?"})", 8, "/ask", "either"},
        {R"("ask": {"number": "missed", "choices": ["a", "b"]})", 8, "/ask", "either"},
        {R"("ask": {"choices": ["a", "b"], "right": 0})", 8, "/ask", "text"},
        {R"("ask": {"text": "x", "choices": ["a"], "right": 0})", 8, "/ask/choices", "2 to 8"},
        {R"("ask": {"text": "x", "choices": ["a", "b"]})", 8, "/ask/right", "from 0 to 1"},
        {R"("ask": {"text": "x", "choices": ["a", "b"], "right": 2})", 8, "/ask/right", "from 0 to 1"},
        {R"("ask": {"number": "missed", "run": 5})", 8, "/ask/run", "no run 5"},
        {R"("ask": {"number": "missed", "within": 2})", 39, "/ask/within", "0 to 1"},
        {R"("ask": {"numbr": "missed"})", 9, "/ask/numbr", "did you mean \"number\""},
        {R"("title": "a\u0000b")", 10, "/title", "U+0000"},
        {R"("title": "a\u202Eb")", 10, "/title", "U+202E"},
        {R"("caption": "a\u2066b")", 12, "/caption", "U+2066"},
        {R"("ask": {"text": "a\u0007b", "number": "missed"})", 8, "/ask/text", "U+0007"},
        {R"("title": "a", "title": "b")", 15, "/title", "twice"},
        {R"("__proto__": {})", 1, "/__proto__", "unknown key"},
    };
    for (const Case& one : cases) {
        INFO(one.keys);
        const Error error = error_of(with(one.keys));
        CHECK(error.line == 2);
        CHECK(error.column == one.column);
        CHECK(error.pointer == one.pointer);
        INFO(error.message);
        CHECK(error.message.find(one.said) != std::string::npos);
    }
}

TEST_CASE("what is no figure is refused by a lenient reader, too", "[figure]") {
    for (const Reading reading : {Reading::strict, Reading::lenient})
        for (const char* text :
             {"", "[]", "{}", "{\"figure\": 1}", "{\"scenario\": \"typing-and-music\"}", "{\"figure\": 1,",
              "{\"figure\": 2, \"scenario\": \"typing-and-music\"}", "{\"figure\": 1, \"scenario\": \"none\"}",
              "{\"figure\": 1, \"scenario\": \"../../etc/passwd\"}", "{\"figure\": 1, \"scenario\": 5}",
              "{\"figure\": 1, \"scenario\": {\"version\": 9}}"}) {
            INFO(text);
            CHECK_FALSE(session::read_figure(text, reading));
        }
}

TEST_CASE("a lenient reader drops the parts that cannot be used, one by one", "[figure]") {
    const auto figure =
        read(with(R"("colour": "red", "set": {"machine.cores": "lots", "machine.scheduler.quantum": "8ms",
        "nonsense": "1"}, "t": "soon", "from": "9ms", "show": ["numbers", "bogus", "legend"], "runs": [0, 9],
        "mark": ["5ms", "never"], "baseline": 7, "aim": 1, "knobs": ["machine.cores", "x"], "title": "a\u202Eb", "caption": "fine",
        "ask": {"text": "?"}, "theme": "dark")"),
             Reading::lenient);
    std::vector<std::string> parts;
    for (const session::Dropped& one : figure.dropped) {
        parts.push_back(one.part);
        CHECK_FALSE(one.why.empty());
    }
    CHECK(parts == std::vector<std::string>{"colour=red", "set=machine.cores:lots", "set=nonsense:1", "title=a\u202Eb",
                                            "runs=9", "show=bogus", "knobs=x", "t=soon", "baseline=7", "aim=1",
                                            "mark=never", "ask=…", "from/to"});
    CHECK(session::write_figure(figure.figure) == R"({
  "figure": 1,
  "scenario": "typing-and-music",
  "set": {"machine.scheduler.quantum": "8ms"},
  "caption": "fine",
  "runs": [0],
  "show": ["numbers", "legend"],
  "knobs": ["machine.cores"],
  "mark": ["5ms"],
  "theme": "dark"
}
)");
}

TEST_CASE("limits of size: text, depth, changes and marks", "[figure]") {
    CHECK(error_of(with("\"caption\": \"" + std::string(501, 'x') + "\"")).message.find("at most 500") !=
          std::string::npos);
    CHECK(error_of(with("\"x-note\": \"" + std::string(session::longest_figure, 'x') + "\"")).message.find("KiB") !=
          std::string::npos);
    CHECK(error_of(with("\"x-deep\": " + std::string(40, '[') + std::string(40, ']'))).message.find("deep") !=
          std::string::npos);
    std::string marks, changes;
    for (int i = 0; i <= 100; ++i) marks += (i ? ", \"" : "\"") + std::to_string(i) + "ms\"";
    CHECK(error_of(with("\"mark\": [" + marks + "]")).pointer == "/mark");
    CHECK(read(with("\"mark\": [" + marks + "]"), Reading::lenient).figure.mark.size() == 100);
    for (int i = 0; i < 33; ++i) changes += (i ? ", \"" : "\"") + std::string("x-") + std::to_string(i) + "\": \"1\"";
    CHECK(read(with("\"set\": {" + changes + "}"), Reading::lenient).figure.set.empty());
}

TEST_CASE("a lenient reader gives up on a list that is far too long", "[figure]") {
    std::string words, changes;
    for (int i = 0; i < 30'000; ++i) words += (i ? ",\"" : "\"") + std::to_string(i % 10) + "\"";
    for (int i = 0; i < 1'900; ++i) changes += (i ? ",\"a" : "\"a") + std::to_string(i) + "\":\"1\"";
    for (const char* key : {"knobs", "show", "mark", "runs"}) {
        const auto figure = read(with("\"" + std::string(key) + "\": [" + words + "]"), Reading::lenient);
        CHECK(figure.dropped.size() <= 41);
        CHECK(figure.figure == read(with("\"x-none\": 1")).figure);
    }
    CHECK(read(with("\"set\": {" + changes + "}"), Reading::lenient).figure.set.empty());
}

TEST_CASE("a text is that of a figure if it says so", "[figure]") {
    CHECK(session::is_figure(everything));
    CHECK_FALSE(session::is_figure("{\"version\": 1}"));
    CHECK_FALSE(session::is_figure("figure"));
}

TEST_CASE("the schema has the keys of the reader, and no others", "[figure]") {
    const auto schema = scenario::json::parse(session::figure_schema());
    REQUIRE(schema);
    std::vector<std::string> keys, rows;
    for (const auto& member : schema->find("properties")->members) keys.push_back(member.key);
    for (const scenario::Field& field : session::figure_record().fields) rows.emplace_back(field.key);
    CHECK(keys == rows);
}
