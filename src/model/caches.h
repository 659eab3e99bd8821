#pragma once

// What each core's cache contains: the working sets that are warm there. The set of a
// thread that has run on the core for the warm-up time enters at the front, and the sets at
// the back are evicted until all fit (the rules of OSTEP's multi-processor simulator). Time
// on the core counts over all visits; after an eviction a thread needs a full warm-up
// again.

#include "base/ids.h"
#include "base/time.h"
#include "scenario/scenario.h"

#include <deque>
#include <map>
#include <vector>

namespace model {

class Caches {
public:
    Caches(const scenario::Cache& options, Time min_warmup, size_t cores)
        : options_(options), min_warmup_(min_warmup), cores_(cores) {}

    bool modelled() const { return options_.size > 0; }
    double warm_speed() const { return options_.warm_speed; }
    bool warm(CoreId core, ThreadId thread) const;
    size_t sets(CoreId core) const { return cores_[core.index].sets.size(); }  // the number of warm sets

    // The time that the thread still has to run there, cold, until it is warm. The first call returns 0 only if
    // the warm-up is 0.
    Time until_warm(CoreId core, ThreadId thread) const;

    // `thread` has run on `core`, cold, for `time`.
    void ran_cold(CoreId core, ThreadId thread, Time time);

    // The thread's warm-up is over: returns the threads whose sets are evicted for it (perhaps its own).
    std::vector<ThreadId> enter(CoreId core, ThreadId thread, int64_t working_set);

    void clear(CoreId core) { cores_[core.index] = {}; }  // for a server that boots

    void forget(ThreadId thread);  // for a thread that has ended; its set stays until it is evicted

private:
    struct Set {
        ThreadId thread;
        int64_t size = 0;
    };
    struct Core {
        std::deque<Set> sets;                // the last one to enter comes first
        std::map<ThreadId, Time> left;       // the rest of the warm-up, by thread
    };
    scenario::Cache options_;
    Time min_warmup_;  // applies after an eviction
    std::vector<Core> cores_;
};

}  // namespace model
