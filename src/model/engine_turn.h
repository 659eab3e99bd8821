#pragma once

// The common turn, inline: a thread needs a core, gets it, computes and leaves it. Most of a run is
// spent in these few functions, millions of times per second. Each handles the common case itself;
// rare cases are a call away, behind one test.
//
// They are instantiated twice. `plain` is true when the scenario uses none of the optional features that
// has() guards (Engine::plain_run()): there is one server with one first-come-first-served ready queue, and
// there are no costs, caches, preemption, affinity or patience. Those tests are then compiled away, too.
//
// To change them safely, write the general version first, and add a `plain` branch only if a benchmark
// asks for it. Forgetting <plain> only makes a run slow; tests/model/plain_runs_test.cpp finds the
// opposite mistake.

#include "model/engine_server.h"
#include "model/lengths.h"
#include "model/schedulers/round_robin.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace model {

inline const Simulation::Engine::Core* Simulation::Engine::core_of(ThreadId thread) const {
    const ThreadState& state = threads_[thread.index];
    if (!state.last) return nullptr;
    const Core& core = cores_[state.last.index];
    return core.thread == thread && core.mode != CoreMode::held ? &core : nullptr;
}

inline Simulation::Engine::Core* Simulation::Engine::core_of(ThreadId thread) {
    return const_cast<Core*>(std::as_const(*this).core_of(thread));
}

// ---- the one pending event of a core ----------------------------------------------

inline void Simulation::Engine::drop_core_event(Core& core) {
    void_events_ += bool(core.until);
    core.until = {};
}

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::push_core_event(Core& core, Time at) {
    if (!plain) drop_core_event(core);
    core.until = at;
    events_.push(at, core_rank_, core.id.index, core.id.index);
}

// ---- the ready queue -------------------------------------------------------------

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::Server::wake() {
    if (plain) {  // there is only this server
        awake = true;
        return;
    }
    if (awake) return;
    awake = true;
    engine_.awake_.push_back(index_);
}

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::Server::add(ThreadId thread, Joins how) {
    ++ready;
    if constexpr (plain) round_robin->add(thread, how);  // (a direct call, because the class is final)
    else scheduler->add(thread, how);
}

template <bool plain>
[[gnu::always_inline]] inline ThreadId Simulation::Engine::Server::pick(const Core& core) {
    ThreadId thread;
    if constexpr (plain) thread = round_robin->pick(core.place);
    else thread = scheduler->pick(core.place);
    ready -= uint32_t(bool(thread));
    return thread;
}

