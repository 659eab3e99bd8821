#pragma once

// The prediction layer: covers a part of the run in focus, takes the bars that the user draws, and scores
// them. With the pointer: view/scene/guessing.h. With keys: these functions.

#include "session/session.h"

namespace session {

bool can_predict(const Session& session);       // true if the run in focus has cores that tasks do not share
bool predicts(const Session& session);          // true until the covered part is revealed
bool has_guess(const Session& session);         // true if a guess is selected, too

// Covers the selected range, or the part from the playhead to the end, or everything; the next time, removes
// the cover.
void toggle_prediction(Session& session);
void cover(Session& session, Time from, Time until);
void check_prediction(Session& session);        // reveals and scores; the next time, covers again for another try

void add_guess(Session& session);               // after the selected one on its core
void add_guess(Session& session, const metrics::Guess& guess);
void change_guess_task(Session& session);
void change_guess_core(Session& session);
void stretch_guess(Session& session, int steps);  // in steps of the grid
void move_guess(Session& session, int steps);
void remove_guess(Session& session);

}  // namespace session
