#pragma once

// An event loop with the rules of a real runtime: which callback comes next, and what
// it does. It knows no cores and no threads: it is told the time, says what it needs,
// and is told what has come.
//
//     engine                               Runtime
//       arrived(task, function)  ------->  (a task of a work row)
//       pool_done(job)           ------->  (what it gave to the pool is done)
//       go_on(now)               ------->  runs callbacks until it needs something:
//                                <-------  Next: compute 20 ms | wait until 60 ms | ...
//
//     machine.h    functions on the stack, operation by operation
//     js.h         promises and microtasks: what node and browsers have in common
//     node.h       timers, poll, check, next-ticks
//     browser.h    one task, all microtasks, perhaps a picture
//     asyncio.h    one queue of what is ready; tasks and futures

#include "base/ids.h"
#include "base/time.h"
#include "scenario/scenario.h"
#include "trace/callbacks.h"

#include <cstdint>
#include <memory>

namespace model::loop {

struct Next {
    enum class Kind : uint8_t {
        compute,   // `task` wants a core for `time`
        callback,  // `task`'s callback begins: it pays for one
        wait,      // nothing to do before `time` (longest_time: none), or until something comes
        again,     // a while has passed: is the run within its budget?
    };
    Kind kind = Kind::wait;
    TaskId task;
    Time time;
};

// What a loop asks of the machine around it.
class Host {
public:
    // `operation` of `task` needs a thread of the pool; pool_done(job) when it is done.
    virtual void pool(uint32_t job, TaskId task, const scenario::Operation& operation) = 0;
    // From now on the pool is another one, of so many threads.
    virtual void new_pool(int64_t threads) = 0;
    // Nothing is left of what the task has brought about.
    virtual void over(TaskId task) = 0;
    // A coin that the seed and `number` decide.
    virtual bool coin(uint64_t number) = 0;

    virtual trace::Callbacks& record() = 0;
    virtual uint16_t server() const = 0;
    virtual uint16_t number() const = 0;  // of the loop, on its server

protected:
    ~Host() = default;
};

class Runtime {
public:
    virtual ~Runtime() = default;

    virtual void arrived(TaskId task, uint32_t function, Time now) = 0;
    virtual void pool_done(uint32_t job, Time now) = 0;
    virtual Next go_on(Time now) = 0;

    // A task that is not over, best the one whose timer comes next; none: all are over.
    virtual TaskId next_owner() const = 0;
};

// `costly`: a callback costs something, so that Next::callback is wanted.
std::unique_ptr<Runtime> make_runtime(const scenario::Scenario& scenario, Host& host, bool costly);

}  // namespace model::loop
