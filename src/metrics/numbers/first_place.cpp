#include "metrics/numbers/first_place.h"

#include <algorithm>

namespace metrics {

Finish finish_of(const scenario::Scenario& scenario, const Results& r, bool complete) {
    const bool lost = r.rejected > 0 || r.gave_up > 0 || r.unfinished > 0 || r.missed > 0;
    return {r.makespan, complete && r.completed > 0 && !lost && scenario.shown.flaw.empty()};
}

FirstPlace first_place(const std::vector<Finish>& runs) {
    FirstPlace first;
    Time best = longest_time;
    for (size_t i = 0; i < runs.size(); ++i) {
        if (!runs[i].did_all) continue;
        if (!first.slowest || runs[i].at > runs[*first.slowest].at) first.slowest = i;
        if (runs[i].at < best) first.runs.clear();
        best = std::min(best, runs[i].at);
        if (runs[i].at == best) first.runs.push_back(i);
    }
    if (first.slowest && runs[*first.slowest].at == best) first.slowest.reset();
    first.others_did_less =
        std::any_of(runs.begin(), runs.end(), [&](const Finish& run) { return !run.did_all && run.at <= best; });
    // A single run is not the first, and neither are runs that all finished together.
    if (first.runs.size() == runs.size()) first.runs.clear();
    return first;
}

}  // namespace metrics
