#pragma once

// Which rows a run is shown in, and which spans each row holds.
//
//     servers   of a fleet: when each boots, is up and drains; these rows have no spans
//     cores     who ran here (running, switching); n tasks that share c cores are shown on
//               the first min(n, c) of them
//     threads   what each thread did (running, switching, ready, blocked); threads
//               made for one task share rows: one row of work takes as many rows
//               as it has threads at one time
//     tasks     the life of each task, every kind of span
//
// Where there are several servers, each one's rows stand together: "Server 2 · Core 1".
// Servers that have not been started have none.

#include "metrics/results.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstdint>
#include <string>
#include <vector>

namespace chart {

enum class LaneKind : uint8_t { server, core, thread, task };

struct Lane {
    LaneKind kind = LaneKind::core;
    uint32_t server = 0;           // lanes are in order of this, then of their kind
    uint32_t index = 0;            // server: its number; core: its id; thread: of the lane; task: its id
    std::string label;             // "Server 1", "Core 1", "Thread 3", "music", "request 7"
    std::vector<uint32_t> spans;   // numbers of spans in the log, in the order of time
};

constexpr uint32_t no_server = 0xFFFF'FFFF;  // lanes of tasks, which come after all servers

struct LaneChoice {
    bool cores = true;    // and servers
    bool threads = true;
    bool tasks = false;
    bool loops = true;    // of event loops with a runtime: chart/loop_lanes.h
    bool operator==(const LaneChoice&) const = default;
};

std::vector<Lane> lanes_of(const scenario::Scenario& scenario, const trace::Log& log, LaneChoice choice);

}  // namespace chart
