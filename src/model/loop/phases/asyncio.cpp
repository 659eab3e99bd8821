#include "model/loop/phases/asyncio.h"

#include <cassert>

namespace model::loop {

using trace::no_callback;
using trace::Phase;

// ---- from outside ----------------------------------------------------------------

void Asyncio::arrived(TaskId task, uint32_t function, Language&) {
    const Arrival arrival{task, function, journal_.add(Phase::ready, {}, task, no_callback)};
    journal_.ready(arrival.record, journal_.now());
    arrivals_.push_back(arrival);
}

// call_soon_threadsafe
void Asyncio::pool_done(uint32_t job) {
    const auto at = jobs_.find(job);
    assert(at != jobs_.end());
    at->second.since = journal_.now();
    call_soon(std::move(at->second));
    jobs_.erase(at);
    if (jobs_.empty() && when_idle_.code) call_soon(std::move(when_idle_));
}

// ---- what comes next -------------------------------------------------------------

Choice Asyncio::choose(Language& language, Allowance&) {
    const Choice again = Choice::of(Choice::Kind::again);
    if (todo_ > 0) {
        --todo_;
        Ready first = std::move(ready_.front());
        ready_.pop_front();
        return first.timer && first.timer->cancelled ? again : Choice::run(std::move(first.handle));
    }
    if (!running_) {
        if (arrivals_.empty()) return Choice::wait();
        begin_program(language);
        return again;
    }
    if (stopping_) {
        stopping_ = false;
        if (!language.loop_stopped()) end_program();
        return again;
    }
    return iterate(language);
}

// BaseEventLoop._run_once
Choice Asyncio::iterate(Language& language) {
    const Time now = journal_.now();
    const Time first = timers_.next();
    if (ready_.empty() && arrivals_.empty() && first > now) {
        if (first == longest_time) return Choice::wait();
        return Choice::wait({now.ns + (first.ns - now.ns + 999'999) / 1'000'000 * 1'000'000});
    }
    while (!arrivals_.empty()) {
        const Arrival arrival = arrivals_.front();
        arrivals_.pop_front();
        call_soon(language.entry(arrival, Entry::request));
    }
    while (timers_.next() <= now) {
        std::shared_ptr<Later> timer = timers_.take_first();
        Handle handle = std::move(timer->handle);
        handle.since = timer->due;
        ready_.push_back({std::move(handle), std::move(timer)});
    }
    todo_ = ready_.size();
    return Choice::of(Choice::Kind::again);
}

void Asyncio::begin_program(Language& language) {
    const Arrival arrival = arrivals_.front();
    arrivals_.pop_front();
    running_ = true;
    program_ = arrival.task;
    journal_.hold(program_);
    journal_.trace().all[arrival.record].phase = Phase::script;
    call_soon(language.entry(arrival, Entry::script));
}

// A callback that has not run by now never will.
void Asyncio::end_program() {
    for (const Ready& one : ready_) journal_.drop(one.handle.record);
    ready_.clear();
    todo_ = 0;
    while (!timers_.empty()) journal_.drop(timers_.take_first()->handle.record);
    running_ = false;
    journal_.release(program_);
}

// ---- what the language requests ------------------------------------------------------

TicketRef Asyncio::call_at(Time at, Handle handle) {
    const auto timer = make_counted<Later>(journal_.meter());
    timer->handle = std::move(handle);
    timers_.add(timer, at);
    return timer;
}

void Asyncio::cancel(const TicketRef& ticket) {
    const auto timer = std::static_pointer_cast<Later>(ticket);
    if (!timer) return;
    timer->cancelled = true;
    timers_.remove(*timer);
}

void Asyncio::to_pool(Handle handle, const PoolJob& job) {
    const uint32_t number = next_job_++;
    const TaskId owner = handle.owner;
    jobs_.emplace(number, std::move(handle));
    host_.pool(number, owner, job);
}

void Asyncio::when_pool_is_idle(Handle handle) {
    assert(pool_is_busy());
    when_idle_ = std::move(handle);
}

}  // namespace model::loop
