#pragma once

// Multi-level feedback queue (Corbato 1962). The rules are those of OSTEP's simulator, in
// continuous time:
//
//   * New threads join the tail of the top level with a full slice and allotment.
//   * A running thread is preempted by any thread at a higher level; it then goes to the
//     head of its level with the rest of its slice. A wait keeps the rest, too.
//   * Every slice that is used up costs one of the level's allotment; when none is left, the
//     thread sinks one level, with a full slice and allotment (at the bottom it stays).
//   * A thread that returns from a wait joins the tail of its level; with io_front
//     its head, where it takes the core from a thread that runs at that level (which then
//     goes behind all that came to the head while it ran).
//   * stay_on_io: a wait renews slice and allotment. (At the very last moment of a slice
//     it still costs one slice of the allotment.)
//   * boost: at its multiples all threads get the top level, a full slice and allotment;
//     those of lower levels join the tail of the top one, from the lowest up. A running
//     thread goes to the head of its level: threads of lower levels take its core.

#include "model/schedulers/per_thread.h"
#include "model/schedulers/scheduler.h"

#include <list>
#include <utility>
#include <vector>

namespace model {

class Mlfq final : public Scheduler {
public:
    Mlfq(const scenario::Scheduler& options, Facts& facts, bool restricted);

    void add(ThreadId thread, Joins how) override;
    ThreadId pick(CoreId core) override;
    ThreadId pick_last(CoreId core) override;
    void remove(ThreadId thread) override;
    std::optional<Time> slice(ThreadId thread) override;
    void ran(ThreadId thread, Time time) override;
    void leaves(ThreadId thread, Leaves how) override;
    void returns(ThreadId thread, CoreId) override;
    CoreId preempted(std::span<const ThreadId> running) override;
    std::optional<Time> next_tick() override;
    Ticked tick() override;

private:
    struct State {
        uint32_t level = 0;
        Time left;            // the rest of its slice
        int64_t allotment = 0;  // in slices
        bool known = false;
        uint64_t turn = 0;      // its turn on a core, counted over all threads; 0 if it has none
        // While it is ready: the threads that it has moved ahead of, by a boost or on return
        // from a wait, and the turn of each of these at that time. When that turn is over, the
        // entry means nothing.
        std::vector<std::pair<ThreadId, uint64_t>> before;
    };
    bool stands_before(ThreadId ready, ThreadId running);
    void meet(ThreadId thread);  // the thread may be new
    void takes_turn(ThreadId thread);
    State& state_of(ThreadId thread) { return states_[thread]; }
    void fill(State& state);
    void slice_over(ThreadId thread);
    void tell(ThreadId thread);
    template <class Queue>
    ThreadId take_from(Queue& queue, CoreId core, bool last);

    const scenario::Scheduler& options_;
    Facts& facts_;
    bool restricted_;
    std::vector<std::list<ThreadId>> queues_;  // the most urgent first; each of 60,000 cores may have 16
    PerThread<State> states_;
    std::vector<ThreadId> running_;
    uint64_t turns_ = 0;
};

}  // namespace model
