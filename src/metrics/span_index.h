#pragma once

// Finds the spans that cover a time. Spans are stored in the order in which they ended, so a span that covers t may
// be anywhere after those that ended before t. For each block of spans, the index contains the time when the first
// begins and the last ends, so that blocks without such spans are skipped. It is built once per run and takes a few
// bytes per span.

#include "trace/log.h"

#include <algorithm>
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
        for (size_t b = 0; b < blocks_.size(); ++b) {
            if (blocks_[b].first_start >= end || blocks_[b].last_end <= begin) continue;
            const size_t last = std::min((b + 1) * block_spans, log.spans.size());
            for (size_t i = b * block_spans; i < last; ++i)
                if (log.spans.start(i) < end && log.spans.end(i) > begin) each(i);
        }
    }

    // Returns the thread that worked on the task first: the loop on which it stays. None if no thread has
    // worked on it.
    ThreadId first_thread(TaskId task) const {
        return task.index < first_thread_.size() ? first_thread_[task.index] : ThreadId{};
    }

private:
    static constexpr size_t block_spans = 256;
    struct Block { Time first_start, last_end; };
    std::vector<Block> blocks_;
    std::vector<ThreadId> first_thread_;  // by task
};

}  // namespace metrics
