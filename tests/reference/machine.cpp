#include "tests/reference/machine.h"

#include <algorithm>
#include <tuple>

namespace reference {

using scenario::Discipline;
using scenario::Per;
using trace::Outcome;

Machine::Machine(const scenario::Scenario& scenario)
    : scenario_(scenario),
      scheduler_(scenario.machine.scheduler),
      cores_per_server_(size_t(scenario.machine.cores)),
      shares_(scenario.machine.scheduler.policy == scenario::Policy::processor_sharing) {
    const size_t servers = size_t(scenario::max_servers(scenario.machine));
    servers_.resize(servers);
    cores_.resize(servers * cores_per_server_);
    sharing_.resize(servers);
    for (Sharing& sharing : sharing_) sharing.units = scenario.machine.cores;
    for (const scenario::Device& device : scenario.devices)
        for (size_t i = 0; i < servers; ++i) {
            devices_.push_back({&device, {}});
            shared_devices_.emplace_back();
            shared_devices_.back().units = std::max<int64_t>(1, device.capacity);
        }
    locks_.resize(scenario.locks.size() * servers);
    for (const scenario::Semaphore& semaphore : scenario.semaphores)
        for (size_t i = 0; i < servers; ++i) semaphores_.push_back({semaphore.count, {}, {}});
    for (const scenario::Queue& queue : scenario.queues)
        for (size_t i = 0; i < servers; ++i) queues_.push_back({&queue, {}, {}, {}});
    rows_.resize(scenario.work.size());
    scenario::Step compute;
    compute.time = scenario::Law{};
    one_compute_.push_back(compute);
    for (int i = 0; i < scenario.machine.servers; ++i) {
        servers_[size_t(i)].life = result_.servers.size();
        result_.servers.push_back({uint16_t(i), {}, {}, {}, {}});
        start_server(i);
    }
    if (scenario.machine.autoscale) check_ = scenario.machine.autoscale->check;
    begun_ = true;
    begin_rows();
}

// ---- what comes next -------------------------------------------------------------

void Machine::consider(Pending& best, const Pending& candidate) const {
    const auto key = [](const Pending& p) { return std::tuple(p.at, p.phase, p.first, p.second); };
    if (best.what == Pending::nothing || key(candidate) < key(best)) best = candidate;
}

Machine::Pending Machine::next_pending(bool with_clocks) const {
    const bool arrivals_first = scheduler_.ties == scenario::Ties::arrivals_first;
    const int cores = arrivals_first ? 3 : -1;
    enum { clocks, arrivals, completions, patience = 4 };
    Pending best;
    for (size_t i = 0; i < servers_.size() && with_clocks; ++i) {
        const Server& server = servers_[i];
        for (const MaybeMoment& at : {server.boost, server.slices, server.peek})
            if (at) consider(best, {*at, clocks, i, 0, Pending::policy_clock, int(i)});
        if (server.boots) consider(best, {*server.boots, clocks, i, 1, Pending::boot, int(i)});
    }
    if (check_ && with_clocks) consider(best, {*check_, clocks, 0, 2, Pending::check});
    for (size_t i = 0; i < rows_.size(); ++i) {
        if (rows_[i].next) consider(best, {*rows_[i].next, arrivals, i, 0, Pending::arrival, int(i)});
        for (size_t user = 0; user < rows_[i].users.size(); ++user)
            if (rows_[i].users[user])
                consider(best, {*rows_[i].users[user], arrivals, i, user, Pending::arrival, int(i), int(user)});
    }
    for (size_t i = 0; i < tasks_.size(); ++i) {
        const Task& task = tasks_[i];
        if (task.due) consider(best, {*task.due, completions, task.order, 0, Pending::completion, int(i)});
        const auto& limit = scenario_.work[task.record.row].patience;
        if (limit && task.record.kind == trace::TaskKind::arrived && task.record.outcome == Outcome::unfinished &&
            task.record.arrival + *limit >= now_ && !task.served && !task.asked)
            consider(best, {task.record.arrival + *limit, patience, i, 0, Pending::patience, int(i)});
    }
    for (size_t i = 0; i < queues_.size(); ++i)
        for (const Message& message : queues_[i].messages)
            if (!message.delivered)
                consider(best, {message.ready, completions, message.order, 0, Pending::message, int(i)});
    for (size_t i = 0; i < shared_devices_.size(); ++i)
        if (const auto end = shared_devices_[i].next_end())
            consider(best, {*end, completions, shared_devices_[i].order, 0, Pending::shared_device, int(i)});
    for (size_t i = 0; i < cores_.size(); ++i)
        if (cores_[i].until) consider(best, {*cores_[i].until, cores, i, 0, Pending::core, int(i)});
    for (size_t i = 0; i < sharing_.size(); ++i)
        if (const auto end = sharing_[i].next_end())
            consider(best, {*end, cores, i * cores_per_server_, 0, Pending::sharing, int(i)});
    return best;
}

void Machine::handle(const Pending& what) {
    switch (what.what) {
        case Pending::nothing: break;
        case Pending::policy_clock: policy_clock(what.subject); break;
        case Pending::check: check_fleet(); break;
        case Pending::boot:
            servers_[size_t(what.subject)].boots.reset();
            begun_ = false;  // its threads are part of what has booted, and pay nothing
            start_server(what.subject);
            begun_ = true;
            break;
        case Pending::arrival: arrive(what.subject, what.user); break;
        case Pending::completion: complete(what.subject); break;
        case Pending::message: {
            Queue& queue = queues_[size_t(what.subject)];
            for (Message& message : queue.messages)
                if (message.order == what.first) message.delivered = true;
            pass_on(queue);
            break;
        }
        case Pending::shared_device: shared_device_ends(what.subject); break;
        case Pending::core: core_ends(what.subject); break;
        case Pending::sharing: sharing_ends(what.subject); break;
        case Pending::patience: lose_patience(what.subject); break;
    }
}

// ---- the run ---------------------------------------------------------------------

bool Machine::settle() {
    bool any = false;
    std::vector<int> changed;
    for (size_t i = 0; i < servers_.size(); ++i)
        if (servers_[i].changed) changed.push_back(int(i));
    for (const int server : changed) any |= choose(server);
    for (size_t i = 0; i < servers_.size(); ++i)  // one server may have been changed by what another one did
        if (servers_[i].changed && std::find(changed.begin(), changed.end(), int(i)) == changed.end()) any = true;
    if (!any)
        for (Server& server : servers_) server.changed = false;
    return any;
}

Result Machine::run() {
    const MaybeMoment stop = scenario_.stop;
    bool halted = false;
    for (;;) {
        const Pending next = next_pending(true);
        if (next.what != Pending::nothing && next.at == now_) {
            if (stop && now_ == *stop && next.what == Pending::arrival) {  // nothing begins at the stop
                Row& row = rows_[size_t(next.subject)];
                (row.users.empty() ? row.next : row.users[size_t(next.user)]) = at_no_time;
                continue;
            }
            handle(next);
            continue;
        }
        if (stop && now_ == *stop) break;
        bool any = false;
        while (settle()) any = true;
        if (any) continue;  // something may have become due at this moment again
        if (next_pending(false).what == Pending::nothing) {  // clocks alone do not keep a run alive
            halted = true;
            break;
        }
        const Time at = next_pending(true).at;
        if (stop && at > *stop) {
            now_ = *stop;
            break;
        }
        now_ = at;
    }
    bool unfinished = false;
    for (const Task& task : tasks_) unfinished |= task.record.outcome == Outcome::unfinished;
    if (stop && unfinished) now_ = *stop;
    // Waits that last forever are drawn for some time.
    if (halted && unfinished && !stop)
        now_ = now_ + (now_ == Time{} ? msec(1) : Time{std::max<int64_t>(1, now_.ns / 4)});
    result_.end = unfinished || (stop && now_ == *stop) ? now_ : last_end_;
    for (size_t i = 0; i < tasks_.size(); ++i) {
        close(int(i));
        result_.tasks.push_back(tasks_[i].record);
    }
    for (const Thread& thread : threads_) result_.threads.push_back(thread.record);
    return std::move(result_);
}

}  // namespace reference
