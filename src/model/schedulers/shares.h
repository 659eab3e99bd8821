#pragma once

// Turns in proportion: the thread that is furthest behind runs next; among equals, the one
// with the lowest number.
//
//     stride   Waldspurger & Weihl 1995: each turn moves a thread forward by 1 / tickets
//     fair     weighted fair sharing as in Linux: time on the core counts 1024 / weight,
//              the weight of a nice value from the kernel's table (sched_prio_to_weight)
//
// A thread that is new or returns starts no further behind than the furthest behind of the
// others, time in their current turns included: waiting saves up no turns.

#include "base/wide.h"
#include "model/schedulers/slices.h"

#include <set>
#include <utility>
#include <vector>

namespace model {

class Shares final : public Scheduler {
public:
    enum class By : uint8_t { tickets, weight };
    Shares(By by, const scenario::Scheduler& options, Facts& facts, bool restricted)
        : facts_(facts), stride_(by == By::tickets), restricted_(restricted), slices_(options, facts) {}

    void add(ThreadId thread, Joins how) override;
    ThreadId pick(CoreId core) override;
    ThreadId pick_last(CoreId core) override { return pick(core); }
    void remove(ThreadId thread) override { ready_.erase({far_[thread], thread}); }
    void leaves(ThreadId thread, Leaves how) override;
    void returns(ThreadId thread, CoreId) override;
    std::optional<Time> slice(ThreadId thread) override { return slices_.of(thread); }
    void new_slices(const scenario::Scheduler& options) override { slices_.change(options); }
    void ran(ThreadId thread, Time time) override;
    std::optional<Time> next_tick() override { return slices_.next_end(); }
    Ticked tick() override { return Ticked::turns_end; }

private:
    // How far a thread has advanced: turns x (2^20 x 3^2 x 5^4 x 7 x 11 x 13) / tickets, or
    // weighted ns. Most numbers of tickets divide the constant, so that equal shares are
    // exactly equal.
    static constexpr int64_t turn = (int64_t(1) << 20) * 9 * 625 * 7 * 11 * 13;
    using Far = Int128;
    Far far_now(ThreadId thread);
    Far weighted(ThreadId thread, Time time) const;
    Far min();

    Facts& facts_;
    bool stride_;
    bool restricted_;
    Slices slices_;
    std::set<std::pair<Far, ThreadId>> ready_;
    PerThread<Far> far_;  // by thread
    std::vector<ThreadId> running_;
};

// Requires nice from -20 to 19.
int64_t weight_of(int64_t nice);

}  // namespace model
