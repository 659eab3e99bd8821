#pragma once

// What each core's cache holds: the working sets that are warm there. A thread
// that has run on the core for the warm-up time enters at the front, and the sets
// at the back are thrown out until all fit (the rules of OSTEP's multi-processor
// simulator). What counts is time run there, over all visits; once thrown out, a
// thread starts a whole warm-up again.

#include "base/ids.h"
#include "base/time.h"
#include "scenario/scenario.h"

#include <deque>
#include <map>
#include <vector>

namespace model {

class Caches {
public:
    Caches(const scenario::Cache& options, Time least_warmup, size_t cores) : options_(options), least_warmup_(least_warmup), cores_(cores) {}

    bool modelled() const { return options_.size > 0; }
    double warm_speed() const { return options_.warm_speed; }
    bool warm(CoreId core, ThreadId thread) const;
    size_t sets(CoreId core) const { return cores_[core.index].sets.size(); }  // that are warm there

    // On the core, cold, until it is warm there. 0 the first time only when the warm-up is 0.
    Time until_warm(CoreId core, ThreadId thread) const;

    // `thread` has run there, cold, for `time`.
    void ran_cold(CoreId core, ThreadId thread, Time time);

    // Its warm-up is over: gives the threads whose sets are thrown out for it (perhaps itself).
    std::vector<ThreadId> enter(CoreId core, ThreadId thread, int64_t working_set);

    void clear(CoreId core) { cores_[core.index] = {}; }  // of a server that boots

    void forget(ThreadId thread);  // it has ended: nothing is thrown out early

private:
    struct Set {
        ThreadId thread;
        int64_t size = 0;
    };
    struct Core {
        std::deque<Set> sets;                // the last to enter first
        std::map<ThreadId, Time> left;       // of the warm-up
    };
    scenario::Cache options_;
    Time least_warmup_;  // after a working set was thrown out
    std::vector<Core> cores_;
};

}  // namespace model
