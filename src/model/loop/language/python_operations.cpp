// What each operation does in Python. Operations that wait in more than one way have files of their own.

#include "model/loop/language/python_objects.h"

#include <cassert>

namespace model::loop {

using trace::Phase;

namespace {

// Stages of operations that wait for one thing.
enum Wait : uint32_t { wait_begins, has_result, event_is_set };

// `stage` is the stage of the operation when the wait is over.
trace::Awaits awaited_by(const Operation& operation, uint32_t stage) {
    using trace::Awaits;
    switch (operation.kind) {
        case OpKind::sleep: return Awaits::timer;
        case OpKind::to_thread: return Awaits::pool;
        case OpKind::with:
        case OpKind::acquire: return Awaits::lock;
        case OpKind::put:
        case OpKind::get: return Awaits::queue;
        case OpKind::await_name: return stage == event_is_set ? Awaits::event : Awaits::other;
        default: return Awaits::other;
    }
}

}  // namespace

// The task awaits the future. If it is already done, the task does not suspend.
Machine::Did Python::await(Coroutine& coroutine, const FutureRef& future, const Operation& operation,
                           uint32_t next_stage) {
    if (future->done()) return take_result(coroutine, future, next_stage);
    const TaskRef task = std::static_pointer_cast<Task>(coroutine.object);
    assert(task);  // the reader rejects waiting operations in the body of call_soon and call_later
    if (future == task) return await_itself(coroutine, task, operation, next_stage);
    coroutine.top().stage = next_stage;
    if (const trace::CodeSite site = site_of(operation)) task->record = journal_.add(Phase::ready, site, task->owner);
    journal_.awaits(task->record, awaited_by(operation, next_stage));
    add_done(future, {Done::Kind::wake, task, {}});
    task->waits_for = future;
    if (task->must_cancel && cancel(future) == Cancelled::yes) task->must_cancel = false;
    return Did::suspended;
}

// Task.__step raises "Task cannot await on itself" in the coroutine at its next step.
Machine::Did Python::await_itself(Coroutine& coroutine, const TaskRef& task, const Operation& operation,
                                  uint32_t next_stage) {
    coroutine.top().stage = next_stage;
    task->record = journal_.add(Phase::ready, site_of(operation), task->owner);
    journal_.ready(task->record, journal_.now());
    const auto call = make_call(Call::Kind::wake);
    call->task = task;
    call->future = new_future();
    call->future->state = Future::State::finished;
    call->future->result = Value::of_error(ErrorKind::runtime);
    loop_.call_soon({call, task->owner, trace::no_callback});
    return Did::suspended;
}

Machine::Did Python::take_result(Coroutine& coroutine, const FutureRef& future, uint32_t next_stage) {
    if (future->cancelled()) return raise(coroutine, ErrorKind::cancelled);
    if (future->failed()) return raise(coroutine, future->result);
    coroutine.top().stage = next_stage;
    coroutine.received = future->result;
    return Did::more;
}

Machine::Did Python::unknown(Coroutine& coroutine, const std::string& name) {
    return raise(coroutine, shared_.contains(name) ? ErrorKind::name : ErrorKind::unbound_local);
}

Machine::Did Python::perform(Coroutine& coroutine, const Operation& operation) {
    switch (operation.kind) {
        case OpKind::sleep: return sleep(coroutine, operation);
        case OpKind::await_call: return await_call(coroutine, operation);
        case OpKind::await_name: return await_name(coroutine, operation);
        case OpKind::all: return gather(coroutine, operation);
        case OpKind::create_task:
            set_object(coroutine, operation.name,
                       create_task(coroutine, operation.function, operation.args, operation));
            return Did::done;
        case OpKind::to_thread: return to_thread(coroutine, operation);
        case OpKind::call_soon:
        case OpKind::call_later: return call_later(coroutine, operation);
        case OpKind::new_object: return new_object(coroutine, operation);
        case OpKind::with:
        case OpKind::acquire: return lock(coroutine, operation);
        case OpKind::release: return release(coroutine, operation);
        case OpKind::set: return set_event(coroutine, operation);
        case OpKind::clear: return clear_event(coroutine, operation);
        case OpKind::put:
        case OpKind::get: return put_or_get(coroutine, operation);
        case OpKind::set_result: return set_result(coroutine, operation);
        case OpKind::cancel: return cancel(coroutine, operation);
        case OpKind::wait_for: return wait_for(coroutine, operation);
        case OpKind::task_group: return task_group(coroutine, operation);
        case OpKind::as_completed: return as_completed(coroutine, operation);
        case OpKind::set_executor: loop_.new_pool(operation.number); return Did::done;
        default: return perform_common(coroutine, operation);
    }
}

// Returns true if the operation handles the control flow that leaves it, as `except` does. Operations that only clean
// up, as `finally` does, return false.
bool Python::catches(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    switch (operation.kind) {
        case OpKind::sleep:
            if (top.stage == Sleeping::slept) loop_.cancel(top.state<Sleeping>().timer);
            return false;
        case OpKind::await_name:
            if (top.stage == event_is_set) forget(top.state<EventWait>().event->waiters, top.state<EventWait>().waiter);
            return false;
        case OpKind::with:
        case OpKind::acquire: return lock_catches(coroutine);
        case OpKind::put:
        case OpKind::get: return queue_catches(coroutine, operation);
        case OpKind::as_completed:
            if (top.stage == AsCompleted::waited)
                forget(top.state<AsCompleted>().completed->getters, top.state<AsCompleted>().getter);
            return false;
        case OpKind::wait_for: return wait_for_catches(coroutine);
        case OpKind::task_group: return task_group_catches(coroutine);
        default: return catches_common(coroutine, operation);
    }
}

Machine::Did Python::await_call(Coroutine& coroutine, const Operation& operation) {
    if (coroutine.top().stage == wait_begins)
        return enter_function(coroutine, operation.function, operation.args, has_result);
    return use_result(coroutine, operation, coroutine.received);
}

// Awaits a future, a task or an event.
Machine::Did Python::await_name(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    if (top.stage == has_result) {
        return use_result(coroutine, operation, coroutine.received);
    }
    if (top.stage == event_is_set) {
        forget(top.state<EventWait>().event->waiters, top.state<EventWait>().waiter);
        return Did::done;
    }
    const ObjectRef object = this->object(coroutine, operation.name);
    if (const auto future = std::dynamic_pointer_cast<Future>(object))
        return await(coroutine, future, operation, has_result);
    const auto event = std::dynamic_pointer_cast<Event>(object);
    if (!event) return unknown(coroutine, operation.name);
    if (event->set) return Did::done;
    EventWait& wait = top.state<EventWait>();
    wait.event = event;
    wait.waiter = new_future();
    event->waiters.push_back(wait.waiter);
    return await(coroutine, wait.waiter, operation, event_is_set);
}

Machine::Did Python::to_thread(Coroutine& coroutine, const Operation& operation) {
    if (coroutine.top().stage == has_result) return Did::done;
    const FutureRef done = new_future();
    if (operation.id == trace::no_operation) {  // the program ends
        if (!loop_.pool_is_busy()) return Did::done;
        loop_.when_pool_is_idle(release_of(done, coroutine.owner));
        return await(coroutine, done, operation, has_result);
    }
    const Did did = await(coroutine, done, operation, has_result);
    loop_.to_pool(release_of(done, coroutine.owner), {PoolJob::Kind::block, *operation.time, site_of(operation)});
    return did;
}

Machine::Did Python::call_later(Coroutine& coroutine, const Operation& operation) {
    const auto call = make_call(Call::Kind::body);
    call->body = make(operation.body, coroutine.top().env, coroutine.owner);
    const Handle handle{call, coroutine.owner, journal_.add(Phase::ready, site_of(operation), coroutine.owner)};
    call->body->record = handle.record;
    const Time at = operation.kind == OpKind::call_later ? journal_.now() + *operation.time : journal_.now();
    journal_.awaits(handle.record, trace::Awaits::timer);
    journal_.ready(handle.record, at);
    if (operation.kind == OpKind::call_later) loop_.call_at(at, handle);
    else loop_.call_soon(handle);
    return Did::done;
}

Machine::Did Python::new_object(Coroutine& coroutine, const Operation& operation) {
    ObjectRef object;
    switch (operation.object) {
        case scenario::ObjectKind::lock: object = make_counted<Lock>(); break;
        case scenario::ObjectKind::semaphore: {
            const auto semaphore = make_counted<Lock>();
            semaphore->semaphore = true;
            semaphore->value = operation.number;
            object = semaphore;
            break;
        }
        case scenario::ObjectKind::event: object = make_counted<Event>(); break;
        case scenario::ObjectKind::queue: {
            const auto queue = make_counted<Queue>();
            queue->room = size_t(operation.number);
            object = queue;
            break;
        }
        case scenario::ObjectKind::future: object = new_future(); break;
    }
    set_object(coroutine, operation.name, std::move(object));
    return Did::done;
}

Machine::Did Python::set_result(Coroutine& coroutine, const Operation& operation) {
    const auto future = object_of<Future>(coroutine, operation.name);
    if (!future) return unknown(coroutine, operation.name);
    if (future->done()) return raise(coroutine, ErrorKind::invalid_state);
    set_result(future, operation.text.empty() ? Value{} : new_text(text(operation.text, coroutine)));
    return Did::done;
}

Machine::Did Python::cancel(Coroutine& coroutine, const Operation& operation) {
    const auto future = object_of<Future>(coroutine, operation.name);
    if (!future) return unknown(coroutine, operation.name);
    if (cancel(future) == Cancelled::too_deep) return raise(coroutine, ErrorKind::recursion);
    return Did::done;
}

std::string Python::shown(const Value& value, bool in_list) const {
    switch (value.kind) {
        case Value::Kind::none: return "None";
        case Value::Kind::text:
        case Value::Kind::error: return in_list ? "'" + value.text() + "'" : value.text();
        case Value::Kind::list: {
            std::string all;
            for (const Value& item : value.items()) {
                if (all.size() > max_text) break;
                all += (all.empty() ? "" : ", ") + shown(item, true);
            }
            return "[" + all + "]";
        }
        case Value::Kind::object: return "object";
    }
    return {};
}

}  // namespace model::loop
