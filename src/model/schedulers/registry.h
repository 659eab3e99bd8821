#pragma once

// Makes the scheduler that a scenario asks for.

#include "model/schedulers/scheduler.h"

namespace model {

class RoundRobin;

struct MadeScheduler {
    std::unique_ptr<Scheduler> scheduler;
    // The same object as `scheduler` if it is a RoundRobin, else null: plain runs call it directly (engine_turn.h).
    RoundRobin* round_robin = nullptr;
};

// Requires both arguments to outlive the result.
MadeScheduler make_scheduler(const scenario::Scenario& scenario, Facts& facts);

}  // namespace model
