#include "model/locks.h"

#include <algorithm>
#include <cassert>

namespace model {

Locks::Locks(const std::vector<scenario::Lock>& locks, size_t servers) {
    for (const scenario::Lock& lock : locks) {
        first_.push_back(uint32_t(locks_.size()));
        per_server_.push_back(lock.per == scenario::Per::server);
        locks_.resize(locks_.size() + (per_server_.back() ? servers : 1));
    }
}

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
    lock.holder = lock.line.front();
    lock.line.pop_front();
    return lock.holder;
}

std::vector<uint32_t> Locks::held_by(TaskId task) const {
    std::vector<uint32_t> held;
    for (uint32_t i = 0; i < locks_.size(); ++i)
        if (locks_[i].holder == task) held.push_back(i);
    return held;
}

void Locks::leave_line(uint32_t instance, TaskId task) { std::erase(locks_[instance].line, task); }

}  // namespace model
