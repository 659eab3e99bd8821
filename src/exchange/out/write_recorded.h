#pragma once

// Writes what a recording has besides spans of threads in Chrome's format: nested slices, instants, arrows,
// counters and asynchronous operations. chrome_words.h has the words by which the reader recognises them.

#include "exchange/out/chrome_out.h"
#include "trace/log.h"

#include <vector>

namespace exchange {

struct RecordedProcesses {
    uint32_t counters = 0;
    uint32_t first = 0;  // Recording::Thread::process is counted from it
};
// `lane_of` has an entry for each thread.
void write_recorded(ChromeEvents& events, const trace::Log& log, const std::vector<ChromeLane>& lane_of,
                    RecordedProcesses processes, ChromeBase& base);

}  // namespace exchange
