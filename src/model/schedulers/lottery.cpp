#include "model/schedulers/lottery.h"

namespace model {

void Lottery::set_tickets(ThreadId thread, int64_t tickets) {
    if (thread.index >= sums_.size() / 2) {
        const std::vector<int64_t> old = std::move(sums_);
        size_t places = 16;
        while (places <= thread.index) places *= 2;
        facts_.keeps(2 * (places - old.size() / 2) * sizeof(int64_t));
        sums_.assign(2 * places, 0);
        for (size_t i = 0; i < old.size() / 2; ++i) sums_[places + i] = old[old.size() / 2 + i];
        for (size_t n = places; --n > 0;) sums_[n] = sums_[2 * n] + sums_[2 * n + 1];
    }
    const int64_t change = tickets - tickets_of(thread.index);
    for (size_t n = sums_.size() / 2 + thread.index; n > 0; n /= 2) sums_[n] += change;
}

void Lottery::add(ThreadId thread, Joins how) {
    if (how == Joins::slice_over) slices_.over(thread);
    set_tickets(thread, facts_.thread(thread).tickets);
}

// The holder of that ticket, when all are in the draw.
ThreadId Lottery::holder(int64_t ticket) const {
    size_t n = 1;
    while (n < sums_.size() / 2) {
        n *= 2;
        if (ticket < sums_[n]) continue;
        ticket -= sums_[n];
        ++n;
    }
    return {uint32_t(n - sums_.size() / 2)};
}

std::optional<ThreadId> Lottery::pick(CoreId core) {
    if (empty()) return {};
    int64_t tickets = sums_[1];
    std::vector<ThreadId> in_draw;  // where not all are
    if (restricted_) {
        tickets = 0;
        facts_.looked(sums_.size() / 2);
        for (uint32_t i = 0; i < sums_.size() / 2; ++i) {
            if (tickets_of(i) == 0 || !facts_.may_run({i}, core)) continue;
            in_draw.push_back({i});
            tickets += tickets_of(i);
        }
        if (tickets == 0) return {};
    }
    const uint64_t number = options_.random.empty() ? facts_.random() >> 1 : uint64_t(options_.random[drawn_++ % options_.random.size()]);
    const int64_t winning = int64_t(number % uint64_t(tickets));
    ThreadId thread;
    if (restricted_) {
        int64_t sum = 0;
        for (size_t i = 0; sum <= winning; ++i) {
            thread = in_draw[i];
            sum += tickets_of(thread.index);
        }
    } else {
        thread = holder(winning);
    }
    facts_.tell(Facts::Told::draw, thread, winning, tickets, 0);
    set_tickets(thread, 0);
    return thread;
}

}  // namespace model
