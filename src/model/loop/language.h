#pragma once

// What a callback does: one of the two parts of a loop. A language runs code, one callback at a time.
// Meanwhile it requests timers, immediates and threads of the pool from the phases (queues.h).
//
//     Loop                                  Language
//       entry(arrival)        ------->        what a task runs, as a handle
//       begin(handle)         ------->        takes it up
//       run()                 ------->        continues, from here or from where it stopped, until
//                             <-------        it computes 20 ms | it has returned | the allowance is used up
//       begin_microtask()     ------->        takes up the first of its own microtasks
//
// A callback runs to its end before the next one begins. While it computes, time passes, and the loop
// asks nothing else of the language. A language may therefore run a callback to its end at once and keep
// a list of what it did, with the CPU time between these actions, as long as run() returns that list
// piece by piece: it returns each stretch of CPU time, and makes the requests that come after it only
// when it is called again.
//
//     language/javascript.h   functions of the scenario with the rules of ECMAScript
//     language/source.h       a JavaScript program, as text
//     language/python.h       functions of the scenario with the rules of Python's asyncio

#include "base/ids.h"
#include "base/time.h"
#include "model/loop/allowance.h"
#include "model/loop/handle.h"

#include <cstdint>
#include <optional>

namespace model::loop {

// A task has arrived at a loop, to run a function of the scenario.
struct Arrival {
    TaskId task;
    uint32_t function = 0;
    uint32_t record = trace::no_callback;
};

enum class Entry : uint8_t {
    script,   // the function is the program: its errors are thrown immediately
    module,   // the function is the program, as an ECMAScript module: an async function
    request,  // the program is already running: the function is a handler for this task, and is async
};

struct Ran {
    enum class Kind : uint8_t {
        returned,  // the callback is over
        computes,  // `task` needs a core for `time` before it continues
        pauses,    // the allowance is used up; run() continues next time
    };
    Kind kind = Kind::returned;
    TaskId task;
    Time time;
};

class Language {
public:
    virtual ~Language() = default;

    virtual Handle entry(const Arrival& arrival, Entry how) = 0;

    // Takes up a handle, which run() then runs. Requires that the previous one has returned. Returns its
    // entry in the trace, or no_callback for bookkeeping.
    virtual uint32_t begin(Handle handle) = 0;
    virtual Ran run(Allowance& allowance) = 0;

    // ---- JavaScript's own queue, which the phases empty between callbacks
    virtual bool has_microtask() const { return false; }
    // Requires a microtask. Returns the same as begin(), or nullopt if it was a step of a promise that runs no code.
    virtual std::optional<uint32_t> begin_microtask() { return {}; }
    // Called when a picture is begun, before its animation frame callbacks run.
    virtual void picture_begins() {}
    // Prints the errors of promises that were rejected without a handler. Returns whether there were any.
    virtual bool report_rejections() { return false; }

    // The loop is empty: unless something arrives from outside, nothing will ever happen. Returns whether that has
    // changed, because the language has run code for this occasion.
    virtual bool nothing_left() { return false; }

    // What report_rejections() or nothing_left() has run takes time: run() must be called before anything else.
    virtual bool continues() const { return false; }

    // ---- asyncio.run
    // The loop has stopped because the language requested it. Returns false if the program is over;
    // otherwise the language has requested what comes next.
    virtual bool loop_stopped() { return false; }

    // Called when nothing can happen any more. Records in the trace which tasks wait for which (trace::Blocked), if
    // that is known.
    virtual void note_blocked() {}
};

}  // namespace model::loop
