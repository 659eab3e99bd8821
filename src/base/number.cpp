#include "base/number.h"

#include "base/decimal.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace {

std::string of_infinite(double value) { return std::isnan(value) ? "nan" : value < 0 ? "-inf" : "inf"; }

// Without an exponent: "0.0015", "1500".
std::string fixed_text(const Decimal& number) {
    const int size = int(number.digits.size()), point = number.point;
    std::string text = number.negative ? "-" : "";
    if (point <= 0) text += "0." + std::string(size_t(-point), '0') + number.digits;
    else if (point >= size) text += number.digits + std::string(size_t(point - size), '0');
    else text += number.digits.substr(0, size_t(point)) + '.' + number.digits.substr(size_t(point));
    return text;
}

// "1.5e-09"
std::string exponent_text(const Decimal& number) {
    const int exponent = number.point - 1;
    std::string text = number.negative ? "-" : "";
    text += number.digits[0];
    if (number.digits.size() > 1) text += '.' + number.digits.substr(1);
    text += exponent < 0 ? "e-" : "e+";
    if (std::abs(exponent) < 10) text += '0';
    return text + std::to_string(std::abs(exponent));
}

}  // namespace

std::string number_text(double value) {
    if (value == 0) return "0";
    if (!std::isfinite(value)) return of_infinite(value);
    const Decimal exact = decimal_of(value);
    if (std::fabs(value) < 1e15 && value == std::floor(value)) return fixed_text(exact);  // "100", not "1e+02"
    std::string text;
    for (int digits = 1; digits <= 17; ++digits) {
        const Decimal number = rounded(exact, digits);
        const bool small = number.point - 1 < -4, large = number.point > digits;
        text = small || large ? exponent_text(number) : fixed_text(number);
        if (decimal_value(text) == value) break;
    }
    return text;
}

std::string rounded_text(double value, int digits) {
    if (!std::isfinite(value)) return of_infinite(value);
    const Decimal exact = decimal_of(value);
    const Decimal number = rounded(exact, exact.point + digits);
    return number.digits.empty() ? "0" : fixed_text(number);
}

std::string grouped_text(int64_t value) {
    std::string text = std::to_string(value);
    const int first = value < 0 ? 1 : 0;
    for (int i = int(text.size()) - 3; i > first; i -= 3) text.insert(size_t(i), ",");
    return text;
}

std::optional<double> parse_number(std::string_view text) {
    // Digits, one point, an exponent: no spaces, hexadecimals, "inf" or "nan".
    bool digits = false;
    for (size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9') digits = true;
        else if ((c == '-' || c == '+') && (i == 0 || text[i - 1] == 'e' || text[i - 1] == 'E')) continue;
        else if (c != '.' && c != 'e' && c != 'E') return {};
    }
    if (!digits || text.size() > 64) return {};
    const auto value = decimal_value(text);
    if (!value || !std::isfinite(*value)) return {};
    return value;
}

std::optional<int64_t> parse_integer(std::string_view text) {
    int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
    return value;
}
