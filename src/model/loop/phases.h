#pragma once

// Which callback comes next: one of the two parts of a loop. The phases of a runtime keep
// handles in queues, and choose one. They do not look into what a handle runs.
//
//     phases/node.h      timers, poll, check, next-ticks
//     phases/browser.h   one task, all microtasks, perhaps a picture
//     phases/asyncio.h   one queue of ready callbacks

#include "base/time.h"
#include "model/loop/allowance.h"
#include "model/loop/handle.h"
#include "model/loop/language.h"

#include <cstdint>
#include <utility>

namespace model::loop {

struct Choice {
    enum class Kind : uint8_t {
        handle,     // `handle` runs next
        microtask,  // the first microtask of the language comes next
        again,      // something has changed, but nothing runs: choose again
        wait,       // there is nothing to do before `until`, or until something arrives from outside
        pauses,     // the allowance is used up
    };
    Kind kind = Kind::again;
    Handle handle = {};
    Time until = longest_time;

    static Choice run(Handle handle) { return {Kind::handle, std::move(handle), {}}; }
    static Choice wait(Time until = longest_time) { return {Kind::wait, {}, until}; }
    static Choice of(Kind kind) { return {kind, {}, {}}; }
};

class Phases {
public:
    virtual ~Phases() = default;

    // ---- from outside, at any time
    virtual void arrived(TaskId task, uint32_t function, Language& language) = 0;
    virtual void pool_done(uint32_t job) = 0;

    // ---- when nothing runs
    virtual Choice choose(Language& language, Allowance& allowance) = 0;
    // The callback that began last has returned.
    virtual void returned() {}

    // Returns the owner of the timer that is due first, if there is a timer.
    virtual TaskId next_owner() const { return {}; }
};

}  // namespace model::loop
