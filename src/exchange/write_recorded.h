#pragma once

// What a recording has besides spans, in Chrome's format: slices inside of others, instants, arrows and
// counters. chrome_words.h has what the reader knows them by.

#include "exchange/chrome_out.h"
#include "trace/log.h"

#include <vector>

namespace exchange {

// `lane_of` each thread.
void write_recorded(ChromeEvents& events, const trace::Log& log, const std::vector<ChromeLane>& lane_of, uint32_t process, ChromeBase& base);

}  // namespace exchange
