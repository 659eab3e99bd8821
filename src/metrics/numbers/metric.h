#pragma once

// The results that have a name: what `--expect` compares, CSV lists and charts
// plot is a row of this table, with its definition in a sentence.

#include "metrics/numbers/results.h"

#include <span>
#include <string>
#include <string_view>

namespace metrics {

struct Metric {
    std::string_view name;   // "latency.p95"
    std::string_view label;  // "95 % of tasks done within"
    std::string_view meaning;  // what exactly is measured, and over which part of the run
    enum class Unit : uint8_t { time, count, number } unit;
    double (*of)(const Results&);  // times in ns; counts and times exact below 2^53; over no task at all: NaN
};

std::span<const Metric> metric_table();
const Metric* find_metric(std::string_view name);  // nullptr when there is none
std::string metric_text(const Metric& metric, double value);  // "148.0 ms", "24", "–"

}  // namespace metrics
