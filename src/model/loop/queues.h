#pragma once

// What a language requests from the phases while a callback runs. The two families of runtimes have
// different queues: node and browsers have those of JavaScript, asyncio has its own. The language
// enters each handle in the journal before it passes it on; the phases record there when it is
// ready.

#include "base/time.h"
#include "model/loop/handle.h"
#include "model/loop/host.h"

#include <cstdint>

namespace model::loop {

// When a task of a page runs: before all tasks of a later turn. Timers, events and messages are `visible`; a
// continuation is the rest of a task that has let others run (scheduler.yield()).
enum class Turn : uint8_t {
    next,  // before everything else, also pictures: the rest of a task between whose parts the microtasks run
    blocking_continuation,
    blocking,
    visible_continuation,
    visible,
    background_continuation,
    background,
};
constexpr size_t turns = 7;

class JavaScriptQueues {
public:
    // Runs the handle after `delay`, once or repeatedly. The delay is rounded as the runtime rounds it.
    virtual TicketRef set_timer(Handle handle, Time delay, bool repeats) = 0;
    virtual TicketRef set_immediate(Handle handle) = 0;         // node only
    virtual void next_tick(Handle handle) = 0;                  // node only
    virtual TicketRef request_frame(Handle handle) = 0;         // browsers only
    virtual TicketRef post_task(Handle handle, Turn turn) = 0;  // browsers only
    // Prevents it from running (again). Has no effect if it has already run.
    virtual void clear(const TicketRef& ticket) = 0;
    // Node only: sets whether a timer or an immediate keeps the program alive. By default, it does.
    virtual void keep_alive(const TicketRef& ticket, bool on) = 0;
    // Runs the handle when a thread of the pool has done the job (node only), or a device.
    virtual void to_pool(Handle handle, const PoolJob& job) = 0;

    // Called after an error that nothing handles was printed. Returns whether the program continues.
    virtual bool uncaught() = 0;
    // The process has ended: nothing runs any more.
    virtual void stop() = 0;

protected:
    ~JavaScriptQueues() = default;
};

class AsyncioQueues {
public:
    virtual void call_soon(Handle handle) = 0;
    virtual TicketRef call_at(Time at, Handle handle) = 0;
    // Prevents it from running. Has no effect if it has already run.
    virtual void cancel(const TicketRef& ticket) = 0;

    virtual void to_pool(Handle handle, const PoolJob& job) = 0;
    virtual bool pool_is_busy() const = 0;
    virtual void when_pool_is_idle(Handle handle) = 0;
    virtual void new_pool(int64_t threads) = 0;

    // Stops the loop after this iteration; the loop then calls Language::loop_stopped().
    virtual void stop() = 0;

protected:
    ~AsyncioQueues() = default;
};

}  // namespace model::loop
