#pragma once

// The visible part of a timeline as a table, for people who cannot see the picture. It has a row for each bar and each
// gap, ordered by lane and then by time.
//
//     lane      task       state    from     to       reason
//     Core 1    request 1  running  0 ms     2.00 ms  Request 1 computes ...
//     Core 1    -          nothing runs  4.00 ms  20.0 ms  Core 1 is idle: ...
//
// It contains the lanes that the picture shows, with all groups unfolded, and the callbacks of event loops.

#include "present/row.h"

#include <cstddef>

namespace session {
class Session;
}

namespace present {

constexpr size_t most_bars = 400;  // the maximum number of rows; a note below the table counts the rest

// While a question is unanswered or a prediction unchecked, the table contains only a note, because its rows would
// reveal the answer. Requires that `run` exists.
Table bars_of(const session::Session& session, size_t run);

}  // namespace present
