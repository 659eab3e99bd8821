#pragma once

// The common turn, inline: a thread wants a core, gets it, computes and leaves it. These few functions
// are most of what a run does, millions of times a second, so each does what nearly every
// run needs, and what few need is a call away, behind one test.
//
// They are made twice. `plain` says that the scenario has no use for what has() asks about
// (Engine::plain_run()): one server with one first-come-first-served ready queue, and nothing that costs,
// warms, interrupts, restricts or loses patience. Then those tests are gone too.

#include "model/engine_server.h"
#include "model/lengths.h"
#include "model/schedulers/round_robin.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace model {

inline Simulation::Engine::Server& Simulation::Engine::server_of(CoreId core) { return *cores_[core.index].server; }

inline CoreId Simulation::Engine::core_of(ThreadId thread) const {
    const ThreadState& state = threads_[thread.index];
    return state.last && cores_[state.last.index].thread == thread && cores_[state.last.index].mode != CoreMode::held ? state.last : CoreId{};
}

// ---- the one pending event of a core ----------------------------------------------

inline void Simulation::Engine::drop_core_event(CoreId core) {
    MaybeTime& until = cores_[core.index].until;
    void_events_ += bool(until);
    until = {};
}

[[gnu::always_inline]] inline void Simulation::Engine::push_core_event(CoreId core, Time at) {
    drop_core_event(core);
    cores_[core.index].until = at;
    events_.push(at, core_rank_, core.index, core.index);
}

// ---- the ready queue -------------------------------------------------------------

inline void Simulation::Engine::Server::wake() {
    if (awake) return;
    awake = true;
    engine_.awake_.push_back(index_);
}

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::Server::add(ThreadId thread, Joins how) {
    ++ready;
    if constexpr (plain) static_cast<RoundRobin&>(*scheduler).RoundRobin::add(thread, how);
    else scheduler->add(thread, how);
}

template <bool plain>
[[gnu::always_inline]] inline std::optional<ThreadId> Simulation::Engine::Server::pick(CoreId core) {
    std::optional<ThreadId> thread;
    if constexpr (plain) thread = static_cast<RoundRobin&>(*scheduler).RoundRobin::pick(core);
    else thread = scheduler->pick(core);
    ready -= uint32_t(thread.has_value());
    return thread;
}

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::want_core(ThreadId thread, Joins how, trace::Reason reason) {
    ThreadState& state = threads_[thread.index];
    Server& server = *servers_[state.server];
    recorder_.change(state.task, {trace::SpanKind::ready, reason, thread, {}, tasks_[state.task.index].step}, now_);
    const bool known = std::exchange(state.known, true);
    if (has<plain>(keeps_cores_) && state.holds) {
        server.held.push_back(thread);
        server.wake();
    } else if (has<plain>(wakes_preempt_) && known && how == Joins::woken) {
        server.at_once.push_back(thread);
        server.wake();
    } else {
        server.add<plain>(thread, known ? how : Joins::fresh);
        if (plain ? !server.choosing.empty() : server.may_pick()) server.wake();
    }
}

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::give(ThreadId thread, TaskId task) {
    ThreadState& state = threads_[thread.index];
    assert(!state.task);
    state.task = task;
    state.callback_due = has<plain>(overheads_) && servers_[state.server]->callbacks;
    tasks_[task.index].thread = thread;
    want_core<plain>(thread, Joins::woken, trace::Reason::core_busy);
}

// ---- a task begins, and ends ----------------------------------------------------

// A thread that is made for a task, of the process that its row names.
inline ThreadId Simulation::Engine::start_thread_for(TaskId task, const trace::Task& record) {
    const ThreadId thread{uint32_t(threads_.size())};
    Row& row = rows_[record.row];
    if (!row.process) row.process = process_of(0, task);
    ThreadState& state = threads_.emplace_back(task);
    state.process = *row.process;
    log.threads.emplace_back(task.index, state.process, task, uint16_t(0), false, now_);
    return thread;
}

