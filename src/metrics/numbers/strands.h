#pragma once

// What counts as one thing in progress where event loops run programs (model/loop): the strand.
//
//     awaits an operation      ready        runs
//     |------------------------|------------|=======|      of one callback
//
//     runs      its code is on the loop, whether or not the loop has a core just now: at most one per loop
//     ready     it could run, and waits for the loop
//     awaits    an operation is in progress whose end runs the callback or resumes the coroutine: a timer, a
//               picture, a job of the pool; or a task of asyncio waits for a lock, a semaphore, a queue or an event
//
// A callback that waits for a promise, a future or another task is not a strand: whatever settles that is one
// already. A function that awaits one thing after another is a single strand; one that awaits three things at once is
// three strands.
//
// All intervals are half-open. A strand counts as one in concurrency for as long as it lasts, and as one in
// asynchrony while it awaits.

#include "trace/callbacks.h"

namespace metrics {

struct Strand {
    Time from;   // equal to `ready` if it has awaited nothing that counts
    Time ready;  // from here on it is ready, or runs
    Time to;
};

// `end` is the end of the run so far.
Strand strand_of(const trace::Callback& callback, Time end);

}  // namespace metrics
