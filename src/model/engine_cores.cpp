// The cores: which thread is on each, for how long, and which thread comes next.

#include "model/engine.h"
#include "model/engine_turn.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace model {

using trace::Reason;
using trace::SpanKind;

// An overhead or a padding has ended.
void Simulation::Engine::seldom_core_event(Core& core) {
    if (core.mode == CoreMode::padding) {
        free_core(core);
        return;
    }
    if (core.mode != CoreMode::overhead || begin_overhead(core)) return;
    if (core.slice_begun) {
        core.slice_end += now_ - core.overhead_since;
        core.mode = CoreMode::running;
        core.since = now_;
    } else {
        begin_slice(core);
    }
    run_on(core.thread);
}

// ---- time on a core ---------------------------------------------------------

// The first function returns how much of a burst is done in that time, the second how long the rest takes.
Time Simulation::Engine::progress(const Core& core, Time elapsed) const {
    if (!core.warm) return elapsed;
    const double done = double(elapsed.ns) * caches_.warm_speed();
    return done >= double(longest_time.ns) ? longest_time : Time{int64_t(done + 0.5)};
}

Time Simulation::Engine::wall_for(const Core& core, Time left) const {
    Time wall = left;
    if (core.warm) {
        wall = {int64_t(double(left.ns) / caches_.warm_speed())};
        while (progress(core, wall) < left) ++wall.ns;
    }
    if (const auto tick = scenario_.machine.scheduler.tick) wall.ns = (wall.ns + tick->ns - 1) / tick->ns * tick->ns;
    return std::max(wall, Time{1});
}

// Returns how much of its burst the thread on the core has done since it was last charged.
Time Simulation::Engine::worked(const Core& core) const {
    return core.mode == CoreMode::running ? progress(core, now_ - core.since) : Time{};
}

// The working set of the thread on the core enters its cache and evicts others.
void Simulation::Engine::warmed(Core& core) {
    const ThreadId thread = core.thread;
    const TaskId task = threads_[thread.index].task;
    log.notes.push_back({now_, trace::NoteKind::warm, task, thread, core.id});
    for (const ThreadId out : caches_.enter(core.id, thread, scenario_.work[log.tasks[task.index].row].working_set))
        log.notes.push_back({now_, trace::NoteKind::cold, {}, out, core.id});
}

// Runs a burst for which caches or ticks matter: until it ends, the slice ends, or its working set is warm.
void Simulation::Engine::run_cached_burst(Core& core) {
    const ThreadId thread = core.thread;
    const TaskId task = threads_[thread.index].task;
    const TaskState& state = tasks_[task.index];
    std::optional<Time> warm_at;
    if (caches_.modelled()) {
        looks_ += caches_.sets(core.id);
        core.warm = caches_.warm(core.id, thread);
        if (!core.warm && caches_.until_warm(core.id, thread) == Time{}) {
            warmed(core);
            core.warm = caches_.warm(core.id, thread);
        }
        if (!core.warm) warm_at = now_ + caches_.until_warm(core.id, thread);
    }
    does(task, {SpanKind::running, core.warm ? Reason::warm : Reason::none, thread, core.id, state.step});
    Time at = now_ + wall_for(core, state.left);
    if (core.has_slice) at = std::min(at, core.slice_end);
    if (warm_at && *warm_at > now_) at = std::min(at, *warm_at);
    push_core_event(core, at);
}

// The thread on the core has run for `elapsed`, perhaps while its working set was cold.
void Simulation::Engine::warm_up(Core& core, Time elapsed) {
    if (!caches_.modelled() || core.warm) return;
    caches_.ran_cold(core.id, core.thread, elapsed);
    if (caches_.until_warm(core.id, core.thread) == Time{}) warmed(core);
}

// ---- a thread leaves its core ---------------------------------------------------

// The thread could continue but its turn is over: it joins the ready queue. When the
// instant is over the core chooses, perhaps the same thread again.
void Simulation::Engine::end_turn(Core& core, Joins how, Reason reason) {
    drop_core_event(core);
    ThreadState& thread = threads_[core.thread.index];
    thread.leaving = core.id;
    thread.left_because = reason;
    core.server->add(core.thread, how);
    core_chooses(core);
}

// Does the thread keep its core although it leaves, or does the core idle until the slice is over?
bool Simulation::Engine::keep_core(Core& core, Leaves how) {
    const ThreadId thread = core.thread;
    const scenario::Scheduler& options = scenario_.machine.scheduler;
    drop_core_event(core);
    if (how == Leaves::waits && options.on_block == scenario::OnBlock::hold && threads_[thread.index].task) {
        core.mode = CoreMode::held;
        threads_[thread.index].holds = core.id;
        return true;
    }
    if (options.slice == scenario::Slice::whole && core.has_slice && core.slice_end > now_) {
        core.mode = CoreMode::padding;
        core.last = thread;
        core.thread = {};
        push_core_event(core, core.slice_end);
        return true;
    }
    return false;
}

