#include "metrics/numbers/latency.h"

#include <algorithm>
#include <cassert>

namespace metrics {

std::vector<Time> latencies_of(const trace::Log& log, Time warmup) {
    std::vector<Time> values;
    for (const trace::Task& task : log.tasks) {
        if (task.kind != trace::TaskKind::arrived || task.outcome != trace::Outcome::completed) continue;
        if (task.arrival < warmup) continue;
        values.push_back(task.answered.value_or(*task.finished) - task.arrival);
    }
    std::sort(values.begin(), values.end());
    return values;
}

std::vector<int64_t> histogram_of(const std::vector<Time>& values, Time width, size_t bins) {
    std::vector<int64_t> counts(bins);
    for (const Time value : values) {
        const size_t bin = std::min(size_t(value.ns / width.ns), bins - 1);
        assert(value.ns <= width.ns * int64_t(bins));
        ++counts[bin];
    }
    return counts;
}

}  // namespace metrics
