// Records which tasks wait for which when nothing can happen any more, for the search for circles (trace::Blocked).

#include "model/loop/language/python_objects.h"

#include <algorithm>

namespace model::loop {

using trace::no_callback;

namespace {

// Visits the functions that an operation calls or schedules.
void each_function(const Operation& operation, auto visit) {
    switch (operation.kind) {
        case OpKind::await_call:
        case OpKind::create_task:
        case OpKind::wait_for: visit(operation.function); break;
        case OpKind::all:
        case OpKind::task_group:
        case OpKind::as_completed:
            for (const scenario::Call& call : operation.calls) visit(call.function);
            break;
        default: break;
    }
}

}  // namespace

// Finds the tasks that resume when `future` is done.
void Python::find_waiting(const Future& future, std::vector<Task*>& found) const {
    for (const Done& done : future.callbacks) {
        switch (done.kind) {
            case Done::Kind::wake: found.push_back(static_cast<Task*>(done.target.get())); break;
            case Done::Kind::gather:
            case Done::Kind::release: find_waiting(static_cast<const Future&>(*done.target), found); break;
            case Done::Kind::group:
                if (const FutureRef& completed = static_cast<const Group&>(*done.target).completed)
                    find_waiting(*completed, found);
                break;
            case Done::Kind::completed:
                for (const FutureRef& getter : static_cast<const Completed&>(*done.target).getters)
                    find_waiting(*getter, found);
                break;
            case Done::Kind::stop: break;
        }
    }
}

// Could the remaining operations of `task` end a wait for `object`, such as that of a task that is at `wait`? (The
// task may be the one that waits: then it waits for itself.)
bool Python::could_end(const Task& task, const Operation& wait, const Object& object) const {
    const auto ends = [&](OpKind kind) {
        switch (wait.kind) {
            case OpKind::put: return kind == OpKind::get;
            case OpKind::get: return kind == OpKind::put;
            case OpKind::await_name: return kind == OpKind::set || kind == OpKind::set_result;
            default: return kind == OpKind::release;  // a lock without a known holder
        }
    };
    std::vector<bool> seen(scenario_.functions.size());
    const auto look = [&](auto& self, const std::vector<Operation>& body, size_t from, const Env& env) -> bool {
        for (size_t i = from; i < body.size(); ++i) {
            const Operation& operation = body[i];
            if (ends(operation.kind) && this->object(env, operation.name).get() == &object) return true;
            bool found = self(self, operation.body, 0, env) || self(self, operation.last, 0, env);
            for (const scenario::Handler& handler : operation.handlers)
                found = found || self(self, handler.body, 0, env);
            each_function(operation, [&](uint32_t function) {
                if (seen[function]) return;
                seen[function] = true;
                found = found || self(self, scenario_.functions[function].body, 0, env);
            });
            if (found) return true;
        }
        return false;
    };
    for (const Activation& activation : task.coroutine->activations) {
        if (look(look, *activation.body, activation.at + 1, *activation.env)) return true;
        if (activation.at >= activation.body->size()) continue;
        // An enclosing operation is performed again in a repeat, and is still to come if the task waits to begin it.
        const Operation& operation = (*activation.body)[activation.at];
        const bool again = operation.kind == OpKind::repeat && activation.turn + 1 < operation.number;
        const bool begins = &activation == &task.coroutine->activations.back();
        if ((again || begins) && look(look, operation.body, 0, *activation.env)) return true;
    }
    return false;
}

// Returns the object that a task waits for, and finds the tasks that hold it; null if it waits for a task.
const Object* Python::awaited_object(const Task& task, std::vector<Task*>& holders) const {
    const Activation& top = task.coroutine->top();
    const Progress* const progress = top.progress.get();
    if (const auto* wait = dynamic_cast<const LockWait*>(progress); wait && top.stage == LockWait::woken) {
        for (const auto& weak : wait->lock->holders)
            if (const TaskRef holder = weak.lock(); holder && !holder->done()) holders.push_back(holder.get());
        return wait->lock.get();
    }
    if (const auto* wait = dynamic_cast<const QueueWait*>(progress)) return wait->queue.get();
    if (const auto* wait = dynamic_cast<const EventWait*>(progress)) return wait->event.get();
    if (task.waits_for && !dynamic_cast<const Task*>(task.waits_for.get()) &&
        !dynamic_cast<const Gather*>(task.waits_for.get()))
        return task.waits_for.get();
    return nullptr;
}

void Python::note_blocked() {
    std::vector<TaskRef> waiting;
    for (const auto& weak : tasks_)
        if (const TaskRef task = weak.lock();
            task && !task->done() && task->record != no_callback && !task->coroutine->activations.empty())
            waiting.push_back(task);
    auto& blocked = journal_.trace().blocked;
    const size_t first = blocked.size();
    std::map<uint32_t, size_t> places;  // by callback
    for (const TaskRef& task : waiting) {
        places[task->record] = blocked.size();
        blocked.push_back({task->record, function_of(task->coroutine->activations.front().body), {}});
    }
    for (size_t i = 0; i < waiting.size(); ++i) {
        const Task& task = *waiting[i];
        std::vector<Task*> found;
        find_waiting(task, found);
        for (const Task* other : found)
            if (const auto at = places.find(other->record); at != places.end())
                blocked[at->second].on.push_back(task.record);
        std::vector<Task*> holders;
        const Object* const object = awaited_object(task, holders);
        auto& on = blocked[first + i].on;
        for (const Task* holder : holders) on.push_back(holder->record);
        if (!object || !holders.empty()) continue;
        const Activation& top = task.coroutine->top();
        for (const TaskRef& other : waiting) {
            journal_.worked(100);
            if (could_end(*other, (*top.body)[top.at], *object)) on.push_back(other->record);
        }
    }
}

}  // namespace model::loop
