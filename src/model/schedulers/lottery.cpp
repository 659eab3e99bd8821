#include "model/schedulers/lottery.h"

#include <utility>

namespace model {

void Lottery::set_tickets(ThreadId thread, int64_t tickets) {
    const size_t places = sums_.size() / 2;
    if (!sparse_ && thread.index >= 256 && thread.index >= places && thread.index >= 16 * met_) {
        sparse_ = true;
        for (uint32_t i = 0; i < places; ++i)
            if (tickets_of(i) > 0) few_[{i}] = tickets_of(i);
        sums_ = {};
    }
    if (sparse_) {
        if (tickets > 0) few_[thread] = tickets;
        else few_.erase(thread);
        return;
    }
    if (thread.index >= places) {
        const std::vector<int64_t> old = std::move(sums_);
        size_t more = 16;
        while (more <= thread.index) more *= 2;
        sums_.assign(2 * more, 0);
        for (size_t i = 0; i < places; ++i) sums_[more + i] = old[places + i];
        for (size_t n = more; --n > 0;) sums_[n] = sums_[2 * n] + sums_[2 * n + 1];
    }
    const int64_t change = tickets - tickets_of(thread.index);
    for (size_t n = sums_.size() / 2 + thread.index; n > 0; n /= 2) sums_[n] += change;
}

void Lottery::add(ThreadId thread, Joins how) {
    if (how == Joins::fresh) ++met_;
    if (how == Joins::slice_over) slices_.over(thread);
    set_tickets(thread, facts_.thread(thread).tickets);
}

// The holder of that ticket if all ready threads take part in the draw.
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

uint64_t Lottery::next_number() {
    return options_.random.empty() ? facts_.random() >> 1
                                   : uint64_t(options_.random[drawn_++ % options_.random.size()]);
}

ThreadId Lottery::drawn(ThreadId thread, int64_t ticket, int64_t of) {
    facts_.tell(Facts::Told::draw, thread, ticket, of, 0);
    set_tickets(thread, 0);
    return thread;
}

ThreadId Lottery::pick(CoreId core) {
    if (empty()) return {};
    if (!restricted_ && !sparse_) {
        const int64_t tickets = sums_[1], winning = int64_t(next_number() % uint64_t(tickets));
        return drawn(holder(winning), winning, tickets);
    }
    // Otherwise each thread is tested for whether it may run there.
    std::vector<std::pair<ThreadId, int64_t>> in_draw;
    int64_t tickets = 0;
    const auto consider = [&](ThreadId thread, int64_t its) {
        if (its == 0 || (restricted_ && !facts_.may_run(thread, core))) return;
        in_draw.emplace_back(thread, its);
        tickets += its;
    };
    facts_.looked(4 * few_.size() + sums_.size() / 2);
    for (const auto& [thread, its] : few_) consider(thread, its);
    for (uint32_t i = 0; i < sums_.size() / 2; ++i) consider({i}, tickets_of(i));
    if (tickets == 0) return {};
    const int64_t winning = int64_t(next_number() % uint64_t(tickets));
    int64_t sum = 0;
    size_t i = 0;
    while ((sum += in_draw[i].second) <= winning) ++i;
    return drawn(in_draw[i].first, winning, tickets);
}

}  // namespace model
