#pragma once

// Bars that the user draws over a covered part of a run. They are never part of the trace.

#include "base/time.h"
#include "metrics/numbers/prediction.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace session {

struct Prediction {
    uint32_t pane = 0;                   // the number of the run
    Time from, until;                    // the covered part
    Time grid;                           // guesses begin and end at multiples of this, counted from `from`
    bool revealed = false;
    std::vector<TaskId> tasks;           // those that may run there
    std::vector<metrics::Guess> guesses;
    std::optional<uint32_t> chosen;      // an index into `guesses`
    bool operator==(const Prediction&) const = default;
};

// Returns the grid position nearest to t within the covered part.
Time on_grid(const Prediction& prediction, Time t);

// Returns the task of the next bar: the one that follows the task of the last bar, in turn.
TaskId next_task(const Prediction& prediction);

// Assigns the selected bar to the next task, in turn.
void change_task(Prediction& prediction);

}  // namespace session
