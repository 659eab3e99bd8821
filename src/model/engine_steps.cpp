// What a thread does between two bursts: it takes steps and tasks until it needs time or
// leaves its core.

#include "model/engine.h"
#include "model/engine_turn.h"

#include <algorithm>
#include <cassert>

namespace model {

using scenario::Step;
using scenario::StepKind;
using trace::NoteKind;
using trace::Outcome;
using trace::Reason;
using trace::SpanKind;
using trace::TaskKind;

// A part may be split again. Returns the task that the thread helps when it works on that part.
TaskId Simulation::Engine::helped_by(ThreadId thread, TaskId part) const {
    const TaskId parent = log.tasks[part.index].parent;
    return log.tasks[part.index].kind == TaskKind::part && tasks_[parent.index].thread == thread ? parent : TaskId{};
}

// The thread has finished a part. Next comes another part of the task that it helps, or that task.
bool Simulation::Engine::help_on(ThreadId thread) {
    Core* const core = core_of(thread);
    ThreadState& state = threads_[thread.index];
    const TaskId parent = state.helps;
    TaskState& whole = tasks_[parent.index];
    if (whole.awaits == 0) {
        state.helps = helped_by(thread, parent);
        state.task = parent;
        whole.waits = false;
        ++whole.step;
        return true;
    }
    if (const auto part = servers_[state.server]->strategy->help(parent)) {
        state.task = *part;
        tasks_[part->index].thread = thread;
        return true;
    }
    state.helps = helped_by(thread, parent);
    state.task = parent;
    change_wait(parent, Reason::parts);
    if (core) leave_core(*core, Leaves::waits);
    return false;
}

bool Simulation::Engine::compute_shared(ThreadId thread, TaskId task) {
    const TaskState& state = tasks_[task.index];
    Server& server = *servers_[threads_[thread.index].server];
    if (server.sharing.users() + 1 == trace::max_cores) {  // a span could not record the number of threads
        exhausted_ = crowded_ = true;
        return false;
    }
    now_served(task);
    now_runs(task);
    count_sharing(server);
    server.sharing.add(thread.index, state.left, now_);
    server.shares_differ = true;
    server.wake();
    return false;
}

bool Simulation::Engine::do_step(ThreadId thread, TaskId task, const Step& step) {
    TaskState& state = tasks_[task.index];
    trace::Task& record = log.tasks[task.index];
    // A burst has not begun until run_burst() says so: it may have to wait for a new slice.
    if (!record.started && step.kind != StepKind::compute) record.started = now_;
    // The engine handles steps that concern threads and tasks itself; all others have a handler.
    switch (step.kind) {
        case StepKind::compute: return compute(thread, task);
        case StepKind::io:
            begin_wait(task, Reason::device_queue);
            use_device(task, step);
            return leave_to_wait(thread, task);
        case StepKind::spawn:
            spawn(task, step);
            ++state.step;
            return true;
        case StepKind::join: return join(thread, task, step);
        case StepKind::split: return split(thread, task, step);
        case StepKind::offload: return offload(thread, task);
        case StepKind::yield: return yield(thread, task);
        case StepKind::job: return job(thread, task);
        case StepKind::code: return true;  // run_loop() does it
        default: break;
    }
    if (step_handlers_.of(step.kind)->enter(task, step) == StepResult::waits) return leave_to_wait(thread, task);
    ++state.step;
    ++log.events;
    return true;
}

// ---- what handlers can use ------------------------------------------------------

uint32_t Simulation::Engine::Steps::server_of(TaskId task) const { return engine_.tasks_[task.index].server; }

void Simulation::Engine::Steps::wait(TaskId task, Reason reason) { engine_.begin_wait(task, reason); }

void Simulation::Engine::Steps::resume(TaskId task) { engine_.resume(task); }

void Simulation::Engine::Steps::resume_at(TaskId task, Time at) {
    engine_.tasks_[task.index].event = engine_.push_completion(Completion::task, task.index, at);
}

void Simulation::Engine::Steps::call_at(Time at, const StepHandler& handler, uint32_t subject) {
    const auto& all = engine_.step_handlers_.all();
    const auto number =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.get() == &handler; }) - all.begin();
    assert(size_t(number) < std::min<size_t>(all.size(), 16) && subject >> handler_subject_bits == 0);
    engine_.push_completion(Completion::handler, uint32_t(number) << handler_subject_bits | subject, at);
}

Time Simulation::Engine::Steps::length(const scenario::Law& law, sim::Purpose purpose, TaskId task) const {
    return engine_.length(law, purpose, task);
}

int64_t Simulation::Engine::Steps::priority_of(TaskId task) const {
    return engine_.scenario_.work[engine_.log.tasks[task.index].row].priority;
}

void Simulation::Engine::Steps::lend_priority(TaskId task, int64_t priority) {
    const int64_t own = priority_of(task);
    const auto lent = engine_.lent_.find(task.index);
    if (priority == (lent == engine_.lent_.end() ? own : lent->second)) return;
    if (priority == own) engine_.lent_.erase(lent);
    else engine_.lent_[task.index] = priority;
    const ThreadId thread = engine_.tasks_[task.index].thread;
    if (!thread || engine_.threads_[thread.index].task != task) return;
    Server& server = *engine_.servers_[engine_.threads_[thread.index].server];
    server.scheduler->changed(thread);
    if (server.preemptive) server.wake();
}

