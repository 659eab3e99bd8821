#pragma once

// Highest response ratio next (Brinch Hansen 1971): the next thread is the one with the largest
// (wait + burst) / burst, where the wait is the time since it became ready and the burst is what
// it computes next. Short bursts go first, but long ones do not wait forever. Equals go in the
// order in which they became ready. A thread runs until it stops by itself. An empty burst counts
// as 1 ns.

#include "model/schedulers/scheduler.h"

#include <vector>

namespace model {

class HighestRatio final : public Scheduler {
public:
    HighestRatio(const scenario::Scheduler&, Facts& facts, bool restricted) : facts_(facts), restricted_(restricted) {}

    void add(ThreadId thread, Joins how) override;
    ThreadId pick(CoreId core) override;
    ThreadId pick_last(CoreId core) override;
    void remove(ThreadId thread) override;
    std::optional<Time> slice(ThreadId) override { return {}; }
    bool has_slices() const override { return false; }
    bool follows_runs() const override { return false; }

private:
    struct Entry {
        ThreadId thread;
        Time since;
        Time burst;
    };
    bool comes_before(const Entry& a, const Entry& b) const;
    template <class Better>
    ThreadId take(CoreId core, Better better);

    const Facts& facts_;
    bool restricted_;
    std::vector<Entry> ready_;  // in the order in which they became ready, because ratios change all the time
};

}  // namespace model
