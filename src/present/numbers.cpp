#include "present/numbers.h"

#include "base/number.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace present {

Unit unit_for(Time longest) {
    if (longest >= sec(10)) return {"s", 1'000'000'000, 2};
    if (longest >= msec(1)) return {"ms", 1'000'000, 1};
    if (longest >= usec(1)) return {"µs", 1'000, 1};
    return {"ns", 1, 0};
}

std::string fixed_text(double value, int digits) {
    std::string text = rounded_text(value, digits);
    if (digits <= 0) return text;
    const size_t point = text.find('.');
    if (point == std::string::npos) return text + '.' + std::string(size_t(digits), '0');
    return text + std::string(size_t(digits) - (text.size() - point - 1), '0');
}

namespace {

// Digits after the point, so that `digits` are significant.
int digits_after(double value, int digits) {
    return std::max(0, digits - 1 - int(std::floor(std::log10(std::fabs(value)))));
}

bool too_small(double ns, Unit unit, int digits) {
    return unit.ns > 1 && ns > 0 && ns / double(unit.ns) < std::pow(10, 1 - digits);
}

// In units, with so many digits after the point. Halves are rounded up, as in time_label(): 252.45 ms is 252.5 ms,
// although the nearest double is a little less. A time is rounded to whole nanoseconds first.
std::string time_in(double ns, int64_t unit_ns, int digits) {
    int64_t step = unit_ns, tens = 1;
    for (int i = 0; i < digits; ++i, tens *= 10) {
        if (step % 10 != 0) return fixed_text(ns / double(unit_ns), digits);  // there are not so many digits
        step /= 10;
    }
    const int64_t whole = std::llround(std::fabs(ns)), told = (whole + step / 2) / step;
    std::string text = std::to_string(told / tens);
    if (digits > 0) {
        const std::string rest = std::to_string(told % tens);
        text += '.' + std::string(size_t(digits) - rest.size(), '0') + rest;
    }
    return (ns < 0 && told > 0 ? "-" : "") + text;
}

}  // namespace

std::string significant_text(double value, int digits) {
    return value == 0 ? "0" : fixed_text(value, digits_after(value, digits));
}

std::string trimmed_text(double value, int digits) {
    return value == 0 ? "0" : rounded_text(value, digits_after(value, digits));
}

std::string in_column(double ns, Unit unit) {
    if (too_small(ns, unit, unit.digits)) return with_unit(ns, unit);
    return time_in(ns, unit.ns, unit.digits);
}

std::string with_unit(double ns, Unit unit, int digits) {
    if (too_small(ns, unit, digits)) {
        const Unit own = unit_for(Time{int64_t(ns)});
        return (own.ns > 1 ? significant_text(ns / double(own.ns), 3) : fixed_text(ns, 0)) + ' ' + own.name;
    }
    return time_in(ns, unit.ns, digits) + ' ' + unit.name;
}

std::string moment_text(Time t, Time last, Time shown) {
    constexpr double apart = 250;  // the moments that can be told apart on a screen: about four pixels each
    const Unit unit = unit_for(last);
    int max = 0;  // as many digits as nanoseconds have
    while (max < 9 && std::pow(10, max) < double(unit.ns)) ++max;
    int wanted = std::min(unit.digits + 1, max);
    while (wanted < max && double(unit.ns) * apart > double(shown.ns) * std::pow(10, wanted)) ++wanted;
    return time_in(double(t.ns), unit.ns, wanted) + ' ' + unit.name;
}

std::string share_text(double share) { return rounded_text(100 * share, 0) + " %"; }

std::string bytes_text(int64_t bytes) {
    constexpr std::pair<const char*, int64_t> sizes[] = {{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}};
    for (const auto& [name, size] : sizes)
        if (bytes >= size) return trimmed_text(double(bytes) / double(size), 3) + ' ' + name;
    return std::to_string(bytes) + " B";
}

}  // namespace present
