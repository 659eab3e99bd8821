#pragma once

// The step handlers of one run.

#include "model/steps/step.h"
#include "scenario/steps.h"

#include <array>
#include <memory>
#include <vector>

namespace model {

class StepHandlers {
public:
    // Requires both arguments to outlive this object.
    StepHandlers(const scenario::Scenario& scenario, StepContext& context);

    // Returns null for the kinds that the engine handles itself.
    StepHandler* of(scenario::StepKind kind) const { return of_[size_t(kind)]; }

    const std::vector<std::unique_ptr<StepHandler>>& all() const { return all_; }

private:
    std::vector<std::unique_ptr<StepHandler>> all_;
    std::array<StepHandler*, scenario::step_kind_count> of_{};
};

}  // namespace model
