#include "model/schedulers/shares.h"

#include <algorithm>
#include <array>

namespace model {

int64_t weight_of(int64_t nice) {
    constexpr std::array<int32_t, 40> weights{88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916,
                                              9548,  7620,  6100,  4904,  3906,  3121,  2501,  1991,  1586,  1277,
                                              1024,  820,   655,   526,   423,   335,   272,   215,   172,   137,
                                              110,   87,    70,    56,    45,    36,    29,    23,    18,    15};
    return weights[size_t(std::clamp<int64_t>(nice, -20, 19) + 20)];
}

Shares::Far Shares::weighted(ThreadId thread, Time time) const {
    return Far(time.ns) * (1024 * 1024) / weight_of(facts_.thread(thread).nice);
}

Shares::Far Shares::far_now(ThreadId thread) {
    const Far far = far_[thread];
    return stride_ ? far : far + weighted(thread, facts_.thread(thread).running);
}

Shares::Far Shares::min() {
    facts_.looked(running_.size());
    Far min = ready_.empty() ? Far(-1) : ready_.begin()->first;
    for (const ThreadId thread : running_)
        if (const Far far = far_now(thread); min < 0 || far < min) min = far;
    return std::max<Far>(min, 0);
}

void Shares::add(ThreadId thread, Joins how) {
    if (how == Joins::slice_over) slices_.over(thread);
    std::erase(running_, thread);
    Far& own = far_[thread];
    if (how == Joins::fresh || how == Joins::woken) own = std::max(own, min());
    ready_.insert({own, thread});
}

void Shares::leaves(ThreadId thread, Leaves how) {
    std::erase(running_, thread);
    if (how != Leaves::ended) return;
    slices_.leaves(thread, how);
    far_[thread] = 0;
}

void Shares::returns(ThreadId thread, CoreId) {
    Far& own = far_[thread];
    own = std::max(own, min());
    running_.push_back(thread);
}

ThreadId Shares::pick(CoreId core) {
    for (auto at = ready_.begin(); at != ready_.end(); ++at) {
        const ThreadId thread = at->second;
        if (restricted_ && !facts_.may_run(thread, core)) continue;
        ready_.erase(at);
        running_.push_back(thread);
        if (stride_) far_[thread] += turn / facts_.thread(thread).tickets;
        return thread;
    }
    return {};
}

void Shares::ran(ThreadId thread, Time time) {
    slices_.ran(thread, time);
    if (!stride_) far_[thread] += weighted(thread, time);
}

}  // namespace model
