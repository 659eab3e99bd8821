#pragma once

// No picture without a reason: why a task is not running, in a sentence, and
// what a bar is.
//
//     explain_span     a bar or a wait:  "Request 5 is queued for a thread, first in
//                      line. All 4 threads of the pool are taken, and all 4 are
//                      blocked on the database."
//     explain_gap      an empty place on a core's or thread's lane: "Core 2 is idle:
//                      no thread is ready. 4 threads are blocked on the database."
//     explain_now      the most telling of these for a whole run at one time
//
// Text is plain; *stars* mark what should stand out.

#include "metrics/span_index.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstddef>
#include <optional>
#include <string>

namespace metrics {

std::string explain_span(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, size_t span);
std::string explain_core_gap(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, CoreId core, Time t);
std::string explain_thread_gap(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, ThreadId thread, Time t);
std::string explain_server(const scenario::Scenario& scenario, const trace::Log& log, uint32_t number, Time t);
std::string explain_note(const scenario::Scenario& scenario, const trace::Log& log, const trace::Note& note);

// Which span explain_now() is about, where it is not about a callback of a loop.
std::optional<size_t> telling_span(const trace::Log& log, const SpanIndex& index, Time t);
std::string explain_now(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, Time t);

}  // namespace metrics
