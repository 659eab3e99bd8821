#pragma once

// Where an event-loop program is at one time: which callback runs, which line of it,
// and from which lines it was called.

#include "trace/log.h"

#include <cstdint>
#include <vector>

namespace metrics {

struct Chosen {  // selected by the user
    uint32_t callback = trace::no_callback;
    trace::CodeSite site;  // the selected line of it
};

struct CodeNow {
    uint32_t callback = trace::no_callback;    // the callback that runs, or was selected
    trace::CodeSite site;                      // the line; none: the callback begins
    std::vector<trace::CodeSite> stack;        // the call sites of the functions below it, the innermost first
    bool runs = false;                         // false: nothing runs at that time, or the selected one waits
};

// At most one callback of a loop runs; of those that take no time, the last one that has begun counts.
// A selected one is preferred if it runs at t, and shown if nothing does; the same goes for its line if that
// runs, prints or registers something at t.
CodeNow code_at(const trace::Callbacks& record, Time t, Chosen chosen = {});

// The moments at which a place in the program runs, in order of time: the stretches that it computes and
// the lines that it prints. If there are none, the callbacks that it registered; if there are none either, its calls.
struct Moment {
    Time at;
    uint32_t callback = trace::no_callback;  // the callback that runs then; for a registration, the registered one
    bool operator==(const Moment&) const = default;
};
std::vector<Moment> moments_of(const trace::Callbacks& record, trace::CodeSite site);

}  // namespace metrics
