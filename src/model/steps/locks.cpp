#include "model/steps/locks.h"

#include "scenario/policies.h"
#include "scenario/programs.h"

#include <algorithm>
#include <cassert>

namespace model {

using scenario::Inherit;

namespace {

// Returns the priority of the most urgent row whose tasks take the lock.
int64_t ceiling_of(const scenario::Scenario& scenario, uint32_t lock) {
    int64_t ceiling = INT64_MAX;
    for (const scenario::Work& work : scenario.work)
        if (takes_lock(scenario, work, {lock})) ceiling = std::min(ceiling, work.priority);
    return ceiling;
}

}  // namespace

LockSteps::LockSteps(const scenario::Scenario& scenario, StepContext& context)
    : declared_(scenario.locks),
      context_(context),
      instances_(scenario.locks),
      lends_(scenario::goes_by(scenario.machine.scheduler, "priority")) {
    for (uint32_t i = 0; i < declared_.size(); ++i) {
        const bool computed = declared_[i].inherit == Inherit::ceiling && !declared_[i].ceiling;
        ceilings_.push_back(computed ? ceiling_of(scenario, i) : declared_[i].ceiling.value_or(INT64_MAX));
    }
}

uint32_t LockSteps::lock_of(TaskId task, const scenario::Step& step) {
    const uint32_t declared = step.lock.index;
    return instances_.of(declared, context_.server_of(task), [&] { locks_.emplace_back().declared = declared; });
}

StepResult LockSteps::enter(TaskId task, const scenario::Step& step) {
    const uint32_t number = lock_of(task, step);
    if (step.kind == scenario::StepKind::unlock) {
        release(number);
        return StepResult::done;
    }
    State& lock = locks_[number];
    if (!lock.holder) {
        take(number, task);
        return StepResult::done;
    }
    lock.waiting.push_back(task);
    context_.wait(task, trace::Reason::lock);
    if (inherit(lock) == Inherit::inheritance) {
        waits_for_[task.index] = number;
        renew(lock.holder);
    }
    return StepResult::waits;
}

void LockSteps::leave(TaskId task, const scenario::Step& step) {
    State& lock = locks_[lock_of(task, step)];
    lock.waiting.remove(task.index);
    if (waits_for_.erase(task.index) > 0) renew(lock.holder);
}

void LockSteps::forget(TaskId task) {
    context_.charge_work(locks_.size() / 4);
    std::vector<uint32_t> held;
    for (uint32_t i = 0; i < locks_.size(); ++i)
        if (locks_[i].holder == task) held.push_back(i);
    for (const uint32_t i : held) release(i);
}

void LockSteps::take(uint32_t number, TaskId task) {
    locks_[number].holder = task;
    if (inherit(locks_[number]) == Inherit::none) return;
    waits_for_.erase(task.index);
    held_[task.index].push_back(number);
    renew(task);
}

void LockSteps::release(uint32_t number) {
    State& lock = locks_[number];
    assert(lock.holder);
    const TaskId from = lock.holder;
    lock.holder = {};
    if (const auto held = held_.find(from.index); held != held_.end() && std::erase(held->second, number) > 0) {
        if (held->second.empty()) held_.erase(held);
        renew(from);
    }
    if (lock.waiting.empty()) return;
    const TaskId next = lock.waiting.take_front();
    take(number, next);
    context_.resume(next);
}

// ---- what locks lend --------------------------------------------------------------

// Returns the most urgent priority among the task itself, the ceilings of its locks, and all tasks that wait for it,
// directly or through others.
int64_t LockSteps::urgency_of(TaskId task) const {
    std::vector<TaskId> all{task};
    int64_t urgency = INT64_MAX;
    for (size_t i = 0; i < all.size(); ++i) {
        urgency = std::min(urgency, context_.priority_of(all[i]));
        const auto held = held_.find(all[i].index);
        if (held == held_.end()) continue;
        for (const uint32_t number : held->second) {
            const State& lock = locks_[number];
            if (inherit(lock) == Inherit::ceiling) urgency = std::min(urgency, ceilings_[lock.declared]);
            else
                lock.waiting.each([&](TaskId waiting) {
                    if (waiting != task) all.push_back(waiting);
                });  // a circle of waits leads back to the task
        }
    }
    context_.charge_work(all.size() * 4);
    return urgency;
}

// Renews the priority of the task and of all tasks that it waits for.
void LockSteps::renew(TaskId task) {
    std::vector<TaskId> met;
    while (std::find(met.begin(), met.end(), task) == met.end()) {  // the condition fails if they wait in a circle
        met.push_back(task);
        context_.lend_priority(task, urgency_of(task));
        const auto awaited = waits_for_.find(task.index);
        if (awaited == waits_for_.end()) return;
        task = locks_[awaited->second].holder;
    }
}

}  // namespace model
