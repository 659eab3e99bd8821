// Futures, and what is called when they are done: futures.py, tasks.py, taskgroups.py.

#include "model/loop/language/python_objects.h"

#include <algorithm>

namespace model::loop {

namespace {

constexpr size_t max_calls = 1'000;  // sys.getrecursionlimit()
// More calls than this happen only if futures can be reached by very many paths; Python would take years.
constexpr uint64_t max_cancels = 1'000'000;

}  // namespace

std::shared_ptr<Python::Call> Python::make_call(CallKind kind) { return make_counted<Call>(kind); }

Python::FutureRef Python::new_future() { return make_counted<Future>(); }

void Python::set_result(const FutureRef& future, Value value, Time since) {
    future->state = Future::State::finished;
    future->result = std::move(value);
    schedule_callbacks(future, since);
}

void Python::set_result(const FutureRef& future, Value value) { set_result(future, std::move(value), journal_.now()); }

void Python::set_error(const FutureRef& future, Value error) {
    future->state = Future::State::finished;
    future->result = std::move(error);
    schedule_callbacks(future, journal_.now());
}

void Python::release(const FutureRef& future) {
    if (!future->done()) set_result(future, {});
}

void Python::schedule_callbacks(const FutureRef& future, Time since) {
    std::vector<Done> callbacks;
    callbacks.swap(future->callbacks);
    for (Done& done : callbacks) {
        done.of = future;
        if (done.kind == Done::Kind::wake) {
            const auto call = make_call(Call::Kind::wake);
            call->task = std::static_pointer_cast<Task>(done.target);
            call->future = future;
            journal_.ready(call->task->record, since);
            loop_.call_soon({call, call->task->owner, trace::no_callback});
        } else {
            const auto call = make_call(Call::Kind::done);
            call->done = std::move(done);
            loop_.call_soon({call, {}, trace::no_callback});
        }
    }
}

void Python::add_done(const FutureRef& future, Done done) {
    future->callbacks.push_back(std::move(done));
    if (future->callbacks.size() > 1) future->grow(Future::price_of_callback);
    if (future->done()) schedule_callbacks(future, journal_.now());
}

void Python::remove_done(const FutureRef& future, const ObjectRef& target) {
    journal_.worked(4 * future->callbacks.size());
    std::erase_if(future->callbacks, [&](const Done& done) { return done.target == target; });
}

// Future.cancel
bool Python::cancel_future(const FutureRef& future) {
    if (future->done()) return false;
    future->state = Future::State::cancelled;
    schedule_callbacks(future, journal_.now());
    return true;
}

// A task passes the cancellation on to the future that it waits for, and gather() passes it on to its children. In
// Python these are recursive calls of cancel, which end with RecursionError if they are nested too deeply or form a
// cycle. Here a list replaces the recursion, because a program can make the chain arbitrarily long.
Python::Cancelled Python::cancel(const FutureRef& future) {
    struct Call {
        Future* of;
        Task* task;      // at most one of these two is set
        Gather* gather;
        size_t children;  // how many children of the gather have been called
        bool any;         // was any of them cancelled?
    };
    std::vector<Call> calls;
    bool result = false;  // the result of the call that has returned
    bool returned = false;
    uint64_t made = 0;
    const auto call = [&](Future& one) {
        returned = one.done();
        result = false;
        if (returned) return;
        calls.push_back({&one, dynamic_cast<Task*>(&one), dynamic_cast<Gather*>(&one), 0, false});
    };
    for (call(*future); !calls.empty();) {
        if (calls.size() > max_calls) return Cancelled::too_deep;
        if (++made % 64 == 0) {
            journal_.worked(64 * 100);
            if (made > max_cancels) return Cancelled::too_deep;
        }
        Call& top = calls.back();
        if (top.task) {
            if (!returned && top.task->waits_for) {
                call(*top.task->waits_for);
                continue;
            }
            if (!result) top.task->must_cancel = true;
            result = true;
        } else if (top.gather) {
            if (returned) top.any |= result;
            if (top.children < top.gather->children.size()) {
                call(*top.gather->children[top.children++]);
                continue;
            }
            result = top.any;
            top.gather->cancel_requested |= result;
        } else {
            result = cancel_future(std::static_pointer_cast<Future>(top.of->shared()));
        }
        returned = true;
        calls.pop_back();
    }
    return result ? Cancelled::yes : Cancelled::no;
}

void Python::call_done(const Done& done) {
    switch (done.kind) {
        case Done::Kind::wake: break;  // a wake-up has its own call
        case Done::Kind::gather: child_done(static_cast<Gather&>(*done.target), done.of); break;
        case Done::Kind::release: release(std::static_pointer_cast<Future>(done.target)); break;
        case Done::Kind::group:
            group_child_done(std::static_pointer_cast<Group>(done.target), std::static_pointer_cast<Task>(done.of));
            break;
        case Done::Kind::completed: {
            Completed& completed = static_cast<Completed&>(*done.target);
            completed.done.push_back(done.of);
            wake_next(completed.getters);
            break;
        }
        case Done::Kind::stop: loop_.stop(); break;
    }
}

// gather, _done_callback
void Python::child_done(Gather& gather, const FutureRef& child) {
    ++gather.finished;
    if (gather.done()) return;
    const FutureRef outer = std::static_pointer_cast<Future>(gather.shared());
    if (!gather.return_exceptions) {
        if (child->cancelled()) return set_error(outer, Value::of_error(ErrorKind::cancelled));
        if (child->failed()) return set_error(outer, child->result);
    }
    if (gather.finished < gather.children.size()) return;
    if (gather.cancel_requested) return set_error(outer, Value::of_error(ErrorKind::cancelled));
    std::vector<Value> results;
    for (const FutureRef& one : gather.children)
        results.push_back(one->cancelled() ? Value::of_error(ErrorKind::cancelled) : one->result);
    set_result(outer, counted(Value::of_list(std::move(results))));
}

// TaskGroup._on_task_done
void Python::group_child_done(const GroupRef& group, const TaskRef& child) {
    journal_.worked(4 * group->tasks.size());
    std::erase(group->tasks, child);
    if (group->completed && group->tasks.empty()) release(group->completed);
    if (child->cancelled() || !child->failed()) return;
    group->errors.push_back(child->result);
    const TaskRef parent = group->parent.lock();
    if (!parent || parent->done() || group->aborting || group->parent_cancelled) return;
    abort(*group);
    group->parent_cancelled = true;
    cancel(parent);
}

void Python::abort(Group& group) {
    group.aborting = true;
    const std::vector<TaskRef> tasks = group.tasks;
    for (const TaskRef& task : tasks)
        if (!task->done()) cancel(task);
}

}  // namespace model::loop
