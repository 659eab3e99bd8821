#pragma once

// The things that names refer to in an asyncio program, what its handles run, and the data of its
// operations while they wait.

#include "model/loop/language/python.h"

namespace model::loop {

// ---- objects

struct Python::Future : Object {
    enum class State : uint8_t { pending, cancelled, finished };
    State state = State::pending;
    Value result;  // an error if the future failed
    std::vector<Done> callbacks;

    // Includes its entry in the waiting list of a lock, an event or a queue, and one callback.
    static constexpr uint32_t price = 288;
    static constexpr uint32_t price_of_callback = 80;  // of each further callback

    bool done() const { return state != State::pending; }
    bool cancelled() const { return state == State::cancelled; }
    bool failed() const { return state == State::finished && result.is_error(); }
};

struct Python::Task final : Future {
    CoroutineRef coroutine;
    FutureRef waits_for;
    bool must_cancel = false;
    uint32_t record = trace::no_callback;  // the callback of its next step
    TaskId owner;
    static constexpr uint32_t price = 352;
};

struct Python::Gather final : Future {
    std::vector<FutureRef> children;
    size_t finished = 0;
    bool return_exceptions = false;
    bool cancel_requested = false;
    static constexpr uint32_t price = 320;
    static constexpr uint32_t price_of_child = 32;
};

struct Python::Group final : Object {
    std::vector<TaskRef> tasks;
    std::vector<Value> errors;
    std::weak_ptr<Task> parent;
    FutureRef completed;
    bool aborting = false;
    bool parent_cancelled = false;
    Value propagates;  // an error if the parent was cancelled from outside
    static constexpr uint32_t price = 320;
    static constexpr uint32_t price_of_task = 64;
};

struct Python::Completed final : Object {
    std::deque<FutureRef> done;
    std::deque<FutureRef> getters;
    static constexpr uint32_t price = 1'472;  // an empty deque takes 576 bytes
};

struct Python::Lock final : Object {  // also a semaphore
    bool semaphore = false;
    bool locked = false;
    int64_t value = 0;
    std::deque<FutureRef> waiters;
    std::vector<std::weak_ptr<Task>> holders;  // in the order in which they acquired it
    static constexpr uint32_t price = 896;
};

struct Python::Event final : Object {
    bool set = false;
    std::deque<FutureRef> waiters;
    static constexpr uint32_t price = 832;
};

struct Python::Queue final : Object {
    size_t room = 0;  // 0: unlimited
    std::deque<Value> items;
    std::deque<FutureRef> getters, putters;
    static constexpr uint32_t price = 2'176;
    static constexpr uint32_t price_of_item = 32;
    bool full() const { return room > 0 && items.size() >= room; }
};

// ---- what a handle runs

enum class Python::CallKind : uint8_t {
    step,        // resumes the task's coroutine
    wake,        // resumes it with the result of the future that it waited for
    body,        // runs a callback that does not wait
    done,        // runs a callback of a future that is done
    set_result,  // sets the result of a future: the sleep is over
    release,     // releases a future for which something waits
};
struct Python::Call final : Code {
    using Kind = CallKind;
    explicit Call(Kind kind) : kind(kind) {}

    Kind kind;
    TaskRef task;      // step, wake
    FutureRef future;  // wake: the future that is done; set_result, release: the one concerned
    CoroutineRef body;
    Done done = {};

    static constexpr uint32_t price = 300;  // including its entry in the loop's queue
};

// ---- the data of operations. Each has its own stages; an operation begins at stage 0.

struct Python::Sleeping final : Progress {
    enum Stage : uint32_t { begins, yielded, slept };
    TicketRef timer;
};

struct Python::EventWait final : Progress {
    std::shared_ptr<Event> event;
    FutureRef waiter;
};

struct Python::LockWait final : Progress {
    enum Stage : uint32_t { begins, woken, body_ran };
    std::shared_ptr<Lock> lock;
    FutureRef waiter;
};

struct Python::QueueWait final : Progress {
    enum Stage : uint32_t { begins, woken };
    std::shared_ptr<Queue> queue;
    FutureRef waiter;
};

//     begins --> released --> has_result                         in time
//                   |------> time_is_up --> cleaned_up           the task is cancelled, TimeoutError
//                   `------> cancelled --> cleaned_up_cancelled  likewise, CancelledError
struct Python::WaitFor final : Progress {
    enum Stage : uint32_t { begins, released, time_is_up, cancelled, cleaned_up, cleaned_up_cancelled, has_result };
    FutureRef waiter;
    TaskRef task;
    TicketRef timer;  // none if the time was 0
    bool was_cancelled = false;
};

struct Python::InGroup final : Progress {
    enum Stage : uint32_t { begins, counts, waited };
    GroupRef group;
};

struct Python::AsCompleted final : Progress {
    enum Stage : uint32_t { begins, next, waited };
    std::shared_ptr<Completed> completed;
    FutureRef getter;
};

}  // namespace model::loop
