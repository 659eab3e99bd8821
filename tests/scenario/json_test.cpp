#include "scenario/json.h"

#include "scenario/document.h"
#include "tests/catch2.h"
#include "tests/scenario/files.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace scenario;
using json::Kind;
using json::Value;

namespace {

std::string place(const json::Place& p) { return std::to_string(p.line) + ":" + std::to_string(p.column); }

Value parsed(const std::string& text) {
    const Result<Value> value = json::parse(text);
    INFO(text);
    REQUIRE(value);
    return *value;
}

std::string compact(const Value& value) {
    std::string text = json::write(value);
    std::erase_if(text, [](char c) { return c == '\n' || c == ' '; });
    return text;
}

std::string json_error(const std::string& text) {
    const Result<Value> value = json::parse(text);
    return value ? "" : error_text("", value.error());
}

}  // namespace

TEST_CASE("every key and value has its line and column, in characters", "[scenario][json]") {
    const Value root = parsed(
        "{\n"
        "  \"a\": 12,\"b\" :[ 3,-4.5 ,true,null,\n"
        "    \"x\\\"]\", {\"é☕𝄞\":\t\"ü\", \"c\" : 1e3}],\r\n"
        "  \"last\":{}\n"
        "}\n");
    CHECK(place(root.place) == "1:1");
    CHECK(place(root.members[0].place) == "2:3");
    CHECK(place(root.find("a")->place) == "2:8");
    CHECK(place(root.members[1].place) == "2:11");
    const Value& list = *root.find("b");
    CHECK(place(list.place) == "2:16");
    CHECK(place(list.items[0].place) == "2:18");
    CHECK(place(list.items[1].place) == "2:20");
    CHECK(place(list.items[2].place) == "2:26");
    CHECK(place(list.items[3].place) == "2:31");
    CHECK(place(list.items[4].place) == "3:5");
    CHECK(place(list.items[5].place) == "3:13");
    CHECK(place(list.items[5].members[0].place) == "3:14");
    CHECK(place(list.items[5].members[0].value.place) == "3:21");
    CHECK(place(list.items[5].members[1].place) == "3:26");
    CHECK(place(list.items[5].members[1].value.place) == "3:32");
    CHECK(place(root.find("last")->place) == "4:10");
}

TEST_CASE("a value is read with its own type", "[scenario][json]") {
    const Value root = parsed(
        R"([9223372036854775807, -9223372036854775808, 9223372036854775808, 4.0, false, "\u00e9\ud834\udd1e"])");
    CHECK(root.items[0].kind == Kind::integer);
    CHECK(root.items[0].integer == INT64_MAX);
    CHECK(root.items[1].integer == INT64_MIN);
    CHECK(root.items[2].kind == Kind::number);
    CHECK(root.items[2].number == 9223372036854775808.0);
    CHECK(root.items[3].kind == Kind::number);
    CHECK(root.items[4].kind == Kind::boolean);
    CHECK(root.items[5].string == "é𝄞");
    CHECK(parsed("\xEF\xBB\xBF[1]").items.size() == 1);  // a byte order mark
}

TEST_CASE("keys keep the order of the text, and a duplicate is rejected", "[scenario][json]") {
    CHECK(compact(parsed(R"({"z": 1, "a": {"y": 2, "b": 3}})")) == R"({"z":1,"a":{"y":2,"b":3}})");
    CHECK(json_error(R"({"a": {"b": 1}, "c": {"b": 1, "b": 2}})") ==
          ":1:31: the key \"b\" stands twice in this object; keep one of them (/c/b)");
    CHECK(json_error(R"({"a": 1, "\u0061": 2})") ==
          ":1:10: the key \"a\" stands twice in this object; keep one of them (/a)");
}

