#include "model/locks.h"

#include <cassert>

namespace model {

bool Locks::take(uint32_t instance, TaskId task) {
    State& lock = locks_[instance];
    if (!lock.holder) {
        lock.holder = task;
        return true;
    }
    lock.line.push_back(task);
    return false;
}

std::optional<TaskId> Locks::release(uint32_t instance) {
    State& lock = locks_[instance];
    assert(lock.holder);
    lock.holder = {};
    if (lock.line.empty()) return {};
    lock.holder = lock.line.take_front();
    return lock.holder;
}

std::vector<uint32_t> Locks::held_by(TaskId task) const {
    std::vector<uint32_t> held;
    for (uint32_t i = 0; i < locks_.size(); ++i)
        if (locks_[i].holder == task) held.push_back(i);
    return held;
}

}  // namespace model
