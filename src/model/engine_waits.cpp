// Waits for devices, children and parts begin and end.

#include "model/engine.h"
#include "model/engine_turn.h"

#include <algorithm>
#include <cassert>

namespace model {

using scenario::Discipline;
using scenario::Step;
using scenario::StepKind;
using trace::Outcome;
using trace::Reason;
using trace::SpanKind;
using trace::TaskKind;

uint64_t Simulation::Engine::push_completion(Completion what, uint32_t subject, Time at) {
    const uint64_t number = ++completions_;
    events_.push(std::min(at, longest_time), completion_rank_, number << 2 | uint64_t(what), subject);
    return number;
}

// The task begins to wait: determines whether it keeps its thread. Requires that
// leave_to_wait() is called when the wait has been set up.
void Simulation::Engine::begin_wait(TaskId task, Reason reason) {
    TaskState& state = tasks_[task.index];
    const bool holds = step_of(state).blocking || servers_[state.server]->wait_holds_thread;
    if (!holds) state.thread = {};
    state.waits = true;
    change_wait(task, reason);
}

void Simulation::Engine::change_wait(TaskId task, Reason reason) {
    const TaskState& state = tasks_[task.index];
    does(task, {state.thread ? SpanKind::blocked : SpanKind::waiting, reason, state.thread, {}, state.step});
}

void Simulation::Engine::drop_completion(TaskId task) {
    if (tasks_[task.index].event != 0) ++void_events_;
    tasks_[task.index].event = 0;
}

bool Simulation::Engine::leave_to_wait(ThreadId thread, TaskId task) {
    if (!tasks_[task.index].thread) return take_next(thread);
    if (Core* const core = core_of(thread)) leave_core(*core, Leaves::waits);
    else servers_[threads_[thread.index].server]->scheduler->leaves(thread, Leaves::waits);
    return false;
}

void Simulation::Engine::resume(TaskId task) {
    TaskState& state = tasks_[task.index];
    state.waits = false;
    state.event = 0;
    ++state.step;
    if (state.thread) want_core(state.thread, Joins::woken, Reason::core_busy);
    else if (!pool_jobs_.empty() && pool_jobs_.contains(task.index)) finish(task, Outcome::completed);  // no thread
    else servers_[state.server]->strategy->ready(task, Piece::resumed, {});
}

// A device or a timer has finished with the task.
void Simulation::Engine::complete(TaskId task) {
    const TaskState& state = tasks_[task.index];
    const Step& step = step_of(state);
    if (step.kind == StepKind::io)
        if (const auto next = devices_.release(devices_.instance(step.device, state.server), task)) serve(*next);
    resume(task);
}

// ---- devices ----------------------------------------------------------------

void Simulation::Engine::use_device(TaskId task, const Step& step) {
    const uint32_t device = devices_.instance(step.device, tasks_[task.index].server);
    const int64_t priority = step.priority.value_or(scenario_.work[log.tasks[task.index].row].priority);
    const Devices::Granted granted = devices_.request(device, task, priority);
    if (const TaskId other = granted.interrupted) {
        TaskState& state = tasks_[other.index];
        state.left = state.due - now_;
        state.interrupted = true;
        drop_completion(other);
        not_served_yet(other);
        change_wait(other, Reason::device_queue);
    }
    if (granted.served) serve(task);
}

// The device begins to serve the task, or serves it again.
void Simulation::Engine::serve(TaskId task) {
    TaskState& state = tasks_[task.index];
    const Step& step = step_of(state);
    const uint32_t device = devices_.instance(step.device, state.server);
    Time time = state.left;
    if (!state.interrupted)
        time = length(step.time ? *step.time : scenario_.devices[step.device.index].time, sim::Purpose::device, task);
    state.left = {};
    state.interrupted = false;
    now_served(task);
    state.due = std::min(now_ + time, longest_time);
    change_wait(task, Reason::device);
    if (devices_.discipline(device) != Discipline::sharing) {
        state.event = push_completion(Completion::task, task.index, state.due);
        return;
    }
    for (uint32_t i = uint32_t(shared_.size()); i <= device; ++i) {
        shared_.emplace_back(std::max<int64_t>(1, devices_.capacity(i)));
        shared_event_.push_back(0);
    }
    shared_[device].add(task.index, time, now_);
    push_share_device_event(device);
}

void Simulation::Engine::push_share_device_event(uint32_t device) {
    if (shared_event_[device] != 0) ++void_events_;
    shared_event_[device] = 0;
    if (const auto end = shared_[device].next_end(now_))
        shared_event_[device] = push_completion(Completion::shared_device, device, *end);
}

void Simulation::Engine::share_device_event(uint32_t device) {
    shared_event_[device] = 0;
    std::vector<TaskId> done;
    while (const auto task = shared_[device].take_done(now_)) done.push_back({*task});
    push_share_device_event(device);
    for (const TaskId task : done) complete(task);
}

// ---- children and parts ---------------------------------------------------------

void Simulation::Engine::child_over(TaskId child) {
    if (!pool_jobs_.empty() && pool_jobs_.contains(child.index)) {
        pool_job_over(child);
        return;
    }
    const TaskId parent = log.tasks[child.index].parent;
    TaskState& state = tasks_[parent.index];
    if (log.tasks[parent.index].outcome != Outcome::unfinished || !state.waits) return;
    if (log.tasks[child.index].kind == TaskKind::spawned) {
        const Step& step = step_of(state);
        if (step.kind != StepKind::join || (step.program && *step.program != tasks_[child.index].list)) return;
    }
    if (--state.awaits > 0) return;
    if (state.thread && threads_[state.thread.index].helps == parent) return;  // its thread will notice that by itself
    resume(parent);
}

// The task gives up while it waits.
void Simulation::Engine::leave_lines(TaskId task) {
    TaskState& state = tasks_[task.index];
    const Step& step = step_of(state);
    state.waits = false;
    drop_completion(task);
    if (step.kind == StepKind::io) devices_.leave_queue(devices_.instance(step.device, state.server), task);
    else if (StepHandler* handler = step_handlers_.of(step.kind)) handler->leave(task, step);
}

// ---- threads --------------------------------------------------------------------

// The task of a thread that is on no core has gone: the thread takes another task, or has nothing to do.
void Simulation::Engine::release(ThreadId thread) {
    ThreadState& state = threads_[thread.index];
    Server& server = *servers_[state.server];
    const CoreId held = state.holds;
    state.holds = {};
    state.task = {};
    if (held) free_core(cores_[held.index]);
    if (const auto next = server.strategy->next(thread)) {
        give(thread, *next);
    } else if (server.strategy->idle_thread_ends(thread)) {
        server.scheduler->leaves(thread, Leaves::ended);
        end_thread(thread);
    }
}

void Simulation::Engine::forget_cached(ThreadId thread) {
    looks_ += 16 * cores_.size();
    caches_.forget(thread);
}

ThreadId Simulation::Engine::start_thread(uint32_t server_index, const Made& made) {
    Server& server = *servers_[server_index];
    const ThreadId thread{uint32_t(threads_.size())};
    ThreadState& state = threads_.emplace_back();
    state.server = uint16_t(server_index);
    if (made.process) {
        state.process = process_count_++;
    } else if (made.beside) {
        state.process = threads_[*made.beside].process;
    } else {
        state.process = process_of(server_index, made.task);
    }
    if (begun_) state.start_due = made.process ? Reason::process_start : Reason::thread_start;
    const uint32_t number = made.task ? made.task.index : made.worker ? server.workers_made++
                                                                      : server.threads_made++;
    log.threads.emplace_back(number, state.process, made.task, uint16_t(server_index), made.worker, now_);
    return thread;
}

// Returns the process that the row of the task names, or the server's own.
uint32_t Simulation::Engine::process_of(uint32_t server, TaskId task) {
    constexpr uint32_t unknown = 0xFFFF'FFFF;
    const size_t rows = rows_.size() + 1;  // one more, for threads that are made for no particular task
    const size_t row = task ? log.tasks[task.index].row : rows_.size();
    if (process_of_row_.empty()) process_of_row_.resize(servers_.size() * rows, unknown);
    uint32_t& known = process_of_row_[server * rows + row];
    if (known == unknown) {
        const auto [at, is_new] =
            processes_.try_emplace({server, task ? scenario_.work[row].process : std::string()}, process_count_);
        if (is_new) ++process_count_;
        known = at->second;
    }
    return known;
}

// What schedulers may know about a thread.
ThreadFacts Simulation::Engine::facts_of(ThreadId thread) const {
    const ThreadState& state = threads_[thread.index];
    ThreadFacts facts;
    facts.number = thread.index;
    if (state.last) facts.last = {state.last.index % cores_per_server_};
    if (!state.task) return facts;
    const TaskState& task = tasks_[state.task.index];
    const trace::Task& record = log.tasks[state.task.index];
    const scenario::Work& work = scenario_.work[record.row];
    facts.row = record.row;
    facts.priority = work.priority;
    if (!lent_.empty())
        if (const auto lent = lent_.find(state.task.index); lent != lent_.end()) facts.priority = lent->second;
    facts.class_number = work.class_number;
    facts.nice = work.nice;
    facts.tickets = work.tickets;
    facts.attained = task.attained;
    facts.left = task.left;
    const auto& steps = steps_of(task);
    looks_ += 20;
    for (uint32_t step = task.step; !task.begun && step < steps.size(); ++step, ++looks_)
        if (steps[step].kind == StepKind::compute) {
            facts.left = burst_of(state.task, step);
            break;
        }
    if (const Core* const core = core_of(thread); core && core->mode == CoreMode::running && !state.leaving) {
        facts.left = std::max(Time{}, facts.left - worked(*core));
        facts.running = now_ - core->since;
        facts.attained += facts.running;
    }
    if (work.period) facts.period = *work.period;
    if (work.deadline) facts.deadline = record.arrival + *work.deadline;
    else if (work.period) facts.deadline = record.arrival + *work.period;
    return facts;
}

}  // namespace model
