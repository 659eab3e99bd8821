#pragma once

// What names stand for in an asyncio program, and what its queue of ready callbacks holds.

#include "model/loop/asyncio.h"

namespace model::loop {

struct Asyncio::Future : Object {
    enum class State : uint8_t { pending, cancelled, finished };
    State state = State::pending;
    Value result;            // an error where it failed
    std::vector<Done> callbacks;

    bool done() const { return state != State::pending; }
    bool cancelled() const { return state == State::cancelled; }
    bool failed() const { return state == State::finished && result.kind == Value::Kind::error; }
};

struct Asyncio::Task final : Future {
    CoroutineRef coroutine;
    FutureRef waits_for;
    bool must_cancel = false;
    uint32_t record = trace::no_callback;  // of its next step
    TaskId owner;
};

struct Asyncio::Gather final : Future {
    std::vector<FutureRef> children;
    size_t finished = 0;
    bool return_exceptions = false;
    bool cancel_requested = false;
};

struct Asyncio::Group final : Object {
    std::vector<TaskRef> tasks;
    std::vector<Value> errors;
    std::weak_ptr<Task> parent;
    FutureRef completed;
    bool aborting = false;
    bool parent_cancelled = false;
    Value propagates;        // an error: the parent was cancelled from outside
};

struct Asyncio::Completed final : Object {
    std::deque<FutureRef> done;
    std::deque<FutureRef> getters;
};

struct Asyncio::Lock final : Object {  // or a semaphore
    bool semaphore = false;
    bool locked = false;
    int64_t value = 0;
    std::deque<FutureRef> waiters;
};

struct Asyncio::Event final : Object {
    bool set = false;
    std::deque<FutureRef> waiters;
};

struct Asyncio::Queue final : Object {
    size_t room = 0;         // 0: any number
    std::deque<Value> items;
    std::deque<FutureRef> getters, putters;
    bool full() const { return room > 0 && items.size() >= room; }
};

struct Asyncio::Handle final : Object {
    enum class Kind : uint8_t { step, wake, body, done, set_result, release };
    Kind kind = Kind::step;
    bool cancelled = false;
    ObjectRef object = {};   // step, wake: the task; body: its coroutine; set_result, release: the future
    FutureRef of = {};       // wake: the future that is done
    Done done = {};
    uint32_t record = trace::no_callback;  // body
    Time at = {};            // a timer
    uint64_t order = 0;
};

}  // namespace model::loop
