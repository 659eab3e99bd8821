#pragma once

// The runs of a session or of one command: the variants of a scenario, then recordings. Simulations
// run side by side, in slices and under a budget.
//
//     RunSet runs;
//     runs.change(document->variants, {}, budget);
//     runs.finish();                                   // or advance() until running() is false
//     for (const auto& run : runs.all()) print(run->results);

#include "model/simulation.h"
#include "session/run.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace session {

class RunSet {
public:
    // Returns milliseconds of the host's clock. If it is null, there is no clock, and slices never end.
    using Clock = double (*)();

    // Makes these variants and recordings the runs. A variant that has been run already keeps its run; the
    // memory of the others is released before a new run begins. `each` is the budget of one simulation.
    // Returns, for each old run, the number of the run that it has become, or nullopt if it is gone.
    std::vector<std::optional<uint32_t>> change(const std::vector<scenario::Variant>& variants,
                                                const std::vector<Recording>& recordings, model::Budget each);

    // Advances all simulations for about `slice_ms`. Returns true when one of them has finished.
    bool advance(Clock clock, double slice_ms);
    // Runs all simulations to their ends, one after another, and measures everything that has not been measured.
    void finish();

    bool running() const;
    const std::vector<std::unique_ptr<Run>>& all() const { return runs_; }

private:
    std::vector<std::unique_ptr<Run>> runs_;
    uint64_t last_id_ = 0;
};

}  // namespace session
