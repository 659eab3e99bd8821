// Loops with a runtime (model/loop/loop.h). The thread of a loop works in turn for the tasks whose
// callbacks its runtime runs. A task begins when it arrives at its loop, and is over when nothing that it
// has caused is left. Between its callbacks it waits without a thread.

#include "model/engine_loops.h"

#include "model/engine_turn.h"
#include "model/runtimes.h"
#include "scenario/strategies.h"

#include <algorithm>
#include <cassert>

namespace model {

namespace {

constexpr int64_t bytes_a_loop = 3'072;  // including its empty queues

}  // namespace

using loop::Next;
using scenario::Step;
using scenario::StepKind;
using trace::Outcome;
using trace::Reason;
using trace::SpanKind;
using trace::TaskKind;

// ---- what a loop requests ---------------------------------------------------------

// Each operation of the scenario that needs the pool has a list of steps, and so has each kind of job of a source text.
void Simulation::Engine::CodeLoop::pool(uint32_t job, TaskId task, const loop::PoolJob& what) {
    if (!engine_.scenario_.javascript.empty()) return engine_.job_of_source(*this, job, task, what);
    const TaskId child = engine_.make_child(task, TaskKind::offload, engine_.lists_.of_pool(what.site.operation()));
    engine_.pool_jobs_[child.index] = {index, job};
    engine_.servers_[server_]->strategy->ready(child, Piece::offload, task);
}

void Simulation::Engine::job_of_source(CodeLoop& loop, uint32_t job, TaskId task, const loop::PoolJob& what) {
    using Kind = loop::PoolJob::Kind;
    const bool threadless = what.kind == Kind::device || what.kind == Kind::wait;
    const uint32_t list = what.kind == Kind::compute  ? lists_.of_source_compute()
                          : what.kind == Kind::device ? lists_.of_source_device(what.device)
                          : what.kind == Kind::wait   ? lists_.of_source_wait()
                                                      : lists_.of_source_block();
    const TaskId child = make_child(task, TaskKind::offload, list);
    pool_jobs_[child.index] = {loop.index, job};
    if (what.kind != Kind::device || what.timed) job_times_[child.index] = what.time;
    if (!threadless) {
        if (what.kind == Kind::compute) {
            tasks_[child.index].left = what.time;
            tasks_[child.index].begun = true;
        }
        servers_[tasks_[task.index].server]->strategy->ready(child, Piece::offload, task);
        return;
    }
    const Step& step = step_of(tasks_[child.index]);
    log.tasks[child.index].started = now_;
    if (what.kind == Kind::device) {
        begin_wait(child, Reason::device_queue);
        use_device(child, step);
    } else {
        step_handlers_.of(step.kind)->enter(child, step);
    }
}

void Simulation::Engine::CodeLoop::new_pool(int64_t threads) { engine_.servers_[server_]->strategy->new_pool(threads); }

void Simulation::Engine::CodeLoop::over(TaskId task) {
    ThreadState& mine = engine_.threads_[thread.index];
    if (mine.task == task) mine.task = {};
    engine_.tasks_[task.index].thread = {};
    engine_.finish(task, Outcome::completed);
}

bool Simulation::Engine::CodeLoop::coin(uint64_t number) {
    return sim::bits({engine_.scenario_.seed, sim::Purpose::race, server_, number_, uint32_t(number >> 32),
                      uint32_t(number)}) &
           1;
}

// ---- loops and their tasks ----------------------------------------------------------

void Simulation::Engine::make_loops(Server& server) {
    server.loops.clear();
    const scenario::Strategy& options = scenario_.strategy;
    if (!scenario::has_runtime(options)) return;
    const uint16_t number_of_server = uint16_t(server.core(0).id.index / cores_per_server_);
    const bool costly = scenario_.machine.costs.callback > Time{} && !sharing_;
    for (int64_t i = 0; i < options.loops; ++i) {
        const uint32_t index = uint32_t(code_loops_.size());
        code_loops_.push_back(std::make_unique<CodeLoop>(*this, index, number_of_server, uint16_t(i)));
        loop_meter_.add(bytes_a_loop);
        CodeLoop& made = *code_loops_.back();
        made.thread = start_thread(number_of_server, {});
        made.runtime = make_loop(scenario_, made, costly);
        threads_[made.thread.index].is_loop = true;
        loop_of_thread_[made.thread.index] = index;
        server.loops.push_back(index);
    }
}

bool Simulation::Engine::is_code(TaskId task) const {
    const auto& steps = steps_of(tasks_[task.index]);
    return !steps.empty() && steps.front().kind == StepKind::code;
}

void Simulation::Engine::code_arrives(TaskId task) {
    Server& server = *servers_[tasks_[task.index].server];
    const uint32_t index = server.loops[server.next_loop++ % server.loops.size()];
    CodeLoop& loop = *code_loops_[index];
    does(task, {SpanKind::queued, Reason::loop_busy, {}, {}, 0});
    loop.runtime->arrived(task, steps_of(tasks_[task.index]).front().function, now_);
    wake_loop(index, task);
}

void Simulation::Engine::pool_job_over(TaskId child) {
    const auto at = pool_jobs_.find(child.index);
    const auto [index, job] = at->second;
    pool_jobs_.erase(at);
    job_times_.erase(child.index);
    code_loops_[index]->runtime->pool_done(job, now_);
    wake_loop(index, log.tasks[child.index].parent);
}

void Simulation::Engine::loop_event(uint32_t index, uint64_t number) {
    CodeLoop& loop = *code_loops_[index];
    if (loop.event != number) {
        --void_events_;
        return;
    }
    loop.event = 0;
    wake_loop(index, {});
}

// Something has arrived. An idle loop needs a core, on behalf of the task that caused the arrival, if that is known.
void Simulation::Engine::wake_loop(uint32_t index, TaskId task) {
    CodeLoop& loop = *code_loops_[index];
    if (!loop.idle) return;
    if (!task || log.tasks[task.index].outcome != Outcome::unfinished) task = loop.runtime->next_owner();
    loop.idle = false;
    void_events_ += loop.event != 0;
    loop.event = 0;
    if (task) {
        give(loop.thread, task);
        threads_[loop.thread.index].callback_due = false;  // the runtime says when a callback begins
        return;
    }
    // Work that belongs to no task: the picture of a browser. It takes no time.
    for (;;) {
        const Next next = loop.runtime->resume(now_);
        log.events += 1;
        if (next.kind == Next::Kind::again) continue;
        assert(next.kind == Next::Kind::wait);
        park_loop(loop, next.time);
        return;
    }
}

// ---- the thread of a loop on a core --------------------------------------------------

void Simulation::Engine::run_loop(ThreadId thread) {
    CodeLoop& loop = *code_loops_[loop_of_thread_.at(thread.index)];
    if (const TaskId task = threads_[thread.index].task) {
        TaskState& state = tasks_[task.index];
        state.step = 0;
        if (!log.tasks[task.index].started) log.tasks[task.index].started = now_;
        if (state.left > Time{}) {  // a slice ended in the middle of its burst, or it was preempted
            if (spent()) {
                exhausted_ = true;
                return;
            }
            compute(thread, task);
            return;
        }
    }
    while (take_next_callback(loop)) {}
}

// Returns false if the thread uses time, or has left its core.
bool Simulation::Engine::take_next_callback(CodeLoop& loop) {
    if (spent()) {
        exhausted_ = true;
        return false;
    }
    const Next next = loop.runtime->resume(now_);
    ++log.events;
    switch (next.kind) {
        case Next::Kind::again:
            log.events += 64;
            look_soon();
            return true;
        case Next::Kind::callback: {
            loop_works_for(loop, next.task);
            Core* const core = core_of(loop.thread);
            if (!core) return true;
            core->dues |= due_callback;
            return !begin_overhead(*core);
        }
        case Next::Kind::compute:
            loop_works_for(loop, next.task);
            tasks_[next.task.index].left = at_speed(next.time, scenario_.machine.speed);
            if (tasks_[next.task.index].left == Time{}) return true;
            tasks_[next.task.index].begun = true;
            compute(loop.thread, next.task);
            return false;
        case Next::Kind::wait: {
            Core* const core = core_of(loop.thread);
            park_loop(loop, next.time);
            if (core) leave_core(*core, Leaves::waits);
            return false;
        }
    }
    return false;
}

void Simulation::Engine::loop_works_for(CodeLoop& loop, TaskId task) {
    ThreadState& thread = threads_[loop.thread.index];
    if (thread.task == task) return;
    if (const TaskId other = thread.task) {
        tasks_[other.index].thread = {};
        does(other, {SpanKind::waiting, Reason::event, {}, {}, 0});
    }
    thread.task = task;
    TaskState& state = tasks_[task.index];
    state.thread = loop.thread;
    now_served(task);
    state.step = 0;
    if (!log.tasks[task.index].started) log.tasks[task.index].started = now_;
}

// The loop has nothing to do until then.
void Simulation::Engine::park_loop(CodeLoop& loop, Time until) {
    ThreadState& thread = threads_[loop.thread.index];
    if (const TaskId task = thread.task) {
        tasks_[task.index].thread = {};
        does(task, {SpanKind::waiting, Reason::event, {}, {}, 0});
        thread.task = {};
    }
    loop.idle = true;
    loop.event = 0;
    if (until >= longest_time) return;
    loop.event = push_completion(Completion::loop, loop.index, std::max(until, now_));
}

}  // namespace model
