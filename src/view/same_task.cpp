#include "view/same_task.h"

#include "metrics/names.h"
#include "metrics/recorded/nested_slices.h"
#include "view/scene/strokes.h"

#include <optional>
#include <string>
#include <vector>

namespace view {

namespace {

// Returns the task with the same number in each run, if it also has the same name. The index is that of the run in the
// picture.
std::vector<std::optional<TaskId>> named_like(const Picture& picture, const TimelinePane& chosen, TaskId task) {
    const std::string name = metrics::task_name(*chosen.pane.scenario, *chosen.pane.log, task);
    std::vector<std::optional<TaskId>> tasks;
    for (const TimelinePane& pane : picture.panes) {
        const bool has = task.index < pane.pane.log->tasks.size() &&
                         metrics::task_name(*pane.pane.scenario, *pane.pane.log, task) == name;
        tasks.push_back(has ? std::optional(task) : std::nullopt);
    }
    return tasks;
}

const TimelinePane* pane_of(const Picture& picture, uint32_t number) {
    for (const TimelinePane& pane : picture.panes)
        if (pane.number == number) return &pane;
    return nullptr;
}

}  // namespace

void draw_same_task(const Picture& picture, const chart::Frame& frame, const session::State& state,
                    const chart::Palette& palette, chart::Canvas& canvas) {
    const session::ChosenBar* bar = state.bar();
    const TimelinePane* chosen = bar ? pane_of(picture, bar->pane) : nullptr;
    if (!chosen || bar->span >= chosen->pane.log->numbers() || metrics::is_slice(*chosen->pane.log, bar->span)) return;
    const TaskId task = chosen->pane.log->span(bar->span).task;
    if (!task) return;
    const auto tasks = named_like(picture, *chosen, task);
    canvas.colour(faded(palette.accent, 0xB0));
    for (const chart::Bar& one : frame.bars) {
        if (one.row >= chart::first_loop_row || one.pattern == chart::Pattern::folded || one.pane >= tasks.size() ||
            !tasks[one.pane])
            continue;
        const trace::Log& log = *picture.panes[one.pane].pane.log;
        if (metrics::is_slice(log, one.span) || log.span(one.span).task != *tasks[one.pane]) continue;
        if (one.pattern == chart::Pattern::dotted) {
            const chart::RowBox& row = frame.panes[one.pane].rows[one.row];
            outline(canvas, one.x0 - 1, row.y0, one.x1 + 1, row.y1, 3, 1.5f);
        } else {
            outline(canvas, one.x0 - 1, one.y0 - 1, one.x1 + 1, one.y1 + 1, 3, 1.5f);
        }
    }
}

}  // namespace view
