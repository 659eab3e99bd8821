#pragma once

// Event-loop programs, callback by callback: functions made of operations, like those that
// a person writes in JavaScript or Python. They run where the strategy is an event loop
// with `runtime` node, browser or asyncio; model/loop has the rules.
//
//     "functions": {
//         "main": [{"timeout": "0ms", "do": [{"log": "timeout"}]}, {"await": "job", "args": ["a"]}],
//         "job":  {"takes": ["n"], "do": [{"sleep": "20ms"}, {"log": "{n} has slept"}]}
//     }
//
// In texts, {n} is the parameter n, {i} the number of the iteration of the innermost
// repeat, from 0, and {item} what was last received.

#include "base/ids.h"
#include "base/time.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace scenario {

enum class Runtime : uint8_t { plain, node, browser, asyncio };

// What each operation does, and which members it uses besides `kind`. JS means node and browser.
enum class OpKind : uint8_t {
    // everywhere
    log,           // prints `text`
    busy,          // uses the core for `time`
    repeat,        // `body`, `number` times
    sleep,         // waits for `time` and lets others run
    await_call,    // calls `function` and waits for what it returns
    await_name,    // waits for the task, future, promise or event `name`
    all,           // calls all of `calls` and waits for all: Promise.all, asyncio.gather
    return_value,  // returns `text`
    raise,         // raises an error of the kind `text`
    reraise,       // re-raises the error that is being handled
    attempt,       // "try": `body`, `handlers` (except), `last` (finally)
    clear,         // clears the timer or immediate `name`, or the flag of the event
    // JS
    timeout,
    interval,          // runs `body` every `time`; `name` is for `clear`
    count_then_clear,  // clears the interval `name` at the `number`-th call of this operation
    immediate,
    next_tick,
    microtask,        // `body`
    animation_frame,  // browser: runs `body` before the next picture
    promise_chain,    // makes a resolved (or `rejected`) promise with its `handlers`
    new_promise,      // makes the promise `name`; `body` is the executor
    resolve,
    reject,       // rejects the promise `name`, with `text`
    on_promise,   // adds `body` with then
    call,         // calls `function` without waiting: then with `body`, catch with `on_error`, finally with `last`
    await_value,  // awaits a value that is not a promise
    await_immediate,  // awaits a promise that an immediate resolves
    race,             // calls all of `calls` and waits for the first to settle
    return_promise,   // returns a promise that is already resolved
    fs_stat,          // runs `body` after one round trip through the pool, which takes `time`
    fs_read_file,     // runs `body` after four of them, one after another
    pool_cpu,         // runs `body` after computing for `time` on a thread of the pool
    // asyncio
    create_task,  // makes a task of `function`, called `name`
    to_thread,    // waits for a thread of the pool, which is blocked for `time`
    call_soon,
    call_later,  // runs `body`, which does not wait; later: after `time`
    new_object,  // makes an `object` called `name`; `number` is the value of a semaphore or the capacity of a queue
    with,        // holds the lock or semaphore `name` while it runs `body`
    acquire,
    release,  // releases the lock or semaphore `name`
    set,      // sets the event `name`
    put,
    get,           // into or out of the queue `name`; put puts `text`
    set_result,    // sets the result of the future `name` to `text`
    cancel,        // cancels the task or future `name`
    wait_for,      // calls `function` and waits for at most `time`
    task_group,    // makes a task for each of `calls`, and ends when all of them are over
    as_completed,  // makes a task for each of `calls`; runs `body` for each that ends, with {item}
    set_executor,  // sets the default executor to a pool of `number` threads
};

enum class ObjectKind : uint8_t { lock, semaphore, event, queue, future };

struct Operation;

struct Call {
    uint32_t function = 0;
    std::vector<std::string> args;
    bool operator==(const Call&) const = default;
};

// Handlers of a promise: then, catch, finally. For a try: which errors a handler takes.
enum class HandlerKind : uint8_t { then, on_error, last };
// except Exception, BaseException, CancelledError, TimeoutError, except* ValueError, except ValueError
enum class Takes : uint8_t { error, any, cancelled, timeout, group, value };
struct Handler {
    HandlerKind kind = HandlerKind::then;
    Takes takes = Takes::error;
    std::vector<Operation> body;
    bool operator==(const Handler&) const;
};

struct Operation {
    OpKind kind = OpKind::log;
    uint32_t id = 0;  // counted over all functions, in the order of the file, from 0
    std::string text;
    std::string name;
    std::string into;           // from here on, {into} is the result, or what was received
    std::optional<Time> time;
    uint32_t function = 0;
    std::vector<std::string> args;  // of `function`
    std::vector<Operation> body;
    std::vector<Call> calls;
    std::vector<Handler> handlers;
    std::vector<Operation> on_error;
    std::vector<Operation> last;
    int64_t number = 0;
    ObjectKind object = ObjectKind::lock;
    DeviceId device;            // fs_stat, fs_read_file: the device that it uses; if none, it takes `time`
    bool rejected = false;
    bool log_result = false;    // all, await_call ...: prints "results [...]" or "result ..."
    bool return_exceptions = false;
    bool operator==(const Operation&) const;
};

struct Function {
    std::string name;
    std::vector<std::string> takes;  // parameters
    std::vector<Operation> body;
    bool operator==(const Function&) const = default;
};

// The handlers that are added to the promise of a call: those of then, catch and finally that the operation
// has, in this order.
struct CallHandler {
    HandlerKind kind = HandlerKind::then;
    const std::vector<Operation>* body = nullptr;
};
std::vector<CallHandler> handlers_of_call(const Operation& operation);

// Does a body itself wait, rather than only the callbacks that it makes? (In JavaScript, it is async.)
bool waits(const std::vector<Operation>& body);

// The length of a round trip through the pool if neither a device nor a time is given.
constexpr Time file_time = usec(100);
constexpr int round_trips_of_read = 4;  // open, status, read, close

// asyncio: the names that belong to the program and are `global` in Python. These are the names of objects made by
// `new`, and of tasks that a function uses without having made them. The name of any other task belongs to the call
// of the function that makes it.
std::set<std::string> shared_names(const std::vector<Function>& functions);

// Returns every operation of `functions`, outer ones before inner ones, in the order of their ids.
std::vector<const Operation*> operations_of(const std::vector<Function>& functions);

}  // namespace scenario
