#pragma once

// Which of the palette's task colours a task has, in every picture of a run.

#include "chart/frame/cell.h"
#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace chart {

// The task colour of each task. Parts and offloads have the colour of their parent.
class TaskColours {
public:
    TaskColours() = default;
    TaskColours(const scenario::Scenario& scenario, const trace::Log& log);
    uint8_t of(TaskId task) const {
        if (task.index < colours_.size()) return colours_[task.index];
        return task && by_number_ ? uint8_t(task.index % count) : 0;
    }
    size_t bytes() const { return colours_.capacity(); }

private:
    static constexpr uint32_t count = mixed_colour;
    bool by_number_ = false;  // every task is a task of its own, so nothing needs to be stored
    std::vector<uint8_t> colours_;
};

}  // namespace chart
