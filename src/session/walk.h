#pragma once

// Walking along a lane with the keyboard, from bar to bar and to the gaps between them.

#include "session/session.h"

namespace session {

bool can_walk(const Session& session);  // a bar or a gap is selected

// Selects the next bar or gap of the lane, or the previous one if `direction` is negative, and moves the playhead to
// its start. A bar that was reached by walking keeps the lane; otherwise the walk takes the first lane of the bar,
// which is that of a core if cores are shown.
void walk(Session& session, int direction);

}  // namespace session
