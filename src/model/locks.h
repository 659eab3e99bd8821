#pragma once

// Locks: held by one task; the others wait in the order in which they came, and
// an unlock hands the lock to the first of them.

#include "scenario/scenario.h"

#include <deque>
#include <optional>
#include <vector>

namespace model {

class Locks {
public:
    Locks(const std::vector<scenario::Lock>& locks, size_t servers);
    uint32_t instance(LockId lock, uint32_t server) const { return first_[lock.index] + (per_server_[lock.index] ? server : 0); }

    // True: `task` holds it now. False: it waits in line.
    bool take(uint32_t instance, TaskId task);

    // The task that holds it next, if any.
    std::optional<TaskId> release(uint32_t instance);

    void leave_line(uint32_t instance, TaskId task);
    std::vector<uint32_t> held_by(TaskId task) const;  // instances

private:
    struct State {
        TaskId holder;
        std::deque<TaskId> line;
    };
    std::vector<State> locks_;
    std::vector<uint32_t> first_;
    std::vector<bool> per_server_;
};

}  // namespace model