[[gnu::always_inline]] inline TaskId Simulation::Engine::new_task(trace::TaskKind kind, uint32_t row, uint32_t index, uint32_t list, TaskId parent, uint64_t key, uint16_t server) {
    const TaskId task{uint32_t(tasks_.size())};
    TaskState& state = tasks_.emplace_back(key);
    state.list = uint16_t(list);
    state.server = server;
    log.tasks.emplace_back(row, index, parent, server, uint16_t(list), kind, trace::Outcome::unfinished, now_);
    ++unfinished_;
    return task;
}

// A task comes to a server.
template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::enter(TaskId task) {
    trace::Task& record = log.tasks[task.index];
    if constexpr (plain) {
        ++rows_[record.row].active;
        Server& server = *servers_[0];
        ++server.connections;
        if (server.makes_threads) {  // as ThreadPerTask does
            const ThreadId thread = start_thread_for(task, record);
            tasks_[task.index].thread = thread;
            want_core<true>(thread, Joins::woken, trace::Reason::core_busy);
            return;
        }
    }
    TaskState& state = tasks_[task.index];
    if (!plain && record.kind == trace::TaskKind::arrived) {
        ++rows_[record.row].active;
        state.server = single_ ? uint16_t(0) : balance(task);
        record.server = state.server;
        ++servers_[state.server]->connections;
    }
    Server& server = *servers_[state.server];
    if (!plain && !code_loops_.empty() && is_code(task)) {
        code_arrives(task);
    } else if (record.kind == trace::TaskKind::arrived && server.answers_first && !has_job_[state.list]) {
        server.strategy->ready(task, Piece::whole_job, {});
        if (record.outcome == trace::Outcome::unfinished) answer(task);
    } else {
        server.strategy->ready(task, Piece::arrived, {});
    }
}

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::finish(TaskId task, trace::Outcome outcome) {
    recorder_.finish(task, now_);
    if (has<plain>(some_lose_patience_) && tasks_[task.index].impatient && !tasks_[task.index].served) ++void_events_;
    trace::Task& record = log.tasks[task.index];
    record.outcome = outcome;
    record.finished = now_;
    last_end_ = now_;
    --unfinished_;
    if (record.kind == trace::TaskKind::arrived || record.kind == trace::TaskKind::spawned) {
        Server& server = *servers_[record.server];
        if (--server.connections == 0 && !plain && server.state == Server::State::draining) server_may_stop(record.server);
    }
    if (record.kind != trace::TaskKind::arrived) {
        child_over(task);
        return;
    }
    const uint32_t row = record.row;
    Row& state = rows_[row];
    if (!state.rounds.empty() && !record.answered) user_goes_on(task);
    --state.unfinished;
    --state.active;
    if (!state.held_back.empty()) let_in(row);
    if (state.unfinished == 0) row_may_be_over(row);
}

// ---- a thread gets a core, and computes ---------------------------------------------

inline void Simulation::Engine::now_runs(TaskId task) {
    trace::Task& record = log.tasks[task.index];
    if (record.first_run) return;
    record.first_run = now_;
    if (!record.started) record.started = now_;
}

[[gnu::always_inline]] inline void Simulation::Engine::begin_slice(CoreId id) {
    Core& core = cores_[id.index];
    core.mode = CoreMode::running;
    core.since = now_;
    core.slice_begun = true;
    core.has_slice = false;
    if (!core.server->has_slices) return;
    if (const auto slice = core.server->scheduler->slice(core.thread)) {
        core.has_slice = true;
        core.slice_end = now_ + *slice;
    }
}

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::place(CoreId id, ThreadId thread) {
    Core& core = cores_[id.index];
    ThreadState& state = threads_[thread.index];
    core.chooses = false;
    core.server->choosing.erase(id.index - core.server->core(0).index);
    core.dues = 0;
    if (has<plain>(overheads_)) note_dues(id, thread);
    core.thread = thread;
    core.slice_begun = false;
    state.leaving = {};
    state.callback_due = false;
    state.last = id;
    if (!plain && begin_overhead(id)) return;
    begin_slice(id);
    run_on<plain>(thread);
}

