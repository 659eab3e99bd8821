#pragma once

// Marks that the reader sets in time, and the range that is measured.

#include "session/session.h"

namespace session {

constexpr size_t most_marks = 100;

// At t, or the end of the runs if that is earlier; not where there is one, and no more than most_marks.
void set_mark(Session& session, Time t);
// At the pointer while it is over the chart, else at the playhead. One that is a few pixels from there is taken away instead.
void toggle_mark(Session& session);
// The playhead goes to the next mark, or the one before; around the end.
void go_to_mark(Session& session, int direction);

void toggle_range(Session& session);
// From the playhead, or on from where it ends; the playhead goes along.
void extend_range(Session& session, int direction);

}  // namespace session
