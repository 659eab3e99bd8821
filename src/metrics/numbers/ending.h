#pragma once

// How a run ended, and if it could not continue, which task waits for which.
//
//     finished    every task finished, was rejected or gave up
//     stopped     the scenario's `stop` came first, or tasks waited for what had not come by then
//     cut_short   a budget came first
//     crashed     a program of node ended with an error that nothing handled
//     deadlock    tasks wait for each other in a circle, so that none of them can ever resume
//     stuck       nothing can happen any more, and tasks wait for something that never comes, without a circle
//
// Circles are searched for in a graph of tasks and what they wait for. An arrow leads from a task to what it
// waits for, and from there to each task that could end the wait:
//
//     x --> lock b --> y --> lock a --> x
//
// For a lock, a join or a part, this is the only way to continue, so a circle is a deadlock whatever else happens. A
// message, a thread or a core may also come from another task: circles through these count only when nothing can
// happen any more. What waits for what is defined by one table, `rules` in ending.cpp: a new reason to wait needs a
// row there.
//
// Tasks of asyncio are identified by the callback that would resume them (trace::Callbacks::blocked).

#include "base/say.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstdint>
#include <string>
#include <vector>

namespace metrics {

enum class Ending : uint8_t { running, finished, stopped, cut_short, crashed, deadlock, stuck };
const char* ending_name(Ending ending);  // "cut-short"

struct Waiter {
    TaskId task;
    uint32_t callback = trace::no_callback;  // asyncio: the callback that would resume it
    bool operator==(const Waiter&) const = default;
};

// `who` waits for something that `on` holds or could bring.
struct Waits {
    Waiter who;
    trace::Reason reason = trace::Reason::none;  // for tasks that run steps
    uint16_t step = 0;                           // likewise
    Waiter on;                                   // without a task: nothing can end the wait
};

struct Ended {
    Ending how = Ending::finished;
    Time at;                    // deadlock: when the circle closed; stuck: when nothing could happen any more
    std::vector<Waits> circle;  // deadlock: each waits for the next, and the last for the first
    std::vector<Waits> waits;   // stuck: the first few
    int64_t waiting = 0;        // stuck: the number of all
    bool forever() const { return how == Ending::deadlock || how == Ending::stuck; }
};

Ended ending_of(const scenario::Scenario& scenario, const trace::Log& log);

// "request 3". For asyncio, the function to which the coroutine belongs: "fetch", or "fetch 2" if several wait.
std::string waiter_name(const scenario::Scenario& scenario, const trace::Log& log, const Waiter& waiter);

// "*x* waits for lock *b*, which *y* holds."
RichText waits_text(const scenario::Scenario& scenario, const trace::Log& log, const Waits& waits);

// "*Deadlock* at 2.00 ms: 2 tasks wait for each other in a circle.", then one sentence for each. Empty unless
// the run waits forever.
RichText ending_text(const scenario::Scenario& scenario, const trace::Log& log, const Ended& ended);

}  // namespace metrics
