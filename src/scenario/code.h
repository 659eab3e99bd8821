#pragma once

// Event-loop programs, callback by callback: functions made of operations, as a
// person writes them in JavaScript or Python. They run where the strategy is an
// event loop with `runtime` node, browser or asyncio; model/loop says how.
//
//     "functions": {
//         "main": [{"timeout": "0ms", "do": [{"log": "timeout"}]}, {"await": "job", "args": ["a"]}],
//         "job":  {"takes": ["n"], "do": [{"sleep": "20ms"}, {"log": "{n} has slept"}]}
//     }
//
// In texts, {n} is the parameter n, {i} the number of the turn of the nearest
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

// What each does, and which members it uses besides `kind`. JS: node and browser.
enum class OpKind : uint8_t {
    // everywhere
    log,           // prints `text`
    busy,          // uses the core for `time`
    repeat,        // `body`, `number` times
    sleep,         // waits for `time` and lets others run
    await_call,    // calls `function` and waits for what it returns
    await_name,    // waits for the task, future, promise or event `name`
    all,           // calls all of `calls` and waits for all: Promise.all, asyncio.gather
    return_value,  // `text`
    raise,         // an error of the kind `text`
    reraise,       // the error that is being handled
    attempt,       // "try": `body`, `handlers` (except), `last` (finally)
    clear,         // the timer or immediate `name`, or the flag of the event
    // JS
    timeout,
    interval,          // `body` after `time`; `name` for `clear`
    count_then_clear,  // clears the interval `name` on the `number`-th call of this line
    immediate,
    next_tick,
    microtask,        // `body`
    animation_frame,  // browser: `body` before the next picture
    promise_chain,    // a resolved (or `rejected`) promise and its `handlers`
    new_promise,      // `name`; `body` is the executor
    resolve,
    reject,       // the promise `name`, with `text`
    on_promise,   // adds a then: `body`
    call,         // calls `function` and does not wait: then with `body`, catch with `on_error`, finally with `last`
    await_value,  // a value that is not a promise
    await_immediate,  // a promise that an immediate resolves
    race,             // calls all of `calls` and waits for the first
    return_promise,   // one that is already resolved
    fs_stat,          // `body` after one round trip through the pool; `time` of each
    fs_read_file,     // `body` after four of them, one after another
    pool_cpu,         // `body` after computing for `time` on a thread of the pool
    // asyncio
    create_task,  // of `function`; `name`
    to_thread,    // waits for a thread of the pool that is blocked for `time`
    call_soon,
    call_later,  // `body`, which does not wait; later: after `time`
    new_object,  // `object`, `name`; `number`: the value of a semaphore, the capacity of a queue
    with,        // holds the lock or semaphore `name` while it does `body`
    acquire,
    release,  // the lock or semaphore `name`
    set,      // the event `name`
    put,
    get,           // into or out of the queue `name`; `text`: what is put
    set_result,    // of the future `name`: `text`
    cancel,        // the task or future `name`
    wait_for,      // calls `function` and waits for at most `time`
    task_group,    // a task for each of `calls`; it ends when all of them are over
    as_completed,  // a task for each of `calls`; `body` for each that ends, with {item}
    set_executor,  // a pool of `number` threads
};

enum class ObjectKind : uint8_t { lock, semaphore, event, queue, future };

struct Operation;

struct Call {
    uint32_t function = 0;
    std::vector<std::string> args;
    bool operator==(const Call&) const = default;
};

// Of a promise: then, catch, finally. Of a try: which errors it takes.
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
    std::string into;           // the result, or what was received, is {into} from then on
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
    DeviceId device;            // fs_stat, fs_read_file: the device that it uses; none: `time`
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

// What is added to the promise of a call: those of then, catch and finally that the operation has, in this order.
struct CallHandler {
    HandlerKind kind = HandlerKind::then;
    const std::vector<Operation>* body = nullptr;
};
std::vector<CallHandler> handlers_of_call(const Operation& operation);

// Does a body wait by itself, not only in the callbacks that it makes? (JavaScript: it is async.)
bool waits(const std::vector<Operation>& body);

// The length of a round trip through the pool, if neither a device nor a time is given.
constexpr Time file_time = usec(100);
constexpr int round_trips_of_read = 4;  // open, status, read, close

// asyncio: the names that belong to the program, `global` in Python: those of objects made by `new`, and of tasks that
// a function names without having made them. The name of any other task belongs to the call of the function that makes
// it.
std::set<std::string> shared_names(const std::vector<Function>& functions);

// Every operation of `functions`, outer ones before inner ones, in the order of their ids.
std::vector<const Operation*> operations_of(const std::vector<Function>& functions);

}  // namespace scenario
