#include "trace/span_store.h"

#include <algorithm>
#include <cassert>

namespace trace {

namespace {

constexpr uint64_t none24 = 0xFF'FFFF, none16 = 0xFFFF;

uint32_t widen(uint64_t bits, uint64_t none) { return bits == none ? TaskId::no_index : uint32_t(bits); }

}  // namespace

void SpanStore::note_long(Time duration) { long_durations_.emplace_back(size(), duration.ns); }

void SpanStore::make_room() {
    for (Chunks<uint64_t>* column : {&start_, &who_, &what_}) column->make_room();
}

Time SpanStore::end(size_t i) const {
    const uint64_t duration = what_[i] >> 32;
    if (duration != long_duration) return {int64_t(start_[i] + duration)};
    const auto found = std::lower_bound(long_durations_.begin(), long_durations_.end(), std::pair<uint64_t, int64_t>(i, 0));
    assert(found != long_durations_.end() && found->first == i);
    return {int64_t(start_[i]) + found->second};
}

Span SpanStore::operator[](size_t i) const {
    assert(i < size());
    const uint64_t who = who_[i], what = what_[i];
    Span span;
    span.start = {int64_t(start_[i])};
    span.duration = end(i) - span.start;
    span.task = {widen(who >> 40, none24)};
    span.thread = {widen(who >> 16 & none24, none24)};
    span.core = {widen(who & none16, none16)};
    span.step = uint16_t(what >> 16);
    span.kind = SpanKind(what >> 8 & 0xFF);
    span.reason = Reason(what & 0xFF);
    return span;
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
