#pragma once

// What a loop requires of the machine around it: threads of the pool, places in the trace,
// coin tosses. The engine implements it, once for each loop.

#include "base/ids.h"
#include "base/time.h"
#include "model/loop/meter.h"
#include "trace/callbacks.h"

#include <cstdint>

namespace model::loop {

// The job of a thread of the pool.
struct PoolJob {
    enum class Kind : uint8_t {
        compute,    // uses a core for `time`
        block,      // is blocked for `time`
        stat,       // makes one round trip to the file system, which takes `time`
        read_file,  // makes four round trips: open, status, read and close
        device,     // needs no thread: waits for `device`, which takes `time` or as long as it takes there
        wait,       // needs no thread: waits for `time`
    };
    Kind kind = Kind::block;
    Time time;
    trace::CodeSite site;  // the place that requested it
    DeviceId device = {};
    bool timed = true;     // device: `time` replaces its own time
};

class Host {
public:
    // The job needs a thread of the pool, on behalf of the task. The engine calls Loop::pool_done(job) when it
    // is done.
    virtual void pool(uint32_t job, TaskId task, const PoolJob& what) = 0;
    // Replaces the pool by a new one with this many threads.
    virtual void new_pool(int64_t threads) = 0;
    // Nothing that the task has caused is left: the task is over.
    virtual void over(TaskId task) = 0;
    // Returns the result of a coin toss that depends only on the seed and on `number`.
    virtual bool coin(uint64_t number) = 0;
    // The loop has walked a list, which takes about this many nanoseconds of real time. They count against the
    // run's budget of work.
    virtual void worked(uint64_t ns) = 0;
    // Returns the meter that counts the memory of the loop against the run's memory budget. It outlives the loop.
    virtual Meter& meter() = 0;

    virtual trace::Callbacks& record() = 0;
    virtual uint16_t server() const = 0;
    virtual uint16_t number() const = 0;  // the loop's number on its server

protected:
    ~Host() = default;
};

}  // namespace model::loop
