#include "base/time.h"
#include "tests/catch2.h"

TEST_CASE("a duration is a number with a unit", "[base]") {
    CHECK(parse_time("20ms") == msec(20));
    CHECK(parse_time("1.5s") == msec(1500));
    CHECK(parse_time("250 us") == usec(250));
    CHECK(parse_time("7µs") == usec(7));
    CHECK(parse_time("3ns") == nsec(3));
    CHECK(parse_time("2min") == sec(120));
    CHECK(parse_time("0.5h") == sec(1800));
    CHECK(parse_time("0ms") == nsec(0));
    CHECK(parse_time("0.000000001s") == nsec(1));
    CHECK(parse_time("1.000001ms") == nsec(1'000'001));
}

TEST_CASE("a text that is not exactly a duration is rejected", "[base]") {
    for (const char* text : {"", "ms", "20", "-1ms", "1.ms", ".5ms", "1e3ms", "20  ms", "20ms ", "20 mss", "20m",
                             "1.5ns", "0.0001us", "1.0000000001s", "+1ms", "1,5s"}) {
        INFO(text);
        CHECK_FALSE(parse_time(text));
    }
}

TEST_CASE("no duration is longer than a thousand days", "[base]") {
    CHECK(parse_time("24000h") == longest_time);
    CHECK_FALSE(parse_time("24001h"));
    CHECK_FALSE(parse_time("99999999999999999999h"));
}

TEST_CASE("a time as text reads back as the same time", "[base]") {
    for (int64_t ns : {int64_t(0), int64_t(1), int64_t(999), int64_t(1'000), int64_t(1'500), int64_t(20'000'000),
                       int64_t(1'234'567'891), int64_t(86'400'000'000'000'000)}) {
        INFO(time_text({ns}));
        CHECK(parse_time(time_text({ns})) == Time{ns});
    }
    CHECK(time_text(msec(20)) == "20ms");
    CHECK(time_text(usec(1500)) == "1.5ms");
    CHECK(time_text({}) == "0ms");
}

TEST_CASE("times for people have the significant digits", "[base]") {
    CHECK(time_label(msec(148)) == "148.0 ms");
    CHECK(time_label(msec(48)) == "48.00 ms");
    CHECK(time_label(usec(850)) == "850 µs");
    CHECK(time_label(nsec(12)) == "12 ns");
    CHECK(time_label(msec(1250)) == "1.25 s");
    CHECK(time_label({}) == "0 ns");
    CHECK(time_label(-usec(1500)) == "-1.50 ms");
    CHECK(time_label(sec(100)) == "100.0 s");
    CHECK(time_label(sec(120)) == "2 min");
    CHECK(time_label(sec(125) + msec(250)) == "2 min 5.25 s");
    CHECK(time_label(sec(3'723) + nsec(4'567'890)) == "62 min 3.005 s");
    CHECK(time_label(sec(7'200)) == "2 h");
    CHECK(time_label(sec(93'784) + msec(500)) == "26 h 3 min 4.5 s");
    // Where rounding reaches the next unit, that unit is used.
    CHECK(time_label(nsec(9'996)) == "10.0 µs");
    CHECK(time_label(nsec(999'600)) == "1.00 ms");
    CHECK(time_label(usec(999'960)) == "1.00 s");
    CHECK(time_label(msec(119'980)) == "120.0 s");
}

TEST_CASE("a time has enough digits to be distinguished from its neighbours", "[base]") {
    CHECK(time_label(msec(148), 100'000) == "148.0 ms");
    CHECK(time_label(usec(148'123), 1'000) == "148.123 ms");
    CHECK(time_label(usec(148'123), 5'000) == "148.123 ms");
    CHECK(time_label(nsec(148'123'456), 3) == "148123.456 µs");
    CHECK(time_label(sec(45) + usec(123'400), 90'000) == "45123.40 ms");
    CHECK(time_label(sec(3'900) + msec(250), 20e6) == "3900.25 s");
    CHECK(time_label(sec(3'900) + msec(250), 11e9) == "3900 s");
    CHECK(time_label(sec(3'900) + usec(250'128), 128'000) == "3900250.1 ms");
    CHECK(time_label(nsec(12), 1) == "12 ns");
    CHECK(time_label({}, 1) == "0 ns");
}
