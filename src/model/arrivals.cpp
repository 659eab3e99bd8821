#include "model/arrivals.h"

#include "model/lengths.h"

#include <algorithm>
#include <cassert>

namespace model {

Arrivals::Arrivals(const scenario::Scenario& scenario) : scenario_(scenario) {
    for (const scenario::Work& work : scenario.work) {
        Next next{sim::Draws(scenario.seed, sim::Purpose::gap, uint32_t(next_.size())), 0, 0, {}, {}};
        next.count = work.times.empty() ? work.count : int64_t(work.times.size());
        next.times = work.times;
        std::sort(next.times.begin(), next.times.end());
        next.at = work.at;
        next_.push_back(std::move(next));
        const uint32_t row = uint32_t(next_.size() - 1);
        if (!next_[row].times.empty()) next_[row].at = work.at + next_[row].times[0];
        else if (work.rate > 0) next_[row].at += gap(row, 0);  // the process starts at `at`; its first point comes later
    }
}

Time Arrivals::gap(uint32_t row, int64_t index) const {
    const scenario::Work& work = scenario_.work[row];
    const uint64_t bits = next_[row].gaps.bits(uint32_t(index), 0, 0);
    if (work.rate > 0) return exponential_gap(work.rate, bits);
    if (work.every) return draw(*work.every, bits, uint64_t(index - 1));
    return work.period.value_or(Time{});
}

int64_t Arrivals::total() const {
    int64_t sum = 0;
    for (const Next& next : next_)
        if (next.count != scenario::no_count) sum += next.count;
    return sum;
}

std::optional<Time> Arrivals::next(uint32_t row) const {
    const Next& next = next_[row];
    const auto& until = scenario_.work[row].until;
    if (next.index == next.count || (until && next.at >= *until) || next.at >= longest_time) return {};
    return next.at;
}

std::optional<Time> Arrivals::after_thinking(uint32_t row, int64_t user, int64_t round, Time now) const {
    const scenario::Work& work = scenario_.work[row];
    if (exhausted(row)) return {};
    const sim::DrawKey key{scenario_.seed, sim::Purpose::think, row, uint32_t(user), uint32_t(round), 0};
    const Time at = now + (work.think ? draw(*work.think, key, uint64_t(user + round * work.users)) : Time{});
    if ((work.until && at >= *work.until) || at >= longest_time) return {};
    return at;
}

uint32_t Arrivals::take(uint32_t row) {
    Next& next = next_[row];
    assert(next.index < next.count);
    const int64_t index = next.index++;
    if (next.index < next.count)
        next.at = next.times.empty() ? next.at + gap(row, next.index) : scenario_.work[row].at + next.times[size_t(next.index)];
    return uint32_t(index);
}

}  // namespace model
