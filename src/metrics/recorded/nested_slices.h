#pragma once

// Nested slices and asynchronous operations of a recording (trace/nested.h): which one encloses which, their self
// times, and the arrows between slices. They are identified by the numbers of trace::Log::span().

#include "metrics/span_index.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace metrics {

// Returns whether the span is or has a nested slice or operation; otherwise it is a stretch of running or waiting.
bool is_slice(const trace::Log& log, size_t number);
bool is_operation(const trace::Log& log, size_t number);  // requires a slice; an operation holds no thread

std::string_view slice_name(const trace::Log& log, size_t number);

// The enclosing slice; none for a task's own slice.
std::optional<size_t> slice_around(const trace::Log& log, size_t number);
// Returns the slices that are open on a task's thread, from the task's own span to the innermost, which is the
// last. Requires a time at which the task's span is open.
std::vector<size_t> slices_at(const trace::Log& log, TaskId task, Time t);

// Returns the slices directly inside a slice, in the order of time, up to the limit.
std::vector<size_t> slices_inside(const trace::Log& log, size_t number, size_t max);
// The time of a slice without that of its nested slices.
Time self_time(const trace::Log& log, size_t number);

// All slices, or all operations, with one name. A slice inside another one with the same name counts as well.
struct Tally {
    uint32_t name = 0;  // in Recording::names
    bool operation = false;
    uint64_t count = 0;
    Time total, self;
};
Tally tally_of(const trace::Log& log, size_t number);  // of all with the same name; `self` is not set
// Returns what lies between begin and end, by name: the longest self time first, slices before operations. Returns at
// most `max` of each.
std::vector<Tally> tallies_between(const trace::Log& log, const SpanIndex& index, Time begin, Time end, size_t max);

// The arrows that end or begin at a slice, in order of time.
struct Arrow {
    size_t from = 0, to = 0;
    Time left, came;
};
std::vector<Arrow> arrows_to(const trace::Log& log, size_t number);
std::vector<Arrow> arrows_from(const trace::Log& log, size_t number);

}  // namespace metrics
