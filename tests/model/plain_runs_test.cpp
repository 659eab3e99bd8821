// The common turn is instantiated twice (model/engine_turn.h): for all runs, and for plain ones. A feature
// that is on but changes nothing must not change the run.

#include "model/simulation.h"
#include "tests/catch2.h"
#include "tests/support/scenarios.h"

namespace {

using namespace scenario;

// Removes everything that few scenarios need. What remains has every strategy, step, device and law.
Scenario plain(Scenario s, uint64_t seed) {
    Scheduler& scheduler = s.machine.scheduler;
    scheduler = {};
    scheduler.policy = seed % 3 == 0 ? Policy::fcfs : Policy::round_robin;
    if (seed % 3 == 2) scheduler.quantum = usec(300);
    if (seed % 2 == 1) scheduler.ties = Ties::preempted_first;
    if (seed % 5 == 4) scheduler.order = Order::cyclic;
    if (seed % 7 == 6) scheduler.slice = Slice::keep;
    s.machine.servers = 1;
    s.machine.autoscale = {};
    s.machine.costs = {};
    for (Work& work : s.work) {
        work.patience = {};
        work.affinity.clear();
    }
    return s;
}

// The same scenario with an affinity that allows every core, so that it is no longer plain.
Scenario said_twice(Scenario s) {
    for (Work& work : s.work)
        for (int64_t core = 0; core < s.machine.cores; ++core) work.affinity.push_back(core);
    return s;
}

}  // namespace

TEST_CASE("a plain run is what it would be with a feature that changes nothing", "[model][properties]") {
    uint64_t spans = 0;
    for (uint64_t seed = 0; seed < 600; ++seed) {
        const Scenario s = plain(support::random_scenario(seed, seed % 4 == 0 ? 6 : 1), seed);
        const trace::Log once = model::run(s, {.events = 50'000}),
                         twice = model::run(said_twice(s), {.events = 50'000});
        INFO("seed " << seed);
        spans += once.spans.size();
        CHECK(once.events == twice.events);
        CHECK(once.hash() == twice.hash());
    }
    CHECK(spans > 20'000);
}
