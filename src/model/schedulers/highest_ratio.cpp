#include "model/schedulers/highest_ratio.h"

#include <algorithm>

namespace model {

void HighestRatio::add(ThreadId thread, Joins) {
    ready_.push_back({thread, facts_.now(), std::max(nsec(1), facts_.thread(thread).left)});
}

// Is the ratio of `a` larger than that of `b`? Comparing wait / burst gives the same answer as (wait + burst) /
// burst.
bool HighestRatio::comes_before(const Entry& a, const Entry& b) const {
    __extension__ typedef __int128 Wide;
    return Wide((facts_.now() - a.since).ns) * b.burst.ns > Wide((facts_.now() - b.since).ns) * a.burst.ns;
}

template <class Better>
ThreadId HighestRatio::take(CoreId core, Better better) {
    facts_.looked(ready_.size() * 4);
    auto best = ready_.end();
    for (auto at = ready_.begin(); at != ready_.end(); ++at)
        if ((!restricted_ || facts_.may_run(at->thread, core)) && (best == ready_.end() || better(*at, *best)))
            best = at;
    if (best == ready_.end()) return {};
    const ThreadId thread = best->thread;
    ready_.erase(best);
    return thread;
}

ThreadId HighestRatio::pick(CoreId core) {
    return take(core, [&](const Entry& a, const Entry& b) { return comes_before(a, b); });
}

// Returns the thread with the smallest ratio, the last among equals.
ThreadId HighestRatio::pick_last(CoreId core) {
    return take(core, [&](const Entry& a, const Entry& b) { return !comes_before(a, b); });
}

void HighestRatio::remove(ThreadId thread) {
    facts_.looked(ready_.size());
    std::erase_if(ready_, [&](const Entry& entry) { return entry.thread == thread; });
}

}  // namespace model
