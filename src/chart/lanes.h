#pragma once

// Which rows a run is shown in, and which spans each row holds.
//
//     cores     who ran here (running, switching)
//     threads   what each thread did (running, switching, ready, blocked); threads
//               made for one task share rows: one row of work takes as many rows
//               as it has threads at one time
//     tasks     the life of each task, every kind of span

#include "metrics/results.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstdint>
#include <string>
#include <vector>

namespace chart {

enum class LaneKind : uint8_t { core, thread, task };

struct Lane {
    LaneKind kind = LaneKind::core;
    uint32_t index = 0;            // within its kind, from 0
    std::string label;             // "Core 1", "Thread 3", "music", "request 7"
    std::vector<uint32_t> spans;   // numbers of spans in the log, in the order of time
};

struct LaneChoice {
    bool cores = true;
    bool threads = true;
    bool tasks = false;
    bool operator==(const LaneChoice&) const = default;
};

std::vector<Lane> lanes_of(const scenario::Scenario& scenario, const trace::Log& log, LaneChoice choice);

}  // namespace chart
