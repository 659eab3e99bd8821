#include "session/machines.h"

#include "scenario/change.h"

#include <utility>

namespace session {

scenario::Document on_machine(const scenario::Document& document, const stage::Machine& machine) {
    scenario::Document changed = document;
    for (const auto& [id, value] : stage::changes_for(machine)) {
        auto next = scenario::with_parameter(changed, id, value);
        if (next) changed = std::move(*next);
    }
    return changed;
}

std::vector<stage::Outcome> run_on_machines(const scenario::Document& document, model::Budget budget) {
    std::vector<stage::Outcome> outcomes;
    for (const stage::Machine& machine : stage::machines()) {
        const scenario::Document changed = on_machine(document, machine);
        const trace::Log log = model::run(changed.variants[0].scenario, budget);
        outcomes.push_back({machine.id, log.counted_end(), log.complete});
    }
    return outcomes;
}

const stage::Machine* machine_of(const scenario::Scenario& scenario) {
    for (const stage::Machine& machine : stage::machines())
        if (scenario.machine.cores == machine.cores && scenario.machine.speed == stage::speed_of(machine))
            return &machine;
    return nullptr;
}

}  // namespace session
