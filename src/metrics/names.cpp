#include "metrics/names.h"

#include "base/say.h"
#include "scenario/strategies.h"

#include <algorithm>

namespace metrics {

std::string task_name(const scenario::Scenario& scenario, const trace::Log& log, TaskId id) {
    if (log.recording) return log.recording->task_name(id);
    const trace::Task& task = log.tasks[id.index];
    const uint32_t n = task.index + 1;
    const auto parent = [&] { return task_name(scenario, log, task.parent); };
    switch (task.kind) {
        case trace::TaskKind::arrived: break;
        case trace::TaskKind::spawned: {
            const std::string& program = scenario.programs[task.program].name;
            return say_plain("{program} {n} of {task}", {{"program", program}, {"n", n}, {"task", parent()}});
        }
        case trace::TaskKind::part: return say_plain("part {n} of {task}", {{"n", n}, {"task", parent()}});
        case trace::TaskKind::offload: return say_plain("offload of {task}", {{"task", parent()}});
    }
    const scenario::Work& work = scenario.work[task.row];
    const bool alone = work.times.empty() ? work.count == 1 : work.times.size() == 1;
    return alone ? work.name : work.name + ' ' + std::to_string(n);
}

std::string task_number(const trace::Log& log, TaskId id) {
    const trace::Task& task = log.tasks[id.index];
    if (task.kind == trace::TaskKind::offload) return task_number(log, task.parent);
    const std::string own = std::to_string(task.index + 1);
    return task.kind == trace::TaskKind::arrived ? own : task_number(log, task.parent) + '.' + own;
}

std::string thread_name(const scenario::Scenario& scenario, const trace::Log& log, ThreadId id) {
    if (log.recording) return log.recording->thread_name(id);
    const trace::Thread& thread = log.threads[id.index];
    if (thread.task) return task_name(scenario, log, thread.task);
    const uint32_t n = thread.number + 1;
    if (thread.worker) return say_plain("Worker {n}", {{"n", n}});
    const bool process = scenario::row_of(scenario.strategy.kind).processes;
    return say_plain(process ? Phrase("Process {n}") : Phrase("Thread {n}"), {{"n", n}});
}

std::string thread_in_text(const scenario::Scenario& scenario, const trace::Log& log, ThreadId id) {
    if (log.recording || log.threads[id.index].task) return thread_name(scenario, log, id);
    const trace::Thread& thread = log.threads[id.index];
    const uint32_t n = thread.number + 1;
    if (thread.worker) return say_plain("worker {n}", {{"n", n}});
    const bool process = scenario::row_of(scenario.strategy.kind).processes;
    return say_plain(process ? Phrase("process {n}") : Phrase("thread {n}"), {{"n", n}});
}

std::string core_name(const trace::Log& log, CoreId core) {
    const uint32_t each = std::max(1u, log.cores_per_server);
    const uint32_t n = core.index % each + 1, server = core.index / each + 1;
    if (server_count(log) == 1) return say_plain("core {n}", {{"n", core.index + 1}});
    return say_plain("core {n} of server {server}", {{"n", n}, {"server", server}});
}

uint32_t server_count(const trace::Log& log) {
    return std::max(1u, log.cores / std::max(1u, log.cores_per_server));
}

TaskId root_of(const trace::Log& log, TaskId task) {
    while (!stands_alone(log.tasks[task.index])) task = log.tasks[task.index].parent;
    return task;
}

}  // namespace metrics
