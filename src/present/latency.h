#pragma once

// The distribution of the latencies of each run: a histogram, with the same scale for all runs, and three percentiles.
//
//      |      #
//      |    # #|#
//      |  # # #|# # .  #
//      +-------+----------
//      0       p50      12 ms

#include <cstdint>
#include <string>
#include <vector>

namespace session {
class Session;
}

namespace present {

struct Percentile {
    std::string id;     // "p95"
    std::string value;  // "94.0 ms"
    double share = 0;   // its position on the scale, from 0 to 1
};

struct LatencyRun {
    uint32_t pane = 0;
    std::string title;
    std::string count;            // "24 tasks"
    std::vector<double> bars;     // heights from 0 to 1; 1 is the highest bar of all runs
    std::vector<Percentile> percentiles;  // empty if no task was completed
};

struct Latency {
    std::string title;  // "Latency"
    std::string hint;   // what is counted
    std::string until;  // the end of the scale: "148.0 ms"
    std::vector<Percentile> choices;  // the available percentiles; `value` explains each
    std::vector<LatencyRun> runs;     // empty if the results are hidden, or no task of any run was completed
};
Latency latency_of(const session::Session& session);

}  // namespace present
