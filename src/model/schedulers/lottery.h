#pragma once

// Lottery (Waldspurger & Weihl 1994): each turn goes to the holder of the ticket that is
// drawn. The winning ticket is a number modulo the number of tickets in the draw, where the
// threads are in the order of their numbers. The number is the next one that the file
// gives, or a random one.

#include "model/schedulers/slices.h"

#include <map>
#include <vector>

namespace model {

class Lottery final : public Scheduler {
public:
    Lottery(const scenario::Scheduler& options, Facts& facts, bool restricted)
        : options_(options), facts_(facts), restricted_(restricted), slices_(options, facts) {}

    void add(ThreadId thread, Joins how) override;
    ThreadId pick(CoreId core) override;
    ThreadId pick_last(CoreId core) override { return pick(core); }
    void remove(ThreadId thread) override { set_tickets(thread, 0); }
    bool empty() const { return few_.empty() && (sums_.empty() || sums_[1] == 0); }
    std::optional<Time> slice(ThreadId thread) override { return slices_.of(thread); }
    void new_slices(const scenario::Scheduler& options) override { slices_.change(options); }
    void ran(ThreadId thread, Time time) override { slices_.ran(thread, time); }
    void leaves(ThreadId thread, Leaves how) override { slices_.leaves(thread, how); }
    std::optional<Time> next_tick() override { return slices_.next_end(); }
    Ticked tick() override { return Ticked::turns_end; }

private:
    ThreadId holder(int64_t ticket) const;
    ThreadId drawn(ThreadId thread, int64_t ticket, int64_t of);
    uint64_t next_number();
    void set_tickets(ThreadId thread, int64_t tickets);
    int64_t tickets_of(size_t thread) const { return sums_[sums_.size() / 2 + thread]; }

    const scenario::Scheduler& options_;
    Facts& facts_;
    bool restricted_;
    Slices slices_;
    // The tickets of ready threads, by thread number: a tree whose size is a power of two.
    // [1] is the sum of all, and [n] the sum of [2n] and [2n + 1].
    std::vector<int64_t> sums_;
    // Used instead if this queue contains only a few of all threads, as when each of many cores has a queue.
    std::map<ThreadId, int64_t> few_;
    size_t met_ = 0;  // the number of threads that it has met
    bool sparse_ = false;
    size_t drawn_ = 0;
};

}  // namespace model
