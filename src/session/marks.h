#pragma once

// Marks that the user sets in time, and the range that is measured.

#include "session/session.h"

namespace session {

constexpr size_t max_marks = 100;

// Sets a mark at t, or at the end of the runs if that is earlier. Has no effect where there is a mark, or when
// there are max_marks.
void set_mark(Session& session, Time t);
// Sets a mark at the pointer while that is over the chart, otherwise at the playhead. Removes a mark that is a
// few pixels away instead.
void toggle_mark(Session& session);
// Moves the playhead to the next mark, or to the previous one; the last is followed by the first.
void go_to_mark(Session& session, int direction);

void toggle_range(Session& session);
// Starts from the playhead, or from the present end of the range; the playhead moves along.
void extend_range(Session& session, int direction);

}  // namespace session
