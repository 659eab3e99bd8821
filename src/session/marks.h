#pragma once

// Marks that the user sets in time, and the range that is measured.

#include "session/session.h"

namespace session {

constexpr size_t max_marks = 100;

// Sets a mark at t, or at the end of the runs if that is earlier; not where there is one, and no more than max_marks.
void set_mark(Session& session, Time t);
// At the pointer while it is over the chart, otherwise at the playhead. A mark a few pixels away is removed instead.
void toggle_mark(Session& session);
// Moves the playhead to the next mark, or the previous one, and around the end.
void go_to_mark(Session& session, int direction);

void toggle_range(Session& session);
// From the playhead, or from the present end of the range; the playhead moves along.
void extend_range(Session& session, int direction);

}  // namespace session
