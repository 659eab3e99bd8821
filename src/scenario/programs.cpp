#include "scenario/programs.h"

#include "scenario/steps.h"

#include <algorithm>
#include <cassert>

namespace scenario {

namespace {

bool takes_lock(const Scenario& scenario, const std::vector<Step>& steps, LockId lock) {
    return std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
        if (step.kind == StepKind::lock) return step.lock == lock;
        if (step.kind == StepKind::spawn)
            return takes_lock(scenario, scenario.programs[*step.program].steps, lock);  // no program spawns itself
        return takes_lock(scenario, step.steps, lock);
    });
}

}  // namespace

bool takes_lock(const Scenario& scenario, const Work& work, LockId lock) {
    return takes_lock(scenario, scenario.programs[work.program].steps, lock);
}

StepLists::StepLists(const Scenario& scenario) {
    for (const Program& program : scenario.programs) lists_.push_back(&program.steps);
    for (uint32_t list = 0; list < lists_.size(); ++list) {  // the list grows during the loop
        const std::vector<Step>& steps = *lists_[list];
        for (uint32_t i = 0; i < steps.size(); ++i) {
            const Step& step = steps[i];
            const StepRow::Children children = row_of(step.kind).children;
            if (children == StepRow::Children::none) continue;
            children_.push_back({list, i, uint32_t(lists_.size())});
            if (children == StepRow::Children::steps) {
                lists_.push_back(&step.steps);
                continue;
            }
            Step compute = step;
            compute.kind = StepKind::compute;
            made_.push_back(std::make_unique<std::vector<Step>>(1, compute));
            lists_.push_back(made_.back().get());
        }
    }
    for (const Operation* operation : operations_of(scenario.functions)) {
        Step step;
        switch (operation->kind) {
            case OpKind::pool_cpu: step.kind = StepKind::compute; break;
            case OpKind::to_thread: step.kind = StepKind::sleep; break;
            case OpKind::fs_stat:
            case OpKind::fs_read_file: step.kind = operation->device ? StepKind::io : StepKind::sleep; break;
            default: continue;
        }
        step.device = operation->device;
        if (!operation->device) {
            step.time.emplace();
            step.time->a = operation->time.value_or(file_time);
        }
        step.blocking = true;
        pool_.push_back({operation->id, uint32_t(lists_.size())});
        made_.push_back(std::make_unique<std::vector<Step>>(1, step));
        lists_.push_back(made_.back().get());
    }
    if (scenario.javascript.empty()) return;
    source_ = uint32_t(lists_.size());
    const auto add = [&](StepKind kind, bool blocking, DeviceId device) {
        Step step;
        step.kind = kind;
        step.blocking = blocking;
        step.device = device;
        if (kind != StepKind::io) step.time.emplace();
        made_.push_back(std::make_unique<std::vector<Step>>(1, step));
        lists_.push_back(made_.back().get());
    };
    add(StepKind::compute, false, {});
    add(StepKind::sleep, true, {});
    add(StepKind::sleep, false, {});
    for (uint32_t i = 0; i < scenario.devices.size(); ++i) add(StepKind::io, false, DeviceId{i});
}

uint32_t StepLists::of_pool(uint32_t operation) const {
    const auto at = std::lower_bound(pool_.begin(), pool_.end(), std::pair{operation, 0u});
    assert(at != pool_.end() && at->first == operation);
    return at->second;
}

uint32_t StepLists::below(uint32_t list, uint32_t step) const {
    const auto at = std::lower_bound(
        children_.begin(), children_.end(), Child{list, step, 0},
        [](const Child& a, const Child& b) { return a.list != b.list ? a.list < b.list : a.step < b.step; });
    assert(at != children_.end() && at->list == list && at->step == step);
    return at->below;
}

}  // namespace scenario
