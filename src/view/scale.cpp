#include "view/scale.h"

#include "base/number.h"
#include "base/time.h"

#include <algorithm>
#include <cmath>

namespace view {

using scenario::Parameter;
using scenario::ParameterType;

namespace {

// No finer than this.
double least_of(const Parameter& row) {
    return row.type == ParameterType::number ? (row.high - row.low) / 200 : 1;
}

// The left end of a logarithmic slider that may also be nought is nought itself.
double first_of(const Parameter& row) {
    return std::max({row.low, least_of(row), row.low > 0 ? 0 : row.high / 1e5});
}

double round_to(double value, double unit) { return std::round(value / unit) * unit; }

// The next of 1, 2, 5, 10, 20, 50 ...
double round_up(double value) {
    if (value <= 0) return 1;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (double factor : {1.0, 2.0, 5.0})
        if (factor * power >= value * 0.999) return factor * power;
    return 10 * power;
}

}  // namespace

bool has_slider(const Parameter& row) {
    const bool number = row.type == ParameterType::integer || row.type == ParameterType::number || row.type == ParameterType::duration;
    return number && row.high > row.low;
}

double share_of(const Parameter& row, double value) {
    if (!row.logarithmic) return std::clamp((value - row.low) / (row.high - row.low), 0.0, 1.0);
    const double first = first_of(row);
    return std::clamp(std::log(std::max(value, first) / first) / std::log(row.high / first), 0.0, 1.0);
}

double value_at(const Parameter& row, double share) {
    share = std::clamp(share, 0.0, 1.0);
    const double least = least_of(row);
    if (!row.logarithmic) {
        const double step = std::max(least, round_up((row.high - row.low) / 200));
        return std::clamp(round_to(row.low + share * (row.high - row.low), step), row.low, row.high);
    }
    if (share <= 0) return row.low;
    const double first = first_of(row);
    const double value = first * std::exp(share * std::log(row.high / first));
    const double unit = std::max(least, std::pow(10.0, std::floor(std::log10(value))) / 10);
    return std::clamp(round_to(value, unit), row.low, row.high);
}

std::string value_text(const Parameter& row, double value) {
    if (row.type == ParameterType::duration) return time_text(Time{std::llround(value)});
    if (row.type == ParameterType::integer) return std::to_string(std::llround(value));
    return rounded_text(value, 6);
}

std::string pretty_value(const Parameter& row) {
    for (const scenario::Choice& choice : row.choices)
        if (choice.value == row.value) return choice.label;
    if (row.type == ParameterType::duration) {
        const size_t unit = row.value.find_first_not_of("0123456789.");
        if (unit == std::string::npos || !parse_time(row.value)) return row.value;
        const std::string name = row.value.substr(unit);
        return row.value.substr(0, unit) + " " + (name == "us" ? "µs" : name);
    }
    if (row.type == ParameterType::integer)
        if (const auto number = parse_integer(row.value)) return grouped_text(*number);
    return row.value;
}

}  // namespace view
