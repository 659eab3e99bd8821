#include "model/engine.h"

#include "base/number.h"
#include "base/say.h"
#include "model/engine_loops.h"
#include "model/engine_turn.h"
#include "scenario/policies.h"

#include <algorithm>
#include <cassert>

namespace model {

using trace::Outcome;
using trace::Reason;
using trace::SpanKind;
using trace::TaskKind;

// ---- the clock ------------------------------------------------------------

// Has a budget ended? The budget of events is exact; the others are checked every 256 events, at the same ones in
// every build.
bool Simulation::Engine::spent_now() {
    look_at_budget_ = std::min(log.events + 256, budget_.events);
    return log.events >= budget_.events || log.spans.size() >= budget_.spans || too_many() || looks_ >= budget_.looks ||
           bytes() >= budget_.bytes;
}

void Simulation::Engine::over_budget() {
    if (!exhausted_ && events_.empty() && !too_many()) {  // if so, the run may be over anyway; if not, run_on() notices
        look_soon();
        return;
    }
    if (crowded_)
        stop(say_plain("{n} threads that share the cores of a server",
                       {{"n", grouped_text(int64_t(trace::max_cores) - 1)}}));
    else if (log.events >= budget_.events)
        stop(say_plain("{n} events", {{"n", grouped_text(int64_t(budget_.events))}}));
    else if (log.spans.size() >= budget_.spans)
        stop(say_plain("{n} spans", {{"n", grouped_text(int64_t(budget_.spans))}}));
    else if (too_many()) stop(say_plain("{n} tasks or threads", {{"n", grouped_text(int64_t(trace::max_tasks))}}));
    else if (looks_ >= budget_.looks)
        stop(say_plain("{n} scheduling steps", {{"n", grouped_text(int64_t(budget_.looks))}}));
    else stop(say_plain("{n} MiB of memory", {{"n", grouped_text(int64_t(budget_.bytes >> 20))}}));
}

// At most 256 can be added before the next check.
bool Simulation::Engine::too_many() const { return std::max(tasks_.size(), threads_.size()) + 256 > trace::max_tasks; }

// The bytes that grow with the run, counted in the same way in every build.
uint64_t Simulation::Engine::bytes() const {
    constexpr uint64_t a_task = 192, a_thread = 96, a_note = 128, a_server = 64, an_event = 16;
    static_assert(sizeof(TaskState) + sizeof(trace::Task) <= a_task);
    static_assert(sizeof(ThreadState) + sizeof(trace::Thread) <= a_thread && sizeof(trace::Note) <= a_note);
    return log.spans.size() * trace::SpanStore::bytes_a_span + tasks_.size() * a_task + threads_.size() * a_thread +
           log.notes.size() * a_note + text_bytes_ + log.servers.size() * a_server + events_.size() * an_event +
           log.callbacks.bytes() + loop_meter_.bytes();
}

void Simulation::Engine::end_run(Time at) {
    now_ = at;
    tasks_.each([&](size_t, TaskState& state) {
        if (state.open.since) recorder_.finish(state.open, at);
    });
    log.end = at;
    over_ = true;
}

// Nothing can happen any more. The remaining tasks wait forever; the waits are drawn for some time longer.
void Simulation::Engine::halt() {
    if (unfinished_ == 0) return end_run(last_end_);
    log.halted = now_;
    for (const auto& loop : code_loops_) loop->runtime->note_blocked();
    if (scenario_.stop) return end_run(*scenario_.stop);
    const Time end =
        std::min(longest_time, now_ + (now_ == Time{} ? msec(1) : Time{std::max<int64_t>(1, now_.ns / 4)}));
    log.afterwards = end - now_;
    end_run(end);
}

void Simulation::Engine::stop(std::string why) {
    end_run(now_);
    log.complete = false;
    log.stopped_by = std::move(why);
}

// Handles everything except arrivals and core events. The lowest bits of the order of a completion say which kind
// it is.
void Simulation::Engine::handle_other(const sim::Event& event) {
    if (event.rank == completion_rank_) {
        const uint64_t number = event.order >> 2;
        switch (Completion(event.order & 3)) {
            case Completion::task:
                if (tasks_[event.subject].event == number) complete({event.subject});
                else --void_events_;
                break;
            case Completion::handler:
                step_handlers_.all()[event.subject >> handler_subject_bits]->called(event.subject &
                                                                                    ((1u << handler_subject_bits) - 1));
                break;
            case Completion::loop: loop_event(event.subject, number); break;
            case Completion::shared_device:
                if (shared_event_[event.subject] == number) share_device_event(event.subject);
                else --void_events_;
                break;
        }
    } else if (event.rank == clock_rank_) {
        --clocks_;
        clock(event.subject);
    } else if (event.rank == change_rank) {
        change();
    } else {
        TaskState& task = tasks_[event.subject];
        task.impatient = false;
        if (task.served || log.tasks[event.subject].outcome != Outcome::unfinished) --void_events_;
        else lose_patience({event.subject});
    }
}

// ---- tasks arrive ------------------------------------------------------------

// A user of a closed row begins to think.
void Simulation::Engine::send_next(uint32_t row, uint64_t user) {
    const Time from = std::max(now_, scenario_.work[row].at);
    const auto at = arrivals_.after_thinking(row, int64_t(user), rows_[row].rounds[size_t(user)], from);
    if (!at) return;
    ++rows_[row].thinking;
    events_.push(*at, arrival_rank_, uint64_t(row) << user_bits | user, row);
}

// All rows that the tasks of this row wait for are over: the first of its tasks, or all of them, begin.
void Simulation::Engine::let_in(uint32_t row) {
    Row& state = rows_[row];
    if (state.lets_in) return;  // the rejection of a task, which ends it at once, leads here again
    state.lets_in = true;
    const bool serial = scenario_.work[row].serial;
    while (state.comes_after == 0 && !state.held_back.empty() && !(serial && state.active > 0))
        enter(state.held_back.take_front());
    state.lets_in = false;
}

// A task arrives at a server.
void Simulation::Engine::enter(TaskId task) {
    trace::Task& record = log.tasks[task.index];
    TaskState& state = tasks_[task.index];
    if (record.kind == TaskKind::arrived) {
        ++rows_[record.row].active;
        state.server = single_ ? uint16_t(0) : balance(task);
        record.server = state.server;
        ++servers_[state.server]->connections;
    }
    Server& server = *servers_[state.server];
    if (!code_loops_.empty() && is_code(task)) {
        code_arrives(task);
    } else if (record.kind == TaskKind::arrived && server.answers_first && !has_job_[state.list]) {
        server.strategy->ready(task, Piece::whole_job, {});
        if (record.outcome == Outcome::unfinished) answer(task);
    } else {
        server.strategy->ready(task, Piece::arrived, {});
    }
}

// ---- tasks end ------------------------------------------------------------

void Simulation::Engine::answer(TaskId task) {
    log.tasks[task.index].answered = now_;
    user_goes_on(task);
}

void Simulation::Engine::user_goes_on(TaskId task) {
    const uint32_t row = log.tasks[task.index].row;
    if (scenario_.work[row].users == 0) return;
    send_next(row, (tasks_[task.index].key & 0xFFFF'FFFF) % uint64_t(scenario_.work[row].users));
}

void Simulation::Engine::row_may_be_over(uint32_t row) {
    Row& state = rows_[row];
    const bool closed = scenario_.work[row].users > 0;
    const bool no_more = closed ? arrivals_.exhausted(row) || state.thinking == 0 : state.arrivals_over;
    if (state.over || !no_more || state.unfinished > 0) return;
    state.over = true;
    for (const uint32_t later : state.before) {
        if (--rows_[later].comes_after > 0) continue;
        let_in(later);
        // From now on each of the others waits for the task before it.
        rows_[later].held_back.each([&](TaskId task) { does(task, {SpanKind::queued, Reason::serial, {}, {}, 0}); });
    }
}

// Gives up if nothing has served the task so far.
void Simulation::Engine::lose_patience(TaskId task) {
    trace::Task& record = log.tasks[task.index];
    TaskState& state = tasks_[task.index];
    Server& server = *servers_[state.server];
    if (record.kind == TaskKind::arrived && rows_[record.row].held_back.remove(task.index)) {
        ++rows_[record.row].active;  // finish() subtracts this again
        ++server.connections;
    } else if (const ThreadId thread = state.thread) {
        ThreadState& holder = threads_[thread.index];
        const CoreId leaving = holder.leaving;
        if (holder.task != task || (core_of(thread) && !leaving))
            return;     // it is on a core, or works on one of its parts
        if (leaving) {  // on the core that its thread is leaving, and where it may not run
            holder.leaving = {};
            server.remove(thread);
            free_core(cores_[leaving.index]);
        } else if (state.waits) {
            leave_lines(task);
        } else {
            // The scheduler does not contain threads that have just woken and take a core without it.
            looks_ += (server.at_once.size() + server.held.size()) / 4;
            if (std::erase(server.at_once, thread) + std::erase(server.held, thread) == 0) server.remove(thread);
        }
        give_up(task);
        release(thread);
        return;
    } else if (state.waits) {
        leave_lines(task);
    } else {
        server.strategy->forget(task);
    }
    give_up(task);
}

// The task ends, and releases everything that it holds.
void Simulation::Engine::give_up(TaskId task) {
    for (const auto& handler : step_handlers_.all()) handler->forget(task);
    finish(task, Outcome::gave_up);
}

// A core or a device begins to serve the task. Parts and offloads are work of their parent.
void Simulation::Engine::served_now(TaskId task) {
    while (!tasks_[task.index].served) {
        tasks_[task.index].served = now_;
        void_events_ += tasks_[task.index].impatient;
        const trace::Task& record = log.tasks[task.index];
        if (record.kind == TaskKind::part || record.kind == TaskKind::offload) task = record.parent;
    }
}

void Simulation::Engine::not_served_yet(TaskId task) {
    TaskState& state = tasks_[task.index];
    const trace::Task& record = log.tasks[task.index];
    const auto& patience = scenario_.work[record.row].patience;
    if (state.served != MaybeTime{now_}) return;
    state.served = {};
    void_events_ -= state.impatient;
    // It was served at the very instant at which its patience ended.
    if (patience && !state.impatient && record.kind == TaskKind::arrived && record.arrival + *patience == now_)
        push_patience(task, now_);
}

void Simulation::Engine::push_patience(TaskId task, Time at) {
    events_.push(at, patience_rank, task.index, task.index);
    tasks_[task.index].impatient = true;
}

// The core or device that began to serve the task at this instant turns to another one.
void Simulation::Engine::not_served(TaskId task) {
    TaskState& state = tasks_[task.index];
    trace::Task& record = log.tasks[task.index];
    not_served_yet(task);
    if (record.first_run && *record.first_run == now_) {
        record.first_run = {};
        if (state.step == 0) record.started = {};
    }
}

// ---- lengths ------------------------------------------------------------

Time Simulation::Engine::length(const scenario::Law& law, sim::Purpose purpose, TaskId task) const {
    if (!job_times_.empty())
        if (const auto given = job_times_.find(task.index); given != job_times_.end()) return given->second;
    return length(law, sim::Draws(scenario_.seed, purpose, uint32_t(tasks_[task.index].key >> 32)), task,
                  tasks_[task.index].step);
}

Time Simulation::Engine::seldom_length(const scenario::Law& law, uint64_t bits, TaskId task, uint32_t step) const {
    looks_ += looks_of(law);
    const scenario::Step& made = lists_[tasks_[task.index].list][step];
    // Lists are read in order: task after task, and within a task, turn after turn.
    const uint64_t place =
        log.tasks[task.index].parent ? log.tasks[task.index].index : uint32_t(tasks_[task.index].key);
    return draw(law, bits, place * made.turns + made.turn);
}

// ---- the interface outside -------------------------------------------------

Simulation::Simulation(const scenario::Scenario& scenario, Budget budget)
    : engine_(std::make_unique<Engine>(scenario, budget)) {}
Simulation::~Simulation() = default;
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation&&) noexcept = default;
bool Simulation::advance(uint64_t events) { return engine_->advance(events); }
const trace::Log& Simulation::log() const { return engine_->log; }
trace::Log Simulation::take_log() && { return std::move(engine_->log); }

trace::Log run(const scenario::Scenario& scenario, Budget budget) {
    Simulation simulation(scenario, budget);
    while (simulation.advance(1'000'000)) {}
    return std::move(simulation).take_log();
}

}  // namespace model
