#pragma once

// A ready queue for each core, each with a policy of its own. New threads are placed when
// the instant ends:
//
//     round                  in turns over the cores, each takes the first that may run there
//     least-loaded           one after another to the core with the fewest threads
//     first-fit-decreasing   by utilisation, for threads with a period; others in turns
//
// A row of work with a period is assigned to one of the cores that may run it, for the whole
// run, under the last two: first fit by decreasing utilisation (capacity 1; where it fits
// nowhere, to the core with the least utilisation so far), or in the order of rows to the
// core with the least utilisation so far (the partitions of Dhall & Liu 1978). A thread keeps
// its core unless it takes up a task that may not run there, or is moved by balancing; it is
// then new to the policy of its new queue:
//
//     steal      a core without work takes the first thread of the longest queue, at once;
//                with `peek`, only at its multiples each core with an empty queue takes the
//                first thread of another queue, drawn at random, into its own
//     periodic   every `peek` (10 ms): while one queue has two more than another, its last
//                thread moves from the longest queue (of the highest core among equals) to the
//                shortest (of the lowest)

#include "model/schedulers/per_thread.h"
#include "model/schedulers/scheduler.h"

#include <functional>
#include <vector>

namespace model {

class PerCore final : public Scheduler {
public:
    using Make = std::function<std::unique_ptr<Scheduler>()>;  // makes the policy of one core's queue
    PerCore(const scenario::Scenario& scenario, Facts& facts, const Make& make);

    void add(ThreadId thread, Joins how) override;
    ThreadId pick(CoreId core) override;
    ThreadId pick_last(CoreId core) override;
    void remove(ThreadId thread) override;
    std::optional<Time> slice(ThreadId thread) override { return queue_of(thread).slice(thread); }
    void new_slices(const scenario::Scheduler& options) override {
        for (const auto& queue : queues_) queue->new_slices(options);
    }
    void ran(ThreadId thread, Time time) override { queue_of(thread).ran(thread, time); }
    void changed(ThreadId thread) override;
    void leaves(ThreadId thread, Leaves how) override;
    void returns(ThreadId thread, CoreId core) override;
    CoreId preempted(std::span<const ThreadId> running) override;
    std::optional<Time> next_tick() override;
    Ticked tick() override;

private:
    Scheduler& queue_of(ThreadId thread) { return *queues_[home_[thread].core]; }
    void settle(ThreadId thread, uint32_t core, Joins how);
    void one_less(uint32_t core);
    void deal();
    void assign_rows(const scenario::Scenario& scenario);
    bool move(uint32_t from, uint32_t to, bool first);
    void balance();
    std::optional<Time> next_peek() const;

    const scenario::Scheduler& options_;
    Facts& facts_;
    std::vector<std::unique_ptr<Scheduler>> queues_;
    std::vector<uint32_t> waiting_;   // by core: the number of threads in its queue
    uint64_t all_waiting_ = 0;
    std::vector<uint32_t> threads_;   // by core: the number of threads that belong there
    struct Home {
        static constexpr uint32_t nowhere = 0xFFFF'FFFF;
        uint32_t core = nowhere;
    };
    PerThread<Home> home_;
    std::vector<int64_t> row_core_;   // by row of work; -1 = none
    std::vector<ThreadId> undealt_;
    uint32_t next_ = 0;               // the core whose turn comes next
    std::optional<Time> own_due_;     // when the clock of the policy ticks next
    Time ticked_ = {-1};              // when it last ticked
};

}  // namespace model
