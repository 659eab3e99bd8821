#include "tests/catch2.h"

#include "base/time.h"
#include "present/slider.h"

using scenario::Parameter;
using scenario::ParameterType;
using namespace present;

namespace {

Parameter duration(double low, double high) {
    Parameter row;
    row.type = ParameterType::duration;
    row.low = low;
    row.high = high;
    row.logarithmic = true;
    return row;
}

Parameter integer(double low, double high) {
    Parameter row;
    row.type = ParameterType::integer;
    row.low = low;
    row.high = high;
    return row;
}

}  // namespace

TEST_CASE("a slider stops at round values", "[present]") {
    const Parameter cores = integer(1, 16);
    CHECK(value_at(cores, 0) == 1);
    CHECK(value_at(cores, 1) == 16);
    CHECK(value_at(cores, 0.5) == 9);
    CHECK(value_text(cores, 4) == "4");
    CHECK(value_at(integer(0, 1000), 0.5012) == 500);  // steps of 5

    const Parameter time = duration(0, 1e9);
    CHECK(value_at(time, 0) == 0);
    CHECK(value_at(time, 1) == 1e9);
    for (double share : {0.1, 0.35, 0.5, 0.77}) {
        const std::string text = value_text(time, value_at(time, share));
        INFO(text);
        const auto back = parse_time(text);
        REQUIRE(back);
        CHECK(share_of(time, double(back->ns)) == Approx(share).margin(0.01));
    }
}

TEST_CASE("an arrow key leads to the next value, however the slider is divided", "[present]") {
    const Parameter cores = integer(1, 16);
    CHECK(next_value(cores, 4, 1) == 5);
    CHECK(next_value(cores, 4, -1) == 3);
    CHECK(next_value(cores, 16, 1) == 16);
    CHECK(next_value(cores, 1, -1) == 1);

    const Parameter time = duration(0, 1e9);
    CHECK(next_value(time, 20e6, 1) == Approx(21e6));
    CHECK(next_value(time, 20e6, -1) == Approx(19e6));
    CHECK(next_value(time, 10e6, 1) == Approx(11e6));
    CHECK(next_value(time, 10e6, -1) == Approx(9.9e6));
    CHECK(next_value(time, 1e4, -1) == 0);  // from the first value to nothing
    CHECK(next_value(time, 0, 1) == 1e4);  // and back
    CHECK(next_value(time, 1e9, 1) == 1e9);

    // There and back again, everywhere on the scale.
    for (double value = 2e4; value < 9e8; value = next_value(time, value, 1)) {
        INFO(value);
        CHECK(next_value(time, next_value(time, value, 1), -1) == Approx(value));
    }
}

TEST_CASE("values are shown for people", "[present]") {
    Parameter row = duration(0, 1e9);
    row.value = "20ms";
    CHECK(pretty_value(row) == "20 ms");
    CHECK(pretty_value(row, "0us") == "0 µs");
    CHECK(pretty_value(row, R"({"exponential": "20ms"})") == R"({"exponential": "20ms"})");
    CHECK(pretty_value(integer(1, 16), "10000") == "10,000");
    row.type = ParameterType::choice;
    row.value = "round-robin";
    row.choices = {{"round-robin", "round robin"}};
    CHECK(pretty_value(row) == "round robin");
    CHECK_FALSE(has_slider(row));
}

TEST_CASE("a typed value may be written as it is shown", "[present]") {
    Parameter row = duration(0, 1e9);
    row.value = "20ms";
    CHECK(typed_value(row, " 4 ms ") == "4ms");
    CHECK(typed_value(row, "4") == "4ms");  // the present unit
    CHECK(typed_value(row, "2.5") == "2.5ms");
    CHECK(typed_value(row, "850 µs") == "850us");
    CHECK(typed_value(row, "soon") == "soon");
    row.value = "3us";
    CHECK(typed_value(row, "4") == "4us");
    CHECK(typed_value(integer(1, 99'999), "10,000") == "10000");
    CHECK(typed_value(integer(1, 99'999), "") == "");
}

TEST_CASE("a parameter without effect says so before its help", "[present]") {
    Parameter row = integer(1, 16);
    row.help = "How many cores there are.";
    CHECK(hint_of(row) == "How many cores there are.");
    row.enabled = false;
    CHECK(hint_of(row) == "This has no effect with the present settings. How many cores there are.");
}
