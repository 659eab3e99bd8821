#include "model/arrivals.h"

#include <algorithm>

namespace model {

Arrivals::Arrivals(const scenario::Scenario& scenario) : scenario_(scenario) {
    for (const scenario::Work& work : scenario.work) {
        Next next{sim::Draws(scenario.seed, sim::Purpose::gap, uint32_t(next_.size()))};
        next.count = work.times.empty() ? work.count : int64_t(work.times.size());
        next.times = work.times;
        std::sort(next.times.begin(), next.times.end());
        next.at = work.at;
        next.rate = work.rate;
        if (work.until) next.until = std::min(*work.until, longest_time);
        if (!next.times.empty()) next.at += next.times[0];
        else if (work.rate > 0)
            next.at += exponential_gap(
                work.rate, next.gaps.bits(0, 0, 0));  // the process starts at `at`; its first point comes later
        next_.push_back(std::move(next));
    }
}

void Arrivals::move_on(uint32_t row) {
    const scenario::Work& work = scenario_.work[row];
    Next& next = next_[row];
    if (!next.times.empty()) next.at = work.at + next.times[size_t(next.index)];
    else if (work.every)
        next.at += draw(*work.every, next.gaps.bits(uint32_t(next.index), 0, 0), uint64_t(next.index - 1));
    else next.at += work.period.value_or(Time{});
}

int64_t Arrivals::total() const {
    int64_t sum = 0;
    for (const Next& next : next_)
        if (next.count != scenario::no_count) sum += next.count;
    return sum;
}

std::optional<Time> Arrivals::after_thinking(uint32_t row, int64_t user, int64_t round, Time now) const {
    const scenario::Work& work = scenario_.work[row];
    if (exhausted(row)) return {};
    const sim::DrawKey key{scenario_.seed, sim::Purpose::think, row, uint32_t(user), uint32_t(round), 0};
    const Time at = now + (work.think ? draw(*work.think, key, uint64_t(user + round * work.users)) : Time{});
    if ((work.until && at >= *work.until) || at > longest_time) return {};
    return at;
}

}  // namespace model
