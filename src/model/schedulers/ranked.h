#pragma once

// Policies that rank threads by one number, the smallest first:
//
//     sjf        length of the next burst                    (non-preemptive by default)
//     srtf       what is left of that burst                  Schrage & Miller 1966
//     ljf, lrtf  the same, the longest first
//     feedback   time on cores so far (least attained service; Kleinrock 1976)
//     priority   the number in the file, or one that a lock lends (steps/locks.h); smaller is more urgent
//     edf        the moment of the deadline                  Liu & Layland 1973
//     rm         the period (rate monotonic)                 Liu & Layland 1973
//
// Equals go in the order in which they became ready; under edf and rm, rows of work that come
// first in the file go first. A preempted thread goes to the head of its equals or behind
// them, as `preempted` says. By default it goes behind them, except under priority without a
// quantum, where it goes to their head (POSIX SCHED_FIFO). A ready thread takes a core only if
// its number is strictly smaller: of several running threads, it displaces the one with the
// largest number, on the highest core. With a quantum, equals take turns. Under lrtf, where a
// running thread becomes less urgent all the time, the quantum says how often this is checked.

#include "model/schedulers/slices.h"

#include <set>
#include <vector>

namespace model {

// The number by which one of these policies ranks threads.
struct Ranking {
    int64_t (*rank)(const ThreadFacts&);      // the smallest goes first
    bool rows_in_order = false;          // among equals, rows of work that come first in the file go first
};
extern const Ranking by_burst, by_longest_burst, by_attained_service, by_priority, by_deadline, by_period;

class Ranked final : public Scheduler {
public:
    Ranked(const Ranking& ranking, const scenario::Scheduler& options, Facts& facts, bool restricted)
        : facts_(facts),
          ranking_(ranking),
          restricted_(restricted),
          preempted_(scenario::preempted(options)),
          slices_(options, facts) {}

    void add(ThreadId thread, Joins how) override;
    ThreadId pick(CoreId core) override;
    ThreadId pick_last(CoreId core) override;
    void remove(ThreadId thread) override;
    void changed(ThreadId thread) override;
    std::optional<Time> slice(ThreadId thread) override { return slices_.of(thread); }
    void new_slices(const scenario::Scheduler& options) override { slices_.change(options); }
    void ran(ThreadId thread, Time time) override { slices_.ran(thread, time); }
    void leaves(ThreadId thread, Leaves how) override { slices_.leaves(thread, how); }
    CoreId preempted(std::span<const ThreadId> running) override;
    std::optional<Time> next_tick() override { return slices_.next_end(); }
    Ticked tick() override { return Ticked::turns_end; }

private:
    struct Entry {
        int64_t rank = 0;
        int64_t place = 0;  // its place among equals
        ThreadId thread;
        auto operator<=>(const Entry&) const = default;
    };
    int64_t rank_of(ThreadId thread) const { return ranking_.rank(facts_.thread(thread)); }
    ThreadId take(std::set<Entry>::iterator at);

    const Facts& facts_;
    const Ranking& ranking_;
    bool restricted_;
    scenario::Preempted preempted_;  // where a preempted thread stands among its equals
    Slices slices_;
    int64_t added_ = 0;
    std::set<Entry> ready_;
    PerThread<Entry> entries_;  // the entry of each thread in `ready_`
    struct Running {
        CoreId core;
        int64_t rank = 0;
    };
    std::vector<Running> ranks_;  // of the running threads, while a thread to preempt is chosen
};

}  // namespace model