TEST_CASE("text is limited to 256 KiB and 32 levels", "[scenario][json]") {
    const std::string full = "[\"" + std::string(longest_text - 4, 'x') + "\"]";
    REQUIRE(full.size() == longest_text);
    CHECK(json_error(full).empty());
    CHECK(json_error(full + " ") == ":1:1: the text is 257 KiB long; at most 256 KiB are allowed");
    CHECK(json_error(std::string(32, '[') + std::string(32, ']')).empty());
    CHECK(json_error(std::string(33, '[') + std::string(33, ']'))
              .starts_with(":1:33: this is nested too deeply; at most 32 levels"));
    CHECK(json_error(std::string(200'000, '[')).starts_with(":1:33: "));
    std::string keys;
    for (int i = 0; i < 40; ++i) keys += "{\"k\":";
    CHECK(json_error(keys).starts_with(":1:161: this is nested too deeply"));
}

TEST_CASE("an object has at most 5,000 keys", "[scenario][json]") {
    // Patches are merged key by key, so their cost is the square of this.
    std::string text = "{";
    for (int i = 0; i < 4'999; ++i) text += "\"" + std::to_string(i) + "\":0,";
    CHECK(json_error(text + "\"x\":0}").empty());
    CHECK(json_error(text + "\"4998\":0}").find("\"4998\" stands twice") != std::string::npos);
    CHECK(json_error(text + "\"x\":0,\"y\":0}").find("more than 5000 keys in one object") != std::string::npos);
}

TEST_CASE("a zero byte and bytes that are not UTF-8 are rejected, with their place", "[scenario][json]") {
    CHECK(json_error(std::string("[1]\0 [2]", 8)) == ":1:4: there is a zero byte here; remove it");
    CHECK(json_error("[\"é\xC3\"]").starts_with(":1:4: these bytes are not UTF-8"));
    CHECK(json_error("[\n\"\xED\xA0\x80\"]").starts_with(":2:2: these bytes"));    // half a surrogate pair
    CHECK(json_error("[\"\xC0\xAF\"]").starts_with(":1:3: these bytes"));          // an over-long slash
    CHECK(json_error("[\"\xF4\x90\x80\x80\"]").starts_with(":1:3: these bytes"));  // above U+10FFFF
}

TEST_CASE("errors in the text are described, with their place", "[scenario][json]") {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"", ":1:1: there is nothing here; a scenario is an object in { }"},
        {"{", ":1:2: the text ends before the { of line 1 is closed"},
        {"[\n1,", ":2:3: the text ends before the [ of line 1 is closed"},
        {"[1,]", ":1:4: there is a comma too many before this ]"},
        {"{\"a\":1,}", ":1:8: there is a comma too many before this }"},
        {"[1,,2]", ":1:4: expected a value here, not ,"},
        {"[1 2]", ":1:4: expected a comma or ] before this"},
        {"[1 2 3]", ":1:4: expected a comma or ] before this"},
        {"[true false]", ":1:7: expected a comma or ] before this"},
        {"[\"a\" \"b\"]", ":1:6: expected a comma or ] before this"},
        {"[[1][2]]", ":1:5: expected a comma or ] before this"},
        {"{\"a\":1 \"b\":2}", ":1:8: expected a comma or } before this"},
        {"{\"a\" 1}", ":1:6: expected a colon after the key \"a\" (/a)"},
        {"{\"a\"}", ":1:5: expected a colon after the key \"a\" (/a)"},
        {"{\"a\":}", ":1:6: expected a value here, not } (/a)"},
        {"{a:1}", ":1:2: expected a key in double quotes here"},
        {"{1:2}", ":1:2: expected a key in double quotes here"},
        {"{,}", ":1:2: expected a key in double quotes here"},
        {"[:]", ":1:2: expected a value here, not :"},
        {"]", ":1:1: expected a value here, not ]"},
        {"[1] x", ":1:5: there is something after the end of the scenario; remove it"},
        {"[1]]", ":1:4: there is something after the end of the scenario; remove it"},
        {"12 13", ":1:4: there is something after the end of the scenario; remove it"},
        {"[tru]", ":1:2: tru is no value; text stands in double quotes"},
        {"[True]", ":1:2: True is no value; text stands in double quotes"},
        {"nul", ":1:1: nul is no value; text stands in double quotes"},
        {"[truefalse]", ":1:2: truefalse is no value; text stands in double quotes (/0)"},
        {"['a']", ":1:2: text stands in double quotes, not single ones"},
        {"// hi\n[]", ":1:1: JSON has no comments; put the words into a key that begins with x-"},
        {"[\"a]", ":1:2: this text has no closing quote on its line"},
        {"[\"a\nb\"]", ":1:2: this text has no closing quote on its line"},
        {"[\"\tx\"]", ":1:3: a control character in text must be written as an escape, like \\t"},
        {"{\"a\":1]", ":1:7: expected a comma or } before this"},
    };
    for (const auto& [text, message] : cases) {
        INFO(text);
        CHECK(json_error(text) == message);
    }
    for (const char* number : {"01", "1.", "-", "1e", "+1", ".5", "12x", "0x10", "-01", "1.e3", "--1"}) {
        INFO(number);
        CHECK(json_error("[" + std::string(number) + "]")
                  .starts_with(":1:2: " + std::string(number) + " is not a number as JSON writes it"));
        CHECK(json_error("{\"a\":" + std::string(number))
                  .starts_with(":1:6: " + std::string(number) + " is not a number"));
    }
    CHECK(json_error("[1e999]") == ":1:2: 1e999 is too large for a number");
    CHECK(json_error("[1, -1e999, 2]") == ":1:5: -1e999 is too large for a number");
    for (const char* escape : {"\\q", "\\u12g4", "\\ud800", "\\ud800\\n", "\\udc00", "\\ud800\\ud800"}) {
        INFO(escape);
        CHECK(json_error("[\"" + std::string(escape) + "\"]").find("this is not an escape that JSON knows") !=
              std::string::npos);
    }
}

TEST_CASE("any text results in a tree, or in an error with a place in it", "[scenario][json]") {
    const std::string text =
        "{\n  \"file\": " + scenario_test::part("x-more", "[1e3, -0.5,\"\\u00e9\\n\", null]") + "}\n";
    REQUIRE(json::parse(text));
    const auto check = [&](const std::string& changed) {
        const Result<Value> value = json::parse(changed);
        if (value) return;
        const Error& error = value.error();
        const int lines = int(std::count(changed.begin(), changed.end(), '\n')) + 1;
        if (error.message.empty() || error.line < 1 || error.line > lines || error.column < 1) {
            INFO(changed);
            CHECK(error_text("", error) == "a place in the text");
        }
    };
    for (size_t i = 0; i <= text.size(); ++i) check(text.substr(0, i));
    for (size_t i = 0; i < text.size(); ++i) {
        for (char c : std::string("\"{}[],:0-tx\\\n\xC3", 14)) {
            std::string changed = text;
            changed[i] = c;
            check(changed);
            changed.insert(i, 1, c);
            check(changed);
        }
    }
}

TEST_CASE("merge patches agree with the examples of RFC 7396", "[scenario][json]") {
    const std::vector<std::vector<std::string>> appendix = {
        {R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
        {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
        {R"({"a":"b"})", R"({"a":null})", R"({})"},
        {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
        {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
        {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
        {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
        {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
        {R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"},
        {R"({"a":"b"})", R"(["c"])", R"(["c"])"},
        {R"({"a":"foo"})", R"(null)", R"(null)"},
        {R"({"a":"foo"})", R"("bar")", R"("bar")"},
        {R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})"},
        {R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})"},
        {R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"},
    };
    for (const auto& row : appendix) {
        INFO(row[0] << " + " << row[1]);
        CHECK(compact(json::merge_patch(parsed(row[0]), parsed(row[1]))) == row[2]);
    }
}

TEST_CASE("values from a patch keep the places of the patch", "[scenario][json]") {
    const Value merged =
        json::merge_patch(parsed(R"({"a": {"b": 1, "c": 2}})"), parsed("\n{\"a\": {\n \"b\": 3}}"));
    CHECK(place(merged.find("a")->find("b")->place) == "3:7");
    CHECK(place(merged.find("a")->members[0].place) == "3:2");
    CHECK(place(merged.find("a")->find("c")->place) == "1:21");
}

TEST_CASE("pointers escape ~ and /", "[scenario][json]") {
    CHECK(json::pointer_to("/work/0", "count") == "/work/0/count");
    CHECK(json::pointer_to("", "a/b~c") == "/a~1b~0c");
}

TEST_CASE("written text keeps short values on one line and reads back as the same tree", "[scenario][json]") {
    CHECK(json::write(parsed(R"({"a":{"b":[1,2.50,"x"]},"c":[]})")) ==
          "{\n  \"a\": {\"b\": [1, 2.5, \"x\"]},\n  \"c\": []\n}\n");
    const std::string word(60, 'w');
    const std::string text = json::write(parsed("{\"list\":[\"" + word + "\",\"" + word + "\"]}"));
    CHECK(text == "{\n  \"list\": [\n    \"" + word + "\",\n    \"" + word + "\"\n  ]\n}\n");
    CHECK(json::write(parsed(text)) == text);
}
