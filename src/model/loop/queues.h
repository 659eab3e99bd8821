#pragma once

// What a language asks of the phases while a callback runs. Two families of runtimes have different
// queues: node and browsers have those of JavaScript, asyncio has its own. The language enters each
// handle in the journal before it passes it on; the phases record there when it is ready.

#include "base/time.h"
#include "model/loop/handle.h"
#include "model/loop/host.h"

#include <cstdint>

namespace model::loop {

class JavaScriptQueues {
public:
    // Runs it after `delay`, once or repeatedly; the delay is rounded as the runtime rounds it.
    virtual TicketRef set_timer(Handle handle, Time delay, bool repeats) = 0;
    virtual TicketRef set_immediate(Handle handle) = 0;  // node only
    virtual void next_tick(Handle handle) = 0;           // node only
    virtual TicketRef request_frame(Handle handle) = 0;  // browsers only
    // It does not run (again). Does nothing if it has already run.
    virtual void clear(const TicketRef& ticket) = 0;
    // Runs it when a thread of the pool has done the job. Node only.
    virtual void to_pool(Handle handle, const PoolJob& job) = 0;

    // An error that nothing handles was printed. Returns whether the program continues.
    virtual bool uncaught() = 0;

protected:
    ~JavaScriptQueues() = default;
};

class AsyncioQueues {
public:
    virtual void call_soon(Handle handle) = 0;
    virtual TicketRef call_at(Time at, Handle handle) = 0;
    // It does not run. Does nothing if it has already run.
    virtual void cancel(const TicketRef& ticket) = 0;

    virtual void to_pool(Handle handle, const PoolJob& job) = 0;
    virtual bool pool_is_busy() const = 0;
    virtual void when_pool_is_idle(Handle handle) = 0;
    virtual void new_pool(int64_t threads) = 0;

    // The loop stops after this iteration, and then calls Language::loop_stopped().
    virtual void stop() = 0;

protected:
    ~AsyncioQueues() = default;
};

}  // namespace model::loop
