#include "scenario/operation_help.h"

namespace scenario {

std::string_view help_of(OpKind kind) {
    switch (kind) {
        case OpKind::log: return "Prints this text.";
        case OpKind::busy: return "Computes for this long and lets nothing else run.";
        case OpKind::repeat: return "Runs the operations of `do` this many times.";
        case OpKind::sleep: return "Waits for this long and lets others run.";
        case OpKind::await_call: return "Calls this function and waits for its result.";
        case OpKind::await_name: return "Waits for the task, future, promise or event of this name.";
        case OpKind::all: return "Makes these calls and waits for all of them: `Promise.all`, `asyncio.gather`.";
        case OpKind::return_value: return "Ends the function with this result.";
        case OpKind::raise: return "Raises an error of this kind.";
        case OpKind::reraise: return "Re-raises the error that is being handled.";
        case OpKind::attempt:
            return "Runs these operations; errors go to the handlers of `except`, and `finally` runs in any case.";
        case OpKind::clear: return "Cancels the timer or immediate of this name; in asyncio it clears the event.";
        case OpKind::timeout: return "`setTimeout`: runs `do` after this long.";
        case OpKind::interval: return "`setInterval`: runs `do` after each interval of this length.";
        case OpKind::count_then_clear:
            return "Clears the interval of this name when this line runs for the `limit`-th time.";
        case OpKind::immediate: return "`setImmediate`: runs these operations in the check phase.";
        case OpKind::next_tick: return "`process.nextTick`: runs these operations before all microtasks.";
        case OpKind::microtask: return "`queueMicrotask`: runs these operations as a microtask.";
        case OpKind::animation_frame: return "`requestAnimationFrame`: runs these operations before the next picture.";
        case OpKind::promise_chain: return "A promise that is already resolved (or `rejected`), with these handlers.";
        case OpKind::new_promise: return "Makes a promise of this name; `do` is its executor.";
        case OpKind::resolve: return "Resolves the promise of this name with `value`.";
        case OpKind::reject: return "Rejects the promise of this name with `value`.";
        case OpKind::on_promise: return "Adds a `then` handler to the promise of this name.";
        case OpKind::call:
            return "Calls this function and does not wait. `then`, `catch` and `finally` are added to its promise, in "
                   "this order.";
        case OpKind::await_value: return "Awaits a value that is not a promise.";
        case OpKind::await_immediate: return "Awaits a promise that an immediate resolves.";
        case OpKind::race: return "Makes these calls and waits for the first that settles: `Promise.race`.";
        case OpKind::return_promise: return "Returns a promise that is already resolved.";
        case OpKind::fs_stat: return "`fs.stat`: one round trip through the thread pool, then these operations.";
        case OpKind::fs_read_file:
            return "`fs.readFile`: four round trips through the pool, one after another, then these operations.";
        case OpKind::pool_cpu: return "Computes for this long on a thread of the pool, then runs `do`.";
        case OpKind::create_task: return "`asyncio.create_task`: starts this function as a task and does not wait.";
        case OpKind::to_thread:
            return "`asyncio.to_thread`: blocks a thread of the pool for this long and waits for it.";
        case OpKind::call_soon: return "`loop.call_soon`: runs these operations in the next iteration of the loop.";
        case OpKind::call_later: return "`loop.call_later`: runs `do` after this long.";
        case OpKind::new_object:
            return "Makes an object of this kind and gives it a `name`; `room` is the value of a semaphore or the size "
                   "of a queue.";
        case OpKind::with: return "`async with`: holds the lock or semaphore of this name while it runs `do`.";
        case OpKind::acquire: return "Acquires the lock or semaphore of this name.";
        case OpKind::release: return "Releases the lock or semaphore of this name.";
        case OpKind::set: return "Sets the event of this name.";
        case OpKind::put: return "Puts `value` into the queue of this name; waits while the queue is full.";
        case OpKind::get: return "Takes an item out of the queue of this name; waits while the queue is empty.";
        case OpKind::set_result: return "Sets the result of the future of this name to `value`.";
        case OpKind::cancel: return "Cancels the task or future of this name.";
        case OpKind::wait_for:
            return "`asyncio.wait_for`: calls this function and waits for its result, but not longer than `within`.";
        case OpKind::task_group:
            return "`asyncio.TaskGroup`: starts a task for each of these calls and waits for all of them.";
        case OpKind::as_completed:
            return "`asyncio.as_completed`: starts a task for each of these calls and does `do` for each one that "
                   "ends.";
        case OpKind::set_executor: return "Replaces the thread pool by one with this many threads.";
    }
    return {};
}

}  // namespace scenario
