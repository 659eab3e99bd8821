#include "metrics/names.h"

#include "scenario/strategies.h"

#include <algorithm>

namespace metrics {

std::string task_name(const scenario::Scenario& scenario, const trace::Log& log, TaskId id) {
    if (log.recording) return log.recording->task_name(id);
    const trace::Task& task = log.tasks[id.index];
    const std::string number = std::to_string(task.index + 1);
    switch (task.kind) {
        case trace::TaskKind::arrived: break;
        case trace::TaskKind::spawned: return scenario.programs[task.program].name + ' ' + number + " of " + task_name(scenario, log, task.parent);
        case trace::TaskKind::part: return "part " + number + " of " + task_name(scenario, log, task.parent);
        case trace::TaskKind::offload: return "offload of " + task_name(scenario, log, task.parent);
    }
    const scenario::Work& work = scenario.work[task.row];
    const bool alone = work.times.empty() ? work.count == 1 : work.times.size() == 1;
    return alone ? work.name : work.name + ' ' + number;
}

std::string thread_name(const scenario::Scenario& scenario, const trace::Log& log, ThreadId id) {
    if (log.recording) return log.recording->thread_name(id);
    const trace::Thread& thread = log.threads[id.index];
    if (thread.task) return task_name(scenario, log, thread.task);
    const bool process = scenario::row_of(scenario.strategy.kind).processes;
    return (thread.worker ? "Worker " : process ? "Process " : "Thread ") + std::to_string(thread.number + 1);
}

std::string core_name(const trace::Log& log, CoreId core) {
    const uint32_t each = std::max(1u, log.cores_per_server);
    if (server_count(log) == 1) return "core " + std::to_string(core.index + 1);
    return "core " + std::to_string(core.index % each + 1) + " of server " + std::to_string(core.index / each + 1);
}

uint32_t server_count(const trace::Log& log) {
    return std::max(1u, log.cores / std::max(1u, log.cores_per_server));
}

TaskId root_of(const trace::Log& log, TaskId task) {
    while (!stands_alone(log.tasks[task.index])) task = log.tasks[task.index].parent;
    return task;
}

}  // namespace metrics
