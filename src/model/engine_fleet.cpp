// Servers start and stop, and tasks are spread over them.

#include "model/engine.h"
#include "model/engine_turn.h"
#include "model/schedulers/registry.h"
#include "model/strategies/registry.h"
#include "scenario/policies.h"

#include <algorithm>
#include <cassert>

namespace model {

using scenario::Balancer;
using trace::NoteKind;

namespace {

// The lowest bits of a clock's subject say what the clock is for; the other bits are the number of the server.
enum class Clock : uint32_t { policy,
                              boot,
                              check };
uint32_t subject_of(Clock clock, uint32_t server) { return server << 2 | uint32_t(clock); }

}  // namespace

// ---- a server ----------------------------------------------------------------

Simulation::Engine::Server::Server(Engine& engine, uint16_t index)
    : sharing(engine.scenario_.machine.cores),
      engine_(engine),
      index_(index),
      first_core_(index * engine.cores_per_server_) {}

void Simulation::Engine::Server::start() {
    state = State::up;
    engine_.up_known_ = false;
    MadeScheduler made = make_scheduler(engine_.scenario_, *this);
    scheduler = std::move(made.scheduler);
    round_robin = made.round_robin;
    strategy = make_strategy(engine_.scenario_.strategy, *this);
    wait_holds_thread = strategy->wait_holds_thread();
    answers_first = strategy->answers_first();
    callbacks = strategy->callbacks();
    makes_threads = strategy->makes_threads();
    has_slices = scheduler->has_slices();
    follows_runs = scheduler->follows_runs();
    ready = 0;
    preemptive = scenario::preemptive(engine_.scenario_.machine.scheduler);
    choosing.fill(engine_.cores_per_server_);
    for (uint32_t i = 0; i < engine_.cores_per_server_; ++i) {
        const CoreId id{first_core_ + i};
        engine_.drop_core_event(core(i));
        engine_.caches_.clear(id);
        core(i) = {};
        core(i).server = this;
        core(i).id = id;
        core(i).place = {i};
        if (i < engine_.cores_now_) continue;
        core(i).mode = CoreMode::off;
        core(i).chooses = false;
        choosing.erase(i);
    }
    share_since = engine_.now_;
    engine_.make_loops(*this);
    strategy->begin();
    ticks = {};
    if (const auto at = scheduler->next_tick()) {
        engine_.push_clock(subject_of(Clock::policy, index_), *at);
        ticks = *at;
    }
}

void Simulation::Engine::Server::queue(TaskId task, trace::Reason reason) {
    engine_.does(task, {trace::SpanKind::queued, reason, {}, {}, engine_.tasks_[task.index].step});
}

bool Simulation::Engine::Server::may_run(ThreadId thread, CoreId core) const {
    const TaskId task = engine_.threads_[thread.index].task;
    if (!task) return true;
    const std::vector<bool>& cores = engine_.may_run_[engine_.log.tasks[task.index].row];
    engine_.looks_ += 4;
    return cores.empty() || cores[core.index];
}

uint64_t Simulation::Engine::Server::random() {
    return sim::bits(
        {engine_.scenario_.seed, sim::Purpose::policy, index_, uint32_t(draws >> 32), uint32_t(draws++), 0});
}

void Simulation::Engine::Server::tell(Told what, ThreadId thread, int64_t value, int64_t of, int64_t third) {
    trace::Note note;
    note.at = engine_.now_;
    note.thread = thread;
    if (thread) note.task = engine_.threads_[thread.index].task;
    note.value = value;
    note.of = of;
    note.third = third;
    switch (what) {
        case Told::level: note.kind = NoteKind::level; break;
        case Told::draw: note.kind = NoteKind::draw; break;
        case Told::boost: note.kind = NoteKind::boost; break;
        case Told::moved:
            note.kind = NoteKind::balance;
            note.core = {first_core_ + uint32_t(of)};
            note.value = int64_t(first_core_) + value;
            note.of = 0;
            break;
    }
    engine_.log.notes.push_back(std::move(note));
}

// ---- clocks --------------------------------------------------------------------

void Simulation::Engine::push_clock(uint32_t subject, Time at) {
    if (at >= longest_time) return;
    events_.push(at, clock_rank_, subject, subject);
    ++clocks_;
}

void Simulation::Engine::clock(uint32_t subject) {
    const uint32_t index = subject >> 2;
    Server& server = *servers_[index];
    switch (Clock(subject & 3)) {
        case Clock::boot: server_up(index); return;
        case Clock::check: check_fleet(); return;
        case Clock::policy: break;
    }
    // The server may have stopped since, or have been started again with a clock of its own.
    if (server.ticks != MaybeTime{now_}) return;
    looks_ += cores_per_server_;
    for (uint32_t i = 0; i < cores_per_server_; ++i)  // what it has run so far counts as before the tick
        if (server.core(i).mode == CoreMode::running) charge(server.core(i));
    const Ticked ticked = server.scheduler->tick();
    look_soon();
    for (uint32_t i = 0; i < cores_per_server_ && ticked != Ticked::nothing; ++i) {
        Core& core = server.core(i);
        if (core.mode != CoreMode::running || core.chooses) continue;
        if (core.until && *core.until == now_ && core_rank_ > clock_rank_) continue;  // what it runs ends now anyway
        if (ticked == Ticked::turns_end) {
            end_turn(core, Joins::slice_over, trace::Reason::slice_over);
        } else {
            begin_slice(core);
            const TaskId task = threads_[core.thread.index].task;
            run_burst(core, task, tasks_[task.index]);
        }
    }
    server.wake();
    server.ticks = {};
    if (const auto next = server.scheduler->next_tick()) {
        server.ticks = *next;
        if (*next == now_) push_clock(subject, now_);
        else clocks_due_.push_back({subject, *next});
    }
}

// ---- the fleet -------------------------------------------------------------------

void Simulation::Engine::begin_servers() {
    const scenario::Machine& machine = scenario_.machine;
    for (int64_t i = 0; i < max_servers(scenario_); ++i)
        servers_.push_back(std::make_unique<Server>(*this, uint16_t(i)));
    for (uint32_t i = 0; i < uint32_t(machine.servers); ++i) {
        log.servers.push_back({uint16_t(i), {}, {}, {}, {}});
        servers_[i]->life = i;
        servers_[i]->start();
    }
    if (machine.autoscale) push_clock(subject_of(Clock::check, 0), machine.autoscale->check);
}

uint16_t Simulation::Engine::balance(TaskId task) {
    std::vector<uint16_t>& up = up_;
    if (!up_known_) {
        up.clear();
        looks_ += 4 * servers_.size();
        for (uint16_t i = 0; i < servers_.size(); ++i)
            if (servers_[i]->state == Server::State::up) up.push_back(i);
        up_known_ = true;
    }
    assert(!up.empty());
    const uint64_t key = tasks_[task.index].key;
    const auto fewer = [&](uint16_t a, uint16_t b) { return servers_[a]->connections < servers_[b]->connections; };
    sim::Stream stream({scenario_.seed, sim::Purpose::balance, uint32_t(key >> 32), uint32_t(key), 0, 0});
    const auto draw = [&](size_t from) {
        return std::min(from + size_t(stream.uniform() * double(up.size() - from)), up.size() - 1);
    };
    switch (scenario_.machine.balancer) {
        case Balancer::round_robin: return up[size_t(next_server_++ % up.size())];
        case Balancer::random: return up[draw(0)];
        case Balancer::least_connections:
            looks_ += 2 * up.size();
            return *std::min_element(up.begin(), up.end(), fewer);
        case Balancer::choices: {
            // The first steps of a shuffle draw different servers, all equally likely.
            const size_t count = std::min(size_t(scenario_.machine.choices), up.size());
            looks_ += 16 * count;
            std::vector<size_t>& drawn = drawn_;
            drawn.clear();
            for (size_t i = 0; i < count; ++i) {
                drawn.push_back(draw(i));
                std::swap(up[i], up[drawn.back()]);
            }
            const uint16_t best = *std::min_element(up.begin(), up.begin() + std::ptrdiff_t(count), fewer);
            for (size_t i = count; i-- > 0;) std::swap(up[i], up[drawn[i]]);  // puts them in order again
            return best;
        }
    }
    return up[0];
}

// Returns how many servers the autoscaler wants for this load, which is measured in servers. As in Kubernetes'
// horizontal autoscaler, that is ceil(load / target), or the present number while utilisation / target is close
// enough to 1.
int64_t Simulation::Engine::servers_wanted(double load, int64_t up, int64_t booting) const {
    const scenario::Autoscale& options = *scenario_.machine.autoscale;
    constexpr double rounding = 1e-9;  // so that 0.55 / 0.5 is within 10 %
    const double ratio = load / (double(up) * options.target);
    if (std::max(ratio, 2 - ratio) <= 1 + options.tolerance + rounding)
        return std::clamp(up + booting, options.min, options.max);
    const double exact = load / options.target;
    int64_t wanted = int64_t(exact);
    if (double(wanted) < exact) ++wanted;
    return std::clamp(wanted, options.min, options.max);
}

// Returns the largest number that a check within the stabilisation window has wanted, including this check.
int64_t Simulation::Engine::stabilised(int64_t wanted) {
    const Time window = scenario_.machine.autoscale->stabilisation;
    if (window == Time{}) return wanted;
    while (!wanted_before_.empty() && wanted_before_.front().first <= now_ - window) wanted_before_.pop_front();
    // it will never be the maximum again
    while (!wanted_before_.empty() && wanted_before_.back().second <= wanted) wanted_before_.pop_back();
    wanted_before_.push_back({now_, wanted});
    return wanted_before_.front().second;
}

void Simulation::Engine::check_fleet() {
    const scenario::Autoscale& options = *scenario_.machine.autoscale;
    Time busy;
    int64_t up = 0, booting = 0;
    looks_ += cores_.size();
    for (const auto& server : servers_) {
        if (server->state == Server::State::booting) ++booting;
        if (sharing_ && server->state != Server::State::off && server->state != Server::State::booting)
            count_sharing(*server);
        for (uint32_t i = 0; i < cores_per_server_; ++i) {
            const Core& core = server->core(i);
            if (core.mode == CoreMode::running && !core.chooses)
                server->busy += now_ - std::max(core.since, last_check_);
        }
        busy += server->busy;
        server->busy = {};
        if (server->state == Server::State::up) ++up;
    }
    const double whole = double((now_ - last_check_).ns) * double(cores_per_server_);
    last_check_ = now_;
    const double load = double(busy.ns) / whole;  // in servers
    int64_t wanted = servers_wanted(load, up, booting);
    if (const int64_t max = stabilised(wanted); wanted < up + booting) wanted = std::min(max, up + booting);
    clocks_due_.push_back({subject_of(Clock::check, 0), now_ + options.check});
    const bool rests = changed_fleet_ && now_ < last_change_ + options.cooldown;
    if (rests || wanted == up + booting || (wanted < up + booting && wanted >= up)) return;
    trace::Note note;
    note.at = now_;
    note.kind = NoteKind::servers;
    note.value = wanted;
    note.of = int64_t(load / double(up) * 1000);
    log.notes.push_back(note);
    changed_fleet_ = true;
    last_change_ = now_;
    for (uint32_t i = 0; i < servers_.size() && up + booting < wanted; ++i) {
        if (servers_[i]->state != Server::State::off) continue;
        boot(i);
        ++booting;
    }
    for (uint32_t i = uint32_t(servers_.size()); i-- > 0 && up > wanted;) {
        if (servers_[i]->state != Server::State::up) continue;
        servers_[i]->state = Server::State::draining;
        up_known_ = false;
        log.servers[servers_[i]->life].draining = now_;
        server_may_stop(i);
        --up;
    }
}

void Simulation::Engine::boot(uint32_t index) {
    Server& server = *servers_[index];
    const Time boot = scenario_.machine.autoscale->boot;
    server.state = Server::State::booting;
    server.life = uint32_t(log.servers.size());
    log.servers.push_back({uint16_t(index), now_, now_ + boot, {}, {}});
    push_clock(subject_of(Clock::boot, index), now_ + boot);
}

void Simulation::Engine::server_up(uint32_t index) {
    begun_ = false;  // its threads are part of what has booted, and pay nothing
    servers_[index]->start();
    begun_ = true;
    look_soon();
}

// A server that is draining stops when its last task is over.
void Simulation::Engine::server_may_stop(uint32_t index) {
    Server& server = *servers_[index];
    if (server.state != Server::State::draining || server.connections > 0) return;
    log.servers[server.life].stopped = now_;
    looks_ += threads_.size();
    for (size_t i = 0; i < threads_.size(); ++i)
        if (threads_[i].server == index && !log.threads[i].ended) log.threads[i].ended = now_;
    server.state = Server::State::off;
    server.ticks = {};
}

}  // namespace model
