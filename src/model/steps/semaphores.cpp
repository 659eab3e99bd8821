#include "model/steps/semaphores.h"

#include <algorithm>

namespace model {

SemaphoreSteps::State& SemaphoreSteps::state_of(TaskId task, const scenario::Step& step) {
    const uint32_t declared = step.semaphore.index;
    return semaphores_[instances_.of(declared, context_.server_of(task),
                                     [&] { semaphores_.emplace_back().free = declared_[declared].count; })];
}

StepResult SemaphoreSteps::enter(TaskId task, const scenario::Step& step) {
    State& semaphore = state_of(task, step);
    if (step.kind == scenario::StepKind::release) {
        gave_back(semaphore, task);
        hand_on(semaphore);
        return StepResult::done;
    }
    if (semaphore.free > 0) {
        --semaphore.free;
        semaphore.holders.push_back(task);
        return StepResult::done;
    }
    semaphore.waiting.push_back(task);
    context_.wait(task, trace::Reason::semaphore);
    return StepResult::waits;
}

void SemaphoreSteps::leave(TaskId task, const scenario::Step& step) { state_of(task, step).waiting.remove(task.index); }

void SemaphoreSteps::forget(TaskId task) {
    context_.charge_work(semaphores_.size() / 4);
    for (State& semaphore : semaphores_)
        while (gave_back(semaphore, task)) hand_on(semaphore);
}

// Returns whether the task held a permit. If so, it now holds one fewer.
bool SemaphoreSteps::gave_back(State& semaphore, TaskId task) {
    context_.charge_work(semaphore.holders.size() / 4);
    const auto at = std::find(semaphore.holders.begin(), semaphore.holders.end(), task);
    if (at == semaphore.holders.end()) return false;
    semaphore.holders.erase(at);
    return true;
}

void SemaphoreSteps::hand_on(State& semaphore) {
    if (semaphore.waiting.empty()) {
        ++semaphore.free;
        return;
    }
    const TaskId next = semaphore.waiting.take_front();
    semaphore.holders.push_back(next);
    context_.resume(next);
}

}  // namespace model
