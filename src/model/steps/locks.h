#pragma once

// lock and unlock: a lock is held by one task. The others wait in the order of their requests, and an
// unlock hands it to the first of them.
//
// A lock may lend its holder a priority for cores (`inherit`), so that a task of middling priority does not keep
// the holder, and with it an urgent task, from running (Sha, Rajkumar, Lehoczky 1990):
//
//     inheritance   the holder is as urgent as the most urgent task that waits for it, directly or through
//                   tasks that wait for others (POSIX PTHREAD_PRIO_INHERIT)
//     ceiling       from taking the lock on, the holder is as urgent as the most urgent task that ever takes
//                   it, or as the file says (immediate ceiling, POSIX PTHREAD_PRIO_PROTECT)
//
// If a task holds several locks, the most urgent priority counts. Its parts, and tasks that it spawns, inherit
// nothing.

#include "model/steps/instances.h"
#include "model/steps/step.h"
#include "sim/wait_list.h"

#include <unordered_map>
#include <vector>

namespace model {

class LockSteps final : public StepHandler {
public:
    LockSteps(const scenario::Scenario& scenario, StepContext& context);

    StepResult enter(TaskId task, const scenario::Step& step) override;
    void leave(TaskId task, const scenario::Step& step) override;
    void forget(TaskId task) override;  // releases the locks that it holds

private:
    struct State {
        uint32_t declared = 0;  // in scenario.locks
        TaskId holder;
        sim::WaitList<TaskId> waiting;
    };
    uint32_t lock_of(TaskId task, const scenario::Step& step);
    scenario::Inherit inherit(const State& lock) const {
        return lends_ ? declared_[lock.declared].inherit : scenario::Inherit::none;
    }
    void take(uint32_t lock, TaskId task);
    void release(uint32_t lock);
    // Returns the priority of the task, including what its locks lend it.
    int64_t urgency_of(TaskId task) const;
    void renew(TaskId task);

    const std::vector<scenario::Lock>& declared_;
    StepContext& context_;
    Instances instances_;
    std::vector<State> locks_;
    bool lends_;                     // the policy goes by priority
    std::vector<int64_t> ceilings_;  // by number in the scenario
    // By task; never iterated. Locks that lend nothing are in neither map.
    std::unordered_map<uint32_t, std::vector<uint32_t>> held_;
    std::unordered_map<uint32_t, uint32_t> waits_for_;
};

}  // namespace model