// The thread on the core has been preempted by another one.
void Simulation::Engine::put_off(Core& core, Joins how) {
    const ThreadId thread = core.thread;
    ThreadState& state = threads_[thread.index];
    const bool in_queue = bool(state.leaving);  // its turn ended at this instant
    const Reason reason = in_queue ? state.left_because : Reason::preempted;
    if (!in_queue) charge(core);
    state.leaving = {};
    const TaskId task = state.task;
    not_served(task);
    does(task, {SpanKind::ready, reason, thread, {}, tasks_[task.index].step});
    if (!in_queue) core.server->add(thread, how);
    free_core(core);
}

// ---- the end of an instant -------------------------------------------------------

// A thread that was on a core until now and is chosen again stays there, whichever core chose it.
bool Simulation::Engine::choose_several(Server& server) {
    bool any = false;
    const CoreId first = server.core(0).id;
    server.choosing.list(choosers_);
    looks_ += choosers_.size() + 1;
    for (const uint32_t i : choosers_) picks_[i] = {};
    for (const uint32_t i : choosers_) {
        if (looks_ >= budget_.looks) exhausted_ = true;  // one core may cost a hundred thousand
        if (exhausted_) break;
        const ThreadId thread = server.pick(server.core(i));
        if (!thread) continue;
        picks_[i] = thread;
        any = true;
        if (server.ready == 0) break;
    }
    // With a common clock, every thread has been in the queue, so none has a core to return to.
    const bool clocked = scenario_.machine.scheduler.slice == scenario::Slice::clock;
    for (const uint32_t i : choosers_) {
        while (!clocked && picks_[i]) {  // each swap returns one thread to its core
            const CoreId home = threads_[picks_[i].index].leaving;
            if (!home || home.index == first.index + i) break;
            const uint32_t other = home.index - first.index;
            if (restricted_ &&
                (!server.may_run(picks_[i], {other}) || (picks_[other] && !server.may_run(picks_[other], {i}))))
                break;
            std::swap(picks_[i], picks_[other]);
        }
    }
    for (const uint32_t i : choosers_) {
        Core& core = server.core(i);
        if (core.thread && core.thread != picks_[i]) put_off(core, Joins::slice_over);
    }
    for (const uint32_t i : choosers_)
        if (picks_[i]) place(server.core(i), picks_[i]);
    return any;
}

// Threads that kept their core while they waited resume. With on_wake: preempt, those that
// woke take a core in the order of their numbers, if necessary from another thread.
bool Simulation::Engine::take_cores_at_once(Server& server) {
    std::vector<ThreadId> held, woken;
    held.swap(server.held);
    for (const ThreadId thread : held) {
        Core& core = cores_[std::exchange(threads_[thread.index].holds, {}).index];
        server.scheduler->returns(thread, core.place);
        begin_slice(core);
        run_on(thread);
    }
    woken.swap(server.at_once);  // including those woken by the first ones
    std::sort(woken.begin(), woken.end());
    for (const ThreadId thread : woken) {
        looks_ += 4 * cores_per_server_;
        const CoreId last = threads_[thread.index].last;
        Core* chosen = nullptr;
        const auto consider = [&](Core& core, bool idle) {
            const bool fits = idle ? core.mode == CoreMode::idle : core.mode == CoreMode::running;
            if (!chosen && fits && server.may_run(thread, core.place)) chosen = &core;
        };
        for (const bool idle : {true, false}) {
            if (last) consider(cores_[last.index], idle);
            for (uint32_t i = 0; i < cores_per_server_; ++i) consider(server.core(i), idle);
        }
        if (!chosen) {
            server.add(thread, Joins::woken);
            continue;
        }
        if (chosen->mode == CoreMode::running) put_off(*chosen, Joins::preempted);
        server.scheduler->returns(thread, chosen->place);
        place(*chosen, thread);
    }
    return true;
}

// A more urgent thread takes a core. The next one may do so after free cores have chosen again.
bool Simulation::Engine::preempt(Server& server) {
    if (!server.preemptive || server.ready == 0) return false;
    looks_ += 2 * cores_per_server_;
    for (uint32_t i = 0; i < cores_per_server_; ++i) {
        const Core& core = server.core(i);
        running_[i] = core.mode == CoreMode::running && !core.chooses ? core.thread : ThreadId{};
    }
    const CoreId victim = server.scheduler->preempted(running_);
    if (!victim) return false;
    Core& core = server.core(victim.index);
    put_off(core, Joins::preempted);
    const ThreadId thread = server.pick(core);
    assert(thread);
    if (!thread) return false;
    place(core, thread);
    return true;
}