inline Time Simulation::Engine::length(const scenario::Law& law, const sim::Draws& draws, TaskId task, uint32_t step) const {
    if (law.kind == scenario::LawKind::constant) return law.a;
    const uint32_t number = uint32_t(tasks_[task.index].key);
    const uint64_t bits = draws.bits(number, step, 0);
    if (law.kind == scenario::LawKind::exponential) return sim::exponential(law.a, sim::unit(bits));
    return seldom_length(law, bits, task, step);
}

inline Time Simulation::Engine::burst_of(TaskId task, uint32_t step) const {
    const TaskState& state = tasks_[task.index];
    const scenario::Law& law = *lists_[state.list][step].time;
    const uint32_t row = uint32_t(state.key >> 32);  // of what others have made: no row, but a number as good
    const sim::Draws draws = row < row_count_ ? rows_[row].bursts : sim::Draws(scenario_.seed, sim::Purpose::compute, row);
    return at_speed(length(law, draws, task, step), scenario_.machine.speed);
}

// The task on the core computes until its burst or the slice is over, or its working set is warm.
template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::run_burst(CoreId id, ThreadId thread, TaskId task, const TaskState& state) {
    Core& core = cores_[id.index];
    core.since = now_;
    if (core.has_slice && core.slice_end <= now_) {  // the last burst used all of it
        end_turn(id, Joins::slice_over, trace::Reason::slice_over);
        return;
    }
    if (has<plain>(some_lose_patience_)) now_served(task);
    now_runs(task);
    if (has<plain>(!plain_bursts_)) {
        run_cached_burst(id);
        return;
    }
    recorder_.change(task, {trace::SpanKind::running, trace::Reason::none, thread, id, state.step}, now_);
    const Time end = now_ + state.left;
    push_core_event(id, core.has_slice ? std::min(end, core.slice_end) : end);
}

// Counts the time since `since` as run.
template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::charge(CoreId id) {
    Core& core = cores_[id.index];
    const Time elapsed = now_ - core.since;
    if (elapsed == Time{}) return;
    TaskState& task = tasks_[threads_[core.thread.index].task.index];
    task.left = std::max(Time{}, task.left - (has<plain>(!plain_bursts_) ? progress(core, elapsed) : elapsed));
    task.attained += elapsed;
    core.server->busy += now_ - std::max(core.since, last_check_);
    if (has<plain>(!plain_bursts_)) warm_up(id, elapsed);
    if (core.server->follows_runs) core.server->scheduler->ran(core.thread, elapsed);
    core.since = now_;
}

// ---- a thread leaves its core ---------------------------------------------------------

[[gnu::always_inline]] inline void Simulation::Engine::core_chooses(CoreId id) {
    Core& core = cores_[id.index];
    core.chooses = true;
    core.server->choosing.insert(id.index - core.server->core(0).index);
    if (core.server->ready > 0) core.server->wake();  // else whoever is ready next will
}

[[gnu::always_inline]] inline void Simulation::Engine::free_core(CoreId id) {
    Core& core = cores_[id.index];
    core.mode = CoreMode::idle;
    drop_core_event(id);
    if (core.thread) core.last = core.thread;
    core.thread = {};
    core_chooses(id);
}

// The thread on the core waits from now on, has nothing to do, or has ended.
template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::leave_core(CoreId id, Leaves how) {
    Core& core = cores_[id.index];
    if (core.server->follows_runs) core.server->scheduler->leaves(core.thread, how);
    if (has<plain>(keeps_cores_) && keep_core(id, how)) return;
    free_core(id);
}

inline void Simulation::Engine::end_thread(ThreadId thread) {
    log.threads[thread.index].ended = now_;
    if (caches_.modelled()) forget_cached(thread);
}

}  // namespace model
