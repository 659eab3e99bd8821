#pragma once

// A recording that has been read: its log, and a scenario that contains only names, because the code that draws and
// measures runs requires both.

#include "scenario/scenario.h"
#include "trace/log.h"
#include "trace/log_builder.h"

#include <string>

namespace exchange {

using trace::LogBuilder;

struct Recorded {
    scenario::Scenario scenario;
    trace::Log log;
};

// Returns the contents of `builder` under that title. `end` is as in LogBuilder::finish().
Recorded recorded_of(LogBuilder builder, std::string title, Time end);

}  // namespace exchange
