#pragma once

// sleep: waits until a timer fires. Each sleep has its own timer.

#include "model/steps/step.h"

namespace model {

class SleepSteps final : public StepHandler {
public:
    SleepSteps(const scenario::Scenario&, StepContext& context) : context_(context) {}

    StepResult enter(TaskId task, const scenario::Step& step) override;

private:
    StepContext& context_;
};

}  // namespace model
