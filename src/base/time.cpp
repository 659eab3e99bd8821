#include "base/time.h"

#include "base/number.h"

#include <array>

namespace {

struct Unit {
    std::string_view name;
    int64_t ns;
};
// Longest first: the first one that fits is used.
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
        // fraction < 1e9 and the largest unit is 3.6e12 ns: the product may exceed 2^63, so it is computed in
        // two parts.
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

namespace {

// value / unit with this many digits: 12 / 10 with 3 digits is "1.200".
std::string decimal(int64_t value, int64_t unit, int digits) {
    std::string text = std::to_string(value / unit);
    if (digits == 0) return text;
    const std::string rest = std::to_string(unit + value % unit).substr(1);
    return text + '.' + rest.substr(0, size_t(digits));
}

int64_t rounded(int64_t ns, int64_t step) { return (ns + step / 2) / step * step; }

// A time of at least `from` ns is written in `name`, rounded to the nearest `step`.
struct Label {
    int64_t from, step;
    const char* name;
    int64_t unit;
    int digits;
};
constexpr std::array<Label, 9> labels{{{0, 1, "ns", 1, 0},
                                       {1'000, 10, "µs", 1'000, 2},
                                       {10'000, 100, "µs", 1'000, 1},
                                       {100'000, 1'000, "µs", 1'000, 0},
                                       {1'000'000, 10'000, "ms", 1'000'000, 2},
                                       {100'000'000, 100'000, "ms", 1'000'000, 1},
                                       {1'000'000'000, 10'000'000, "s", 1'000'000'000, 2},
                                       {100'000'000'000, 100'000'000, "s", 1'000'000'000, 1},
                                       {120'000'000'000, 1'000'000, "min", 60'000'000'000, 0}}};

// Returns the last label whose length the time reaches after rounding: 999.96 ms is 1.00 s. Rounding never turns
// seconds into minutes.
const Label& label_of(int64_t ns) {
    size_t i = labels.size() - 1;
    while (i > 0 && ns < labels[i].from) --i;
    while (i + 2 < labels.size() && rounded(ns, labels[i].step) >= labels[i + 1].from) ++i;
    return labels[i];
}

std::string in_minutes(int64_t ns) {
    const int64_t hours = ns >= 2 * 3'600'000'000'000 ? ns / 3'600'000'000'000 : 0;
    ns -= hours * 3'600'000'000'000;
    const int64_t minutes = ns / 60'000'000'000, seconds = ns % 60'000'000'000;
    std::string text = hours > 0 ? std::to_string(hours) + " h" : "";
    if (minutes > 0) text += (text.empty() ? "" : " ") + std::to_string(minutes) + " min";
    if (seconds == 0) return text;
    std::string digits = decimal(seconds, 1'000'000'000, 3);
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    return text + " " + digits + " s";
}

}  // namespace

std::string time_label(Time t) {
    const int64_t ns = t.ns < 0 ? -t.ns : t.ns;
    const std::string sign = t.ns < 0 ? "-" : "";
    const Label& label = label_of(ns);
    const int64_t told = rounded(ns, label.step);
    if (&label == &labels.back()) return sign + in_minutes(told);
    return sign + decimal(told, label.unit, label.digits) + ' ' + label.name;
}

std::string time_label(Time t, double apart_ns) {
    const int64_t ns = t.ns < 0 ? -t.ns : t.ns;
    int64_t step = 1'000'000'000;
    while (step > 1 && double(step) > apart_ns) step /= 10;
    const Label& label = label_of(ns);
    if (label.step <= step && &label != &labels.back()) return time_label(t);
    const int64_t told = rounded(ns, step);
    Label unit = labels[0];
    for (const Label& other : labels)
        if (other.from == other.unit && told >= other.unit && step * 1'000 >= other.unit) unit = other;
    int digits = 0;
    while (step < unit.unit) {
        step *= 10;
        ++digits;
    }
    return (t.ns < 0 ? "-" : "") + decimal(told, unit.unit, digits) + ' ' + unit.name;
}
