#include "base/number.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace {

// A window system may have changed the C locale: undo its decimal comma.
std::string with_point(std::string text) {
    for (char& c : text)
        if (c == ',') c = '.';
    return text;
}

}  // namespace

std::string number_text(double value) {
    if (value == 0) return "0";
    char text[40];
    if (std::fabs(value) < 1e15 && value == std::floor(value)) {  // "100", not "1e+02"
        std::snprintf(text, sizeof text, "%.0f", value);
        return text;
    }
    for (int digits = 1; digits <= 17; ++digits) {
        std::snprintf(text, sizeof text, "%.*g", digits, value);
        if (std::strtod(text, nullptr) == value) break;
    }
    return with_point(text);
}

std::string rounded_text(double value, int digits) {
    char buffer[400];
    std::snprintf(buffer, sizeof buffer, "%.*f", digits, value);
    std::string text = with_point(buffer);
    if (text.find('.') != std::string::npos) {
        while (text.back() == '0') text.pop_back();
        if (text.back() == '.') text.pop_back();
    }
    return text == "-0" ? "0" : text;
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
    const std::string copy(text);
    char* end = nullptr;
    const double value = std::strtod(copy.c_str(), &end);
    if (end != copy.c_str() + copy.size() || !std::isfinite(value)) return {};
    return value;
}

std::optional<int64_t> parse_integer(std::string_view text) {
    int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return {};
    return value;
}
