#pragma once

// Doubles and their decimal digits, exactly: every double is a finite decimal number, and every decimal number has a
// nearest double. printf and strtod would do the same, but they depend on the locale, and they are a tenth of the bytes
// of a small WebAssembly module.

#include <optional>
#include <string>
#include <string_view>

// A number as 0.d1d2d3... × 10^point. Neither the first nor the last digit is 0; zero has no digits.
struct Decimal {
    bool negative = false;
    std::string digits;
    int point = 0;
};

Decimal decimal_of(double value);  // Requires a finite value.

// With at most `count` digits: the nearest, and of two that are equally near the one whose last digit is even.
Decimal rounded(Decimal number, int count);

// Returns the nearest double of a text such as "-1.5e3", or nothing if the text is not such a number. Beyond the
// largest double it is infinite.
std::optional<double> decimal_value(std::string_view text);
