#pragma once

// Lottery (Waldspurger & Weihl 1994): each turn goes to the holder of a ticket that
// is drawn. The winning ticket is a number modulo the tickets of the threads in the
// draw, who stand in the order of their numbers; the number is the next one that the
// file gives, or a random one.

#include "model/schedulers/slices.h"

#include <set>

namespace model {

class Lottery final : public Scheduler {
public:
    Lottery(const scenario::Scheduler& options, Facts& facts, bool restricted)
        : options_(options), facts_(facts), restricted_(restricted), slices_(options, facts) {}

    void add(ThreadId thread, Joins how) override;
    std::optional<ThreadId> pick(CoreId core) override;
    std::optional<ThreadId> pick_last(CoreId core) override { return pick(core); }
    void remove(ThreadId thread) override { ready_.erase(thread); }
    bool empty() const override { return ready_.empty(); }
    std::optional<Time> slice(ThreadId thread) override { return slices_.of(thread); }
    void ran(ThreadId thread, Time time) override { slices_.ran(thread, time); }
    void leaves(ThreadId thread, Leaves how) override { slices_.leaves(thread, how); }
    std::optional<Time> next_tick() override { return slices_.next_end(); }
    Ticked tick() override { return Ticked::turns_end; }

private:
    const scenario::Scheduler& options_;
    Facts& facts_;
    bool restricted_;
    Slices slices_;
    std::set<ThreadId> ready_;  // threads are numbered in the order of making
    size_t drawn_ = 0;
};

}  // namespace model
