#pragma once

// acquire and release: a semaphore has a number of permits. A task that finds none waits, and a release hands its
// permit to the task that has waited longest. A task may also release a permit that another task has acquired, or
// that none has: there is then one more.

#include "model/steps/instances.h"
#include "model/steps/step.h"
#include "sim/wait_list.h"

#include <vector>

namespace model {

class SemaphoreSteps final : public StepHandler {
public:
    SemaphoreSteps(const scenario::Scenario& scenario, StepContext& context)
        : declared_(scenario.semaphores), context_(context), instances_(scenario.semaphores) {}

    StepResult enter(TaskId task, const scenario::Step& step) override;
    void leave(TaskId task, const scenario::Step& step) override;
    void forget(TaskId task) override;  // releases the permits that it holds

private:
    struct State {
        int64_t free = 0;              // above 0 only while no task waits
        std::vector<TaskId> holders;   // one entry for each permit
        sim::WaitList<TaskId> waiting;
    };
    State& state_of(TaskId task, const scenario::Step& step);
    bool gave_back(State& semaphore, TaskId task);
    void hand_on(State& semaphore);

    const std::vector<scenario::Semaphore>& declared_;
    StepContext& context_;
    Instances instances_;
    std::vector<State> semaphores_;
};

}  // namespace model
