#pragma once

// Runs the same work on the machines of stage/history.h.

#include "model/simulation.h"
#include "scenario/document.h"
#include "stage/history.h"

#include <vector>

namespace session {

// Returns the scenario of the document as it is on the machine: changes that it does not allow are left out.
scenario::Document on_machine(const scenario::Document& document, const stage::Machine& machine);

// Runs it on each machine, within the budget each.
std::vector<stage::Outcome> run_on_machines(const scenario::Document& document, model::Budget budget);

// The machine that a scenario is on; null if it is none of them.
const stage::Machine* machine_of(const scenario::Scenario& scenario);

}  // namespace session
