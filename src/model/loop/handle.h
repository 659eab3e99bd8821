#pragma once

// What the two parts of a loop pass to each other. Neither part looks into the objects of the
// other:
//
//     language   makes a Handle: what to run (Code), for which task, and its entry in the trace
//     phases     keep the Handle in a queue, and may return a Ticket for its place there
//     language   keeps the Ticket, if the program may cancel the callback
//     phases     return the Handle when it is its turn

#include "base/ids.h"
#include "base/time.h"
#include "model/loop/meter.h"
#include "trace/callbacks.h"

#include <cstdint>
#include <memory>

namespace model::loop {

// What a callback runs. A language derives its own kinds from it; the phases only store it.
struct Code : Counted {};
using CodeRef = Link<Code>;

struct Handle {
    CodeRef code;
    TaskId owner;                          // the task that it works for; none if it belongs to no task
    uint32_t record = trace::no_callback;  // its entry in the trace; none for bookkeeping that is not shown
    Time since = {};                       // asyncio: when what it waited for happened, even if the loop was busy
};

// A place in a queue. The phases derive their timers and immediates from it; a language only
// passes it back to cancel a callback that is waiting there.
struct Ticket : Counted {};
using TicketRef = Link<Ticket>;

}  // namespace model::loop
