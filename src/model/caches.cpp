#include "model/caches.h"

#include <algorithm>

namespace model {

bool Caches::warm(CoreId core, ThreadId thread) const {
    const std::deque<Set>& sets = cores_[core.index].sets;
    return std::any_of(sets.begin(), sets.end(), [&](const Set& set) { return set.thread == thread; });
}

Time Caches::until_warm(CoreId core, ThreadId thread) const {
    const auto& left = cores_[core.index].left;
    const auto at = left.find(thread);
    return at == left.end() ? options_.warmup : at->second;
}

void Caches::ran_cold(CoreId core, ThreadId thread, Time time) {
    Time left = until_warm(core, thread) - time;
    if (left < Time{}) left = {};
    cores_[core.index].left[thread] = left;
}

std::vector<ThreadId> Caches::enter(CoreId id, ThreadId thread, int64_t working_set) {
    Core& core = cores_[id.index];
    core.sets.push_front({thread, working_set});
    int64_t sum = 0;
    for (const Set& set : core.sets) sum += set.size;
    std::vector<ThreadId> out;
    while (sum > options_.size) {
        const Set last = core.sets.back();
        core.sets.pop_back();
        sum -= last.size;
        core.left[last.thread] = std::max(options_.warmup, min_warmup_);
        out.push_back(last.thread);
    }
    return out;
}

void Caches::forget(ThreadId thread) {
    for (Core& core : cores_) core.left.erase(thread);
}

}  // namespace model
