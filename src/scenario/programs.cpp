#include "scenario/programs.h"

#include <algorithm>
#include <cassert>

namespace scenario {

StepLists::StepLists(const Scenario& scenario) {
    for (const Program& program : scenario.programs) lists_.push_back(&program.steps);
    for (uint32_t list = 0; list < lists_.size(); ++list) {  // grows as it goes
        const std::vector<Step>& steps = *lists_[list];
        for (uint32_t i = 0; i < steps.size(); ++i) {
            const Step& step = steps[i];
            if (step.kind != StepKind::split && step.kind != StepKind::offload) continue;
            children_.push_back({list, i, uint32_t(lists_.size())});
            if (step.kind == StepKind::split) {
                lists_.push_back(&step.steps);
                continue;
            }
            Step compute = step;
            compute.kind = StepKind::compute;
            made_.push_back(std::make_unique<std::vector<Step>>(1, compute));
            lists_.push_back(made_.back().get());
        }
    }
}

uint32_t StepLists::below(uint32_t list, uint32_t step) const {
    const auto at = std::lower_bound(children_.begin(), children_.end(), Child{list, step, 0}, [](const Child& a, const Child& b) {
        return a.list != b.list ? a.list < b.list : a.step < b.step;
    });
    assert(at != children_.end() && at->list == list && at->step == step);
    return at->below;
}

}  // namespace scenario
