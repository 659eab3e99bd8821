// Locks, semaphores, events and queues: locks.py and queues.py, with their `try` and `finally` as stages.

#include "model/loop/language/python_objects.h"

#include <algorithm>

namespace model::loop {

// The waiter that is removed is usually the first.
void Python::forget(std::deque<FutureRef>& waiters, const FutureRef& waiter) {
    const auto at = std::find(waiters.begin(), waiters.end(), waiter);
    journal_.worked(4 * size_t(at - waiters.begin()));
    if (at != waiters.end()) waiters.erase(at);
}

void Python::wake_next(std::deque<FutureRef>& waiters) {
    while (!waiters.empty()) {
        const FutureRef waiter = waiters.front();
        waiters.pop_front();
        if (waiter->done()) continue;
        set_result(waiter, {});
        return;
    }
}

// ---- locks and semaphores ----------------------------------------------------------

// acquire, and the statement `async with`
Machine::Did Python::lock(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    if (top.stage == LockWait::body_ran) {
        release(*top.state<LockWait>().lock, coroutine);
        return Did::done;
    }
    if (top.stage == LockWait::woken) {
        LockWait& wait = top.state<LockWait>();
        Lock& lock = *wait.lock;
        forget(lock.waiters, wait.waiter);
        if (!lock.semaphore) lock.locked = true;
        else if (lock.value > 0) wake_first(lock);
        return acquired(coroutine, operation, wait.lock);
    }
    const auto lock = object_of<Lock>(coroutine, operation.name);
    if (!lock) return unknown(coroutine, operation.name);
    const auto waits = [](const FutureRef& waiter) { return !waiter->cancelled(); };
    const auto other = std::find_if(lock->waiters.begin(), lock->waiters.end(), waits);
    journal_.worked(4 * size_t(other - lock->waiters.begin()));
    if (other == lock->waiters.end() && (lock->semaphore ? lock->value > 0 : !lock->locked)) {
        if (lock->semaphore) --lock->value;
        else lock->locked = true;
        return acquired(coroutine, operation, lock);
    }
    LockWait& wait = top.state<LockWait>();
    wait.lock = lock;
    wait.waiter = new_future();
    lock->waiters.push_back(wait.waiter);
    return await(coroutine, wait.waiter, operation, LockWait::woken);
}

Machine::Did Python::acquired(Coroutine& coroutine, const Operation& operation, const std::shared_ptr<Lock>& lock) {
    lock->holders.push_back(std::static_pointer_cast<Task>(coroutine.object));
    if (operation.kind == OpKind::acquire) return Did::done;
    coroutine.top().state<LockWait>().lock = lock;
    return enter(coroutine, operation.body, LockWait::body_ran);
}

bool Python::lock_catches(Coroutine& coroutine) {
    Activation& top = coroutine.top();
    if (top.stage == LockWait::begins) return false;
    const LockWait& wait = top.state<LockWait>();
    Lock& lock = *wait.lock;
    if (top.stage == LockWait::body_ran) {
        release(lock, coroutine);
        return false;
    }
    forget(lock.waiters, wait.waiter);
    if (!coroutine.pending.is_raised(ErrorKind::cancelled)) return false;
    if (!lock.semaphore && !lock.locked) wake_first(lock);
    if (lock.semaphore && !wait.waiter->cancelled()) {
        ++lock.value;
        wake_first(lock);
    }
    return false;
}

Machine::Did Python::release(Coroutine& coroutine, const Operation& operation) {
    const auto lock = object_of<Lock>(coroutine, operation.name);
    if (!lock) return unknown(coroutine, operation.name);
    if (!lock->semaphore && !lock->locked) return raise(coroutine, ErrorKind::runtime);
    release(*lock, coroutine);
    return Did::done;
}

// Any task may release it; usually it is a holder. If it is not, the first holder counts as the one that released it.
void Python::release(Lock& lock, const Coroutine& by) {
    journal_.worked(4 * lock.holders.size());
    const auto own = std::find_if(lock.holders.begin(), lock.holders.end(),
                                  [&](const auto& task) { return task.lock() == by.object; });
    if (own != lock.holders.end()) lock.holders.erase(own);
    else if (!lock.holders.empty()) lock.holders.erase(lock.holders.begin());
    if (lock.semaphore) ++lock.value;
    else lock.locked = false;
    wake_first(lock);
}

void Python::wake_first(Lock& lock) {
    if (lock.waiters.empty()) return;
    if (!lock.semaphore) return release(lock.waiters.front());
    const auto waits = [](const FutureRef& waiter) { return !waiter->done(); };
    const auto first = std::find_if(lock.waiters.begin(), lock.waiters.end(), waits);
    journal_.worked(4 * size_t(first - lock.waiters.begin()));
    if (first == lock.waiters.end()) return;
    --lock.value;
    set_result(*first, {});
}

// ---- events ------------------------------------------------------------------------

Machine::Did Python::set_event(Coroutine& coroutine, const Operation& operation) {
    const auto event = object_of<Event>(coroutine, operation.name);
    if (!event) return unknown(coroutine, operation.name);
    if (event->set) return Did::done;
    event->set = true;
    journal_.worked(4 * event->waiters.size());
    for (const FutureRef& waiter : event->waiters) release(waiter);
    return Did::done;
}

Machine::Did Python::clear_event(Coroutine& coroutine, const Operation& operation) {
    const auto event = object_of<Event>(coroutine, operation.name);
    if (!event) return unknown(coroutine, operation.name);
    event->set = false;
    return Did::done;
}

// ---- queues ------------------------------------------------------------------------

// A task that was woken checks again: another task may have been faster.
Machine::Did Python::put_or_get(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    std::shared_ptr<Queue> queue;
    if (top.stage == QueueWait::woken) queue = top.state<QueueWait>().queue;
    else queue = object_of<Queue>(coroutine, operation.name);
    if (!queue) return unknown(coroutine, operation.name);
    return operation.kind == OpKind::put ? put(coroutine, operation, queue) : get(coroutine, operation, queue);
}

Machine::Did Python::await_queue(Coroutine& coroutine, const Operation& operation, const std::shared_ptr<Queue>& queue,
                                 std::deque<FutureRef>& waiters) {
    QueueWait& wait = coroutine.top().state<QueueWait>();
    wait.queue = queue;
    wait.waiter = new_future();
    waiters.push_back(wait.waiter);
    return await(coroutine, wait.waiter, operation, QueueWait::woken);
}

Machine::Did Python::put(Coroutine& coroutine, const Operation& operation, const std::shared_ptr<Queue>& queue) {
    if (queue->full()) return await_queue(coroutine, operation, queue, queue->putters);
    queue->grow(Queue::price_of_item);
    queue->items.push_back(new_text(text(operation.text, coroutine)));
    wake_next(queue->getters);
    return Did::done;
}

Machine::Did Python::get(Coroutine& coroutine, const Operation& operation, const std::shared_ptr<Queue>& queue) {
    if (queue->items.empty()) return await_queue(coroutine, operation, queue, queue->getters);
    Value item = std::move(queue->items.front());
    queue->items.pop_front();
    queue->grow(-int64_t(Queue::price_of_item));
    wake_next(queue->putters);
    if (!operation.into.empty()) set_value(coroutine, operation.into, item);
    set_value(coroutine, "item", std::move(item));
    return Did::done;
}

bool Python::queue_catches(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    if (top.stage != QueueWait::woken) return false;
    const QueueWait& wait = top.state<QueueWait>();
    Queue& queue = *wait.queue;
    const bool puts = operation.kind == OpKind::put;
    std::deque<FutureRef>& waiters = puts ? queue.putters : queue.getters;
    cancel(wait.waiter);
    forget(waiters, wait.waiter);
    const bool could = puts ? !queue.full() : !queue.items.empty();
    if (could && !wait.waiter->cancelled()) wake_next(waiters);
    return false;
}

}  // namespace model::loop