// ---- a thread gets a core ---------------------------------------------------------

// Notes the overheads with which a turn of the thread on the core begins.
void Simulation::Engine::note_dues(Core& core, ThreadId thread) {
    const ThreadState& state = threads_[thread.index];
    if (core.thread != thread) {
        if (core.last && core.last != thread)
            core.dues |= threads_[core.last.index].process == state.process ? due_thread_switch : due_process_switch;
        if (state.last && state.last != core.id) core.dues |= due_migration;
        if (state.start_due != Reason::none) core.dues |= due_start;
    }
    if (state.callback_due) core.dues |= due_callback;
}

// Begins the next of the overheads that are due. Returns false if none is left.
bool Simulation::Engine::overhead_begins(Core& core) {
    ThreadState& thread = threads_[core.thread.index];
    const scenario::Costs& costs = scenario_.machine.costs;
    while (core.dues != 0) {
        Time cost;
        Reason reason = Reason::none;
        if (core.dues & due_thread_switch) {
            core.dues &= uint8_t(~due_thread_switch);
            cost = costs.thread_switch;
        } else if (core.dues & due_process_switch) {
            core.dues &= uint8_t(~due_process_switch);
            cost = std::max(costs.process_switch, costs.thread_switch);
            reason = Reason::process_switch;
        } else if (core.dues & due_migration) {
            core.dues &= uint8_t(~due_migration);
            cost = costs.migration;
            reason = Reason::migration;
        } else if (core.dues & due_start) {
            core.dues &= uint8_t(~due_start);
            reason = std::exchange(thread.start_due, Reason::none);
            cost = reason == Reason::process_start ? costs.process_start : costs.thread_start;
        } else {
            core.dues = 0;
            cost = costs.callback;
            reason = Reason::callback;
        }
        if (cost == Time{}) continue;
        if (core.mode != CoreMode::overhead) core.overhead_since = now_;
        core.mode = CoreMode::overhead;
        does(thread.task, {SpanKind::switching, reason, core.thread, core.id, tasks_[thread.task.index].step});
        push_core_event(core, now_ + cost);
        return true;
    }
    return false;
}

// ---- processor sharing ------------------------------------------------------------

void Simulation::Engine::count_sharing(Server& server) {
    const Time from = std::max(server.share_since, last_check_);
    if (now_ > from)
        server.busy += (now_ - from) * int64_t(std::min<size_t>(server.sharing.users(), cores_per_server_));
    server.share_since = now_;
}

bool Simulation::Engine::share_cores(Server& server, bool any) {
    while (const ThreadId thread = server.pick(server.core(0))) {
        share(server, thread);
        any = true;
    }
    if (!any && server.shares_differ) shares_changed(server);
    return any;
}

void Simulation::Engine::share(Server& server, ThreadId thread) {
    server.wake();
    run_on(thread);
}

// The threads whose span is `sharing` now share the cores. Called once per instant, however many come and go.
void Simulation::Engine::shares_changed(Server& server) {
    server.shares_differ = false;
    looks_ += server.sharing.users();
    const CoreId sharers{uint32_t(server.sharing.users())};
    for (const uint32_t index : server.sharing.all()) {
        const ThreadId thread{index};
        const TaskId task = threads_[index].task;
        does(task, {SpanKind::sharing, Reason::none, thread, sharers, tasks_[task.index].step});
    }
    if (sharers.index > 16) look_soon();
    if (server.share_until) ++void_events_;
    server.share_until = {};
    if (const auto end = server.sharing.next_end(now_)) {
        events_.push(*end, core_rank_, server.core(0).id.index, server.core(0).id.index);
        server.share_until = *end;
    }
}

void Simulation::Engine::share_event(Server& server) {
    if (!server.share_until || *server.share_until != now_) {  // threads have come or gone: it has another event
        --void_events_;
        return;
    }
    server.share_until = {};
    count_sharing(server);
    std::vector<ThreadId> done;
    while (const auto thread = server.sharing.take_done(now_)) done.push_back({*thread});
    server.shares_differ = true;
    server.wake();
    for (const ThreadId thread : done) {
        TaskState& task = tasks_[threads_[thread.index].task.index];
        task.left = {};
        task.begun = false;
        ++task.step;
        run_on(thread);
    }
}

}  // namespace model
