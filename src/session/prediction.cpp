#include "session/prediction.h"

#include <algorithm>

namespace session {

Time on_grid(const Prediction& prediction, Time t) {
    const int64_t grid = std::max<int64_t>(1, prediction.grid.ns);
    const int64_t steps = ((t - prediction.from).ns + grid / 2) / grid;
    return std::clamp(prediction.from + Time{steps * grid}, prediction.from, prediction.until);
}

TaskId next_task(const Prediction& prediction) {
    const auto& tasks = prediction.tasks;
    if (tasks.empty()) return {};
    if (prediction.guesses.empty()) return tasks.front();
    const auto last = std::find(tasks.begin(), tasks.end(), prediction.guesses.back().task);
    return last == tasks.end() || last + 1 == tasks.end() ? tasks.front() : *(last + 1);
}

void change_task(Prediction& prediction) {
    if (!prediction.chosen || *prediction.chosen >= prediction.guesses.size() || prediction.tasks.empty()) return;
    TaskId& task = prediction.guesses[*prediction.chosen].task;
    const auto at = std::find(prediction.tasks.begin(), prediction.tasks.end(), task);
    task = at == prediction.tasks.end() || at + 1 == prediction.tasks.end() ? prediction.tasks.front() : *(at + 1);
}

}  // namespace session
