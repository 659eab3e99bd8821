#pragma once

// One --expect: a metric, a comparison, and a value. "makespan<=148ms".

#include "metrics/numbers/metric.h"

#include <optional>
#include <string>
#include <string_view>

namespace cli {

enum class Compare : uint8_t { less, at_most, equal, not_equal, at_least, more };

struct Expectation {
    std::string text;
    const metrics::Metric* metric = nullptr;
    Compare compare = Compare::equal;
    double value = 0;  // times in ns

    bool holds(double actual) const;
};

// On failure, `problem` describes what is wrong and what is allowed.
std::optional<Expectation> parse_expectation(std::string_view text, std::string& problem);

}  // namespace cli
