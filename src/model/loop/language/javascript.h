#pragma once

// Runs the functions of a scenario in the style of JavaScript: promises, async functions
// and the microtask queue, turn by turn as in ECMAScript (2024 edition, section 27.2) and
// as V8 runs them.
//
//     then     its handler is a microtask of its own when the promise is settled
//     await    of a promise: one turn; of anything else: one turn
//     a promise that is returned by a handler or an async function: one microtask to call its
//     `then`, one to notify the promise, one to resume the waiting code: three instead of one
//     finally  passes on through two more promises
//
// Macrotasks wait in the queues of node or of a browser (queues.h).
//
//     javascript.cpp             callbacks and microtasks
//     promises.cpp               promises and their reactions
//     javascript_operations.cpp  what each operation does

#include "model/loop/language/machine.h"
#include "model/loop/queues.h"

#include <deque>
#include <map>

namespace model::loop {

class JavaScript final : public Machine {
public:
    JavaScript(const scenario::Scenario& scenario, Journal& journal, JavaScriptQueues& loop)
        : Machine(scenario, journal), loop_(loop) {}

    Handle entry(const Arrival& arrival, Entry how) override;
    uint32_t begin(Handle handle) override;
    bool has_microtask() const override { return !microtasks_.empty(); }
    std::optional<uint32_t> begin_microtask() override;
    bool report_rejections() override;

private:
    struct Promise;
    using PromiseRef = Link<Promise>;

    // What happens when a coroutine ends. The last two are thenFinally and catchFinally.
    enum End : uint32_t { end_plain, end_async, end_derived, end_finally, end_finally_bad };

    // What a handle runs: the body of a callback, an async function that resumes, or only the end of a timer
    // for which an `await` waits.
    struct Piece : Code {
        const std::vector<Operation>* body = nullptr;
        EnvRef env = {};
        bool is_async = false;  // even if the body does not wait
        uint32_t end = end_plain;
        ObjectRef object = {};  // of the coroutine, for `end`
        Value value = {};       // for `end`, too
        PromiseRef resolves = {};
        CoroutineRef resumes = {};
        Ending with = {};  // the result with which it resumes
        static constexpr uint32_t price = 320;
    };

    struct Reaction {
        enum class Kind : uint8_t {
            ok,           // then: runs `handle`, and settles `derived` with the value that it returns
            bad,          // catch: does the same
            both,         // finally: does the same
            resume,       // await: runs `handle`
            settle,       // settles `target` with the same result
            settle_once,  // Promise.race: the same, unless `target` is already settled
            element,      // Promise.all: the value is number `index` of `all`, which settles `target`
            thunk,        // finally: fulfils `derived` with `value`
            thrower,      // finally: rejects `derived` with `value`
        };
        Kind kind = Kind::ok;
        PromiseRef derived = {};
        Handle handle = {};
        PromiseRef target = {};
        ObjectRef all = {};
        size_t index = 0;
        Value value = {};
    };
    struct Promise : Object {
        enum class State : uint8_t { pending, fulfilled, rejected };
        State state = State::pending;
        bool handled = false;
        bool locked = false;  // its resolve function has been called
        Value value;
        std::vector<Reaction> reactions;
        static constexpr uint32_t price = 240;
        static constexpr uint32_t price_of_reaction = 256;  // a vector may reserve twice its size
    };
    struct All : Object {
        std::vector<Value> values;
        size_t left = 0;
        static constexpr uint32_t price = 192;
    };
    struct Timer : Object {  // also an immediate, or an animation frame
        TicketRef ticket;
        static constexpr uint32_t price = 144;
    };
    struct Microtask {
        enum class Kind : uint8_t { handle, reaction, thenable };
        Kind kind = Kind::handle;
        Handle handle = {};
        Reaction reaction = {};
        Value value = {};
        Promise::State state = Promise::State::pending;
        PromiseRef promise = {}, from = {};
        static constexpr int64_t price = 288;
    };

    // ---- callbacks (javascript.cpp)
    void launch() override;
    void ended(const CoroutineRef& coroutine, Ending ending) override;
    void uncaught(uint32_t record, const Value& error);
    Handle handle_of(const Coroutine& coroutine, trace::Phase phase, const Operation& operation,
                     const std::vector<Operation>& body);
    Handle resolver(const Coroutine& coroutine, trace::Phase phase, const Operation& operation, PromiseRef promise);
    void queue_microtask(Handle handle);
    void add_microtask(Microtask task);
    static Piece& piece_of(const Handle& handle) { return static_cast<Piece&>(*handle.code); }

    // ---- promises (promises.cpp)
    PromiseRef new_promise() { return make_counted<Promise>(); }
    PromiseRef resolved(const Value& value);
    void resolve(const PromiseRef& promise, Value value);
    void fulfil(const PromiseRef& promise, Value value) {
        settle(promise, std::move(value), Promise::State::fulfilled);
    }
    void reject(const PromiseRef& promise, Value error);
    void settle(const PromiseRef& promise, Value value, Promise::State state);
    void resolve_once(const PromiseRef& promise, Value value);
    void reject_once(const PromiseRef& promise, Value error);
    void then(const PromiseRef& promise, Reaction reaction);
    void queue_reaction(Reaction reaction, const Value& value, Promise::State state);
    bool react(Reaction& reaction, const Value& value, Promise::State state);

    // ---- operations (javascript_operations.cpp)
    Did perform(Coroutine& coroutine, const Operation& operation) override;
    bool catches(Coroutine& coroutine, const Operation& operation) override;
    std::string shown(const Value& value, bool in_list) const override;
    ErrorKind too_long() const override { return ErrorKind::range; }  // "Invalid string length"
    Did perform_promise(Coroutine& coroutine, const Operation& operation);
    Did perform_loop(Coroutine& coroutine, const Operation& operation);
    Did await(Coroutine& coroutine, const PromiseRef& promise, const Operation& operation, uint32_t next_stage);
    Did await_call(Coroutine& coroutine, const Operation& operation);
    Did await_value(Coroutine& coroutine, const Operation& operation);
    Did await_all(Coroutine& coroutine, const Operation& operation);
    Did await_timer(Coroutine& coroutine, const Operation& operation);
    Did construct(Coroutine& coroutine, const Operation& operation);
    PromiseRef call(Coroutine& caller, uint32_t function, const std::vector<std::string>& args);
    // Adds a handler to the promise, and returns the promise that it settles.
    PromiseRef add_handler(Coroutine& coroutine, const Operation& operation, const PromiseRef& promise,
                           scenario::HandlerKind kind, const std::vector<Operation>& body);
    void set_timer(Coroutine& coroutine, const Operation& operation, TicketRef ticket);
    void clear(const Coroutine& coroutine, const Operation& operation);

    JavaScriptQueues& loop_;
    std::deque<Microtask> microtasks_;
    std::vector<PromiseRef> rejections_;
    Handle to_launch_;                       // begun, but not on the stack yet
    std::map<std::string, int64_t> counts_;  // count_then_clear
};

}  // namespace model::loop
