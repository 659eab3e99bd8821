#include "cli/expect.h"

#include "base/number.h"
#include "base/say.h"
#include "base/time.h"

#include <array>

namespace cli {

namespace {

struct Sign {
    std::string_view text;
    Compare compare;
};
// Longer ones first, because "<=" begins with "<".
constexpr std::array<Sign, 7> signs{{{"<=", Compare::at_most},
                                     {">=", Compare::at_least},
                                     {"==", Compare::equal},
                                     {"!=", Compare::not_equal},
                                     {"<", Compare::less},
                                     {">", Compare::more},
                                     {"=", Compare::equal}}};

}  // namespace

bool Expectation::holds(double actual) const {
    switch (compare) {
        case Compare::less: return actual < value;
        case Compare::at_most: return actual <= value;
        case Compare::equal: return actual == value;
        case Compare::not_equal: return actual != value;
        case Compare::at_least: return actual >= value;
        case Compare::more: return actual > value;
    }
    return false;
}

std::optional<Expectation> parse_expectation(std::string_view text, std::string& problem) {
    Expectation expectation;
    expectation.text = std::string(text);
    const size_t at = text.find_first_of("<>=!");
    const std::string_view name = text.substr(0, at);
    expectation.metric = metrics::find_metric(name);
    if (!expectation.metric) {
        std::string known;
        for (const metrics::Metric& metric : metrics::metric_table())
            known.append(known.empty() ? "" : " ").append(metric.name);
        problem = say_plain("no metric is called \"{name}\"; there are: {known}", {{"name", name}, {"known", known}});
        return {};
    }
    const std::string_view rest = at == std::string_view::npos ? "" : text.substr(at);
    for (const Sign& sign : signs) {
        if (!rest.starts_with(sign.text)) continue;
        expectation.compare = sign.compare;
        const std::string_view value = rest.substr(sign.text.size());
        const bool is_time = expectation.metric->unit == metrics::Metric::Unit::time;
        if (is_time) {
            if (const auto t = parse_time(value)) {
                expectation.value = double(t->ns);
                return expectation;
            }
        } else if (const auto number = parse_number(value)) {
            expectation.value = *number;
            return expectation;
        }
        problem = say_plain(is_time ? Phrase("\"{value}\" is not a time: write a number and a unit, such as 148ms")
                                    : Phrase("\"{value}\" is not a number"),
                            {{"value", value}});
        return {};
    }
    problem = say_plain("write METRIC, one of <= >= == != < >, and a value, such as makespan<=148ms");
    return {};
}

}  // namespace cli
