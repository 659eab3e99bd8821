#pragma once

// JavaScript without its host: promises, async functions and the microtask queue, turn
// for turn as ECMAScript has them (2024 edition, section 27.2) and V8 runs them.
//
//     then     its handler is a microtask of its own when the promise is settled
//     await    of a promise: one turn; of anything else: one turn
//     a promise that is returned by a handler or an async function: one turn to call its
//     `then`, one to be told, one for what waits: three instead of one
//     finally  passes on through two more promises
//
// node.h and browser.h add the queues that macrotasks come from.

#include "model/loop/machine.h"

#include <deque>

namespace model::loop {

class Js : public Machine {
public:
    using Machine::Machine;
    Next go_on(Time now) override;

protected:
    struct Promise;
    using PromiseRef = std::shared_ptr<Promise>;

    // A piece of code that is to be run: the body of a callback, an async function that
    // goes on, or just the end of a timer that an `await` waits for.
    enum End : uint32_t { end_plain, end_async, end_derived, end_finally, end_finally_bad };
    struct Start {
        uint32_t record = trace::no_callback;
        TaskId owner = {};
        const std::vector<Operation>* body = nullptr;
        EnvRef env = {};
        uint32_t end = end_plain;
        ObjectRef object = {};
        Value value = {};
        PromiseRef resolves = {};
        CoroutineRef resumes = {};
        Outcome with = {};
        bool whole_function = false;  // an async function, whatever its body
    };

    struct Reaction {
        enum class Kind : uint8_t { ok, bad, both, resume, settle, settle_once, element, thunk, thrower };
        Kind kind = Kind::ok;
        PromiseRef derived = {};
        Start start = {};      // ok, bad, both, resume
        PromiseRef target = {};  // settle, settle_once, element
        ObjectRef all = {};    // element
        size_t index = 0;
        Value value = {};      // thunk, thrower
    };
    struct Promise : Object {
        enum class State : uint8_t { pending, fulfilled, rejected };
        State state = State::pending;
        bool handled = false;
        bool locked = false;   // its resolve function has been called
        Value value;
        std::vector<Reaction> reactions;
    };
    struct Job {
        enum class Kind : uint8_t { start, reaction, thenable };
        Kind kind = Kind::start;
        Start start = {};
        Reaction reaction = {};
        Value value = {};
        Promise::State state = Promise::State::pending;
        PromiseRef promise = {}, from = {};
    };

    // What comes next: start() is called for it, or `next` says what to wait for (false).
    virtual bool choose(Next& next) = 0;
    // Operations of the host: timers and the like.
    virtual Did perform_host(Coroutine& coroutine, const Operation& operation) = 0;
    virtual void sleep(PromiseRef promise, const Operation& operation, Coroutine& coroutine) = 0;
    // An error that nobody handles.
    virtual void uncaught(uint32_t record, const Value& error) = 0;

    // A callback has returned.
    virtual void returned() {}

    bool start(Start what, Next& next);  // true: go on; false: `next` comes first
    bool starting() const { return starts_; }
    Start start_of(const Coroutine& coroutine, trace::Phase phase, const Operation& operation, const std::vector<Operation>& body);

    // Runs the next microtask, when there is one.
    bool has_microtask() const { return !microtasks_.empty(); }
    bool run_microtask(Next& next);  // as start()
    void queue_microtask(Start start);

    void resolve(const PromiseRef& promise, Value value);
    Did await(Coroutine& coroutine, const PromiseRef& promise, const Operation& operation, uint32_t next_stage);
    // Promises that were rejected, and that nothing handles: uncaught() for each. True: there was one.
    bool check_rejections();
    void stop_all() { stopped_ = true; }
    bool stopped() const { return stopped_; }

    Did perform(Coroutine& coroutine, const Operation& operation) override;
    bool catches(Coroutine& coroutine, const Operation& operation) override;
    void ended(const CoroutineRef& coroutine, Outcome outcome) override;
    std::string shown(const Value& value, bool in_list) const override;

private:
    struct All : Object {
        std::vector<Value> values;
        size_t left = 0;
    };
    void launch();
    void fulfil(const PromiseRef& promise, Value value);
    void reject(const PromiseRef& promise, Value error);
    void settle(const PromiseRef& promise, Value value, Promise::State state);
    void resolve_once(const PromiseRef& promise, Value value);
    void reject_once(const PromiseRef& promise, Value error);
    void then(const PromiseRef& promise, Reaction reaction);
    void react(const Reaction& reaction, const Value& value, Promise::State state, bool& starts, Start& what);
    PromiseRef resolved(const Value& value);
    PromiseRef call(Coroutine& caller, uint32_t function, const std::vector<std::string>& args);
    Did call_all(Coroutine& coroutine, const Operation& operation);
    PromiseRef chain(Coroutine& coroutine, const Operation& operation, PromiseRef promise);

    std::deque<Job> microtasks_;
    std::vector<PromiseRef> rejections_;
    Start to_start_;
    bool starts_ = false;  // to_start_ is to be launched
    bool active_ = false;  // a callback runs
    bool stopped_ = false;
};

}  // namespace model::loop
