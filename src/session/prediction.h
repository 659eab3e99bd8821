#pragma once

// Bars that the reader draws over a covered part of a run. They are never a part of the trace.

#include "base/time.h"
#include "metrics/numbers/prediction.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace session {

struct Prediction {
    uint32_t pane = 0;                   // the run
    Time from, until;                    // what is covered
    Time grid;                           // guesses begin and end at multiples of it, counted from `from`
    bool revealed = false;
    std::vector<TaskId> tasks;           // that may run there
    std::vector<metrics::Guess> guesses;
    std::optional<uint32_t> chosen;      // an index of `guesses`
    bool operator==(const Prediction&) const = default;
};

// Returns the place of the grid nearest to t, within what is covered.
Time on_grid(const Prediction& prediction, Time t);

// Returns the task that the next bar is of: the one after that of the last bar, in turn.
TaskId next_task(const Prediction& prediction);

// Gives the chosen bar to the next task, in turn.
void change_task(Prediction& prediction);

}  // namespace session
