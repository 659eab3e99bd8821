#pragma once

// The visible part of a timeline as a table, for people who cannot see the picture: a row for each bar and each gap, in
// the order of the lanes, and of time in each of them.
//
//     lane      task       state    from     to       reason
//     Core 1    request 1  running  0 ms     2.00 ms  Request 1 computes ...
//     Core 1    -          nothing runs  4.00 ms  20.0 ms  Core 1 is idle: ...
//
// It shows the lanes that the picture shows, unfolded, and the callbacks of event loops.

#include "present/row.h"

#include <cstddef>

namespace session {
class Session;
}

namespace present {

constexpr size_t most_bars = 400;  // rows of one table; the note below it counts the others

// Empty, except for its note, while something is covered: the table would give it away. Requires a run of that number.
Table bars_of(const session::Session& session, size_t run);

}  // namespace present
