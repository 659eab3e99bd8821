#pragma once

// The distribution of latencies that Results::latency (results.h) summarises.

#include "base/time.h"
#include "trace/log.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace metrics {

// Returns the latencies of the completed tasks that arrived after the warm-up, in ascending order. A latency is the
// time from the arrival of a task to its answer or finish.
std::vector<Time> latencies_of(const trace::Log& log, Time warmup);

// Counts the values in each of `bins` intervals of length `width`, the first of which begins at 0. An interval includes
// its beginning but not its end, except for the last one, which includes both. Requires ascending values of at most
// bins * width.
std::vector<int64_t> histogram_of(const std::vector<Time>& values, Time width, size_t bins);

}  // namespace metrics
