#include "model/schedulers/fifo.h"

#include <algorithm>

namespace model {

std::optional<ThreadId> Fifo::take(CoreId core) {
    if (queue_.empty()) return {};
    if (order_ == scenario::Order::cyclic) return take_cyclic(core);
    auto at = queue_.begin();
    if (restricted_) {
        at = std::find_if(at, queue_.end(), [&](const Ready& ready) { return facts_.may_run(ready.thread, core); });
        if (at == queue_.end()) return {};
    }
    const ThreadId thread = at->thread;
    if (at == queue_.begin()) queue_.pop_front();
    else queue_.erase(at);
    return thread;
}

std::optional<ThreadId> Fifo::take_last(CoreId core) {
    const auto at = std::find_if(queue_.rbegin(), queue_.rend(), [&](const Ready& ready) { return !restricted_ || facts_.may_run(ready.thread, core); });
    if (at == queue_.rend()) return {};
    const ThreadId thread = at->thread;
    queue_.erase(std::next(at).base());
    return thread;
}

std::optional<ThreadId> Fifo::take_cyclic(CoreId core) {
    auto best = queue_.end();
    const auto key = [&](const Ready& ready) {
        // Numbers after the last one first: what wraps round is larger.
        return std::pair(ready.since == facts_.now() && ready.since > Time{}, facts_.thread(ready.thread).number - (taken_ + 1));
    };
    for (auto at = queue_.begin(); at != queue_.end(); ++at)
        if ((!restricted_ || facts_.may_run(at->thread, core)) && (best == queue_.end() || key(*at) < key(*best))) best = at;
    if (best == queue_.end()) return {};
    const ThreadId thread = best->thread;
    taken_ = facts_.thread(thread).number;
    queue_.erase(best);
    return thread;
}

void Fifo::remove(ThreadId thread) {
    std::erase_if(queue_, [&](const Ready& ready) { return ready.thread == thread; });
}

}  // namespace model
