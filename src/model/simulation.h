#pragma once

// A run is a function: run(scenario) returns the same log everywhere. The page and
// the desktop run it in slices, with advance().
//
// docs/rules.md says what happens in a run; its section 1 has the order of events at one instant.

#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstdint>
#include <memory>

namespace model {

// Increases when the same scenario gives another log than before.
constexpr int engine_version = 1;

// What a caller is ready to spend. A run that a budget ends has a log with
// complete == false that says where and why.
struct Budget {
    uint64_t events = 50'000'000;
    uint64_t spans = 20'000'000;         // limited to max_spans, whatever is asked for
    uint64_t bytes = uint64_t(2) << 30;  // of the log and of the run's own data
    // Units of work on threads, servers and draws, beyond a few per event: about 1 ns each.
    uint64_t looks = 5'000'000'000;
    Time simulated = longest_time;

    static constexpr uint64_t max_spans = 50'000'000;  // all tasks that are not over may add one at the end
};
static_assert(Budget::max_spans + trace::max_tasks < trace::max_spans);

class Simulation {
public:
    explicit Simulation(const scenario::Scenario& scenario, Budget budget = {});
    ~Simulation();
    Simulation(Simulation&&) noexcept;
    Simulation& operator=(Simulation&&) noexcept;

    // Handles about `events` events. Returns false if nothing is left to do.
    bool advance(uint64_t events);

    // So far: spans that have ended, tasks that have arrived. It is complete once advance() has
    // returned false.
    const trace::Log& log() const;
    trace::Log take_log() &&;

private:
    class Engine;
    std::unique_ptr<Engine> engine_;
};

trace::Log run(const scenario::Scenario& scenario, Budget budget = {});

}  // namespace model
