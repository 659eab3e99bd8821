#include "base/decimal.h"

#include "base/number.h"
#include "tests/catch2.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <random>
#include <string>

namespace {

double of_bits(uint64_t bits) {
    double value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

uint64_t bits_of(double value) {
    uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}

// What printf writes, which is exact in glibc and in musl.
std::string printed(const char* format, int digits, double value) {
    char text[800];
    std::snprintf(text, sizeof text, format, digits, value);
    return text;
}

// Random doubles of every size, and some of each kind that is special.
template <class Check>
void for_many_doubles(int count, Check check) {
    std::mt19937_64 random(1);
    for (int i = 0; i < count; ++i) {
        const double value = of_bits(random());
        if (std::isfinite(value)) check(value);
        check(double(int64_t(random() % 2'000'000) - 1'000'000) / 1000);
        check(double(random()) / double(uint64_t(1) << (random() % 64)));
    }
    for (int exponent = -1074; exponent <= 1023; ++exponent) {  // the gap below a power of two is half as wide
        const double power = std::ldexp(1.0, exponent);
        for (const double value : {power, std::nextafter(power, 0), std::nextafter(power, HUGE_VAL)}) check(value);
    }
    for (const double value :
         {0.0, -0.0, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.5, 2.5, 0.125, 1e22, 1e23})
        check(value);
}

}  // namespace

TEST_CASE("a text becomes the nearest double, as strtod says", "[base]") {
    int wrong = 0;
    std::string first;
    const auto check_text = [&](const std::string& text) {
        const auto value = decimal_value(text);
        if (value && bits_of(*value) == bits_of(std::strtod(text.c_str(), nullptr))) return;
        if (wrong++ == 0) first = text;
    };
    for_many_doubles(2'000, [&](double value) {
        for (const int digits : {1, 5, 15, 16, 17, 18, 40}) check_text(printed("%.*g", digits, value));
    });
    // Halfway between two doubles, and a little beside it: all digits count.
    std::mt19937_64 random(2);
    for (int i = 0; i < 300; ++i) {
        const double value = std::fabs(of_bits(random() & ~(uint64_t(3) << 62)));
        const double next = std::nextafter(value, HUGE_VAL);
        if (!std::isfinite(next) || std::fabs(std::log10(next)) > 250) continue;
        std::string half = printed("%.*e", 780, value / 2 + next / 2);  // where that is exact, or near it
        check_text(half);
        const size_t e = half.find('e');
        half[e - 1] = '1';
        check_text(half);
        check_text(half.substr(0, e) + std::string(100, '0') + "1" + half.substr(e));
    }
    INFO(first);
    CHECK(wrong == 0);
}

TEST_CASE("what is not a number has no value", "[base]") {
    for (const char* text :
         {"", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1 ", " 1", "0x10", "inf", "nan", "1,5", "--1"}) {
        INFO(text);
        CHECK_FALSE(decimal_value(text));
    }
    CHECK(decimal_value("-.5") == -0.5);
    CHECK(decimal_value("5.") == 5);
    CHECK(decimal_value("+1e3") == 1000);
    CHECK(decimal_value("1e999999999999") == HUGE_VAL);
    CHECK(decimal_value("-1e-999999999999") == 0);
    CHECK(decimal_value("0e999999999999") == 0);
    CHECK(decimal_value(std::string(5000, '0') + "1" + std::string(300, '0') + "e-300") == 1);
    CHECK(decimal_value("1" + std::string(5000, '0') + "e-5000") == 1);
}

TEST_CASE("numbers are written as printf would write them", "[base]") {
    int wrong = 0;
    std::string first;
    const auto compare = [&](const std::string& ours, const std::string& expected) {
        if (ours != expected && wrong++ == 0) first = ours + " instead of " + expected;
    };
    for_many_doubles(1'000, [&](double value) {
        // The shortest text that %g writes and that reads back.
        std::string shortest;
        for (int digits = 1; digits <= 17; ++digits) {
            shortest = printed("%.*g", digits, value);
            if (std::strtod(shortest.c_str(), nullptr) == value) break;
        }
        if (value == 0) shortest = "0";
        else if (std::fabs(value) < 1e15 && value == std::floor(value)) shortest = printed("%.*f", 0, value);
        compare(number_text(value), shortest);

        for (const int digits : {0, 1, 2, 3, 6}) {
            std::string fixed = printed("%.*f", digits, value);
            if (fixed.find('.') != std::string::npos) {
                while (fixed.back() == '0') fixed.pop_back();
                if (fixed.back() == '.') fixed.pop_back();
            }
            compare(rounded_text(value, digits), fixed == "-0" ? "0" : fixed);
        }
    });
    INFO(first);
    CHECK(wrong == 0);
    CHECK(number_text(std::numeric_limits<double>::infinity()) == "inf");
    CHECK(rounded_text(2.5, 0) == "2");  // both are equally near, and 2 is even
    CHECK(rounded_text(3.5, 0) == "4");
    CHECK(rounded_text(0.45, 1) == "0.5");  // it is a little more than 0.45
}
