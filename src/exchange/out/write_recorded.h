#pragma once

// Writes what a recording contains besides spans of threads in Chrome's format: nested slices, instants,
// arrows, counters and asynchronous operations. The reader recognises them by the words in chrome_words.h.

#include "exchange/out/chrome_out.h"
#include "trace/log.h"

#include <vector>

namespace exchange {

struct RecordedProcesses {
    uint32_t counters = 0;
    uint32_t first = 0;  // the number from which Recording::Thread::process is counted
};
// Requires an entry of `lane_of` for each thread.
void write_recorded(ChromeEvents& events, const trace::Log& log, const std::vector<ChromeLane>& lane_of,
                    RecordedProcesses processes, ChromeBase& base);

}  // namespace exchange
