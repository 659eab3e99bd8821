#pragma once

// Determines which of the runs of a comparison finished first. Runs that finish together are tied. Only a run
// that did all of its work can be first: one that rejected tasks, missed deadlines, was cut short or never ended
// did less.

#include "metrics/numbers/results.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace metrics {

struct Finish {
    Time at;
    bool did_all = false;  // every task was completed, and in time
};
// A run whose scenario says that it has a flaw counts as not having done all of its work. `complete` is as in
// trace::Log.
Finish finish_of(const scenario::Scenario& scenario, const Results& results, bool complete);

struct FirstPlace {
    std::vector<size_t> runs;         // in their order; several if they are tied; empty if none is first
    std::optional<size_t> slowest;    // of the runs that did all of their work, the longest, if later than the first
    bool others_did_less = false;     // another run finished no later, but did not do all of its work
};
FirstPlace first_place(const std::vector<Finish>& runs);

}  // namespace metrics
