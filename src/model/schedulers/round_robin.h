#pragma once

// One queue: first come, first served, for as long as a turn may last; then the thread goes
// to the tail. Without a quantum this is plain first come, first served.

#include "model/schedulers/fifo.h"
#include "model/schedulers/slices.h"

namespace model {

class RoundRobin final : public Scheduler {
public:
    RoundRobin(const scenario::Scheduler& options, Facts& facts, bool restricted)
        : queue_(facts, options.order, restricted), slices_(options, facts) {}

    [[gnu::always_inline]] void add(ThreadId thread, Joins how) override {
        if (how == Joins::slice_over && slices_.are_kept()) slices_.over(thread);
        queue_.push(thread);
    }
    [[gnu::always_inline]] ThreadId pick(CoreId core) override { return queue_.take(core); }
    ThreadId pick_last(CoreId core) override { return queue_.take_last(core); }
    void remove(ThreadId thread) override { queue_.remove(thread); }
    std::optional<Time> slice(ThreadId thread) override { return slices_.of(thread); }
    void new_slices(const scenario::Scheduler& options) override { slices_.change(options); }
    void ran(ThreadId thread, Time time) override { slices_.ran(thread, time); }
    void leaves(ThreadId thread, Leaves how) override { slices_.leaves(thread, how); }
    bool has_slices() const override { return slices_.any(); }
    bool follows_runs() const override { return slices_.are_kept(); }
    std::optional<Time> next_tick() override { return slices_.next_end(); }
    Ticked tick() override { return Ticked::turns_end; }

private:
    Fifo queue_;
    Slices slices_;
};

}  // namespace model
