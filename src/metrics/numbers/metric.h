#pragma once

// The results that have names: `--expect` compares, CSV lists and charts plot the rows of
// this table. Each row defines its result in one sentence.

#include "metrics/numbers/results.h"

#include <span>
#include <string>
#include <string_view>

namespace metrics {

struct Metric {
    std::string_view name;     // "latency.p95"
    std::string_view meaning;  // what exactly is measured, and over which part of the run
    enum class Unit : uint8_t { time, count, number } unit;
    // Times are in ns. Counts and times are exact below 2^53. NaN if there are no tasks to measure.
    double (*of)(const Results&);
};

std::span<const Metric> metric_table();
const Metric* find_metric(std::string_view name);  // null if there is none
std::string metric_text(const Metric& metric, double value);  // "148.0 ms", "24", "–"

}  // namespace metrics
