#pragma once

// Slices and asynchronous operations of a recording that are inside of others (trace/nested.h): which is in which, how long each
// takes by itself, and the arrows between slices. They go by the numbers of trace::Log::span().

#include "metrics/span_index.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace metrics {

// With slices or operations inside, or inside of one; else it is a stretch of running or waiting.
bool is_slice(const trace::Log& log, size_t number);
bool is_operation(const trace::Log& log, size_t number);  // of these: it holds no thread

std::string_view slice_name(const trace::Log& log, size_t number);

// The slice around it; none of a task's own.
std::optional<size_t> slice_around(const trace::Log& log, size_t number);
// What is open on a task's thread from its own span to the innermost, which is the last; at a time at which it is open.
std::vector<size_t> slices_at(const trace::Log& log, TaskId task, Time t);

// What is right inside of it, in the order of time; at most so many.
std::vector<size_t> slices_inside(const trace::Log& log, size_t number, size_t most);
// Its time without that of those.
Time self_time(const trace::Log& log, size_t number);

// All slices, or all operations, of one name. Of one inside of another of its name both count.
struct Tally {
    uint32_t name = 0;  // in Recording::names
    bool operation = false;
    uint64_t count = 0;
    Time total, self;
};
Tally tally_of(const trace::Log& log, size_t number);  // of all of its name, without `self`
// By name, what is between begin and end; those that took longest by themselves, first, and slices before operations. At most so many
// of each.
std::vector<Tally> tallies_between(const trace::Log& log, const SpanIndex& index, Time begin, Time end, size_t most);

// The arrows that end or begin at a slice, in the order of time.
struct Arrow {
    size_t from = 0, to = 0;
    Time left, came;
};
std::vector<Arrow> arrows_to(const trace::Log& log, size_t number);
std::vector<Arrow> arrows_from(const trace::Log& log, size_t number);

}  // namespace metrics
