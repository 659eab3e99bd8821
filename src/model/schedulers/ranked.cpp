#include "model/schedulers/ranked.h"

#include <algorithm>

namespace model {

constinit const Ranking by_burst{.rank = [](const ThreadFacts& thread) { return thread.left.ns; }};
constinit const Ranking by_longest_burst{.rank = [](const ThreadFacts& thread) { return -thread.left.ns; }};
constinit const Ranking by_attained_service{.rank = [](const ThreadFacts& thread) { return thread.attained.ns; }};
constinit const Ranking by_priority{.rank = [](const ThreadFacts& thread) { return thread.priority; }};
constinit const Ranking by_deadline{.rank = [](const ThreadFacts& thread) { return thread.deadline.ns; },
                                    .rows_in_order = true};
constinit const Ranking by_period{.rank = [](const ThreadFacts& thread) { return thread.period.ns; },
                                  .rows_in_order = true};

void Ranked::add(ThreadId thread, Joins how) {
    if (how == Joins::slice_over) slices_.over(thread);
    constexpr int64_t row_weight = int64_t(1) << 48;
    ++added_;
    int64_t place = added_;
    if (preempted_ == scenario::Preempted::head && how == Joins::preempted) place = -added_;
    if (ranking_.rows_in_order) place += int64_t(facts_.thread(thread).row) * row_weight;
    const Entry entry{rank_of(thread), place, thread};
    entries_[thread] = entry;
    ready_.insert(entry);
}

ThreadId Ranked::take(std::set<Entry>::iterator at) {
    const ThreadId thread = at->thread;
    ready_.erase(at);
    return thread;
}

ThreadId Ranked::pick(CoreId core) {
    for (auto at = ready_.begin(); at != ready_.end(); ++at)
        if (!restricted_ || facts_.may_run(at->thread, core)) return take(at);
    return {};
}

ThreadId Ranked::pick_last(CoreId core) {
    for (auto at = ready_.end(); at != ready_.begin();)
        if (--at; !restricted_ || facts_.may_run(at->thread, core)) return take(at);
    return {};
}

void Ranked::remove(ThreadId thread) {
    ready_.erase(entries_[thread]);
}

// The thread keeps its place in the order in which threads became ready.
void Ranked::changed(ThreadId thread) {
    Entry& entry = entries_[thread];
    if (ready_.erase(entry) == 0) return;
    entry.rank = rank_of(thread);
    ready_.insert(entry);
}

CoreId Ranked::preempted(std::span<const ThreadId> running) {
    ranks_.clear();
    int64_t largest = INT64_MIN;
    for (uint32_t i = 0; i < running.size(); ++i) {
        if (!running[i]) continue;
        ranks_.push_back({{i}, rank_of(running[i])});
        largest = std::max(largest, ranks_.back().rank);
    }
    for (const Entry& ready : ready_) {
        if (ready.rank >= largest) return {};  // the queue is sorted: no later entry can be more urgent
        CoreId worst;
        int64_t rank = ready.rank;
        for (const Running& other : ranks_) {
            if (restricted_ && !facts_.may_run(ready.thread, other.core)) continue;
            if (other.rank > rank || (worst && other.rank == rank)) {
                worst = other.core;
                rank = other.rank;
            }
        }
        if (worst || !restricted_) return worst;
    }
    return {};
}

}  // namespace model
