#include "tests/catch2.h"

#include "view/rich_text.h"
#include "view/scale.h"

using scenario::Parameter;
using scenario::ParameterType;
using view::words_of;

TEST_CASE("stars make words stand out and stay where they stood", "[view]") {
    const auto words = words_of("*Request 5* is *blocked*.");
    REQUIRE(words.size() == 5);
    CHECK(words[0].text == "Request");
    CHECK(words[0].strong);
    CHECK(words[1].strong);
    CHECK_FALSE(words[2].strong);
    CHECK(words[3].strong);
    CHECK(words[4].text == ".");
    CHECK(words[4].glued);
    CHECK_FALSE(words[3].glued);
    CHECK(words_of("").empty());
    CHECK(words_of("  ** ").empty());
}

namespace {
Parameter duration(double low, double high) {
    Parameter row;
    row.type = ParameterType::duration;
    row.low = low;
    row.high = high;
    row.logarithmic = true;
    return row;
}
}  // namespace

TEST_CASE("a slider stops at round values", "[view]") {
    Parameter cores;
    cores.type = ParameterType::integer;
    cores.low = 1;
    cores.high = 16;
    CHECK(view::value_at(cores, 0) == 1);
    CHECK(view::value_at(cores, 1) == 16);
    CHECK(view::value_at(cores, 0.5) == 9);
    CHECK(view::value_text(cores, 4) == "4");

    const Parameter time = duration(0, 1e9);
    CHECK(view::value_at(time, 0) == 0);
    CHECK(view::value_at(time, 1) == 1e9);
    for (double share : {0.1, 0.35, 0.5, 0.77}) {
        const std::string text = view::value_text(time, view::value_at(time, share));
        INFO(text);
        const auto back = parse_time(text);
        REQUIRE(back);
        CHECK(view::share_of(time, double(back->ns)) == Approx(share).margin(0.01));
    }
}

TEST_CASE("values are shown for people", "[view]") {
    Parameter row = duration(0, 1e9);
    row.value = "20ms";
    CHECK(view::pretty_value(row) == "20 ms");
    row.value = "0us";
    CHECK(view::pretty_value(row) == "0 µs");
    row.type = ParameterType::integer;
    row.value = "10000";
    CHECK(view::pretty_value(row) == "10,000");
    row.type = ParameterType::choice;
    row.value = "round-robin";
    row.choices = {{"round-robin", "round robin"}};
    CHECK(view::pretty_value(row) == "round robin");
    CHECK_FALSE(view::has_slider(row));
}
