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

#include "metrics/names.h"
#include "metrics/results.h"

#include <cstddef>
#include <string>
#include <vector>

namespace metrics {

// Finds spans by time. Built once a run; a few bytes a span.
class WhyIndex {
public:
    explicit WhyIndex(const trace::Log& log);

    // Spans that cover t, of all kinds, in the order of tasks.
    std::vector<size_t> at(const trace::Log& log, Time t) const;

    // That first worked on the task: the loop that it stays on. None if no thread has.
    ThreadId first_thread(TaskId task) const { return task.index < first_thread_.size() ? first_thread_[task.index] : ThreadId{}; }

private:
    struct Block { Time first_start, last_end; };
    std::vector<Block> blocks_;
    std::vector<ThreadId> first_thread_;  // by task
};

std::string explain_span(const scenario::Scenario& scenario, const trace::Log& log, const WhyIndex& index, size_t span);
std::string explain_core_gap(const scenario::Scenario& scenario, const trace::Log& log, const WhyIndex& index, CoreId core, Time t);
std::string explain_thread_gap(const scenario::Scenario& scenario, const trace::Log& log, const WhyIndex& index, ThreadId thread, Time t);
std::string explain_server(const scenario::Scenario& scenario, const trace::Log& log, uint32_t number, Time t);
std::string explain_note(const scenario::Scenario& scenario, const trace::Log& log, const trace::Note& note);
std::string explain_now(const scenario::Scenario& scenario, const trace::Log& log, const WhyIndex& index, Time t);

}  // namespace metrics
