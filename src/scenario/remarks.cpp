#include "scenario/remarks.h"

#include "scenario/effects.h"

namespace scenario {

RichText remark_on(std::string_view run, const Scenario& scenario) {
    const Usage usage(scenario);
    const auto has = [&](StepKind kind) { return usage.steps[size_t(kind)]; };
    if (scenario.strategy.kind == StrategyKind::queue_workers && !has(StepKind::job))
        return say(
            "In *{run}*, no program has a *job* step: each task is answered as soon as it arrives, and a worker does "
            "all of it later.",
            {{"run", run}});
    if (scenario.strategy.kind == StrategyKind::data_parallel && !has(StepKind::split))
        return say(
            "In *{run}*, no program splits its work: one thread runs one task after another, and the workers have "
            "nothing to do.",
            {{"run", run}});
    return {};
}

}  // namespace scenario
