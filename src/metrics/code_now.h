#pragma once

// Where an event-loop program is at one time: which callback runs, which line of it,
// and from which lines it was called.

#include "trace/log.h"

#include <cstdint>
#include <vector>

namespace metrics {

struct Chosen {  // by a person
    uint32_t callback = trace::no_callback;
    uint32_t operation = trace::no_operation;  // the line of it that is meant
};

struct CodeNow {
    uint32_t callback = trace::no_callback;    // that runs, or was chosen
    uint32_t operation = trace::no_operation;  // the line; none: the callback begins
    std::vector<uint32_t> stack;               // operations where the functions below it stand, the innermost first
    bool runs = false;                         // false: nothing runs at that time, or the chosen one waits
};

// Of the callbacks of a loop one runs at most; of those that take no time the last one that has begun.
// A chosen one is preferred where it runs at t, and shown where nothing does; its line where that
// runs, prints or registers something at t.
CodeNow code_at(const trace::Callbacks& record, Time t, Chosen chosen = {});

// Where an operation is seen to run, in the order of time: the stretches that it computes, the lines
// that it prints; else the callbacks that it has registered, else the calls that it makes.
struct Moment {
    Time at;
    uint32_t callback = trace::no_callback;  // that runs then; registered: that one
    bool operator==(const Moment&) const = default;
};
std::vector<Moment> moments_of(const trace::Callbacks& record, uint32_t operation);

}  // namespace metrics
