#include "trace/span_store.h"

#include <algorithm>
#include <cassert>

namespace trace {

namespace {

uint64_t narrow(uint32_t index, uint64_t none) {
    assert(index == TaskId::no_index || index < none);
    return index & none;
}

}  // namespace

void SpanStore::push(const Span& span) {
    assert(span.start.ns >= 0 && span.duration.ns > 0);
    uint64_t duration = uint64_t(span.duration.ns);
    if (duration >= long_duration) {
        long_durations_.emplace_back(size(), span.duration.ns);
        duration = long_duration;
    }
    start_.push_back(uint64_t(span.start.ns));
    who_.push_back(narrow(span.task.index, none24) << 40 | narrow(span.thread.index, none24) << 16 | narrow(span.core.index, none16));
    what_.push_back(duration << 32 | uint64_t(span.step) << 16 | uint64_t(span.kind) << 8 | uint64_t(span.reason));
}

Time SpanStore::long_end(size_t i) const {
    const auto found = std::lower_bound(long_durations_.begin(), long_durations_.end(), std::pair<uint64_t, int64_t>(i, 0));
    assert(found != long_durations_.end() && found->first == i);
    return {int64_t(start_[i]) + found->second};
}

size_t SpanStore::bytes() const {
    return start_.bytes() + who_.bytes() + what_.bytes() + long_durations_.size() * sizeof(long_durations_[0]);
}

const char* kind_name(SpanKind kind) {
    constexpr const char* names[] = {"run", "switch", "ready", "blocked", "async", "queued", "share"};
    return names[size_t(kind)];
}

const char* reason_name(Reason reason) {
    constexpr const char* names[] = {"", "core-busy", "slice-over", "preempted", "yielded", "device", "device-queue", "sleep",
                                     "lock", "queue-full", "queue-empty", "children", "parts", "offload", "no-thread",
                                     "loop-busy", "no-worker", "after", "serial", "process-switch", "migration",
                                     "thread-start", "process-start", "callback", "warm", "padding", "event"};
    static_assert(sizeof names / sizeof *names == reason_count);
    return names[size_t(reason)];
}

}  // namespace trace
