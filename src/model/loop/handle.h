#pragma once

// What the two parts of a loop pass to each other. For each part, the objects of the other are
// opaque:
//
//     language   makes a Handle: what to run (Code), for which task, and its entry in the trace
//     phases     keep the Handle in a queue, and may give a Ticket for its place there
//     language   keeps the Ticket, if the program may cancel the callback
//     phases     give the Handle back when it is its turn

#include "base/ids.h"
#include "base/time.h"
#include "trace/callbacks.h"

#include <cstdint>
#include <memory>

namespace model::loop {

// What a callback runs. A language derives its own kinds from it; the phases only keep it.
struct Code {
    virtual ~Code() = default;
};
using CodeRef = std::shared_ptr<Code>;

struct Handle {
    CodeRef code;
    TaskId owner;                          // the task that it works for; none: it belongs to no task
    uint32_t record = trace::no_callback;  // its entry in the trace; none: bookkeeping that is not shown
    Time since = {};                       // asyncio: when what it waited for was over, even if the loop is busy
};

// A place in a queue. The phases derive their timers and immediates from it; a language only
// passes it back to cancel what waits there.
struct Ticket {
    virtual ~Ticket() = default;
};
using TicketRef = std::shared_ptr<Ticket>;

}  // namespace model::loop
