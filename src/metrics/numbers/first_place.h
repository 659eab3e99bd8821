#pragma once

// Which of the runs of a comparison finished first. Equal runs are a tie, and only a run that did all of its work
// can be first: a run that rejected tasks, missed deadlines, was cut short or never ended did less.

#include "metrics/numbers/results.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace metrics {

struct Finish {
    Time at;
    bool did_all = false;  // every task was completed, and in time
};
// A run whose scenario says that it has a flaw did not do all of its work. `complete` is as in trace::Log.
Finish finish_of(const scenario::Scenario& scenario, const Results& results, bool complete);

struct FirstPlace {
    std::vector<size_t> runs;         // in their order; several are a tie; none: there is no first
    std::optional<size_t> slowest;    // the longest of those that did all of their work, if it is later than the first
    bool others_did_less = false;     // another run was over no later, but did not do all of its work
};
FirstPlace first_place(const std::vector<Finish>& runs);

}  // namespace metrics
