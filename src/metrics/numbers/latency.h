#pragma once

// How long tasks took, as a distribution: those that Results::latency (results.h) is about.

#include "base/time.h"
#include "trace/log.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace metrics {

// Answer or finish minus arrival, of the tasks that arrived after the warm-up and were completed; ascending.
std::vector<Time> latencies_of(const trace::Log& log, Time warmup);

// How many of the ascending values lie in each of `bins` intervals of the length `width`, the first of which begins at 0.
// An interval includes its beginning, and the last one its end, too. Requires values up to bins * width.
std::vector<int64_t> histogram_of(const std::vector<Time>& values, Time width, size_t bins);

}  // namespace metrics
