// What each operation does: tasks.py, locks.py, queues.py, taskgroups.py, with their `try` and
// `finally` as stages.

#include "model/loop/asyncio_objects.h"

#include <algorithm>
#include <cassert>

namespace model::loop {

using trace::Phase;

// The task awaits the future. One that is done already does not suspend it.
Machine::Did Asyncio::await(Coroutine& coroutine, const FutureRef& future, const Operation& operation, uint32_t next_stage) {
    if (future->done()) return take_result(coroutine, future, next_stage);
    frame_of(coroutine).stage = next_stage;
    const TaskRef task = std::static_pointer_cast<Task>(coroutine.object);
    if (operation.id != trace::no_operation) task->record = registered(Phase::ready, site_of(operation), task->owner, current());
    add_done(future, {Done::Kind::wake, task, {}});
    task->waits_for = future;
    if (task->must_cancel && cancel(future)) task->must_cancel = false;
    return Did::suspended;
}

Machine::Did Asyncio::take_result(Coroutine& coroutine, const FutureRef& future, uint32_t next_stage) {
    if (future->cancelled()) return raise(coroutine, Value::error(cancelled_error));
    if (future->failed()) return raise(coroutine, future->result);
    frame_of(coroutine).stage = next_stage;
    coroutine.received = future->result;
    return Did::more;
}

void Asyncio::ended(const CoroutineRef& coroutine, Outcome outcome) {
    const TaskRef task = std::static_pointer_cast<Task>(coroutine->object);
    const bool raised = outcome.kind == Outcome::Kind::raised;
    if (!task) {  // a plain callback
        if (raised) print_error(coroutine->record, outcome.value);
        return;
    }
    if (!raised && task->must_cancel) {
        task->must_cancel = false;
        cancel_future(task);
    } else if (!raised) {
        set_result(task, std::move(outcome.value));
    } else if (outcome.value.text == cancelled_error) {
        cancel_future(task);
    } else {
        set_error(task, std::move(outcome.value));
    }
}

Machine::Did Asyncio::perform(Coroutine& coroutine, const Operation& operation) {
    Frame& frame = frame_of(coroutine);
    switch (operation.kind) {
        case OpKind::sleep: return sleep(coroutine, operation);
        case OpKind::await_call:
            if (frame.stage == 0) return enter_function(coroutine, operation.function, operation.args, 1);
            use_result(coroutine, operation, coroutine.received);
            return Did::done;
        case OpKind::await_name: {
            const ObjectRef object = this->object(coroutine, operation.name);
            if (const auto future = std::dynamic_pointer_cast<Future>(object)) {
                if (frame.stage == 0) return await(coroutine, future, operation, 1);
                use_result(coroutine, operation, coroutine.received);
                return Did::done;
            }
            const auto event = std::dynamic_pointer_cast<Event>(object);
            if (!event) return unknown(coroutine, operation.name);
            if (frame.stage == 0) {
                if (event->set) return Did::done;
                const FutureRef waiter = new_future();
                event->waiters.push_back(waiter);
                frame.kept = {waiter, event};
                return await(coroutine, waiter, operation, 2);
            }
            std::erase(event->waiters, std::static_pointer_cast<Future>(frame.kept[0]));
            return Did::done;
        }
        case OpKind::all: return gather(coroutine, operation);
        case OpKind::create_task:
            set_object(coroutine, operation.name, create_task(coroutine, operation.function, operation.args, operation));
            return Did::done;
        case OpKind::to_thread: {
            if (frame.stage == 1) return Did::done;
            if (operation.id == trace::no_operation) {  // the end of the run
                if (jobs_.empty()) return Did::done;
                pool_empty_ = new_future();
                return await(coroutine, pool_empty_, operation, 1);
            }
            const uint32_t job = next_job_++;
            const FutureRef done = new_future();
            jobs_[job] = done;
            const Did did = await(coroutine, done, operation, 1);
            host_.pool(job, coroutine.owner, operation);
            return did;
        }
        case OpKind::call_soon:
        case OpKind::call_later: {
            Handle handle;
            handle.kind = Handle::Kind::body;
            const CoroutineRef body = make(operation.body, frame.env, coroutine.owner);
            body->record = handle.record = registered(Phase::ready, site_of(operation), coroutine.owner, current());
            handle.object = body;
            if (operation.kind == OpKind::call_later) ready(handle.record, now_ + *operation.time);
            else ready(handle.record, now_);
            if (operation.kind == OpKind::call_soon) soon(std::move(handle));
            else later(now_ + *operation.time, std::move(handle));
            return Did::done;
        }
        case OpKind::new_object: return new_object(coroutine, operation);
        case OpKind::with:
        case OpKind::acquire: {
            if (frame.stage == 3) {
                release(*std::static_pointer_cast<Lock>(frame.kept[1]));
                return Did::done;
            }
            const auto lock = object_of<Lock>(coroutine, operation.name);
            if (!lock) return unknown(coroutine, operation.name);
            bool held = false;
            const Did did = acquire(coroutine, operation, *lock, held);
            if (!held) return did;
            if (operation.kind == OpKind::acquire) return Did::done;
            frame.kept = {nullptr, lock};
            return enter(coroutine, operation.body, 3);
        }
        case OpKind::release: {
            const auto lock = object_of<Lock>(coroutine, operation.name);
            if (!lock) return unknown(coroutine, operation.name);
            if (!lock->semaphore && !lock->locked) return raise(coroutine, Value::error("RuntimeError"));
            release(*lock);
            return Did::done;
        }
        case OpKind::set: {
            const auto event = object_of<Event>(coroutine, operation.name);
            if (!event) return unknown(coroutine, operation.name);
            if (event->set) return Did::done;
            event->set = true;
            for (const FutureRef& waiter : event->waiters)
                if (!waiter->done()) set_result(waiter, {});
            return Did::done;
        }
        case OpKind::clear: {
            const auto event = object_of<Event>(coroutine, operation.name);
            if (!event) return unknown(coroutine, operation.name);
            event->set = false;
            return Did::done;
        }
        case OpKind::put:
        case OpKind::get: {
            const auto queue = object_of<Queue>(coroutine, operation.name);
            if (!queue) return unknown(coroutine, operation.name);
            return operation.kind == OpKind::put ? put(coroutine, operation, *queue) : get(coroutine, operation, *queue);
        }
        case OpKind::set_result: {
            const auto future = object_of<Future>(coroutine, operation.name);
            if (!future) return unknown(coroutine, operation.name);
            if (future->done()) return raise(coroutine, Value::error("InvalidStateError"));
            set_result(future, operation.text.empty() ? Value{} : Value::of(text(operation.text, coroutine)));
            return Did::done;
        }
        case OpKind::cancel: {
            const auto future = object_of<Future>(coroutine, operation.name);
            if (!future) return unknown(coroutine, operation.name);
            cancel(future);
            return Did::done;
        }
        case OpKind::wait_for: return wait_for(coroutine, operation);
        case OpKind::task_group: return task_group(coroutine, operation);
        case OpKind::as_completed: return as_completed(coroutine, operation);
        case OpKind::set_executor: host_.new_pool(operation.number); return Did::done;
        default: return perform_common(coroutine, operation);
    }
}

bool Asyncio::catches(Coroutine& coroutine, const Operation& operation) {
    Frame& frame = frame_of(coroutine);
    const bool cancelled = coroutine.pending.kind == Outcome::Kind::raised && coroutine.pending.value.text == cancelled_error;
    const auto waiter = [&] { return std::static_pointer_cast<Future>(frame.kept[0]); };
    switch (operation.kind) {
        case OpKind::sleep:
            if (frame.stage == 2) std::static_pointer_cast<Handle>(frame.kept[1])->cancelled = true;
            return false;
        case OpKind::await_name:
            if (frame.stage == 2) std::erase(std::static_pointer_cast<Event>(frame.kept[1])->waiters, waiter());
            return false;
        case OpKind::with:
        case OpKind::acquire: {
            if (frame.stage == 0) return false;
            Lock& lock = *std::static_pointer_cast<Lock>(frame.kept[1]);
            if (frame.stage == 3) {
                release(lock);
                return false;
            }
            std::erase(lock.waiters, waiter());
            if (!cancelled) return false;
            if (!lock.semaphore && !lock.locked) wake_first(lock);
            if (lock.semaphore && !waiter()->cancelled()) {
                ++lock.value;
                wake_first(lock);
            }
            return false;
        }
        case OpKind::put:
        case OpKind::get: {
            if (frame.stage != 1) return false;
            Queue& queue = *std::static_pointer_cast<Queue>(frame.kept[1]);
            std::deque<FutureRef>& line = operation.kind == OpKind::put ? queue.putters : queue.getters;
            const FutureRef mine = waiter();
            cancel(mine);
            std::erase(line, mine);
            const bool could = operation.kind == OpKind::put ? !queue.full() : !queue.items.empty();
            if (could && !mine->cancelled()) wake_next(line);
            return false;
        }
        case OpKind::as_completed:
            if (frame.stage == 2) std::erase(std::static_pointer_cast<Completed>(frame.kept[1])->getters, waiter());
            return false;
        case OpKind::wait_for: return wait_for_catches(coroutine);
        case OpKind::task_group: {
            if (frame.stage != 2 || !cancelled) return false;
            Group& group = *std::static_pointer_cast<Group>(frame.kept[0]);
            if (!group.aborting) {
                group.propagates = coroutine.pending.value;
                abort(group);
            }
            group.completed.reset();
            coroutine.pending = {};
            frame.stage = 1;
            return true;
        }
        default: return catches_common(coroutine, operation);
    }
}

// ---- sleep, gather ---------------------------------------------------------------

Machine::Did Asyncio::sleep(Coroutine& coroutine, const Operation& operation) {
    Frame& frame = frame_of(coroutine);
    if (frame.stage > 0) return Did::done;
    if (*operation.time == Time{}) {  // a bare yield
        frame.stage = 1;
        const TaskRef task = std::static_pointer_cast<Task>(coroutine.object);
        task->record = registered(Phase::ready, site_of(operation), task->owner, current());
        ready(task->record, now_);
        Handle step;
        step.object = task;
        soon(std::move(step));
        return Did::suspended;
    }
    const FutureRef future = new_future();
    Handle wake;
    wake.kind = Handle::Kind::set_result;
    wake.object = future;
    frame.kept = {future, later(now_ + *operation.time, std::move(wake))};
    return await(coroutine, future, operation, 2);
}

Machine::Did Asyncio::gather(Coroutine& coroutine, const Operation& operation) {
    if (frame_of(coroutine).stage == 1) {
        use_result(coroutine, operation, coroutine.received);
        return Did::done;
    }
    const auto all = std::make_shared<Gather>();
    all->return_exceptions = operation.return_exceptions;
    for (const scenario::Call& call : operation.calls) {
        const TaskRef task = create_task(coroutine, call.function, call.args, operation);
        add_done(task, {Done::Kind::gather, all, {}});
        all->children.push_back(task);
    }
    return await(coroutine, all, operation, 1);
}

// ---- locks and semaphores ----------------------------------------------------------

Machine::Did Asyncio::acquire(Coroutine& coroutine, const Operation& operation, Lock& lock, bool& held) {
    Frame& frame = frame_of(coroutine);
    if (frame.stage == 1) {
        std::erase(lock.waiters, std::static_pointer_cast<Future>(frame.kept[0]));
        if (!lock.semaphore) lock.locked = true;
        else if (lock.value > 0) wake_first(lock);
        held = true;
        return Did::more;
    }
    const bool others = std::any_of(lock.waiters.begin(), lock.waiters.end(), [](const FutureRef& waiter) { return !waiter->cancelled(); });
    if (!others && (lock.semaphore ? lock.value > 0 : !lock.locked)) {
        if (lock.semaphore) --lock.value;
        else lock.locked = true;
        held = true;
        return Did::more;
    }
    const FutureRef waiter = new_future();
    lock.waiters.push_back(waiter);
    frame.kept = {waiter, lock.shared()};
    return await(coroutine, waiter, operation, 1);
}

void Asyncio::release(Lock& lock) {
    if (lock.semaphore) ++lock.value;
    else lock.locked = false;
    wake_first(lock);
}

void Asyncio::wake_first(Lock& lock) {
    if (lock.waiters.empty()) return;
    if (!lock.semaphore) {
        if (const FutureRef first = lock.waiters.front(); !first->done()) set_result(first, {});
        return;
    }
    for (const FutureRef& waiter : lock.waiters) {
        if (waiter->done()) continue;
        --lock.value;
        set_result(waiter, {});
        return;
    }
}

// ---- queues ------------------------------------------------------------------------

void Asyncio::wake_next(std::deque<FutureRef>& waiters) {
    while (!waiters.empty()) {
        const FutureRef waiter = waiters.front();
        waiters.pop_front();
        if (waiter->done()) continue;
        set_result(waiter, {});
        return;
    }
}

Machine::Did Asyncio::put(Coroutine& coroutine, const Operation& operation, Queue& queue) {
    if (queue.full()) {
        const FutureRef putter = new_future();
        queue.putters.push_back(putter);
        frame_of(coroutine).kept = {putter, queue.shared()};
        return await(coroutine, putter, operation, 1);
    }
    queue.items.push_back(Value::of(text(operation.text, coroutine)));
    wake_next(queue.getters);
    return Did::done;
}

Machine::Did Asyncio::get(Coroutine& coroutine, const Operation& operation, Queue& queue) {
    if (queue.items.empty()) {
        const FutureRef getter = new_future();
        queue.getters.push_back(getter);
        frame_of(coroutine).kept = {getter, queue.shared()};
        return await(coroutine, getter, operation, 1);
    }
    Value item = std::move(queue.items.front());
    queue.items.pop_front();
    wake_next(queue.putters);
    if (!operation.into.empty()) set_value(coroutine, operation.into, item);
    set_value(coroutine, "item", std::move(item));
    return Did::done;
}

Machine::Did Asyncio::new_object(Coroutine& coroutine, const Operation& operation) {
    ObjectRef object;
    switch (operation.object) {
        case scenario::ObjectKind::lock: object = std::make_shared<Lock>(); break;
        case scenario::ObjectKind::semaphore: {
            const auto semaphore = std::make_shared<Lock>();
            semaphore->semaphore = true;
            semaphore->value = operation.number;
            object = semaphore;
            break;
        }
        case scenario::ObjectKind::event: object = std::make_shared<Event>(); break;
        case scenario::ObjectKind::queue: {
            const auto queue = std::make_shared<Queue>();
            queue->room = size_t(operation.number);
            object = queue;
            break;
        }
        case scenario::ObjectKind::future: object = new_future(); break;
    }
    set_object(coroutine, operation.name, std::move(object));
    return Did::done;
}

// ---- wait_for ------------------------------------------------------------------------
//
// kept: the waiter, the task, the timer's handle or nothing. Stages: 0 begins, 1 the waiter was
// released, 2 and 3 the task is to be cancelled (after a timeout, after a cancellation), 4 and 5 its
// clean-up is over, 6 there is a result.

Machine::Did Asyncio::wait_for(Coroutine& coroutine, const Operation& operation) {
    Frame& frame = frame_of(coroutine);
    const auto task = [&] { return std::static_pointer_cast<Task>(frame.kept[1]); };
    const auto stop_timer = [&] {
        if (frame.kept[2]) std::static_pointer_cast<Handle>(frame.kept[2])->cancelled = true;
    };
    switch (frame.stage) {
        case 0: {
            const FutureRef waiter = new_future();
            if (*operation.time == Time{}) {
                frame.kept = {waiter, create_task(coroutine, operation.function, operation.args, operation), nullptr};
                frame.stage = 2;
                return Did::more;
            }
            Handle timer;
            timer.kind = Handle::Kind::release;
            timer.object = waiter;
            const HandleRef handle = later(now_ + *operation.time, std::move(timer));
            const TaskRef made = create_task(coroutine, operation.function, operation.args, operation);
            add_done(made, {Done::Kind::release, waiter, {}});
            frame.kept = {waiter, made, handle};
            return await(coroutine, waiter, operation, 1);
        }
        case 1:
            if (task()->done()) {
                stop_timer();
                return take_result(coroutine, task(), 6);
            }
            remove_done(task(), frame.kept[0]);
            frame.stage = 2;
            return Did::more;
        case 2:
        case 3: {
            const FutureRef waiter = new_future();
            frame.kept[0] = waiter;
            add_done(task(), {Done::Kind::release, waiter, {}});
            cancel(task());
            return await(coroutine, waiter, operation, frame.stage + 2);
        }
        case 4:
            stop_timer();
            if (task()->cancelled()) return raise(coroutine, Value::error(timeout_error));
            return take_result(coroutine, task(), 6);
        case 5: stop_timer(); return raise(coroutine, Value::error(cancelled_error));
        default: use_result(coroutine, operation, coroutine.received); return Did::done;
    }
}

bool Asyncio::wait_for_catches(Coroutine& coroutine) {
    Frame& frame = frame_of(coroutine);
    if (frame.stage == 0 || frame.kept.size() < 3) return false;
    const TaskRef task = std::static_pointer_cast<Task>(frame.kept[1]);
    const bool cancelled = coroutine.pending.kind == Outcome::Kind::raised && coroutine.pending.value.text == cancelled_error;
    if (frame.stage == 1 && cancelled && std::static_pointer_cast<Future>(frame.kept[0]) && !frame.turn) {
        frame.turn = 1;  // this is handled once
        if (!task->done()) {
            remove_done(task, frame.kept[0]);
            coroutine.pending = {};
            frame.stage = 3;
            return true;
        }
        if (frame.kept[2]) std::static_pointer_cast<Handle>(frame.kept[2])->cancelled = true;
        coroutine.pending = {};
        take_result(coroutine, task, 6);  // its result after all, or its error
        return coroutine.pending.kind == Outcome::Kind::normal;
    }
    if (frame.stage >= 4) remove_done(task, frame.kept[0]);
    if (frame.kept[2]) std::static_pointer_cast<Handle>(frame.kept[2])->cancelled = true;
    return false;
}

// ---- task groups, as_completed -----------------------------------------------------------

Machine::Did Asyncio::task_group(Coroutine& coroutine, const Operation& operation) {
    Frame& frame = frame_of(coroutine);
    if (frame.stage == 0) {
        const auto group = std::make_shared<Group>();
        group->parent = std::static_pointer_cast<Task>(coroutine.object);
        for (const scenario::Call& call : operation.calls) {
            const TaskRef task = create_task(coroutine, call.function, call.args, operation);
            add_done(task, {Done::Kind::group, group, {}});
            group->tasks.push_back(task);
        }
        frame.kept = {group};
        frame.stage = 1;
    }
    Group& group = *std::static_pointer_cast<Group>(frame.kept[0]);
    if (frame.stage == 2) {
        group.completed.reset();
        frame.stage = 1;
    }
    if (!group.tasks.empty()) {
        group.completed = new_future();
        return await(coroutine, group.completed, operation, 2);
    }
    if (group.errors.empty() && group.propagates.kind == Value::Kind::error) return raise(coroutine, group.propagates);
    if (group.errors.empty()) return Did::done;
    return raise(coroutine, group_of(std::move(group.errors)));
}

// kept: the getter, what has completed.
Machine::Did Asyncio::as_completed(Coroutine& coroutine, const Operation& operation) {
    Frame& frame = frame_of(coroutine);
    if (frame.stage == 0) {
        const auto completed = std::make_shared<Completed>();
        for (const scenario::Call& call : operation.calls)
            add_done(create_task(coroutine, call.function, call.args, operation), {Done::Kind::completed, completed, {}});
        frame.kept = {nullptr, completed};
        frame.stage = 1;
    }
    if (frame.turn == int64_t(operation.calls.size())) return Did::done;
    Completed& completed = *std::static_pointer_cast<Completed>(frame.kept[1]);
    if (completed.done.empty()) {
        const FutureRef getter = new_future();
        completed.getters.push_back(getter);
        frame.kept[0] = getter;
        return await(coroutine, getter, operation, 2);
    }
    const FutureRef done = completed.done.front();
    completed.done.pop_front();
    ++frame.turn;
    frame.stage = 1;
    if (done->cancelled()) return raise(coroutine, Value::error(cancelled_error));
    if (done->failed()) return raise(coroutine, done->result);
    set_value(coroutine, "item", done->result);
    return enter(coroutine, operation.body, 1);
}

std::string Asyncio::shown(const Value& value, bool in_list) const {
    switch (value.kind) {
        case Value::Kind::none: return "None";
        case Value::Kind::text: return in_list ? "'" + value.text + "'" : value.text;
        case Value::Kind::list: {
            std::string all;
            for (const Value& item : value.items) all += (all.empty() ? "" : ", ") + shown(item, true);
            return "[" + all + "]";
        }
        case Value::Kind::object: return "object";
        case Value::Kind::error: return in_list ? "'" + value.text + "'" : value.text;
    }
    return {};
}

}  // namespace model::loop
