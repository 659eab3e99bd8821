#include "tests/catch2.h"

#include "present/numbers.h"

using namespace present;

TEST_CASE("a column has one unit, except for times that would have fewer than two digits in it", "[present]") {
    const Unit seconds = unit_for(msec(3'946'500));
    CHECK(in_column(3946.5e9, seconds) == "3946.50");
    CHECK(in_column(0.12e9, seconds) == "0.12");
    CHECK(in_column(9.118e6, seconds) == "9.12 ms");
    CHECK(in_column(0, seconds) == "0.00");
    CHECK(in_column(26e6, unit_for(msec(148))) == "26.0");
    // Halves as time_label() rounds them; the double nearest to 252.45 is below it.
    CHECK(in_column(252.45e6, unit_for(msec(252))) == "252.5");
    CHECK(time_label(usec(252'450)) == "252.5 ms");
    CHECK(in_column(504.85e6, unit_for(msec(505))) == "504.9");
    CHECK(in_column(201.95e6, unit_for(msec(202))) == "202.0");
    CHECK(in_column(250e3, unit_for(msec(148))) == "250 µs");
    CHECK(in_column(999.96e3, unit_for(msec(148))) == "1000 µs");  // no exponent
    CHECK(in_column(5, unit_for(nsec(800))) == "5");
    CHECK(in_column(5, unit_for(usec(20))) == "5 ns");
    CHECK(with_unit(9.118e6, seconds) == "9.12 ms");
    CHECK(with_unit(12.5e9, seconds) == "12.50 s");
    CHECK(with_unit(86e6, unit_for(msec(148)), 2) == "86.00 ms");
}

TEST_CASE("a moment has enough digits to differ from its neighbours", "[present]") {
    CHECK(moment_text(usec(67'500), msec(148), msec(148)) == "67.50 ms");
    const Time late{2'305'189'123'456}, last = sec(3946);
    CHECK(moment_text(late, last, last) == "2305.189 s");
    CHECK(moment_text(late, last, msec(4)) == "2305.18912 s");
    CHECK(moment_text(late, last, nsec(100)) == "2305.189123456 s");
    CHECK(moment_text(late, last, Time{}) == "2305.189123456 s");
    CHECK(moment_text(nsec(12), nsec(100), nsec(100)) == "12 ns");  // a nanosecond is whole
    CHECK(moment_text(Time{}, Time{}, Time{}) == "0 ns");
}

TEST_CASE("numbers are written for people", "[present]") {
    CHECK(significant_text(0.012345, 3) == "0.0123");
    CHECK(significant_text(0.1, 3) == "0.100");
    CHECK(significant_text(1234.5, 3) == "1234");
    CHECK(significant_text(0, 3) == "0");
    CHECK(trimmed_text(162.162, 4) == "162.2");
    CHECK(trimmed_text(250, 4) == "250");
    CHECK(share_text(0.324) == "32 %");
    CHECK(bytes_text(512) == "512 B");
    CHECK(bytes_text(1536) == "1.5 KiB");
    CHECK(bytes_text(int64_t(20) << 20) == "20 MiB");
    CHECK(bytes_text(int64_t(3) << 40) == "3072 GiB");
}
