#pragma once

// Reasons for loops with a runtime: who asked for a callback, what it waited for, what the loop
// ran meanwhile. Words as in why.h.
//
//     explain_callback   "*setTimeout 0 ms* was asked for by *main* at 0.20 ms. Its timer is *due*
//                        at 1.00 ms. It waits *2.00 ms* for the loop. The loop is *blocked*
//                        meanwhile: it runs *main* for 1.20 ms, ..."
//     explain_pair       why either order is possible
//     explain_line       who has printed it
//     explain_loop_now   what waits for the loop longest at t, and what blocks it; else what it
//                        does or waits for. Empty where there is nothing to say

#include "scenario/scenario.h"
#include "trace/log.h"

#include <string>

namespace metrics {

std::string explain_callback(const scenario::Scenario& scenario, const trace::Log& log, uint32_t callback);
std::string explain_line(const scenario::Scenario& scenario, const trace::Log& log, uint32_t line);
std::string explain_pair(const scenario::Scenario& scenario, const trace::Log& log, uint32_t pair);
std::string explain_loop_now(const scenario::Scenario& scenario, const trace::Log& log, Time t);

// For sentences about tasks: " The loop is *blocked* by *report*, which runs ..." while the task
// waits for its loop; and what its next callback waits for, "get (sleep 40 ms)". May be empty.
std::string blocked_loop(const scenario::Scenario& scenario, const trace::Log& log, TaskId task, Time t);
std::string awaited_event(const scenario::Scenario& scenario, const trace::Log& log, TaskId task, Time t);

}  // namespace metrics
