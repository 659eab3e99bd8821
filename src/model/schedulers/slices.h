#pragma once

// Determines how long turns last, for the four kinds of scenario::Slice. Used by every
// policy with a quantum.

#include "model/schedulers/per_thread.h"
#include "model/schedulers/scheduler.h"
#include "scenario/policies.h"

namespace model {

class Slices {
public:
    Slices(const scenario::Scheduler& options, const Facts& facts)
        : facts_(facts), kind_(options.slice), quantum_(scenario::quantum_of(options)) {}

    std::optional<Time> of(ThreadId thread);  // for Scheduler::slice()
    void ran(ThreadId thread, Time time);
    void leaves(ThreadId thread, Leaves how) {
        if (how == Leaves::ended) over(thread);
    }
    void change(const scenario::Scheduler& options) { quantum_ = scenario::quantum_of(options); }  // for later turns
    void over(ThreadId thread);  // its turn has ended: the next one has a full slice

    bool any() const { return quantum_ && kind_ != scenario::Slice::clock; }      // if not, of() always returns none
    // If not, ran() and leaves() have no effect.
    bool are_kept() const { return quantum_ && kind_ == scenario::Slice::keep; }

    // Slice::clock: the next multiple of the quantum, at which all turns end.
    std::optional<Time> next_end() const;

private:
    const Facts& facts_;
    scenario::Slice kind_;
    std::optional<Time> quantum_;
    PerThread<Time> left_;  // Slice::keep: the rest of a slice, by thread; 0 = a full slice
};

}  // namespace model
