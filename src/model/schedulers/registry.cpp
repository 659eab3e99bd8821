#include "model/schedulers/registry.h"

#include "model/schedulers/highest_ratio.h"
#include "model/schedulers/lottery.h"
#include "model/schedulers/mlfq.h"
#include "model/schedulers/multilevel_queue.h"
#include "model/schedulers/per_core.h"
#include "model/schedulers/ranked.h"
#include "model/schedulers/round_robin.h"
#include "model/schedulers/shares.h"
#include "scenario/policies.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace model {

namespace {

using Options = scenario::Scheduler;

template <class Kind>
MadeScheduler make(const Options& options, Facts& facts, bool restricted) {
    return {std::make_unique<Kind>(options, facts, restricted)};
}

template <const Ranking& ranking>
MadeScheduler make_ranked(const Options& options, Facts& facts, bool restricted) {
    return {std::make_unique<Ranked>(ranking, options, facts, restricted)};
}

template <Shares::By by>
MadeScheduler make_shares(const Options& options, Facts& facts, bool restricted) {
    return {std::make_unique<Shares>(by, options, facts, restricted)};
}

MadeScheduler make_round_robin(const Options& options, Facts& facts, bool restricted) {
    auto scheduler = std::make_unique<RoundRobin>(options, facts, restricted);
    RoundRobin* const same = scheduler.get();
    return {std::move(scheduler), same};
}

MadeScheduler make_classes(const Options& options, Facts& facts, bool restricted);

struct Row {
    scenario::Policy policy;
    MadeScheduler (*make)(const Options&, Facts&, bool restricted);
};
using scenario::Policy;
constexpr Row table[] = {
    {Policy::fcfs, make_round_robin},
    {Policy::round_robin, make_round_robin},
    {Policy::sjf, make_ranked<by_burst>},
    {Policy::srtf, make_ranked<by_burst>},
    {Policy::ljf, make_ranked<by_longest_burst>},
    {Policy::lrtf, make_ranked<by_longest_burst>},
    {Policy::hrrn, make<HighestRatio>},
    {Policy::feedback, make_ranked<by_attained_service>},
    {Policy::priority, make_ranked<by_priority>},
    {Policy::mlfq, make<Mlfq>},
    {Policy::multilevel_queue, make_classes},
    {Policy::lottery, make<Lottery>},
    {Policy::stride, make_shares<Shares::By::tickets>},
    {Policy::fair, make_shares<Shares::By::weight>},
    {Policy::edf, make_ranked<by_deadline>},
    {Policy::rm, make_ranked<by_period>},
    {Policy::processor_sharing, make_round_robin},  // never used: the engine shares the cores among all ready threads
};
static_assert(std::size(table) == scenario::policy_count, "each policy has its row");

const Row& maker_of(scenario::Policy policy) {
    const auto row =
        std::find_if(std::begin(table), std::end(table), [&](const Row& each) { return each.policy == policy; });
    assert(row != std::end(table));
    return *row;
}

// Makes a scheduler for each class.
MadeScheduler make_classes(const Options& options, Facts& facts, bool restricted) {
    const auto make = [&](const Options& of_class) {
        return maker_of(of_class.policy).make(of_class, facts, restricted).scheduler;
    };
    return {std::make_unique<MultilevelQueue>(options, facts, restricted, make)};
}

}  // namespace

MadeScheduler make_scheduler(const scenario::Scenario& scenario, Facts& facts) {
    const Options& options = scenario.machine.scheduler;
    const bool sharing = scenario::row_of(options.policy).shares_cores;  // no thread is on one particular core
    const bool restricted = !sharing && std::any_of(scenario.work.begin(), scenario.work.end(),
                                                    [](const scenario::Work& work) { return !work.affinity.empty(); });
    const Row& row = maker_of(options.policy);
    if (options.queues != scenario::ReadyQueues::per_core || sharing) return row.make(options, facts, restricted);
    return {std::make_unique<PerCore>(scenario, facts, [&] { return row.make(options, facts, restricted).scheduler; })};
}

}  // namespace model
