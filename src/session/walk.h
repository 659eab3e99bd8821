#pragma once

// Along a lane, from bar to bar and to the gaps between them, with the keyboard.

#include "session/session.h"

namespace session {

bool can_walk(const Session& session);  // a bar or a gap is selected

// Selects the next bar or gap of the lane, or the one before it when `direction` is negative, and moves the playhead to
// its begin. A bar that was walked to keeps the lane; otherwise it is walked along its first lane, that of a core if
// cores are shown.
void walk(Session& session, int direction);

}  // namespace session
