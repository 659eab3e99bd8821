#include "base/time.h"

#include "base/number.h"

#include <array>
#include <cstdio>

namespace {

struct Unit {
    std::string_view name;
    int64_t ns;
};
// Longest first: the first that a text may use.
constexpr std::array<Unit, 7> units{{{"h", 3'600'000'000'000}, {"min", 60'000'000'000}, {"s", 1'000'000'000},
                                     {"ms", 1'000'000}, {"us", 1'000}, {"µs", 1'000}, {"ns", 1}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<Time> parse_time(std::string_view text) {
    size_t i = 0;
    int64_t whole = 0, fraction = 0, scale = 1;
    while (i < text.size() && is_digit(text[i])) {
        whole = whole * 10 + (text[i++] - '0');
        if (whole > longest_time.ns) return {};
    }
    if (i == 0) return {};
    if (i < text.size() && text[i] == '.') {
        const size_t point = i++;
        for (; i < text.size() && is_digit(text[i]); ++i) {
            if (i - point > 9) return {};
            fraction = fraction * 10 + (text[i] - '0');
            scale *= 10;
        }
        if (i == point + 1) return {};
    }
    if (i < text.size() && text[i] == ' ') ++i;
    for (const Unit& unit : units) {
        if (text.substr(i) != unit.name) continue;
        if (whole > longest_time.ns / unit.ns) return {};
        // fraction < 1e9 and the largest unit is 3.6e12 ns: the product may pass 2^63, so in two parts.
        const int64_t high = fraction * (unit.ns / 1'000) / scale, rest = fraction * (unit.ns / 1'000) % scale;
        int64_t part = 0;
        if (unit.ns < 1'000) {
            if (fraction % scale != 0) return {};
            part = fraction / scale;
        } else {
            const int64_t thousandths = rest * 1'000;
            if (thousandths % scale != 0) return {};
            part = high * 1'000 + thousandths / scale;
        }
        const Time t{whole * unit.ns + part};
        if (t > longest_time) return {};
        return t;
    }
    return {};
}

std::string time_text(Time t) {
    if (t.ns == 0) return "0ms";
    for (const Unit& unit : units) {
        if (unit.name == "µs" || unit.name == "h" || unit.name == "min") continue;
        if (t.ns < unit.ns && unit.ns > 1) continue;
        const int64_t whole = t.ns / unit.ns;
        std::string digits = std::to_string(unit.ns + t.ns % unit.ns).substr(1);
        while (!digits.empty() && digits.back() == '0') digits.pop_back();
        return std::to_string(whole) + (digits.empty() ? "" : "." + digits) + std::string(unit.name);
    }
    return std::to_string(t.ns) + "ns";
}

std::string time_label(Time t) {
    const int64_t ns = t.ns < 0 ? -t.ns : t.ns;
    const std::string sign = t.ns < 0 ? "-" : "";
    const auto with = [&](int64_t unit, const char* name, int digits) {
        char text[48];
        std::snprintf(text, sizeof text, "%.*f %s", digits, double(ns) / double(unit), name);
        return sign + text;
    };
    if (ns < 1'000) return sign + std::to_string(ns) + " ns";
    if (ns < 1'000'000) return with(1'000, "µs", ns < 10'000 ? 2 : ns < 100'000 ? 1 : 0);
    if (ns < 1'000'000'000) return with(1'000'000, "ms", ns < 100'000'000 ? 2 : 1);
    if (ns < 120'000'000'000) return with(1'000'000'000, "s", ns < 100'000'000'000 ? 2 : 1);
    if (ns < 7'200'000'000'000) return with(60'000'000'000, "min", 1);
    return with(3'600'000'000'000, "h", 1);
}
