#pragma once

// How the latencies of each run are distributed: bars over time, with the same scale for all runs, and three percentiles.
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
    double share = 0;   // where it lies, from 0 to 1
};

struct LatencyRun {
    uint32_t pane = 0;
    std::string title;
    std::string count;            // "24 tasks"
    std::vector<double> bars;     // heights from 0 to 1, where 1 is the highest of all runs
    std::vector<Percentile> percentiles;  // none: no task was completed
};

struct Latency {
    std::string title;  // "Latency"
    std::string hint;   // what is counted
    std::string until;  // the end of the scale: "148.0 ms"
    std::vector<Percentile> choices;  // which percentiles there are: the value says what one is
    std::vector<LatencyRun> runs;     // none: the results are not told, or no task of any run was completed
};
Latency latency_of(const session::Session& session);

}  // namespace present
