#pragma once

// No picture without a reason: why a task is not running, in a sentence, and
// what a bar is.
//
//     explain_span     a bar or a wait:  "Request 5 is queued for a thread, first in
//                      line. All 4 threads are taken and blocked on the database."
//     explain_gap      an empty place on a core's or thread's lane: "Core 2 is idle:
//                      no thread is ready. All 4 threads are blocked on the database."
//     explain_now      the most telling of these for a whole run at one time
//
// The texts are rich: what should stand out is strong.

#include "base/say.h"
#include "metrics/names.h"
#include "metrics/numbers/results.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace metrics {

// Finds spans by time. Built once a run; a few bytes a span.
class WhyIndex {
public:
    explicit WhyIndex(const trace::Log& log);

    // Spans that cover t, of all kinds, in the order of tasks.
    std::vector<size_t> at(const trace::Log& log, Time t) const;

    // The spans that have a part of begin <= t < end, in the order of the log.
    template <class Each>
    void touching(const trace::Log& log, Time begin, Time end, Each each) const {
        for (size_t b = 0; b < blocks_.size(); ++b) {
            if (blocks_[b].first_start >= end || blocks_[b].last_end <= begin) continue;
            const size_t last = std::min((b + 1) * block_spans, log.spans.size());
            for (size_t i = b * block_spans; i < last; ++i)
                if (log.spans.start(i) < end && log.spans.end(i) > begin) each(i);
        }
    }

    // That first worked on the task: the loop that it stays on. None if no thread has.
    ThreadId first_thread(TaskId task) const { return task.index < first_thread_.size() ? first_thread_[task.index] : ThreadId{}; }

private:
    static constexpr size_t block_spans = 256;
    struct Block { Time first_start, last_end; };
    std::vector<Block> blocks_;
    std::vector<ThreadId> first_thread_;  // by task
};

RichText explain_span(const scenario::Scenario& scenario, const trace::Log& log, const WhyIndex& index, size_t span);
RichText explain_core_gap(const scenario::Scenario& scenario, const trace::Log& log, const WhyIndex& index, CoreId core, Time t);
RichText explain_thread_gap(const scenario::Scenario& scenario, const trace::Log& log, const WhyIndex& index, ThreadId thread, Time t);
RichText explain_server(const scenario::Scenario& scenario, const trace::Log& log, uint32_t number, Time t);
RichText explain_note(const scenario::Scenario& scenario, const trace::Log& log, const trace::Note& note);

// Which span explain_now() is about, where it is not about a callback of a loop.
std::optional<size_t> telling_span(const trace::Log& log, const WhyIndex& index, Time t);
RichText explain_now(const scenario::Scenario& scenario, const trace::Log& log, const WhyIndex& index, Time t);

}  // namespace metrics