// The thread joins the ready queue.
template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::Server::line_up(ThreadId thread, Joins how) {
    add<plain>(thread, how);
    if (plain ? !choosing.empty() : may_pick()) wake<plain>();
}

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::want_core(ThreadId thread, Joins how, trace::Reason reason) {
    ThreadState& state = threads_[thread.index];
    Server& server = *servers_[state.server];
    TaskState& task = tasks_[state.task.index];
    recorder_.change(task.open, state.task, {trace::SpanKind::ready, reason, thread, {}, task.step}, now_);
    const bool known = std::exchange(state.known, true);
    if (has<plain>(keeps_cores_) && state.holds) {
        server.held.push_back(thread);
        server.wake();
    } else if (has<plain>(wakes_preempt_) && known && how == Joins::woken) {
        server.at_once.push_back(thread);
        server.wake();
    } else {
        server.line_up<plain>(thread, known ? how : Joins::fresh);
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

[[gnu::always_inline]] inline TaskId Simulation::Engine::new_task(trace::TaskKind kind, uint32_t row, uint32_t index,
                                                                  uint32_t list, TaskId parent, uint64_t key,
                                                                  uint16_t server) {
    const TaskId task{uint32_t(tasks_.size())};
    TaskState& state = tasks_.emplace_back(key);
    state.list = uint16_t(list);
    state.server = server;
    log.tasks.emplace_back(row, index, parent, server, uint16_t(list), kind, trace::Outcome::unfinished, now_);
    ++unfinished_;
    return task;
}

// A task has just arrived at a server that makes a thread for each task, as ThreadPerTask does. The thread is
// in the process that the row of the task names.
[[gnu::always_inline]] inline void Simulation::Engine::enter_with_thread(Server& server, TaskId task, Row& row) {
    const ThreadId thread{uint32_t(threads_.size())};
    if (!row.process) row.process = process_of(0, task);
    ThreadState& state = threads_.emplace_back(task);
    state.process = *row.process;
    state.known = true;
    log.threads.emplace_back(task.index, state.process, task, uint16_t(0), false, now_);
    ++row.active;
    ++server.connections;
    tasks_.back().thread = thread;
    recorder_.begin(tasks_.back().open, task, {trace::SpanKind::ready, trace::Reason::core_busy, thread, {}, 0}, now_);
    server.line_up<true>(thread, Joins::fresh);
}

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::finish(TaskId task, trace::Outcome outcome) {
    TaskState& what = tasks_[task.index];
    recorder_.finish(what.open, now_);
    if (has<plain>(some_lose_patience_) && what.impatient && !what.served) ++void_events_;
    trace::Task& record = log.tasks[task.index];
    record.outcome = outcome;
    record.finished = now_;
    last_end_ = now_;
    --unfinished_;
    if (record.kind == trace::TaskKind::arrived || record.kind == trace::TaskKind::spawned) {
        Server& server = *servers_[plain ? 0 : record.server];
        if (--server.connections == 0 && !plain && server.state == Server::State::draining)
            server_may_stop(record.server);
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
    if (plain && !what.known) tasks_.release(task.index);
}

// ---- a thread gets a core, and computes ---------------------------------------------

[[gnu::always_inline]] inline void Simulation::Engine::now_runs(TaskId task) {
    trace::Task& record = log.tasks[task.index];
    if (record.first_run) return;
    record.first_run = now_;
    if (!record.started) record.started = now_;
}

[[gnu::always_inline]] inline void Simulation::Engine::begin_slice(Core& core) {
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
[[gnu::always_inline]] inline void Simulation::Engine::place(Core& core, ThreadId thread) {
    ThreadState& state = threads_[thread.index];
    core.chooses = false;
    core.server->choosing.erase(core.place.index);
    core.dues = 0;
    if (has<plain>(overheads_)) note_dues(core, thread);
    core.thread = thread;
    core.slice_begun = false;
    state.leaving = {};
    state.callback_due = false;
    state.last = core.id;
    if (!plain && begin_overhead(core)) return;
    begin_slice(core);
    if constexpr (plain) go_on<true>(thread, state);
    else run_on(thread);
}

inline Time Simulation::Engine::length(const scenario::Law& law, const sim::Draws& draws, TaskId task,
                                       uint32_t step) const {
    if (law.kind == scenario::LawKind::constant) return law.a;
    const uint32_t number = uint32_t(tasks_[task.index].key);
    const uint64_t bits = draws.bits(number, step, 0);
    if (law.kind == scenario::LawKind::exponential) return sim::exponential(law.a, sim::unit(bits));
    return seldom_length(law, bits, task, step);
}

inline Time Simulation::Engine::burst_of(TaskId task, uint32_t step) const {
    const TaskState& state = tasks_[task.index];
    const scenario::Law& law = *lists_[state.list][step].time;
    const uint32_t row = uint32_t(state.key >> 32);  // children have no row, but any fixed number will do
    const sim::Draws draws =
        row < row_count_ ? rows_[row].bursts : sim::Draws(scenario_.seed, sim::Purpose::compute, row);
    return at_speed(length(law, draws, task, step), scenario_.machine.speed);
}

// The task on the core computes until its burst or the slice is over, or its working set is warm.
template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::run_burst(Core& core, TaskId task, TaskState& state) {
    core.since = now_;
    if (core.has_slice && core.slice_end <= now_) {  // the previous burst used it up
        end_turn(core, Joins::slice_over, trace::Reason::slice_over);
        return;
    }
    if (has<plain>(some_lose_patience_)) now_served(task);
    now_runs(task);
    if (has<plain>(!plain_bursts_)) {
        run_cached_burst(core);
        return;
    }
    recorder_.change(state.open, task,
                     {trace::SpanKind::running, trace::Reason::none, core.thread, core.id, state.step}, now_);
    const Time end = now_ + state.left;
    push_core_event<plain>(core, core.has_slice && core.slice_end < end ? core.slice_end : end);
}

// Counts the time since `since` as time that the thread has run.
template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::charge(Core& core, TaskState& task) {
    const Time elapsed = now_ - core.since;
    if (elapsed == Time{}) return;
    const Time done = has<plain>(!plain_bursts_) ? progress(core, elapsed) : elapsed;
    task.left = done < task.left ? task.left - done : Time{};
    task.attained += elapsed;
    core.server->busy += core.since < last_check_ ? now_ - last_check_ : elapsed;
    if (has<plain>(!plain_bursts_)) warm_up(core, elapsed);
    if (core.server->follows_runs) core.server->scheduler->ran(core.thread, elapsed);
    core.since = now_;
}

inline void Simulation::Engine::charge(Core& core) {
    charge<false>(core, tasks_[threads_[core.thread.index].task.index]);
}

// ---- a thread leaves its core ---------------------------------------------------------

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::core_chooses(Core& core) {
    core.chooses = true;
    core.server->choosing.insert(core.place.index);
    if (core.server->ready > 0) core.server->wake<plain>();  // otherwise the next ready thread wakes it
}

template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::free_core(Core& core) {
    core.mode = CoreMode::idle;
    if (!plain) drop_core_event(core);  // in a plain run it is the event that is being handled
    if (core.thread) core.last = core.thread;
    core.thread = {};
    core_chooses<plain>(core);
}

// From now on the thread on the core waits, has nothing to do, or has ended.
template <bool plain>
[[gnu::always_inline]] inline void Simulation::Engine::leave_core(Core& core, Leaves how) {
    if (core.server->follows_runs) core.server->scheduler->leaves(core.thread, how);
    if (has<plain>(keeps_cores_) && keep_core(core, how)) return;
    free_core<plain>(core);
}

template <bool plain>
inline void Simulation::Engine::end_thread(ThreadId thread) {
    log.threads[thread.index].ended = now_;
    if (has<plain>(caches_.modelled())) forget_cached(thread);
    if (plain) threads_.release(thread.index);
}

}  // namespace model
