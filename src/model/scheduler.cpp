#include "model/scheduler.h"

#include "model/schedulers/lottery.h"
#include "model/schedulers/mlfq.h"
#include "model/schedulers/per_core.h"
#include "model/schedulers/ranked.h"
#include "model/schedulers/round_robin.h"
#include "model/schedulers/shares.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace model {

namespace {

using Make = PerCore::Make;

template <class Kind>
std::unique_ptr<Scheduler> make(const scenario::Scheduler& options, Facts& facts, bool restricted) {
    return std::make_unique<Kind>(options, facts, restricted);
}

struct Row {
    scenario::Policy policy;
    Make make;
};
using scenario::Policy;
constexpr std::array<Row, 13> table{{
    {Policy::fcfs, make<RoundRobin>},
    {Policy::round_robin, make<RoundRobin>},
    {Policy::sjf, make<Ranked>},
    {Policy::srtf, make<Ranked>},
    {Policy::feedback, make<Ranked>},
    {Policy::priority, make<Ranked>},
    {Policy::edf, make<Ranked>},
    {Policy::rm, make<Ranked>},
    {Policy::mlfq, make<Mlfq>},
    {Policy::lottery, make<Lottery>},
    {Policy::stride, make<Shares>},
    {Policy::fair, make<Shares>},
    {Policy::processor_sharing, make<RoundRobin>},  // the cores are shared, and nobody stands in line
}};

}  // namespace

std::unique_ptr<Scheduler> make_scheduler(const scenario::Scenario& scenario, Facts& facts) {
    const scenario::Scheduler& options = scenario.machine.scheduler;
    const bool sharing = options.policy == Policy::processor_sharing;  // no thread is on one core
    const bool restricted = !sharing && std::any_of(scenario.work.begin(), scenario.work.end(), [](const scenario::Work& work) { return !work.affinity.empty(); });
    const auto row = std::find_if(table.begin(), table.end(), [&](const Row& each) { return each.policy == options.policy; });
    assert(row != table.end());
    if (options.queues == scenario::ReadyQueues::per_core && !sharing)
        return std::make_unique<PerCore>(scenario, facts, restricted, row->make);
    return row->make(options, facts, restricted);
}

}  // namespace model
