#pragma once

// The prediction layer: covers a part of the run in focus, takes the reader's bars, and scores them.
// By pointer: view/guessing.h. By keys: these.

#include "session/session.h"

namespace session {

bool can_predict(const Session& session);       // the run in focus has cores that tasks do not share
bool predicts(const Session& session);          // and nothing is revealed yet
bool has_guess(const Session& session);         // and one is chosen

// Covers the selected range, else from the playhead to the end, else all of it; and takes it away again.
void toggle_prediction(Session& session);
void cover(Session& session, Time from, Time until);
void check_prediction(Session& session);        // reveals and scores; again: covers, to try once more

void add_guess(Session& session);               // after the chosen one on its core
void add_guess(Session& session, const metrics::Guess& guess);
void change_guess_task(Session& session);
void change_guess_core(Session& session);
void stretch_guess(Session& session, int steps);  // of the grid
void move_guess(Session& session, int steps);
void remove_guess(Session& session);

}  // namespace session
