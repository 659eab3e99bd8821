// sleep, gather, wait_for, task groups and as_completed: tasks.py and taskgroups.py, with their `try`
// and `finally` as stages.

#include "model/loop/language/python_objects.h"

namespace model::loop {

using trace::Phase;

Machine::Did Python::sleep(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    if (top.stage != Sleeping::begins) return Did::done;
    if (*operation.time == Time{}) {  // a yield without a timer
        top.stage = Sleeping::yielded;
        const TaskRef task = std::static_pointer_cast<Task>(coroutine.object);
        task->record = journal_.add(Phase::ready, site_of(operation), task->owner);
        journal_.ready(task->record, journal_.now());
        loop_.call_soon(step_of(task));
        return Did::suspended;
    }
    const FutureRef future = new_future();
    const auto call = make_call(Call::Kind::set_result);
    call->future = future;
    const Time due = journal_.now() + *operation.time;
    top.state<Sleeping>().timer = loop_.call_at(due, {call, coroutine.owner});
    return await(coroutine, future, operation, Sleeping::slept);
}

Machine::Did Python::gather(Coroutine& coroutine, const Operation& operation) {
    enum Stage : uint32_t { begins, has_results };
    if (coroutine.top().stage == has_results) {
        return use_result(coroutine, operation, coroutine.received);
    }
    const auto all = make_counted<Gather>();
    all->return_exceptions = operation.return_exceptions;
    for (const scenario::Call& call : operation.calls) {
        const TaskRef task = create_task(coroutine, call.function, call.args, operation);
        add_done(task, {Done::Kind::gather, all, {}});
        all->children.push_back(task);
        all->grow(Gather::price_of_child);
    }
    return await(coroutine, all, operation, has_results);
}

// ---- wait_for ------------------------------------------------------------------------

Machine::Did Python::wait_for(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    WaitFor& wait = top.state<WaitFor>();
    switch (top.stage) {
        case WaitFor::begins: {
            wait.waiter = new_future();
            if (*operation.time == Time{}) {
                wait.task = create_task(coroutine, operation.function, operation.args, operation);
                top.stage = WaitFor::time_is_up;
                return Did::more;
            }
            wait.timer = loop_.call_at(journal_.now() + *operation.time, release_of(wait.waiter, coroutine.owner));
            wait.task = create_task(coroutine, operation.function, operation.args, operation);
            add_done(wait.task, {Done::Kind::release, wait.waiter, {}});
            await(coroutine, wait.waiter, operation, WaitFor::released);
            journal_.awaits(static_cast<Task&>(*coroutine.object).record, trace::Awaits::timer);
            return Did::suspended;
        }
        case WaitFor::released:
            if (wait.task->done()) {
                loop_.cancel(wait.timer);
                return take_result(coroutine, wait.task, WaitFor::has_result);
            }
            remove_done(wait.task, wait.waiter);
            top.stage = WaitFor::time_is_up;
            return Did::more;
        case WaitFor::time_is_up:
        case WaitFor::cancelled: {
            wait.waiter = new_future();
            add_done(wait.task, {Done::Kind::release, wait.waiter, {}});
            if (cancel(wait.task) == Cancelled::too_deep) {
                remove_done(wait.task, wait.waiter);
                return raise(coroutine, ErrorKind::recursion);
            }
            const bool late = top.stage == WaitFor::time_is_up;
            return await(coroutine, wait.waiter, operation, late ? WaitFor::cleaned_up : WaitFor::cleaned_up_cancelled);
        }
        case WaitFor::cleaned_up:
            loop_.cancel(wait.timer);
            if (wait.task->cancelled()) return raise(coroutine, ErrorKind::timeout);
            return take_result(coroutine, wait.task, WaitFor::has_result);
        case WaitFor::cleaned_up_cancelled: loop_.cancel(wait.timer); return raise(coroutine, ErrorKind::cancelled);
        default: return use_result(coroutine, operation, coroutine.received);
    }
}

bool Python::wait_for_catches(Coroutine& coroutine) {
    Activation& top = coroutine.top();
    if (top.stage == WaitFor::begins) return false;
    WaitFor& wait = top.state<WaitFor>();
    if (top.stage == WaitFor::released && coroutine.pending.is_raised(ErrorKind::cancelled) && !wait.was_cancelled) {
        wait.was_cancelled = true;
        coroutine.pending = {};
        if (!wait.task->done()) {
            remove_done(wait.task, wait.waiter);
            top.stage = WaitFor::cancelled;
            return true;
        }
        loop_.cancel(wait.timer);
        take_result(coroutine, wait.task, WaitFor::has_result);  // takes its result after all, or its error
        return coroutine.pending.kind == Ending::Kind::normal;
    }
    if (top.stage >= WaitFor::cleaned_up) remove_done(wait.task, wait.waiter);
    loop_.cancel(wait.timer);
    return false;
}

// ---- task groups, as_completed -----------------------------------------------------------

Machine::Did Python::task_group(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    GroupRef& group = top.state<InGroup>().group;
    if (top.stage == InGroup::begins) {
        group = make_counted<Group>();
        group->parent = std::static_pointer_cast<Task>(coroutine.object);
        for (const scenario::Call& call : operation.calls) {
            const TaskRef task = create_task(coroutine, call.function, call.args, operation);
            add_done(task, {Done::Kind::group, group, {}});
            group->tasks.push_back(task);
            group->grow(Group::price_of_task);
        }
    } else if (top.stage == InGroup::waited) {
        group->completed.reset();
    }
    top.stage = InGroup::counts;
    if (!group->tasks.empty()) {
        group->completed = new_future();
        return await(coroutine, group->completed, operation, InGroup::waited);
    }
    if (!group->errors.empty()) return raise(coroutine, group_of(std::move(group->errors)));
    if (group->propagates.is_error()) return raise(coroutine, group->propagates);
    return Did::done;
}

// It is cancelled from outside: its tasks are cancelled, too, and it waits for them.
bool Python::task_group_catches(Coroutine& coroutine) {
    Activation& top = coroutine.top();
    if (top.stage != InGroup::waited || !coroutine.pending.is_raised(ErrorKind::cancelled)) return false;
    Group& group = *top.state<InGroup>().group;
    if (!group.aborting) {
        group.propagates = coroutine.pending.value;
        abort(group);
    }
    group.completed.reset();
    coroutine.pending = {};
    top.stage = InGroup::counts;
    return true;
}

Machine::Did Python::as_completed(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    AsCompleted& mine = top.state<AsCompleted>();
    if (top.stage == AsCompleted::begins) {
        mine.completed = make_counted<Completed>();
        for (const scenario::Call& call : operation.calls)
            add_done(create_task(coroutine, call.function, call.args, operation),
                     {Done::Kind::completed, mine.completed, {}});
        top.stage = AsCompleted::next;
    }
    if (top.turn == int64_t(operation.calls.size())) return Did::done;
    std::deque<FutureRef>& ready = mine.completed->done;
    if (ready.empty()) {
        mine.getter = new_future();
        mine.completed->getters.push_back(mine.getter);
        return await(coroutine, mine.getter, operation, AsCompleted::waited);
    }
    const FutureRef done = ready.front();
    ready.pop_front();
    ++top.turn;
    top.stage = AsCompleted::next;
    if (done->cancelled()) return raise(coroutine, ErrorKind::cancelled);
    if (done->failed()) return raise(coroutine, done->result);
    set_value(coroutine, "item", done->result);
    return enter(coroutine, operation.body, AsCompleted::next);
}

}  // namespace model::loop
