#include "metrics/span_index.h"

#include "base/arrange.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace metrics {

SpanIndex::SpanIndex(const trace::Log& log) {
    for (size_t i = 0; i < log.spans.size(); ++i) {
        if (i % block_spans == 0) blocks_.push_back({log.spans.start(i), log.spans.end(i)});
        Block& block = blocks_.back();
        block.first_start = std::min(block.first_start, log.spans.start(i));
        block.last_end = std::max(block.last_end, log.spans.end(i));
        const trace::Span span = log.spans[i];
        if (span.task.index >= first_thread_.size()) first_thread_.resize(span.task.index + 1);
        if (!first_thread_[span.task.index]) first_thread_[span.task.index] = span.thread;
    }
}

std::vector<size_t> SpanIndex::at(const trace::Log& log, Time t) const {
    std::vector<std::pair<TaskId, size_t>> found;
    touching(log, t, t + nsec(1), [&](size_t i) { found.emplace_back(log.spans.task(i), i); });
    arrange(found, std::less<>());
    std::vector<size_t> spans;
    for (const auto& [task, span] : found) spans.push_back(span);
    return spans;
}

}  // namespace metrics
