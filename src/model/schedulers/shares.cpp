#include "model/schedulers/shares.h"

#include <algorithm>
#include <array>

namespace model {

int64_t weight_of(int64_t nice) {
    constexpr std::array<int32_t, 40> weights{
        88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916, 9548, 7620, 6100, 4904, 3906, 3121, 2501, 1991, 1586, 1277,
        1024,  820,   655,   526,   423,   335,   272,   215,   172,   137,   110,  87,   70,   56,   45,   36,   29,   23,   18,   15};
    return weights[size_t(std::clamp<int64_t>(nice, -20, 19) + 20)];
}

Shares::Far& Shares::far(ThreadId thread) {
    if (thread.index >= far_.size()) far_.resize(thread.index + 1);
    return far_[thread.index];
}

Shares::Far Shares::weighted(ThreadId thread, Time time) const { return Far(time.ns) * (1024 * 1024) / weight_of(facts_.thread(thread).nice); }

Shares::Far Shares::far_now(ThreadId thread) const {
    const Far far = far_[thread.index];
    return stride_ ? far : far + weighted(thread, facts_.thread(thread).running);
}

Shares::Far Shares::least() const {
    Far least = -1;
    for (const ThreadId thread : ready_)
        if (least < 0 || far_[thread.index] < least) least = far_[thread.index];
    for (const ThreadId thread : running_)
        if (const Far far = far_now(thread); least < 0 || far < least) least = far;
    return std::max<Far>(least, 0);
}

void Shares::add(ThreadId thread, Joins how) {
    if (how == Joins::slice_over) slices_.over(thread);
    std::erase(running_, thread);
    Far& own = far(thread);
    if (how == Joins::fresh || how == Joins::woken) own = std::max(own, least());
    ready_.push_back(thread);
}

void Shares::leaves(ThreadId thread, Leaves how) {
    std::erase(running_, thread);
    if (how != Leaves::ended) return;
    slices_.leaves(thread, how);
    far(thread) = 0;
}

void Shares::returns(ThreadId thread, CoreId) {
    Far& own = far(thread);
    own = std::max(own, least());
    running_.push_back(thread);
}

std::optional<ThreadId> Shares::pick(CoreId core) {
    auto best = ready_.end();
    for (auto at = ready_.begin(); at != ready_.end(); ++at) {
        if (restricted_ && !facts_.may_run(*at, core)) continue;
        if (best == ready_.end() || std::pair(far(*at), *at) < std::pair(far(*best), *best)) best = at;
    }
    if (best == ready_.end()) return {};
    const ThreadId thread = *best;
    ready_.erase(best);
    running_.push_back(thread);
    if (stride_) far(thread) += turn / facts_.thread(thread).tickets;
    return thread;
}

void Shares::ran(ThreadId thread, Time time) {
    slices_.ran(thread, time);
    if (!stride_) far(thread) += weighted(thread, time);
}

}  // namespace model
