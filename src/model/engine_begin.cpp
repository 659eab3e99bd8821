// Constructs an engine: its parts, its servers and its rows of work. This code runs once, and is optimised for size.

#include "model/engine.h"

#include "model/engine_loops.h"
#include "model/engine_server.h"
#include "scenario/policies.h"

#include <algorithm>

namespace model {

namespace {

constexpr scenario::Costs no_costs;

bool any_work(const scenario::Scenario& scenario, bool (*has)(const scenario::Work&)) {
    return std::any_of(scenario.work.begin(), scenario.work.end(), has);
}

Budget within_limits(Budget budget) {
    budget.spans = std::min(budget.spans, Budget::max_spans);
    return budget;
}

}  // namespace

Simulation::Engine::Engine(const scenario::Scenario& scenario, Budget budget)
    : scenario_(scenario),
      budget_(within_limits(budget)),
      lists_(scenario_),
      arrivals_(scenario_),
      devices_(scenario_.devices),
      steps_(*this),
      step_handlers_(scenario_, steps_),
      caches_(scenario_.machine.scheduler.cache, scenario_.machine.scheduler.tick.value_or(Time{}),
              size_t(max_servers(scenario_) * max_cores(scenario_))),
      recorder_(log.spans),
      cores_(size_t(max_servers(scenario_) * max_cores(scenario_))),
      picks_(size_t(max_cores(scenario_))),
      running_(size_t(max_cores(scenario_))),
      cores_per_server_(uint32_t(max_cores(scenario_))),
      cores_now_(uint32_t(scenario_.machine.cores)),
      sharing_(scenario::row_of(scenario_.machine.scheduler.policy).shares_cores),
      restricted_(any_work(scenario_, [](const scenario::Work& work) { return !work.affinity.empty(); })),
      some_lose_patience_(any_work(scenario_, [](const scenario::Work& work) { return bool(work.patience); })),
      overheads_(scenario_.machine.costs != no_costs || !scenario_.changes.empty()),
      plain_bursts_(!caches_.modelled() && !scenario_.machine.scheduler.tick),
      keeps_cores_(scenario_.machine.scheduler.on_block == scenario::OnBlock::hold ||
                   scenario_.machine.scheduler.slice == scenario::Slice::whole),
      wakes_preempt_(scenario_.machine.scheduler.on_wake == scenario::OnWake::preempt && !sharing_) {
    row_count_ = uint32_t(scenario_.work.size());
    single_ = max_servers(scenario_) == 1;
    const bool preempted_first = scenario_.machine.scheduler.ties == scenario::Ties::preempted_first;
    core_rank_ = preempted_first ? 0 : 3;
    clock_rank_ = preempted_first ? 1 : 0;
    arrival_rank_ = preempted_first ? 2 : 1;
    completion_rank_ = preempted_first ? 3 : 2;
    stop_ = scenario_.stop.value_or(longest_time + nsec(1));
    log.cores = uint32_t(cores_.size());
    log.cores_per_server = cores_per_server_;
    log.devices = uint32_t(scenario_.devices.size());
    for (uint32_t row = 0; row < scenario_.work.size(); ++row) {
        const scenario::Work& work = scenario_.work[row];
        rows_.emplace_back(sim::Draws(scenario_.seed, sim::Purpose::compute, row));
        rows_.back().looks = (work.every ? looks_of(*work.every) : 0) + (work.think ? looks_of(*work.think) : 0);
    }
    for (uint32_t row = 0; row < row_count_; ++row) {
        const std::vector<scenario::Step>& steps = lists_[scenario_.work[row].program];
        const bool computes = !steps.empty() && steps[0].kind == scenario::StepKind::compute &&
                              steps[0].time->kind == scenario::LawKind::exponential;
        if (computes && scenario_.work[row].users == 0) rows_[row].first = &*steps[0].time;
    }
    for (uint32_t list = 0; list < lists_.size(); ++list) list_sizes_.push_back(uint32_t(lists_[list].size()));
    for (uint32_t list = 0; list < lists_.size(); ++list)
        has_job_.push_back(std::any_of(lists_[list].begin(), lists_[list].end(), [](const scenario::Step& step) {
            return step.kind == scenario::StepKind::job;
        }));
    for (const scenario::Work& work : scenario_.work) {
        std::vector<bool>& cores = may_run_.emplace_back();
        if (!work.affinity.empty()) cores.resize(cores_per_server_);
        for (const int64_t core : work.affinity) cores[size_t(core)] = true;
    }
    begin_servers();
    if (!scenario_.changes.empty()) push_change();
    begun_ = true;
    plain_ = budget_.plain && plain_run();
    begin_rows();
}

Simulation::Engine::~Engine() = default;

void Simulation::Engine::begin_rows() {
    for (uint32_t row = 0; row < rows_.size(); ++row) {
        const scenario::Work& work = scenario_.work[row];
        rows_[row].comes_after = uint32_t(work.after.size());
        for (const uint32_t first : work.after) rows_[first].before.push_back(row);
        if (work.users > 0) {
            rows_[row].rounds.resize(size_t(work.users));
            for (int64_t user = 0; user < work.users; ++user) send_next(row, uint64_t(user));
        } else if (const auto at = arrivals_.next(row)) {
            events_.push(*at, arrival_rank_, uint64_t(row) << user_bits, row);
        } else {
            rows_[row].arrivals_over = true;
        }
    }
    for (uint32_t row = 0; row < rows_.size(); ++row) row_may_be_over(row);
}

}  // namespace model
