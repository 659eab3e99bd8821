#include "model/schedulers/round_robin.h"

namespace model {

void RoundRobin::add(ThreadId thread, Joins) { queue_.push_back(thread); }

std::optional<ThreadId> RoundRobin::pick(CoreId) {
    if (queue_.empty()) return {};
    const ThreadId first = queue_.front();
    queue_.pop_front();
    return first;
}

}  // namespace model
