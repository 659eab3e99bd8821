#pragma once

// Where an event-loop program is at one time: which callback runs, which line of it,
// and from which lines it was called.

#include "trace/log.h"

#include <cstdint>
#include <vector>

namespace metrics {

struct Chosen {  // by a person
    uint32_t callback = trace::no_callback;
    trace::CodeSite site;  // the line of it that is meant
};

struct CodeNow {
    uint32_t callback = trace::no_callback;    // that runs, or was chosen
    trace::CodeSite site;                      // the line; none: the callback begins
    std::vector<trace::CodeSite> stack;        // where the functions below it stand, the innermost first
    bool runs = false;                         // false: nothing runs at that time, or the chosen one waits
};

// Of the callbacks of a loop one runs at most; of those that take no time the last one that has begun.
// A chosen one is preferred where it runs at t, and shown where nothing does; its line where that
// runs, prints or registers something at t.
CodeNow code_at(const trace::Callbacks& record, Time t, Chosen chosen = {});

// The moments at which a place in the program runs, in the order of time: the stretches that it computes and
// the lines that it prints. Without any, the callbacks that it registered; without these, the calls that it makes.
struct Moment {
    Time at;
    uint32_t callback = trace::no_callback;  // that runs then; registered: that one
    bool operator==(const Moment&) const = default;
};
std::vector<Moment> moments_of(const trace::Callbacks& record, trace::CodeSite site);

}  // namespace metrics
