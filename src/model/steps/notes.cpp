#include "model/steps/notes.h"

namespace model {

StepResult NoteSteps::enter(TaskId task, const scenario::Step& step) {
    const bool mark = step.kind == scenario::StepKind::mark;
    context_.note(mark ? trace::NoteKind::mark : trace::NoteKind::text, task, 0, step.text);
    return StepResult::done;
}

}  // namespace model
