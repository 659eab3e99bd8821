#pragma once

// Reasons for loops with a runtime: what scheduled a callback, what it waited for, and what the
// loop ran meanwhile. The texts are rich, as in why.h.
//
//     explain_callback   "*setTimeout 0 ms* was scheduled by *main* at 0.20 ms. Its timer is *due*
//                        at 1.00 ms. It waits *2.00 ms* for the loop. The loop is *blocked*
//                        meanwhile: it runs *main* for 1.20 ms, ..."
//     explain_pair       why either order is possible
//     explain_line       what printed it
//     explain_loop_now   what waits for the loop longest at t, and what blocks it; otherwise what it
//                        does or waits for. Empty if there is nothing to say

#include "base/say.h"
#include "metrics/span_index.h"
#include "scenario/scenario.h"
#include "trace/log.h"

namespace metrics {

RichText explain_callback(const scenario::Scenario& scenario, const trace::Log& log, uint32_t callback);
RichText explain_line(const scenario::Scenario& scenario, const trace::Log& log, uint32_t line);
RichText explain_pair(const scenario::Scenario& scenario, const trace::Log& log, uint32_t pair);
RichText explain_loop_now(const scenario::Scenario& scenario, const trace::Log& log, const SpanIndex& index, Time t);

// For sentences about tasks. While the task waits for its loop: "The loop is *blocked* by
// *report*, which runs ...". And what its next callback waits for: "get (sleep 40 ms)". Both
// may be empty.
RichText blocked_loop(const scenario::Scenario& scenario, const trace::Log& log, TaskId task, Time t);
RichText awaited_event(const scenario::Scenario& scenario, const trace::Log& log, TaskId task, Time t);

}  // namespace metrics
