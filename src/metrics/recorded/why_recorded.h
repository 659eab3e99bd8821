#pragma once

// The sentences of why.h for recordings: what a recording says, and what it leaves open.

#include "base/say.h"
#include "metrics/span_index.h"

#include <string>

namespace metrics {

RichText explain_recorded_span(const trace::Log& log, const SpanIndex& index, size_t span);
RichText explain_recorded_core_gap(const trace::Log& log, const SpanIndex& index, CoreId core, Time t);
RichText explain_recorded_thread_gap(const trace::Log& log, ThreadId thread, Time t);
RichText explain_recorded_now(const trace::Log& log, const SpanIndex& index, Time t);

}  // namespace metrics