void Simulation::Engine::Steps::note(NoteKind kind, TaskId task, int64_t value, const std::string& text) {
    engine_.log.notes.push_back({engine_.now_, kind, task, engine_.tasks_[task.index].thread, {}, value, 0, 0, text});
    engine_.text_bytes_ += text.size();
}

// ---- a task yields, or is answered ------------------------------------------------

bool Simulation::Engine::yield(ThreadId thread, TaskId task) {
    TaskState& state = tasks_[task.index];
    Server& server = *servers_[state.server];
    ++log.events;
    ++state.step;
    if (server.wait_holds_thread) {
        Core* const core = core_of(thread);
        if (!core) return true;  // processor sharing: there is no queue of threads
        charge(*core);
        end_turn(*core, Joins::yielded, Reason::yielded);
        return false;
    }
    state.thread = {};
    does(task, {SpanKind::queued, Reason::yielded, {}, {}, state.step});
    server.strategy->ready(task, Piece::yielded, {});
    return take_next(thread);
}

// ---- what tasks make --------------------------------------------------------

TaskId Simulation::Engine::make_child(TaskId parent, TaskKind kind, uint32_t list) {
    const TaskState& from = tasks_[parent.index];
    const uint32_t number = from.children;
    const uint64_t key = sim::bits(
        {scenario_.seed, sim::Purpose::child, uint32_t(from.key >> 32), uint32_t(from.key), from.step, number});
    const uint16_t server = from.server;
    const uint32_t row = log.tasks[parent.index].row;
    const TaskId child = new_task(kind, row, number, list, parent, key, server);
    // Offloads are not counted, so that later children have the same numbers as without workers.
    if (kind != TaskKind::offload) ++tasks_[parent.index].children;
    ++log.events;
    begins(child, {});
    return child;
}

void Simulation::Engine::spawn(TaskId task, const Step& step) {
    const TaskId child = make_child(task, TaskKind::spawned, *step.program);
    spawned_[task.index].push_back(child);
    ++servers_[tasks_[task.index].server]->connections;
    servers_[tasks_[task.index].server]->strategy->ready(child, Piece::arrived, task);
}

bool Simulation::Engine::join(ThreadId thread, TaskId task, const Step& step) {
    TaskState& state = tasks_[task.index];
    state.awaits = 0;
    looks_ += 4 * uint64_t(state.children);
    for (const TaskId child : spawned_[task.index])
        if (log.tasks[child.index].outcome == Outcome::unfinished &&
            (!step.program || tasks_[child.index].list == *step.program))
            ++state.awaits;
    if (state.awaits == 0) {
        ++state.step;
        ++log.events;
        return true;
    }
    begin_wait(task, Reason::children);
    return leave_to_wait(thread, task);
}

bool Simulation::Engine::split(ThreadId thread, TaskId task, const Step& step) {
    const int64_t parts = step.parts;
    const uint32_t list = lists_.below(tasks_[task.index].list, tasks_[task.index].step);
    begin_wait(task, Reason::parts);
    tasks_[task.index].awaits = uint32_t(parts);
    Server& server = *servers_[tasks_[task.index].server];
    for (int64_t i = 0; i < parts; ++i) {
        if (too_many()) {
            exhausted_ = true;
            return false;
        }
        server.strategy->ready(make_child(task, TaskKind::part, list), Piece::part, task);
    }
    if (tasks_[task.index].thread) {
        if (const auto part = server.strategy->help(task)) {
            // The task holds its thread, and the thread works for the task.
            does(task, {SpanKind::blocked, Reason::parts, {}, {}, tasks_[task.index].step});
            threads_[thread.index].helps = task;
            threads_[thread.index].task = *part;
            tasks_[part->index].thread = thread;
            return true;
        }
    }
    return leave_to_wait(thread, task);
}

bool Simulation::Engine::offload(ThreadId thread, TaskId task) {
    Server& server = *servers_[tasks_[task.index].server];
    if (!server.strategy->offloads()) return compute(thread, task);
    const TaskState& state = tasks_[task.index];
    const Time burst = burst_of(task, state.step);  // the same length as if it were computed inline
    if (burst == Time{}) return compute(thread, task);
    const uint32_t list = lists_.below(state.list, state.step);
    begin_wait(task, Reason::offload);
    const TaskId child = make_child(task, TaskKind::offload, list);
    tasks_[child.index].left = burst;
    tasks_[child.index].begun = true;
    tasks_[task.index].awaits = 1;
    server.strategy->ready(child, Piece::offload, task);
    return leave_to_wait(thread, task);
}

// What comes next may be done after the answer.
bool Simulation::Engine::job(ThreadId thread, TaskId task) {
    TaskState& state = tasks_[task.index];
    Server& server = *servers_[state.server];
    ++log.events;
    ++state.step;
    const trace::Task& record = log.tasks[task.index];
    if (!server.answers_first || record.kind != TaskKind::arrived || record.answered) return true;
    state.thread = {};
    does(task, {SpanKind::queued, Reason::no_worker, {}, {}, state.step});
    answer(task);
    server.strategy->ready(task, Piece::job, {});
    return take_next(thread);
}

}  // namespace model
