#pragma once

// No picture without a reason: explains in a sentence why a task is not running, and what a
// bar means.
//
//     explain_span     a bar or a wait:  "Request 5 is queued for a thread, first in
//                      line. All 4 threads are taken and blocked on the database."
//     explain_gap      an empty stretch on the lane of a core or thread: "Core 2 is
//                      idle: no thread is ready. All 4 threads are blocked on the database."
//     explain_now      the most telling of these explanations for a whole run at one time
//
// The texts are rich: their important words are strong.

#include "base/say.h"
#include "metrics/span_index.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstddef>
#include <optional>
#include <string>

namespace metrics {

RichText explain_span(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, size_t span);
// The same as it is at a moment of the span: lines, for example, become shorter. Requires a span that covers t.
RichText explain_span_at(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, size_t span,
                         Time t);
RichText explain_core_gap(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index,
                          CoreId core, Time t);
// Returns the span that explain_core_gap() describes: that of the task that holds the core, otherwise the most
// telling of the spans that are in progress on its server. None if there is none.
std::optional<size_t> span_beside_core(const scenario::Scenario& scenario, const trace::Log& log,
                                       const SpanIndex& index, CoreId core, Time t);
RichText explain_thread_gap(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index,
                            ThreadId thread, Time t);
RichText explain_server(const scenario::Scenario& scenario, const trace::Log& log, uint32_t number, Time t);
RichText explain_note(const scenario::Scenario& scenario, const trace::Log& log, const trace::Note& note);

// The span that explain_now() describes, unless it describes a callback of a loop.
std::optional<size_t> telling_span(const trace::Log& log, const SpanIndex& index, Time t);
RichText explain_now(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, Time t);

}  // namespace metrics
