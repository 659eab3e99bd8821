#pragma once

// mark and log: write a text into the log.

#include "model/steps/step.h"

namespace model {

class NoteSteps final : public StepHandler {
public:
    NoteSteps(const scenario::Scenario&, StepContext& context) : context_(context) {}

    StepResult enter(TaskId task, const scenario::Step& step) override;

private:
    StepContext& context_;
};

}  // namespace model
