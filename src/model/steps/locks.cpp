#include "model/steps/locks.h"

#include <cassert>

namespace model {

LockSteps::State& LockSteps::state_of(TaskId task, const scenario::Step& step) {
    return locks_[instances_.of(step.lock.index, context_.server_of(task), [&] { locks_.emplace_back(); })];
}

StepResult LockSteps::enter(TaskId task, const scenario::Step& step) {
    State& lock = state_of(task, step);
    if (step.kind == scenario::StepKind::unlock) {
        release(lock);
        return StepResult::done;
    }
    if (!lock.holder) {
        lock.holder = task;
        return StepResult::done;
    }
    lock.waiting.push_back(task);
    context_.wait(task, trace::Reason::lock);
    return StepResult::waits;
}

void LockSteps::leave(TaskId task, const scenario::Step& step) { state_of(task, step).waiting.remove(task.index); }

void LockSteps::forget(TaskId task) {
    context_.charge_work(locks_.size() / 4);
    std::vector<size_t> held;
    for (size_t i = 0; i < locks_.size(); ++i)
        if (locks_[i].holder == task) held.push_back(i);
    for (const size_t i : held) release(locks_[i]);
}

void LockSteps::release(State& lock) {
    assert(lock.holder);
    lock.holder = {};
    if (lock.waiting.empty()) return;
    lock.holder = lock.waiting.take_front();
    context_.resume(lock.holder);
}

}  // namespace model
