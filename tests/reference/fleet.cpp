// Servers start and stop; tasks are spread over them; the policies' clocks.

#include "tests/reference/machine.h"

#include "scenario/policies.h"

#include <algorithm>
#include <cmath>

namespace reference {

using scenario::Balance;
using scenario::Balancer;
using trace::NoteKind;

namespace {
Time next_multiple(Time now, Time of) { return {(now.ns / of.ns + 1) * of.ns}; }
}  // namespace

void Machine::start_server(int index) {
    Server fresh;
    fresh.life = servers_[size_t(index)].life;
    fresh.state = Server::up;
    fresh.draws = servers_[size_t(index)].draws;
    fresh.threads_made = servers_[size_t(index)].threads_made;  // numbering continues when a server is started again
    fresh.workers_made = servers_[size_t(index)].workers_made;
    Server& server = servers_[size_t(index)] = fresh;
    for (int core = first_core(index); core < first_core(index) + int(cores_per_server_); ++core)
        cores_[size_t(core)] = Core{};
    make_first_threads(server, index);
    const auto quantum = scenario::quantum_of(scheduler_);
    if (scheduler_.policy == scenario::Policy::mlfq && scheduler_.boost)
        server.boost = next_multiple(now_, *scheduler_.boost);
    if (scheduler_.slice == scenario::Slice::clock && quantum) server.slices = next_multiple(now_, *quantum);
    const bool peeks =
        scheduler_.balance == Balance::periodic || (scheduler_.balance == Balance::steal && scheduler_.peek);
    if (peeks && per_core()) server.peek = next_multiple(now_, scheduler_.peek.value_or(msec(10)));
}

// One of the policy's clocks is due: first its own, then the clock of balancing.
void Machine::policy_clock(int index) {
    Server& server = servers_[size_t(index)];
    server.changed = true;
    const int first = first_core(index), cores = int(cores_per_server_);
    // The time for which threads have run counts as before the clock.
    for (int core = first; core < first + cores; ++core) charge(core);
    if (server.boost == now_) {
        server.boost = next_multiple(now_, *scheduler_.boost);
        for (int queue = 0; queue < (per_core() ? cores : 1); ++queue) {
            result_.notes.push_back({now_, NoteKind::boost, {}, {}, {}, 0, 0, 0, {}});
            boost(server, queue);
        }
        for (int core = first; core < first + cores; ++core) {
            const Core& state = cores_[size_t(core)];
            if (state.mode != Core::running || state.turn_over || state.until == now_) continue;  // it ends anyway
            begin_slice(core);
            run_burst(core);
        }
    } else if (server.slices == now_) {
        server.slices = next_multiple(now_, *scenario::quantum_of(scheduler_));
        for (int core = first; core < first + cores; ++core) {
            const Core& state = cores_[size_t(core)];
            if (state.mode != Core::running || state.turn_over || state.until == now_) continue;  // it ends anyway
            end_turn(core, Joins::slice_over, trace::Reason::slice_over);
        }
    } else {
        server.peek = next_multiple(now_, scheduler_.peek.value_or(msec(10)));
        balance_queues(server);
    }
}

// ---- the fleet -------------------------------------------------------------------

// Returns the server for a task that begins.
int Machine::balance(int task) {
    std::vector<int> up;
    for (size_t i = 0; i < servers_.size(); ++i)
        if (servers_[i].state == Server::up) up.push_back(int(i));
    const auto fewest = [&](size_t count) {
        return *std::min_element(up.begin(), up.begin() + std::ptrdiff_t(count),
                                 [&](int a, int b) { return servers_[size_t(a)].tasks < servers_[size_t(b)].tasks; });
    };
    const uint64_t key = tasks_[size_t(task)].key;
    sim::Stream stream({scenario_.seed, sim::Purpose::balance, uint32_t(key >> 32), uint32_t(key), 0, 0});
    const auto draw = [&](size_t from) {
        return std::min(from + size_t(stream.uniform() * double(up.size() - from)), up.size() - 1);
    };
    switch (scenario_.machine.balancer) {
        case Balancer::round_robin: return up[next_server_++ % up.size()];
        case Balancer::random: return up[draw(0)];
        case Balancer::least_connections: return fewest(up.size());
        case Balancer::choices: break;
    }
    const size_t count = std::min(size_t(scenario_.machine.choices), up.size());
    for (size_t i = 0; i < count; ++i) std::swap(up[i], up[draw(i)]);
    return fewest(count);
}

void Machine::check_fleet() {
    const scenario::Autoscale& options = *scenario_.machine.autoscale;
    Time busy;
    int64_t up = 0, booting = 0;
    for (size_t i = 0; i < servers_.size(); ++i) {
        Server& server = servers_[i];
        up += server.state == Server::up;
        booting += server.state == Server::booting;
        for (int core = first_core(int(i)); core < first_core(int(i) + 1); ++core) {
            const Core& state = cores_[size_t(core)];
            if (state.mode == Core::running && !state.turn_over)
                server.busy += now_ - std::max(state.since, last_check_);
        }
        sharing_[i].move_on(now_);
        busy += server.busy + sharing_[i].busy;
        sharing_[i].busy = {};
        server.busy = {};
    }
    const double load = double(busy.ns) / (double((now_ - last_check_).ns) * double(cores_per_server_));  // in servers
    int64_t wanted = std::clamp(int64_t(std::ceil(load / options.target)), options.min, options.max);
    const double utilisation = load / double(up);
    if (std::abs(utilisation / options.target - 1) <= options.tolerance + 1e-9)
        wanted = std::clamp(up + booting, options.min, options.max);
    wanted_.push_back({now_, wanted});
    if (wanted < up + booting) {
        for (const auto& [at, before] : wanted_)
            if (at > now_ - options.stabilisation) wanted = std::max(wanted, before);
        wanted = std::min(wanted, up + booting);
    }
    last_check_ = now_;
    check_ = now_ + options.check;
    if (last_change_ && now_ < *last_change_ + options.cooldown) return;
    const bool more = wanted > up + booting, fewer = wanted < up;
    if (!more && !fewer) return;
    result_.notes.push_back({now_, NoteKind::servers, {}, {}, {}, wanted, int64_t(load / double(up) * 1000)});
    last_change_ = now_;
    for (int i = 0; i < int(servers_.size()) && up + booting < wanted; ++i) {
        if (servers_[size_t(i)].state != Server::off) continue;
        boot(i);
        ++booting;
    }
    for (int i = int(servers_.size()) - 1; i >= 0 && up > wanted; --i) {
        if (servers_[size_t(i)].state != Server::up) continue;
        servers_[size_t(i)].state = Server::draining;
        result_.servers[servers_[size_t(i)].life].draining = now_;
        may_stop(i);
        --up;
    }
}

void Machine::boot(int index) {
    Server& server = servers_[size_t(index)];
    server.state = Server::booting;
    server.life = result_.servers.size();
    server.boots = now_ + scenario_.machine.autoscale->boot;
    result_.servers.push_back({uint16_t(index), now_, *server.boots, {}, {}});
}

// A server that is draining stops when its last task is over.
void Machine::may_stop(int index) {
    Server& server = servers_[size_t(index)];
    if (server.state != Server::draining || server.tasks > 0) return;
    result_.servers[server.life].stopped = now_;
    for (Thread& thread : threads_)
        if (int(thread.record.server) == index && !thread.record.ended) thread.record.ended = now_;
    server.state = Server::off;
    server.boost = server.slices = server.peek = MaybeMoment{};
}

}  // namespace reference
