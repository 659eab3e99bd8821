#pragma once

// A recording that has been read: its log, and a scenario that has nothing but names, because what draws and measures
// runs takes both.

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

// Returns what `builder` holds, under that title. `end` is as in LogBuilder::finish().
Recorded recorded_of(LogBuilder builder, std::string title, Time end);

}  // namespace exchange
