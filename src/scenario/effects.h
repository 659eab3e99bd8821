#pragma once

// Determines whether another value of a parameter could change anything: the run, or the numbers about it.
//
// A row of the tables names a predicate as its `effective_when`; a row without one always has an effect. "No"
// is a promise: no value that the row allows changes anything. "Yes" means that some value may change
// something, as far as can be known without a run. tests/model/effects_test.cpp compares both with what
// happens.

#include "scenario/scenario.h"

#include <array>
#include <cstdint>
#include <vector>

namespace scenario {

// What a scenario makes use of, determined once for all of its rows.
struct Usage {
    explicit Usage(const Scenario& scenario);

    const Scenario& scenario;
    std::vector<bool> programs;                                // by number: a row of work runs it, or a task spawns it
    std::vector<bool> devices, locks, semaphores, queues;      // by number: such a program, or a function, uses it
    std::array<bool, size_t(StepKind::code) + 1> steps{};      // by kind: such a program has one
    std::vector<uint32_t> operations;                          // of functions: the number of each, by OpKind
    int64_t threads = 0;             // of one server: the maximum number that need a core at the same time
    int64_t tasks = 0;               // maximum; the largest possible number for a row without a count
    bool runtime = false;            // event loops run functions
    bool later_arrivals = false;     // tasks arrive after time 0
    bool held_back = false;          // some tasks begin when others are over
    bool completions = false;        // a device, a timer or the delay of a message ends
    bool waits = false;              // a task may wait for something
    bool thread_waits = false;       // a task may wait and hold its thread
    bool wakes = false;              // a thread that has run may need a core again after it had nothing to do
    bool pool = false;               // something is given to the workers of an event loop
    bool computes = false;           // something takes time on a core
    bool draws = false;              // something depends on random numbers
    bool sliced = false;             // a turn on a core may end before its thread stops by itself
    bool several_processes = false;

    // Can two threads of a server be ready at once, so that a scheduler has a choice?
    bool contended() const;
};

// `owner` is the object that contains the key: a Device, a Work, ...
using EffectiveWhen = bool (*)(const Usage& usage, const void* owner);

}  // namespace scenario
