// What a thread does between two bursts. Steps that take no time are performed at once.

#include "tests/reference/machine.h"

namespace reference {

using scenario::Step;
using scenario::StepKind;
using sim::Purpose;
using trace::NoteKind;
using trace::Outcome;
using trace::Reason;
using trace::SpanKind;
using trace::TaskKind;

// The thread has a core (or a share of one). It continues with its task, and with the next
// ones, until it needs time or has left its core.
void Machine::go_on(int thread) {
    for (;;) {
        const int core = core_of(thread);
        if (threads_[size_t(thread)].callback && core != none) {
            cores_[size_t(core)].overheads.push_back({Reason::callback, scenario_.machine.costs.callback});
            threads_[size_t(thread)].callback = false;
            if (next_overhead(core)) return;
        }
        const int task = threads_[size_t(thread)].task;
        if (tasks_[size_t(task)].step < tasks_[size_t(task)].steps->size()) {
            if (!do_step(thread, task)) return;
        } else {
            finish(task, Outcome::completed);
            if (!take_next(thread)) return;
        }
    }
}

// A part may be split again. Returns the task that the thread belongs to while it works on the part.
int Machine::helped_with(int thread, int part) const {
    const Task& state = tasks_[size_t(part)];
    return state.record.kind == TaskKind::part && tasks_[size_t(state.parent)].thread == thread ? state.parent : none;
}

// The thread has finished its task, for good or for now. Returns false if it has nothing else to do.
bool Machine::take_next(int thread) {
    const int core = core_of(thread);
    threads_[size_t(thread)].task = none;
    const int parent = threads_[size_t(thread)].helps;
    if (parent != none) {
        Task& whole = tasks_[size_t(parent)];
        if (!awaits_more(parent)) {  // all parts are over: continue with the parent
            threads_[size_t(thread)].helps = helped_with(thread, parent);
            threads_[size_t(thread)].task = parent;
            whole.waits = false;
            ++whole.step;
            return true;
        }
        const int part = help(parent);
        if (part != none) {
            threads_[size_t(thread)].task = part;
            tasks_[size_t(part)].thread = thread;
            return true;
        }
        threads_[size_t(thread)].helps = helped_with(thread, parent);
        threads_[size_t(thread)].task = parent;
        change_wait(parent, Reason::parts);
        if (core != none) leave_core(core, false);
        return false;
    }
    const int next = next_task(thread);
    if (next != none) {
        threads_[size_t(thread)].task = next;
        threads_[size_t(thread)].callback = pays_callbacks();
        tasks_[size_t(next)].thread = thread;
        return true;
    }
    const bool ends = bool(threads_[size_t(thread)].record.task);
    if (core != none) leave_core(core, ends);
    if (ends) threads_[size_t(thread)].record.ended = now_;
    return false;
}

// Returns false if the thread uses time, or has left its core.
bool Machine::compute(int thread, int task) {
    Task& state = tasks_[size_t(task)];
    if (!state.left) state.left = burst_of(task, state.step);
    if (*state.left == Time{}) {
        if (!state.record.started) state.record.started = now_;
        state.left.reset();
        ++state.step;
        return true;
    }
    if (!shares_) {
        const int core = core_of(thread);
        if (may_run(thread, core % int(cores_per_server_))) run_burst(core);
        else end_turn(core, Joins::yielded, Reason::core_busy);  // the task that it has taken up may not run here
        return false;
    }
    now_served(task);
    if (!state.record.started) state.record.started = now_;
    if (!state.record.first_run) state.record.first_run = now_;
    const int server = state.server;
    sharing_[size_t(server)].add(thread, *state.left, now_);
    servers_[size_t(server)].changed = true;
    return false;
}

bool Machine::do_step(int thread, int task) {
    Task& state = tasks_[size_t(task)];
    const Step& step = (*state.steps)[state.step];
    if (!state.record.started && step.kind != StepKind::compute) state.record.started = now_;
    const auto note = [&](NoteKind kind, std::string text) {
        result_.notes.push_back({now_, kind, {uint32_t(task)}, {uint32_t(thread)}, {}, 0, 0, 0, text});
    };
    switch (step.kind) {
        case StepKind::compute: return compute(thread, task);
        case StepKind::io:
            begin_wait(task, Reason::device_queue);
            use_device(task);
            return leave_to_wait(thread, task);
        case StepKind::sleep:
            begin_wait(task, Reason::sleep);
            state.due = now_ + draw(*step.time, Purpose::sleep, task, state.step);
            state.order = ++started_;
            return leave_to_wait(thread, task);
        case StepKind::lock: {
            Lock& lock = lock_of(task);
            if (lock.holder == none) {
                lock.holder = task;
                note_urgencies();
                break;
            }
            lock.line.push_back(task);
            begin_wait(task, Reason::lock);
            note_urgencies();
            return leave_to_wait(thread, task);
        }
        case StepKind::unlock: {
            pass_lock_on(lock_of(task));
            break;
        }
        case StepKind::acquire: {
            Semaphore& semaphore = semaphore_of(task);
            if (semaphore.free > 0) {
                --semaphore.free;
                semaphore.holders.push_back(task);
                break;
            }
            semaphore.line.push_back(task);
            begin_wait(task, Reason::semaphore);
            return leave_to_wait(thread, task);
        }
        case StepKind::release: {
            Semaphore& semaphore = semaphore_of(task);
            const auto own = std::find(semaphore.holders.begin(), semaphore.holders.end(), task);
            if (own != semaphore.holders.end()) semaphore.holders.erase(own);
            give_permit(semaphore);
            break;
        }
        case StepKind::send:
            if (send(task)) break;
            begin_wait(task, Reason::queue_full);
            return leave_to_wait(thread, task);
        case StepKind::receive:
            if (receive(task)) break;
            begin_wait(task, Reason::queue_empty);
            return leave_to_wait(thread, task);
        case StepKind::spawn: {
            const int child =
                make_child(task, TaskKind::spawned, &scenario_.programs[*step.program].steps, *step.program);
            ++servers_[size_t(tasks_[size_t(child)].server)].tasks;
            ready(child, Piece::arrived);
            break;
        }
        case StepKind::join:
            if (!awaits_more(task)) break;
            begin_wait(task, Reason::children);
            return leave_to_wait(thread, task);
        case StepKind::split:
            begin_wait(task, Reason::parts);
            split(thread, task);
            if (threads_[size_t(thread)].helps == task) return true;  // the thread works on one of the parts
            return leave_to_wait(thread, task);
        case StepKind::offload: {
            if (!has_workers_for_offloads()) return compute(thread, task);
            const Time burst = burst_of(task, state.step);  // the same length as if it were computed inline
            if (burst == Time{}) return compute(thread, task);
            begin_wait(task, Reason::offload);
            const int child = make_child(task, TaskKind::offload, &one_compute_, 0);
            tasks_[size_t(child)].left = burst;
            ready(child, Piece::offload);
            return leave_to_wait(thread, task);
        }
        case StepKind::yield:
            ++state.step;
            if (wait_holds_thread()) {
                const int core = core_of(thread);
                if (core == none) return true;  // processor sharing: there is no queue of threads
                end_turn(core, Joins::yielded, Reason::yielded);
                return false;
            }
            state.thread = none;
            live(task, SpanKind::queued, Reason::yielded);
            ready(task, Piece::yielded);
            return take_next(thread);
        case StepKind::code: break;  // (loops with a runtime are compared with real ones)
        case StepKind::mark: note(NoteKind::mark, step.text); break;
        case StepKind::log: note(NoteKind::text, step.text); break;
        case StepKind::job:
            if (scenario_.strategy.kind != scenario::StrategyKind::queue_workers ||
                state.record.kind != TaskKind::arrived || state.record.answered)
                break;
            ++state.step;
            state.thread = none;
            live(task, SpanKind::queued, Reason::no_worker);
            answer(task);
            ready(task, Piece::job);
            return take_next(thread);
    }
    ++tasks_[size_t(task)].step;  // (tasks may have moved)
    return true;
}

int Machine::make_child(int parent, TaskKind kind, const std::vector<Step>* steps, uint32_t program) {
    Task& from = tasks_[size_t(parent)];
    const uint32_t number = uint32_t(from.children);
    if (kind != TaskKind::offload) ++from.children;  // so that later draws are the same as without workers
    const uint64_t key = sim::bits(
        {scenario_.seed, Purpose::child, uint32_t(from.key >> 32), uint32_t(from.key), uint32_t(from.step), number});
    const int server = from.server;
    const int child = new_task(kind, int(from.record.row), number, steps, program, parent, server);
    tasks_[size_t(child)].key = key;
    tasks_[size_t(child)].entered = true;
    live(child, SpanKind::queued, Reason::none);
    return child;
}

// Makes the parts. If a wait holds the thread, it may work on them.
void Machine::split(int thread, int task) {
    const Step& step = (*tasks_[size_t(task)].steps)[tasks_[size_t(task)].step];
    for (int64_t i = 0; i < step.parts; ++i) ready(make_child(task, TaskKind::part, &step.steps, 0), Piece::part);
    if (tasks_[size_t(task)].thread == none) return;
    const int part = help(task);
    if (part == none) return;
    live(task, SpanKind::blocked, Reason::parts);
    threads_[size_t(thread)].helps = task;
    threads_[size_t(thread)].task = part;
    tasks_[size_t(part)].thread = thread;
}

}  // namespace reference
