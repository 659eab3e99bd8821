#pragma once

// Where an event-loop program is at one time: which callback runs, which of its lines, and
// from which lines that was called.

#include "trace/log.h"

#include <cstdint>
#include <vector>

namespace metrics {

struct Chosen {  // what the user has selected
    uint32_t callback = trace::no_callback;
    trace::CodeSite site;  // the selected line of the callback
};

struct CodeNow {
    uint32_t callback = trace::no_callback;    // the callback that runs, or that was selected
    trace::CodeSite site;                      // the line; no place if the callback begins
    std::vector<trace::CodeSite> stack;        // the call sites of the functions below it, the innermost first
    bool runs = false;                         // false: nothing runs at that time, or the selected callback waits
};

// At most one callback of a loop runs at a time; of callbacks that take no time, the last one that has begun
// counts. The selected callback is preferred if it runs at t, and is also shown if nothing runs; its
// selected line is preferred if that runs, prints or registers something at t.
CodeNow code_at(const trace::Callbacks& record, Time t, Chosen chosen = {});

// The moments at which a place in the program runs, in the order of time: the times at which it computes, and the
// lines that it prints. If there are none, the callbacks that it registered; if there are none of these either, its
// calls.
struct Moment {
    Time at;
    uint32_t callback = trace::no_callback;  // the callback that runs then; for a registration, the registered one
    bool operator==(const Moment&) const = default;
};
std::vector<Moment> moments_of(const trace::Callbacks& record, trace::CodeSite site);

}  // namespace metrics
