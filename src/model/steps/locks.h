#pragma once

// lock and unlock: a lock is held by one task. The others wait in the order of their requests, and an
// unlock hands it to the first of them.

#include "model/steps/instances.h"
#include "model/steps/step.h"
#include "sim/wait_list.h"

#include <vector>

namespace model {

class LockSteps final : public StepHandler {
public:
    LockSteps(const scenario::Scenario& scenario, StepContext& context) : context_(context), instances_(scenario.locks) {}

    StepResult enter(TaskId task, const scenario::Step& step) override;
    void leave(TaskId task, const scenario::Step& step) override;
    void forget(TaskId task) override;  // releases the locks that it holds

private:
    struct State {
        TaskId holder;
        sim::WaitList<TaskId> waiting;
    };
    State& state_of(TaskId task, const scenario::Step& step);
    void release(State& lock);

    StepContext& context_;
    Instances instances_;
    std::vector<State> locks_;
};

}  // namespace model
