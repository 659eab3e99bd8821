#pragma once

// The journal of one loop. It writes the callbacks into the trace, and determines which tasks
// are over. A task is over when all callbacks that it has caused have ended or will never
// run.
//
//     add ---- ready ---- begin ==== end
//        \________\______ drop

#include "base/ids.h"
#include "base/time.h"
#include "model/loop/host.h"
#include "trace/callbacks.h"

#include <cstdint>
#include <map>

namespace model::loop {

class Journal {
public:
    explicit Journal(Host& host) : host_(host) {}

    // The current time of the loop.
    Time now() const { return now_; }
    void set_now(Time now) { now_ = now; }

    // ---- callbacks, by their index in the trace. All of these also accept no_callback, and ignore it.
    // Adds a callback, which `by` has requested, and returns its index.
    uint32_t add(trace::Phase phase, trace::CodeSite site, TaskId owner, uint32_t by);
    uint32_t add(trace::Phase phase, trace::CodeSite site, TaskId owner) { return add(phase, site, owner, current_); }
    void awaits(uint32_t callback, trace::Awaits what);  // for asyncio only: elsewhere the phase determines it
    void ready(uint32_t callback, Time at);
    void drop(uint32_t callback);  // it will never run
    void begin(uint32_t callback);
    void end();  // ends the callback that has begun
    uint32_t current() const { return current_; }

    // ---- tasks
    void hold(TaskId task) { ++open_[task.index]; }  // keeps the task from being over until release()
    void release(TaskId task);
    bool all_over() const { return open_.empty(); }
    TaskId first_open() const { return open_.empty() ? TaskId{} : TaskId{open_.begin()->first}; }

    trace::Callbacks& trace() { return host_.record(); }
    void worked(uint64_t ns) { host_.worked(ns); }
    Meter& meter() { return host_.meter(); }

private:
    Host& host_;
    Time now_;
    uint32_t current_ = trace::no_callback;
    uint32_t begun_ = 0;                 // callbacks that have begun
    std::map<uint32_t, uint32_t> open_;  // by task: the number of its callbacks and holds
};

}  // namespace model::loop
