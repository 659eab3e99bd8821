#pragma once

// A recording that has been read: its log, and a scenario that contains only names, because the code that draws and
// measures runs requires both.

#include "scenario/scenario.h"
#include "trace/log.h"
#include "trace/log_builder.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace exchange {

using trace::LogBuilder;

struct Recorded {
    scenario::Scenario scenario;
    trace::Log log;
};

// Returns the beginning and the end of the period of 1,000 days that contains the most of these times. Requires at
// least one time.
std::pair<int64_t, int64_t> main_part(std::vector<int64_t> times);

// Returns the contents of `builder` under that title. `end` is as in LogBuilder::finish().
Recorded recorded_of(LogBuilder builder, std::string title, Time end);

}  // namespace exchange
