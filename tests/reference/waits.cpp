// Waits for devices, locks, queues, children and parts begin and end.

#include "tests/reference/machine.h"

#include <algorithm>
#include <cassert>

namespace reference {

using scenario::Discipline;
using scenario::Step;
using scenario::StepKind;
using trace::NoteKind;
using trace::Outcome;
using trace::Reason;
using trace::SpanKind;
using trace::TaskKind;

void Machine::begin_wait(int task, Reason reason) {
    Task& state = tasks_[size_t(task)];
    if (!wait_holds_thread() && !(*state.steps)[state.step].blocking) state.thread = none;
    state.waits = true;
    change_wait(task, reason);
}

void Machine::change_wait(int task, Reason reason) {
    const int thread = tasks_[size_t(task)].thread;
    live(task, thread == none ? SpanKind::waiting : SpanKind::blocked, reason, thread);
}

// The wait has begun: the thread waits with its task, or takes another one.
bool Machine::leave_to_wait(int thread, int task) {
    if (tasks_[size_t(task)].thread == none) return take_next(thread);
    if (core_of(thread) != none) leave_core(core_of(thread), false);
    return false;
}

void Machine::resume(int task) {
    Task& state = tasks_[size_t(task)];
    state.waits = false;
    state.due.reset();
    ++state.step;
    if (state.thread != none) want_core(state.thread, Joins::woken, Reason::core_busy);
    else ready(task, Piece::resumed);
}

// Its timer has fired, or its device has finished with it.
void Machine::complete(int task) {
    const Task& state = tasks_[size_t(task)];
    tasks_[size_t(task)].due.reset();
    if ((*state.steps)[state.step].kind == StepKind::io) {
        Device& device = device_of(task);
        std::erase_if(device.uses, [&](const Use& use) { return use.task == task; });
        serve_next(device);
    }
    resume(task);
}

// ---- devices ---------------------------------------------------------------------

Device& Machine::device_of(int task) {
    const Task& state = tasks_[size_t(task)];
    const size_t device = (*state.steps)[state.step].device.index;
    const bool own = scenario_.devices[device].per == scenario::Per::server;
    return devices_[device * servers_.size() + (own ? size_t(state.server) : 0)];
}

void Machine::use_device(int task) {
    const Task& state = tasks_[size_t(task)];
    Device& device = device_of(task);
    Use use;
    use.task = task;
    use.priority = (*state.steps)[state.step].priority.value_or(scenario_.work[state.record.row].priority);
    use.number = ++started_;
    device.uses.push_back(use);
    serve_next(device);
    if (device.what->discipline != Discipline::preemptive || device.uses.back().served) return;
    Use* victim = nullptr;  // the use with the largest number, the latest among equals
    for (Use& other : device.uses)
        if (other.served &&
            (!victim || std::pair(other.priority, other.number) > std::pair(victim->priority, victim->number)))
            victim = &other;
    if (!victim || victim->priority <= use.priority) return;
    Task& interrupted = tasks_[size_t(victim->task)];
    victim->served = false;
    victim->left = *interrupted.due - now_;
    victim->number = ++started_;  // it queues again
    interrupted.due.reset();
    if (interrupted.served == MaybeMoment{now_}) interrupted.served.reset();
    change_wait(victim->task, Reason::device_queue);
    serve_next(device);
}

// Serves the next requests while there are free places.
void Machine::serve_next(Device& device) {
    const auto rank = [&](const Use& use) {
        const bool ranked =
            device.what->discipline == Discipline::priority || device.what->discipline == Discipline::preemptive;
        return std::pair(ranked ? use.priority : 0, use.number);
    };
    for (;;) {
        const int64_t served =
            std::count_if(device.uses.begin(), device.uses.end(), [](const Use& use) { return use.served; });
        const bool unlimited = device.what->capacity == 0 || device.what->discipline == Discipline::sharing;
        if (!unlimited && served >= device.what->capacity) return;
        Use* next = nullptr;
        for (Use& use : device.uses)
            if (!use.served && (!next || rank(use) < rank(*next))) next = &use;
        if (!next) return;
        serve(device, *next);
    }
}

void Machine::serve(Device& device, Use& use) {
    Task& state = tasks_[size_t(use.task)];
    const Step& step = (*state.steps)[state.step];
    use.served = true;
    now_served(use.task);
    const Time time =
        use.left ? *use.left
                 : draw(step.time ? *step.time : device.what->time, sim::Purpose::device, use.task, state.step);
    change_wait(use.task, Reason::device);
    if (device.what->discipline != Discipline::sharing) {
        state.due = now_ + time;
        state.order = ++started_;
        return;
    }
    Sharing& shared = shared_devices_[size_t(&device - devices_.data())];
    shared.add(use.task, time, now_);
    shared.order = ++started_;
}

void Machine::shared_device_ends(int device) {
    Sharing& shared = shared_devices_[size_t(device)];
    const std::vector<int> done = shared.take_done(now_);
    shared.order = ++started_;
    for (const int task : done) complete(task);
}

// ---- locks and queues -------------------------------------------------------------

Lock& Machine::lock_of(int task) {
    const Task& state = tasks_[size_t(task)];
    const size_t lock = (*state.steps)[state.step].lock.index;
    return locks_[lock * servers_.size() +
                  (scenario_.locks[lock].per == scenario::Per::server ? size_t(state.server) : 0)];
}

// Called when a lock has another holder, or other tasks that wait for it. If that changes the urgency of a task,
// cores may have to choose again.
void Machine::note_urgencies() {
    bool by_priority = scheduler_.policy == scenario::Policy::priority;
    for (const scenario::SchedulingClass& one : scheduler_.classes)
        by_priority |= has_classes() && one.policy == scenario::Policy::priority;
    for (size_t i = 0; i < tasks_.size() && by_priority; ++i) {
        Task& task = tasks_[i];
        if (task.record.outcome != Outcome::unfinished) continue;
        const int64_t own = scenario_.work[task.record.row].priority, urgency = urgency_of(int(i));
        const int64_t before = task.lent.value_or(own);
        task.lent = urgency;
        if (urgency != before && task.thread != none && threads_[size_t(task.thread)].task == int(i))
            servers_[size_t(task.server)].changed = true;
    }
}

void Machine::pass_lock_on(Lock& lock) {
    lock.holder = none;
    note_urgencies();
    if (lock.line.empty()) return;
    lock.holder = lock.line.front();
    lock.line.erase(lock.line.begin());
    note_urgencies();
    resume(lock.holder);
}

Semaphore& Machine::semaphore_of(int task) {
    const Task& state = tasks_[size_t(task)];
    const size_t number = (*state.steps)[state.step].semaphore.index;
    return semaphores_[number * servers_.size() +
                       (scenario_.semaphores[number].per == scenario::Per::server ? size_t(state.server) : 0)];
}

// Hands the permit to the first task in line; if there is none, the semaphore has one more.
void Machine::give_permit(Semaphore& semaphore) {
    if (semaphore.line.empty()) {
        ++semaphore.free;
        return;
    }
    const int next = semaphore.line.front();
    semaphore.line.erase(semaphore.line.begin());
    semaphore.holders.push_back(next);
    resume(next);
}

Queue& Machine::queue_of(int task) {
    const Task& state = tasks_[size_t(task)];
    const size_t queue = (*state.steps)[state.step].queue.index;
    return queues_[queue * servers_.size() +
                   (scenario_.queues[queue].per == scenario::Per::server ? size_t(state.server) : 0)];
}

// Returns false if the task must wait.
bool Machine::send(int task) {
    Queue& queue = queue_of(task);
    const bool is_full = queue.what->capacity > 0 && int64_t(queue.messages.size()) >= queue.what->capacity;
    if (is_full && queue.what->full == scenario::WhenFull::wait) {
        queue.senders.push_back(task);
        return false;
    }
    if (is_full) {
        const int64_t number = (*tasks_[size_t(task)].steps)[tasks_[size_t(task)].step].queue.index;
        result_.notes.push_back(
            {now_, NoteKind::dropped, {uint32_t(task)}, {uint32_t(tasks_[size_t(task)].thread)}, {}, number, 0, 0, {}});
        return true;
    }
    queue.messages.push_back({now_ + queue.what->delay, ++started_, queue.what->delay == Time{}});
    pass_on(queue);
    return true;
}

bool Machine::receive(int task) {
    Queue& queue = queue_of(task);
    const auto message =
        std::find_if(queue.messages.begin(), queue.messages.end(), [](const Message& m) { return m.delivered; });
    if (message == queue.messages.end()) {
        queue.receivers.push_back(task);
        return false;
    }
    queue.messages.erase(message);
    pass_on(queue);
    return true;
}

// Waiting receivers get the messages that can be received, and waiting senders get free places.
void Machine::pass_on(Queue& queue) {
    for (;;) {
        const auto message =
            std::find_if(queue.messages.begin(), queue.messages.end(), [](const Message& m) { return m.delivered; });
        if (message != queue.messages.end() && !queue.receivers.empty()) {
            const int to = queue.receivers.front();
            queue.receivers.erase(queue.receivers.begin());
            queue.messages.erase(message);
            resume(to);
        } else if (!queue.senders.empty() &&
                   (queue.what->capacity == 0 || int64_t(queue.messages.size()) < queue.what->capacity)) {
            const int from = queue.senders.front();
            queue.senders.erase(queue.senders.begin());
            queue.messages.push_back({now_ + queue.what->delay, ++started_, queue.what->delay == Time{}});
            resume(from);
        } else {
            return;
        }
    }
}

// ---- children and parts -----------------------------------------------------------

// Are there unfinished children that its step waits for?
bool Machine::awaits_more(int task) const {
    const Step& step = (*tasks_[size_t(task)].steps)[tasks_[size_t(task)].step];
    return std::any_of(tasks_.begin(), tasks_.end(), [&](const Task& child) {
        if (child.parent != task || child.record.outcome != Outcome::unfinished) return false;
        if (step.kind != StepKind::join) return child.record.kind != TaskKind::spawned;
        return child.record.kind == TaskKind::spawned && (!step.program || child.record.program == *step.program);
    });
}

void Machine::child_over(int child) {
    const int parent = tasks_[size_t(child)].parent;
    const Task& state = tasks_[size_t(parent)];
    if (state.record.outcome != Outcome::unfinished || !state.waits) return;
    const StepKind kind = (*state.steps)[state.step].kind;
    if (kind != StepKind::join && kind != StepKind::split && kind != StepKind::offload) return;
    if (awaits_more(parent)) return;
    if (state.thread != none && threads_[size_t(state.thread)].helps == parent) return;  // its thread will notice
    resume(parent);
}

// The task gives up while it waits.
void Machine::leave_line(int task) {
    Task& state = tasks_[size_t(task)];
    state.waits = false;
    state.due.reset();
    const StepKind kind = (*state.steps)[state.step].kind;
    if (kind == StepKind::io) std::erase_if(device_of(task).uses, [&](const Use& use) { return use.task == task; });
    if (kind == StepKind::lock) {
        std::erase(lock_of(task).line, task);
        note_urgencies();
    }
    if (kind == StepKind::acquire) std::erase(semaphore_of(task).line, task);
    if (kind == StepKind::send) std::erase(queue_of(task).senders, task);
    if (kind == StepKind::receive) std::erase(queue_of(task).receivers, task);
}

}  // namespace reference
