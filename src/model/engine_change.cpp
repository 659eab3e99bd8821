// Changes the scenario while the run is in progress (scenario/branch.h): cores, servers, costs, slices, the threads of
// pools, and devices. A change is the last event of its instant: all other events of that instant still follow the old
// rules, and then the cores choose by the new ones. If no other event is left before the change, the run ends without
// it.

#include "model/engine.h"
#include "model/engine_turn.h"

#include <utility>

namespace model {

using trace::Reason;
using trace::SpanKind;

void Simulation::Engine::push_change() {
    if (scenario_.machine.cores != scenario_.changes.front().to.front().machine.cores)
        log.core_counts.push_back({Time{}, cores_now_});
    events_.push(scenario_.changes.front().from, change_rank, 0, 0);
    ++clocks_;
}

void Simulation::Engine::change() {
    --clocks_;
    const scenario::Scenario then = std::move(scenario_.changes.front().to.front());
    scenario_.changes.clear();
    scenario_.machine.costs = then.machine.costs;
    scenario_.machine.scheduler.quantum = then.machine.scheduler.quantum;
    const bool other_threads = then.strategy.threads != scenario_.strategy.threads;
    scenario_.strategy.threads = then.strategy.threads;
    for (const auto& server : servers_) {
        if (server->state != Server::State::up && server->state != Server::State::draining) continue;
        server->scheduler->new_slices(scenario_.machine.scheduler);
        server->has_slices = server->scheduler->has_slices();
        server->follows_runs = server->scheduler->follows_runs();
        begun_ = false;  // new threads of a pool pay nothing, like those with which a run begins
        if (other_threads) server->strategy->new_threads(scenario_.strategy.threads);
        begun_ = true;
        server->wake();
    }
    change_devices(then.devices);
    if (then.machine.cores != scenario_.machine.cores) change_cores(uint32_t(then.machine.cores));
    scenario_.machine.cores = then.machine.cores;
    if (then.machine.servers != scenario_.machine.servers) change_servers(then.machine.servers);
    look_soon();
}

// A use that has begun takes as long as before, and is completed even if the capacity decreases.
void Simulation::Engine::change_devices(const std::vector<scenario::Device>& devices) {
    for (size_t i = 0; i < devices.size(); ++i) {
        scenario_.devices[i].time = devices[i].time;
        scenario_.devices[i].capacity = devices[i].capacity;
    }
    for (uint32_t instance = 0; instance < devices_.instances(); ++instance) {
        devices_.change_capacity(instance);
        while (const auto task = devices_.take_waiting(instance)) serve(*task);
    }
}

// New servers are available immediately. When servers are removed, those with the highest numbers stop when their tasks
// are finished.
void Simulation::Engine::change_servers(int64_t servers) {
    const int64_t before = std::exchange(scenario_.machine.servers, servers);
    begun_ = false;  // so that their threads have no start cost
    for (int64_t i = before; i < servers; ++i) {
        servers_[size_t(i)]->life = uint32_t(log.servers.size());
        log.servers.push_back({uint16_t(i), now_, now_, {}, {}});
        servers_[size_t(i)]->start();
    }
    begun_ = true;
    up_known_ = false;
    for (int64_t i = before; i-- > servers;) {
        servers_[size_t(i)]->state = Server::State::draining;
        log.servers[servers_[size_t(i)]->life].draining = now_;
        server_may_stop(uint32_t(i));
    }
}

// New cores are idle. When cores are removed, those with the highest numbers fail, and their threads need other cores.
void Simulation::Engine::change_cores(uint32_t cores) {
    const uint32_t before = std::exchange(cores_now_, cores);
    log.core_counts.push_back({now_, cores});
    for (const auto& server : servers_) {
        if (server->state != Server::State::up && server->state != Server::State::draining) continue;
        for (uint32_t i = before; i < cores; ++i) {
            server->core(i).mode = CoreMode::idle;
            core_chooses<false>(server->core(i));
        }
        for (uint32_t i = before; i-- > cores;) lose_core(server->core(i));
        server->wake();
    }
}

void Simulation::Engine::lose_core(Core& core) {
    if (const ThreadId thread = core.thread) {
        ThreadState& state = threads_[thread.index];
        const bool in_queue = bool(state.leaving);  // its turn has ended at this instant
        if (!in_queue && core.mode == CoreMode::running) charge(core);
        state.leaving = {};
        const TaskId task = state.task;
        not_served(task);
        does(task, {SpanKind::ready, Reason::core_busy, thread, {}, tasks_[task.index].step});
        if (!in_queue) core.server->add(thread, Joins::preempted);
    }
    free_core(core);
    core.server->choosing.erase(core.place.index);
    core.mode = CoreMode::off;
    core.chooses = false;
    core.last = {};
}

}  // namespace model
