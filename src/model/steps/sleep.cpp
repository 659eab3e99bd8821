#include "model/steps/sleep.h"

namespace model {

StepResult SleepSteps::enter(TaskId task, const scenario::Step& step) {
    context_.wait(task, trace::Reason::sleep);
    context_.resume_at(task, context_.now() + context_.length(*step.time, sim::Purpose::sleep, task));
    return StepResult::waits;
}

}  // namespace model
