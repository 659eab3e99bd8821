#pragma once

// A run is a function: run(scenario) returns the same log everywhere. The page and the
// desktop program run it in slices, with advance().
//
// docs/rules.md says what happens in a run; its section 1 has the order of events at one instant.

#include "scenario/scenario.h"
#include "trace/log.h"

#include <cstdint>
#include <memory>

namespace model {

// Increases whenever the log of some scenario changes.
constexpr int engine_version = 1;

// How much a run may cost. If a budget ends a run, its log has complete == false and says
// where and why.
struct Budget {
    uint64_t events = 50'000'000;
    uint64_t spans = 20'000'000;         // at most max_spans, even if more are requested
    uint64_t bytes = uint64_t(2) << 30;  // of the log and of the run's own data
    // Units of work on threads, servers and draws, beyond a few per event: each takes about 1 ns.
    uint64_t looks = 5'000'000'000;
    Time simulated = longest_time;
    bool plain = true;  // false: plain runs go the general way, too, which is slower and gives the same (engine_turn.h)

    static constexpr uint64_t max_spans = 50'000'000;  // each unfinished task may add one more at the end
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

    // Contains the spans that have ended and the tasks that have arrived so far. It is complete
    // when advance() has returned false.
    const trace::Log& log() const;
    trace::Log take_log() &&;

private:
    class Engine;
    std::unique_ptr<Engine> engine_;
};

trace::Log run(const scenario::Scenario& scenario, Budget budget = {});

}  // namespace model
