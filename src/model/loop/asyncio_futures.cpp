// Futures, tasks and what is called when they are done: futures.py, tasks.py, taskgroups.py.

#include "model/loop/asyncio_objects.h"

#include <algorithm>

namespace model::loop {

Asyncio::FutureRef Asyncio::new_future() const { return std::make_shared<Future>(); }

void Asyncio::set_result(const FutureRef& future, Value value, Time since) {
    future->state = Future::State::finished;
    future->result = std::move(value);
    schedule_callbacks(future, since);
}

void Asyncio::set_error(const FutureRef& future, Value error) {
    future->state = Future::State::finished;
    future->result = std::move(error);
    schedule_callbacks(future, now_);
}

void Asyncio::schedule_callbacks(const FutureRef& future, Time since) {
    std::vector<Done> callbacks;
    callbacks.swap(future->callbacks);
    for (Done& done : callbacks) {
        done.of = future;
        Handle handle;
        if (done.kind == Done::Kind::wake) {
            ready(static_cast<Task&>(*done.target).record, since);
            handle.kind = Handle::Kind::wake;
            handle.object = done.target;
            handle.of = future;
        } else {
            handle.kind = Handle::Kind::done;
            handle.done = std::move(done);
        }
        soon(std::move(handle));
    }
}

void Asyncio::add_done(const FutureRef& future, Done done) {
    future->callbacks.push_back(std::move(done));
    if (future->done()) schedule_callbacks(future, now_);
}

void Asyncio::remove_done(const FutureRef& future, const ObjectRef& target) {
    std::erase_if(future->callbacks, [&](const Done& done) { return done.target == target; });
}

// Future.cancel
bool Asyncio::cancel_future(const FutureRef& future) {
    if (future->done()) return false;
    future->state = Future::State::cancelled;
    schedule_callbacks(future, now_);
    return true;
}

bool Asyncio::cancel(const FutureRef& future) {
    if (future->done()) return false;
    if (const auto task = std::dynamic_pointer_cast<Task>(future)) {
        if (task->waits_for && cancel(task->waits_for)) return true;
        task->must_cancel = true;
        return true;
    }
    if (const auto gather = std::dynamic_pointer_cast<Gather>(future)) {
        bool any = false;
        for (const FutureRef& child : gather->children) any |= cancel(child);
        gather->cancel_requested |= any;
        return any;
    }
    return cancel_future(future);
}

void Asyncio::call_done(const Done& done) {
    switch (done.kind) {
        case Done::Kind::wake: break;  // has a handle of its own
        case Done::Kind::gather: child_done(static_cast<Gather&>(*done.target), done.of); break;
        case Done::Kind::release: {
            const FutureRef waiter = std::static_pointer_cast<Future>(done.target);
            if (!waiter->done()) set_result(waiter, {});
            break;
        }
        case Done::Kind::group: group_child_done(std::static_pointer_cast<Group>(done.target), std::static_pointer_cast<Task>(done.of)); break;
        case Done::Kind::completed: {
            Completed& completed = static_cast<Completed&>(*done.target);
            completed.done.push_back(done.of);
            wake_next(completed.getters);
            break;
        }
        case Done::Kind::stop: stopping_ = true; break;
    }
}

// gather, _done_callback
void Asyncio::child_done(Gather& gather, const FutureRef& child) {
    ++gather.finished;
    if (gather.done()) return;
    const FutureRef outer = std::static_pointer_cast<Future>(gather.shared());
    if (!gather.return_exceptions) {
        if (child->cancelled()) return set_error(outer, Value::error(cancelled_error));
        if (child->failed()) return set_error(outer, child->result);
    }
    if (gather.finished < gather.children.size()) return;
    if (gather.cancel_requested) return set_error(outer, Value::error(cancelled_error));
    Value results;
    results.kind = Value::Kind::list;
    for (const FutureRef& one : gather.children) results.items.push_back(one->cancelled() ? Value::error(cancelled_error) : one->result);
    set_result(outer, std::move(results));
}

// TaskGroup._on_task_done
void Asyncio::group_child_done(const std::shared_ptr<Group>& group, const TaskRef& child) {
    std::erase(group->tasks, child);
    if (group->completed && group->tasks.empty() && !group->completed->done()) set_result(group->completed, {});
    if (child->cancelled() || !child->failed()) return;
    group->errors.push_back(child->result);
    const TaskRef parent = group->parent.lock();
    if (!parent || parent->done() || group->aborting || group->parent_cancelled) return;
    abort(*group);
    group->parent_cancelled = true;
    cancel(parent);
}

void Asyncio::abort(Group& group) {
    group.aborting = true;
    const std::vector<TaskRef> tasks = group.tasks;
    for (const TaskRef& task : tasks)
        if (!task->done()) cancel(task);
}

}  // namespace model::loop
