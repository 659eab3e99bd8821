#pragma once

// The moments at which something changes in a run: where stepping stops, and where slow motion slows down.
//
// A moment is the begin or end of a span, slice, callback, stack frame or line of code that runs, the arrival
// of a task, a callback that is registered or becomes ready, a console line, a change of a level, a sample of a
// counter, an instant or note, and the start, drain or stop of a server. Each query costs O(log n) for every list
// that is in the order of time, of which a recording has one for each counter and each lane of nested slices.

#include "session/run.h"

#include <optional>

namespace session {

// Returns the first moment after t; none if nothing changes after t.
std::optional<Time> moment_after(const Run& run, Time t);

// Returns the last moment before t; none if nothing changed before t.
std::optional<Time> moment_before(const Run& run, Time t);

}  // namespace session
