#pragma once

// Finds the spans that cover a time. Spans are stored in the order in which they ended, so a span that covers t may
// be anywhere after those that ended before t. A tree of the times when spans begin (cover_tree.h) skips the others:
// a moment costs O(log n) in the length of the run for each span that is found. The index is built once per run and
// takes about one byte per span and four per task.

#include "metrics/cover_tree.h"
#include "trace/log.h"

#include <cstddef>
#include <vector>

namespace metrics {

class SpanIndex {
public:
    explicit SpanIndex(const trace::Log& log);

    // Returns the spans that cover t, of all kinds, in the order of their tasks.
    std::vector<size_t> at(const trace::Log& log, Time t) const;

    // Visits the spans that overlap begin <= t < end, in the order of the log.
    template <class Each>
    void touching(const trace::Log& log, Time begin, Time end, Each each) const {
        starts_.below(
            end.ns, log.spans.first_after(begin), log.spans.size(), [&](size_t i) { return log.spans.start(i).ns; },
            each);
    }

    // The same, but no more than `most` of them: those that end first.
    template <class Each>
    void first_touching(const trace::Log& log, Time begin, Time end, size_t most, Each each) const {
        starts_.first_below(
            end.ns, log.spans.first_after(begin), log.spans.size(), [&](size_t i) { return log.spans.start(i).ns; },
            most, each);
    }

    // Returns the thread that worked on the task first: the loop on which it stays. None if no thread has
    // worked on it.
    ThreadId first_thread(TaskId task) const {
        return task.index < first_thread_.size() ? first_thread_[task.index] : ThreadId{};
    }

private:
    CoverTree starts_;
    std::vector<ThreadId> first_thread_;  // by task
};

}  // namespace metrics
