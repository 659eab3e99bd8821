#include "metrics/span_index.h"

#include "base/arrange.h"

#include <functional>
#include <utility>

namespace metrics {

SpanIndex::SpanIndex(const trace::Log& log)
    : starts_(log.spans.size(), [&](size_t i) { return log.spans.start(i).ns; }) {
    for (size_t i = 0; i < log.spans.size(); ++i) {
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
