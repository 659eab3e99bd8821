#include "present/slider.h"

#include "base/number.h"
#include "base/say.h"
#include "base/time.h"

#include <algorithm>
#include <cmath>

namespace present {

using scenario::Parameter;
using scenario::ParameterType;

namespace {

// No value is finer than this.
double min_step(const Parameter& row) { return row.type == ParameterType::number ? (row.high - row.low) / 200 : 1; }

double round_to(double value, double unit) { return std::round(value / unit) * unit; }

// Returns the next of 1, 2, 5, 10, 20, 50 ...
double round_up(double value) {
    if (value <= 0) return 1;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (double factor : {1.0, 2.0, 5.0})
        if (factor * power >= value * 0.999) return factor * power;
    return 10 * power;
}

double linear_step(const Parameter& row) { return std::max(min_step(row), round_up((row.high - row.low) / 200)); }

// The left end of a logarithmic slider; 0 if 0 is allowed.
double first_of(const Parameter& row) { return std::max({row.low, min_step(row), row.low > 0 ? 0 : row.high / 1e5}); }

// The unit of the second digit of a value.
double logarithmic_step(const Parameter& row, double value) {
    return std::max(min_step(row), std::pow(10.0, std::floor(std::log10(value))) / 10);
}

}  // namespace

bool has_slider(const Parameter& row) {
    const bool number =
        row.type == ParameterType::integer || row.type == ParameterType::number || row.type == ParameterType::duration;
    return number && row.high > row.low;
}

double share_of(const Parameter& row, double value) {
    if (!row.logarithmic) return std::clamp((value - row.low) / (row.high - row.low), 0.0, 1.0);
    const double first = first_of(row);
    return std::clamp(std::log(std::max(value, first) / first) / std::log(row.high / first), 0.0, 1.0);
}

double value_at(const Parameter& row, double share) {
    share = std::clamp(share, 0.0, 1.0);
    if (!row.logarithmic)
        return std::clamp(round_to(row.low + share * (row.high - row.low), linear_step(row)), row.low, row.high);
    if (share <= 0) return row.low;
    const double first = first_of(row);
    const double value = first * std::exp(share * std::log(row.high / first));
    return std::clamp(round_to(value, logarithmic_step(row, value)), row.low, row.high);
}

double next_value(const Parameter& row, double value, int direction) {
    if (!row.logarithmic) {
        const double step = linear_step(row);
        return std::clamp(round_to(value, step) + direction * step, row.low, row.high);
    }
    const double first = first_of(row);
    if (direction < 0 && value <= first) return row.low;
    if (direction > 0 && value < first) return first;
    // Below a power of ten the steps are finer: the step down from 10 is 9.9.
    const double step = logarithmic_step(row, std::max(value, first) * (direction < 0 ? 0.999999 : 1));
    return std::clamp((std::round(value / step) + direction) * step, row.low, row.high);
}

std::string value_text(const Parameter& row, double value) {
    if (row.type == ParameterType::duration) return time_text(Time{std::llround(value)});
    if (row.type == ParameterType::integer) return std::to_string(std::llround(value));
    return rounded_text(value, 6);
}

std::string pretty_value(const Parameter& row, std::string_view value) {
    for (const scenario::Choice& choice : row.choices)
        if (choice.value == value) return choice.label;
    if (row.type == ParameterType::duration) {
        const size_t unit = value.find_first_not_of("0123456789.");
        if (unit == std::string_view::npos || !parse_time(value)) return std::string(value);
        const std::string_view name = value.substr(unit);
        return std::string(value.substr(0, unit)) + " " + std::string(name == "us" ? "µs" : name);
    }
    if (row.type == ParameterType::integer)
        if (const auto number = parse_integer(value)) return grouped_text(*number);
    return std::string(value);
}

std::string typed_value(const Parameter& row, std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    std::string typed(text);
    if (row.type == ParameterType::integer) {
        std::erase(typed, ',');  // "10,000", as it is shown
        return typed;
    }
    if (row.type != ParameterType::duration) return typed;
    if (!typed.empty() && typed.find_first_not_of("0123456789.") == std::string::npos) {
        const size_t unit = row.value.find_first_not_of("0123456789.");
        typed += unit == std::string::npos ? "ms" : row.value.substr(unit);
    }
    const auto time = parse_time(typed);
    return time ? time_text(*time) : typed;
}

std::string hint_of(const Parameter& row) {
    if (row.enabled) return row.help;
    return say_plain("This has no effect with the present settings. {help}", {{"help", row.help}});
}

std::string group_title(scenario::Group group) {
    switch (group) {
        case scenario::Group::tried: return say_plain("Try changing");
        case scenario::Group::work: return say_plain("Work");
        case scenario::Group::machine: return say_plain("Machine");
        case scenario::Group::strategy: return say_plain("Strategy");
    }
    return {};
}

}  // namespace present
