#pragma once

// The chain of causes: from a wait to what it waits for, step by step to the root, and
// back to the effects. metrics/why/cause.h defines causes; the cause of a callback is
// the one that registered it.

#include "session/session.h"

namespace session {

bool can_follow_cause(const Session& session);   // from the span that Session::why() is about
bool can_follow_effect(const Session& session);  // from what is selected

// Selects the cause and brings it into view. For an effect: goes back along the path that was followed; without
// one, goes to the first effect.
void follow_cause(Session& session);
void follow_effect(Session& session);

// Selects the span, moves the playhead to its start, and moves the view as little as necessary.
void go_to_span(Session& session, ChosenBar bar);
// Does the same for the gap. Returns false, and does nothing, if there is none.
bool go_to_gap(Session& session, const ChosenGap& gap);
// Goes to a bar or a gap that a link names. Returns false, and does nothing, if there is none.
bool go_to(Session& session, const Selection& selection);

// Returns from when to when the selected bar or gap lasts; nullopt if neither is selected.
std::optional<Range> selected_stretch(const Session& session);

// Moves the view so that it shows the stretch. Keeps the zoom, unless neither end is in view and it does not fit.
void bring_into_view(Session& session, Time begin, Time end);

}  // namespace session
