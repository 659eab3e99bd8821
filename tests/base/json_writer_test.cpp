#include "base/hash.h"
#include "base/json_writer.h"
#include "base/number.h"
#include "tests/catch2.h"

#include <limits>

TEST_CASE("the writer places commas, keys and lines", "[base]") {
    JsonWriter json;
    json.begin_object()
        .member("a", 1)
        .key("b")
        .begin_array(JsonWriter::Style::compact)
        .value(true)
        .value(1.5)
        .null()
        .end_array();
    json.key("c").begin_object().end_object().end_object();
    CHECK(json.text() == "{\n  \"a\": 1,\n  \"b\": [true, 1.5, null],\n  \"c\": {}\n}");
}

TEST_CASE("strings are escaped, and what is not UTF-8 is replaced", "[base]") {
    JsonWriter json;
    json.value("a\"b\\c\n\x01µ\xff\xc3");
    CHECK(json.text() == "\"a\\\"b\\\\c\\n\\u0001µ\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST_CASE("a number that is not finite is null", "[base]") {
    JsonWriter json;
    json.value(std::numeric_limits<double>::infinity());
    CHECK(json.text() == "null");
}

TEST_CASE("a double is written as the shortest text that reads back as the same number", "[base]") {
    CHECK(number_text(0.1) == "0.1");
    CHECK(number_text(1.0 / 3) == "0.3333333333333333");
    CHECK(number_text(-2) == "-2");
    CHECK(rounded_text(1.50, 2) == "1.5");
    CHECK(rounded_text(-0.001, 2) == "0");
    CHECK(grouped_text(1234567) == "1,234,567");
    CHECK(grouped_text(-123) == "-123");
}

TEST_CASE("numbers are read whole or not at all", "[base]") {
    CHECK(parse_number("1e3") == 1000.0);
    CHECK(parse_number("-0.5") == -0.5);
    for (const char* text : {"", " 1", "1 ", "0x10", "inf", "nan", "1e999", "1-2", "."}) {
        INFO(text);
        CHECK_FALSE(parse_number(text));
    }
    CHECK(parse_integer("12") == 12);
    CHECK_FALSE(parse_integer("12.0"));
    CHECK_FALSE(parse_integer("99999999999999999999"));
}

TEST_CASE("a hash depends on the order and on every word", "[base]") {
    Hash a, b, c;
    a.add(1), a.add(2);
    b.add(2), b.add(1);
    c.add(1), c.add(2), c.add(uint64_t(0));
    CHECK(a.value() != b.value());
    CHECK(a.value() != c.value());
    CHECK(hash_text(0x1234) == "0000000000001234");
}

TEST_CASE("a rich text is a list in which every second text is strong", "[base]") {
    const auto written = [](const RichText& text) {
        JsonWriter json(JsonWriter::Style::compact);
        json.value(text);
        return json.text();
    };
    CHECK(written({}) == "[]");
    CHECK(written(say("a *b* c")) == R"(["a ", "b", " c"])");
    CHECK(written(say("*b*")) == R"(["", "b"])");
    CHECK(written(RichText("a*b")) == R"(["a*b"])");
}
