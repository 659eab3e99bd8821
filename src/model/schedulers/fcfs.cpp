#include "model/schedulers/fcfs.h"

namespace model {

void Fcfs::add(ThreadId thread, Joins) { queue_.push_back(thread); }

std::optional<ThreadId> Fcfs::pick(CoreId) {
    if (queue_.empty()) return {};
    const ThreadId first = queue_.front();
    queue_.pop_front();
    return first;
}

}  // namespace model
