#pragma once

// The numbers of a run that a scenario's "show" and a figure's "numbers" name: "missed", "p95", "latency:music".

#include "metrics/numbers/results.h"
#include "present/numbers.h"
#include "present/outcome.h"
#include "present/row.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace present {

constexpr const char* nothing = "–";
constexpr const char* unknown = "?";  // the reader is asked something

enum class Measure : uint8_t { time, count, share, bytes, number };  // ns; %; bytes

// These require a name that the reader has accepted.
Column head_of(const std::string& name, bool hint = true);
std::string cell_of(const RunResults& run, const std::string& name, Unit unit);  // in a column: times have no unit
Measure measure_of(const std::string& name);
double number_of(const RunResults& run, const std::string& name);  // NaN: there is none
// The same number, or another one of its kind, as it is shown outside of a column: "148.0 ms".
std::string text_of(const RunResults& run, const std::string& name, double number, Unit unit);

// The definition of a number, for its hint.
std::string meaning_of(std::string_view id);

int64_t lost_of(const metrics::Results& results);
std::string busy_text(const metrics::Results& results);  // a recording may lack the data of its cores
std::string price_text(double value);
std::string switches_text(const metrics::Results& results);

}  // namespace present
