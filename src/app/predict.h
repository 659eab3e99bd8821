#pragma once

// The prediction layer: covers a part of the run in focus, takes the reader's bars, and scores them.
// By pointer: view/guessing.h. By keys: these.

#include "app/lab.h"

namespace app {

bool can_predict(const Lab& lab);       // the run in focus has cores that tasks do not share
bool predicts(const Lab& lab);          // and nothing is revealed yet
bool has_guess(const Lab& lab);         // and one is chosen

// Covers the selected range, else from the playhead to the end, else all of it; and takes it away again.
void toggle_prediction(Lab& lab);
void cover(Lab& lab, Time from, Time until);
void check_prediction(Lab& lab);        // reveals and scores; again: covers, to try once more

void add_guess(Lab& lab);               // after the chosen one on its core
void add_guess(Lab& lab, const metrics::Guess& guess);
void change_guess_task(Lab& lab);
void change_guess_core(Lab& lab);
void stretch_guess(Lab& lab, int steps);  // of the grid
void move_guess(Lab& lab, int steps);
void remove_guess(Lab& lab);

// "Draw ...", "3 bars so far", or the score in a sentence; *stars* as in metrics/why/why.h. Empty without a prediction.
std::string prediction_words(const Lab& lab);
std::optional<metrics::Score> score_now(const Lab& lab);  // once it is revealed

}  // namespace app
