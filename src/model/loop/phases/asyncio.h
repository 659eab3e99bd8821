#pragma once

// The loop of Python 3.11's asyncio, after base_events.py.
//
//     one iteration   wait for the outside or the first timer; what has arrived joins the ready
//                     queue, then the timers that are due; then exactly what is in the queue now runs
//
// A program is run by asyncio.run: the first task that arrives begins it, and the loop stops between
// the steps of asyncio.run, when the language requests it (runners.py). A task that arrives while the
// program runs is a connection.
//
// Timers with the same deadline leave in the order in which they were set. (Real ones have no order.) The
// loop waits for whole milliseconds, rounded up, as with epoll.

#include "model/loop/journal.h"
#include "model/loop/phases.h"
#include "model/loop/phases/timer_queue.h"
#include "model/loop/queues.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>

namespace model::loop {

class Asyncio final : public Phases, public AsyncioQueues {
public:
    Asyncio(Journal& journal, Host& host) : journal_(journal), host_(host) {}

    void arrived(TaskId task, uint32_t function, Language& language) override;
    void pool_done(uint32_t job) override;
    Choice choose(Language& language, Allowance& allowance) override;

    void call_soon(Handle handle) override { ready_.push_back({std::move(handle), nullptr}); }
    TicketRef call_at(Time at, Handle handle) override;
    void cancel(const TicketRef& ticket) override;
    void to_pool(Handle handle, const PoolJob& job) override;
    bool pool_is_busy() const override { return !jobs_.empty(); }
    void when_pool_is_idle(Handle handle) override;
    void new_pool(int64_t threads) override { host_.new_pool(threads); }
    void stop() override { stopping_ = true; }

private:
    struct Later : Timer {
        bool cancelled = false;
        static constexpr uint32_t price = 288;  // including its entries in queues
    };
    struct Ready {
        Handle handle;
        std::shared_ptr<Later> timer;  // the timer whose handle this was, if any
    };

    Choice iterate(Language& language);
    void begin_program(Language& language);
    void end_program();

    Journal& journal_;
    Host& host_;
    bool running_ = false;  // asyncio.run has begun and has not ended
    bool stopping_ = false;
    TaskId program_;  // the task of asyncio.run
    std::deque<Ready> ready_;
    size_t todo_ = 0;  // the number of callbacks left in this iteration
    TimerQueue<Later> timers_;
    std::deque<Arrival> arrivals_;
    std::map<uint32_t, Handle> jobs_;
    uint32_t next_job_ = 0;
    Handle when_idle_;
};

}  // namespace model::loop
