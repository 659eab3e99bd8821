#pragma once

// Where an event-loop program is at one time: which callback runs, which line of it,
// and from which lines it was called.

#include "trace/log.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace metrics {

struct CodeNow {
    uint32_t callback = trace::no_callback;    // that runs, or was chosen
    uint32_t operation = trace::no_operation;  // the line
    std::vector<uint32_t> stack;               // operations where the functions below it stand, the innermost first
    bool runs = false;                         // false: nothing runs at that time, or it is chosen and waits
};

// Of the callbacks of a loop one runs at most; of those that take no time the last one that has begun.
// A `chosen` one is preferred where it runs at t, and shown where nothing does.
CodeNow code_at(const trace::Callbacks& record, Time t, uint32_t chosen = trace::no_callback);

// Moments when an operation runs or, where it takes no time, what it has registered or printed
// does: in order, each once. What "where does this line run?" means.
std::vector<Time> moments_of(const trace::Callbacks& record, uint32_t operation);

}  // namespace metrics
