#pragma once

// Along the chain of causes: from what waits to what it waits for, step by step to the root, and
// back to what that has brought about. metrics/why/cause.h says what a cause is; of a callback it is
// the one that has asked for it.

#include "session/session.h"

namespace session {

bool can_follow_cause(const Session& session);   // from what Session::why() is about
bool can_follow_effect(const Session& session);  // from what is selected

// Selects it and brings it into view. An effect: the way that the reader came, else the first.
void follow_cause(Session& session);
void follow_effect(Session& session);

// Selects the span, moves the playhead to its begin, and the view as far as it must.
void go_to_span(Session& session, ChosenBar bar);
// Does that for the gap. Returns false, and does nothing, where there is none.
bool go_to_gap(Session& session, const ChosenGap& gap);
// Goes to a bar or a gap, as a link names it. Returns false, and does nothing, where there is none.
bool go_to(Session& session, const Selection& selection);

// Returns from when to when the selected bar or gap lasts; nothing where neither is selected.
std::optional<Range> selected_stretch(const Session& session);

// Moves the view so that the stretch is in it. Keeps the zoom, unless neither end is in view and it does not fit.
void bring_into_view(Session& session, Time begin, Time end);

}  // namespace session
