#include "chart/frame/task_colours.h"

#include "chart/frame/palette.h"

#include <algorithm>

namespace chart {

TaskColours::TaskColours(const scenario::Scenario& scenario, const trace::Log& log) {
    static_assert(count == task_colours);
    const bool by_row = scenario.work.size() > 1;
    by_number_ = !by_row && std::all_of(log.tasks.begin(), log.tasks.end(), trace::stands_alone);
    if (by_number_) return;
    colours_.reserve(log.tasks.size());
    for (uint32_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        // Children come after their parents, so the parent's colour is known.
        if (!trace::stands_alone(task)) colours_.push_back(of(task.parent));
        else colours_.push_back(uint8_t((by_row ? task.row : i) % task_colours));
    }
}

}  // namespace chart
