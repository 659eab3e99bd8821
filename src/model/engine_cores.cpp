// The cores: who is on them, for how long, and what a thread does between steps.

#include "model/engine.h"
#include "model/lengths.h"

#include <algorithm>
#include <cassert>

namespace model {

using trace::Reason;
using trace::SpanKind;

void Simulation::Engine::push_core_event(CoreId core, Time at) {
    cores_[core.index].until = at;
    events_.push({at, core_rank_, core.index, core.index});
}

// The end of a switch, of a burst or of a slice.
void Simulation::Engine::core_event(CoreId id) {
    Core& core = cores_[id.index];
    assert(core.mode != CoreMode::idle && core.until == now_);
    if (core.mode == CoreMode::switching) {
        begin_slice(id);
        run_on(id);
        return;
    }
    TaskState& task = tasks_[threads_[core.thread.index].task.index];
    task.burst -= now_ - core.since;
    core.since = now_;
    if (task.burst == Time{}) {
        ++task.step;
        run_on(id);
    } else {
        end_slice(id);
    }
}

// The thread on the core goes on: takes steps, and tasks, until it needs time or leaves.
void Simulation::Engine::run_on(CoreId id) {
    const Core& core = cores_[id.index];
    for (;;) {
        // Steps that take no time pass without an event: they count as events here, or a
        // program of nothing else would never come to the budget.
        if (log.events >= budget_.events) {
            exhausted_ = true;
            return;
        }
        const TaskId id_of_task = threads_[core.thread.index].task;
        TaskState& task = tasks_[id_of_task.index];
        const auto& steps = program_of(task).steps;
        if (task.step == steps.size()) {
            finish(id_of_task);
            if (steps.empty()) ++log.events;
            if (!take_next(id)) return;
            continue;
        }
        const scenario::Step& step = steps[task.step];
        if (step.kind == scenario::StepKind::compute) {
            if (task.burst == Time{}) task.burst = at_speed(length(*step.time, sim::Purpose::compute, task), scenario_.machine.speed);
            if (task.burst > Time{}) {
                run_burst(id);
                return;
            }
            if (!log.tasks[id_of_task.index].started) log.tasks[id_of_task.index].started = now_;
            ++task.step;
            ++log.events;
        } else if (!begin_wait(id, step)) {
            return;
        }
    }
}

// The wait of the task on the core begins. True: its thread goes on with another task.
bool Simulation::Engine::begin_wait(CoreId id, const scenario::Step& step) {
    const ThreadId thread = cores_[id.index].thread;
    const TaskId task = threads_[thread.index].task;
    TaskState& state = tasks_[task.index];
    if (!log.tasks[task.index].started) log.tasks[task.index].started = now_;
    const bool holds = holds_thread(step);
    if (!holds) state.thread = {};
    if (step.kind == scenario::StepKind::sleep || devices_.request(step.device, task)) {
        serve(task, holds);
    } else {
        recorder_.change(task, {holds ? SpanKind::blocked : SpanKind::waiting, Reason::device_queue, state.thread, {}, state.step}, now_);
    }
    if (!holds) return take_next(id);
    free_core(id);
    return false;
}

// The thread on the core has done with its task. True: it has another.
bool Simulation::Engine::take_next(CoreId id) {
    const ThreadId thread = cores_[id.index].thread;
    threads_[thread.index].task = {};
    if (const auto task = strategy_->next(thread)) {
        threads_[thread.index].task = *task;
        tasks_[task->index].thread = thread;
        return true;
    }
    if (strategy_->idle_thread_ends()) log.threads[thread.index].ended = now_;
    free_core(id);
    return false;
}

// The task on the core computes until its burst or the slice is over.
void Simulation::Engine::run_burst(CoreId id) {
    Core& core = cores_[id.index];
    const TaskId task = threads_[core.thread.index].task;
    if (core.has_slice && core.slice_end == now_) {  // the last burst used all of it
        end_slice(id);
        return;
    }
    if (!log.tasks[task.index].started) log.tasks[task.index].started = now_;
    if (!log.tasks[task.index].first_run) log.tasks[task.index].first_run = now_;
    recorder_.change(task, {SpanKind::running, Reason::none, core.thread, id, tasks_[task.index].step}, now_);
    core.since = now_;
    const Time burst_end = now_ + tasks_[task.index].burst;
    push_core_event(id, core.has_slice ? std::min(burst_end, core.slice_end) : burst_end);
}

// The thread wants to go on but its slice is used up: it joins the ready queue,
// and when the instant is over the core chooses, perhaps the same thread.
void Simulation::Engine::end_slice(CoreId id) {
    Core& core = cores_[id.index];
    threads_[core.thread.index].leaving = id;
    scheduler_->add(core.thread, Joins::preempted);
    core.chooses = true;
    ++choosing_;
}

void Simulation::Engine::free_core(CoreId id) {
    Core& core = cores_[id.index];
    core.mode = CoreMode::idle;
    core.last = core.thread;
    core.thread = {};
    if (!core.chooses) ++choosing_;
    core.chooses = true;
}

// The instant is over: free cores choose in core order. A thread that was on a
// core until now and is chosen again stays where it is, whichever core chose it.
// False when nothing was left to choose.
bool Simulation::Engine::choose() {
    if (choosing_ == 0 || scheduler_->empty()) return false;
    bool any = false;
    for (uint32_t i = 0; i < cores_.size(); ++i) {
        picks_[i] = {};
        if (!cores_[i].chooses) continue;
        if (const auto thread = scheduler_->pick({i})) {
            picks_[i] = *thread;
            any = true;
        }
    }
    for (uint32_t i = 0; i < cores_.size(); ++i) {
        while (picks_[i]) {  // each swap brings one thread home
            const CoreId home = threads_[picks_[i].index].leaving;
            if (!home || home.index == i) break;
            std::swap(picks_[i], picks_[home.index]);
        }
    }
    for (uint32_t i = 0; i < cores_.size(); ++i)
        if (cores_[i].chooses && cores_[i].thread && cores_[i].thread != picks_[i]) put_off({i});
    for (uint32_t i = 0; i < cores_.size(); ++i)
        if (picks_[i]) place({i}, picks_[i]);
    return any;
}

// The thread on the core has lost it to another one.
void Simulation::Engine::put_off(CoreId id) {
    const ThreadId thread = cores_[id.index].thread;
    threads_[thread.index].leaving = {};
    const TaskId task = threads_[thread.index].task;
    recorder_.change(task, {SpanKind::ready, Reason::slice_over, thread, {}, tasks_[task.index].step}, now_);
    free_core(id);
}

void Simulation::Engine::place(CoreId id, ThreadId thread) {
    Core& core = cores_[id.index];
    const bool goes_on = core.thread == thread;
    const TaskId task = threads_[thread.index].task;
    threads_[thread.index].leaving = {};
    core.chooses = false;
    --choosing_;
    core.thread = thread;
    const Time cost = scenario_.machine.costs.thread_switch;
    if (!goes_on && core.last && core.last != thread && cost > Time{}) {
        core.mode = CoreMode::switching;
        recorder_.change(task, {SpanKind::switching, Reason::none, thread, id, tasks_[task.index].step}, now_);
        push_core_event(id, now_ + cost);
        return;
    }
    begin_slice(id);
    run_on(id);
}

void Simulation::Engine::begin_slice(CoreId id) {
    Core& core = cores_[id.index];
    core.mode = CoreMode::running;
    const auto slice = scheduler_->slice(core.thread);
    core.has_slice = bool(slice);
    if (slice) core.slice_end = now_ + *slice;
}

}  // namespace model
