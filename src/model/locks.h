#pragma once

// Locks: held by one task; the others wait in the order in which they came, and
// an unlock hands the lock to the first of them.

#include "model/instances.h"
#include "sim/wait_list.h"
#include "scenario/scenario.h"

#include <optional>
#include <vector>

namespace model {

class Locks {
public:
    explicit Locks(const std::vector<scenario::Lock>& locks) : instances_(locks) {}
    uint32_t instance(LockId lock, uint32_t server) { return instances_.of(lock.index, server, [&] { locks_.emplace_back(); }); }
    uint32_t instances() const { return instances_.size(); }

    // True: `task` holds it now. False: it waits in line.
    bool take(uint32_t instance, TaskId task);

    // The task that holds it next, if any.
    std::optional<TaskId> release(uint32_t instance);

    void leave_line(uint32_t instance, TaskId task) { locks_[instance].line.remove(task.index); }
    std::vector<uint32_t> held_by(TaskId task) const;  // instances

private:
    struct State {
        TaskId holder;
        sim::WaitList<TaskId> line;
    };
    Instances instances_;
    std::vector<State> locks_;
};

}  // namespace model
