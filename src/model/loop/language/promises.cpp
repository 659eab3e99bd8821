// Promises, and their reactions when they are settled: ECMAScript 2024, section 27.2.

#include "model/loop/language/javascript.h"

#include <cassert>

namespace model::loop {

// Returns `value` if it is a promise, or a promise that is fulfilled with it.
JavaScript::PromiseRef JavaScript::resolved(const Value& value) {
    if (auto promise = std::dynamic_pointer_cast<Promise>(value.object)) return promise;
    auto promise = new_promise();
    promise->state = Promise::State::fulfilled;
    promise->value = value;
    return promise;
}

void JavaScript::resolve(const PromiseRef& promise, Value value) {
    promise->locked = true;
    auto other = std::dynamic_pointer_cast<Promise>(value.object);
    if (!other) return fulfil(promise, std::move(value));
    if (other == promise) return reject(promise, Value::of_error(ErrorKind::type));
    Microtask task;
    task.kind = Microtask::Kind::thenable;
    task.promise = promise;
    task.from = std::move(other);
    add_microtask(std::move(task));
}

void JavaScript::reject(const PromiseRef& promise, Value error) {
    promise->locked = true;
    if (!promise->handled) rejections_.push_back(promise);
    settle(promise, std::move(error), Promise::State::rejected);
}

void JavaScript::settle(const PromiseRef& promise, Value value, Promise::State state) {
    assert(promise->state == Promise::State::pending);
    promise->state = state;
    promise->value = std::move(value);
    std::vector<Reaction> reactions;
    reactions.swap(promise->reactions);
    for (Reaction& reaction : reactions) queue_reaction(std::move(reaction), promise->value, state);
    promise->grow(-int64_t(reactions.size() * Promise::price_of_reaction));
}

void JavaScript::resolve_once(const PromiseRef& promise, Value value) {
    if (!promise->locked) resolve(promise, std::move(value));
}

void JavaScript::reject_once(const PromiseRef& promise, Value error) {
    if (!promise->locked) reject(promise, std::move(error));
}

void JavaScript::then(const PromiseRef& promise, Reaction reaction) {
    if (promise->state == Promise::State::pending) {
        static_assert(sizeof(Reaction) * 2 <= Promise::price_of_reaction);
        promise->reactions.push_back(std::move(reaction));
        promise->grow(Promise::price_of_reaction);
    } else {
        queue_reaction(std::move(reaction), promise->value, promise->state);
    }
    promise->handled = true;
}

void JavaScript::queue_reaction(Reaction reaction, const Value& value, Promise::State state) {
    journal_.ready(reaction.handle.record, journal_.now());
    Microtask task;
    task.kind = Microtask::Kind::reaction;
    task.reaction = std::move(reaction);
    task.value = value;
    task.state = state;
    add_microtask(std::move(task));
}

// Performs a reaction of a settled promise. Returns whether its handle must be run for that.
bool JavaScript::react(Reaction& reaction, const Value& value, Promise::State state) {
    const bool bad = state == Promise::State::rejected;
    using Kind = Reaction::Kind;
    switch (reaction.kind) {
        case Kind::ok:
        case Kind::bad: {
            if (bad != (reaction.kind == Kind::bad)) {  // this handler does not apply: the value is passed on
                journal_.drop(reaction.handle.record);
                if (bad) reject(reaction.derived, value);
                else fulfil(reaction.derived, value);
                return false;
            }
            Piece& piece = piece_of(reaction.handle);
            piece.end = end_derived;
            piece.object = reaction.derived;
            return true;
        }
        case Kind::both: {
            Piece& piece = piece_of(reaction.handle);
            piece.end = bad ? end_finally_bad : end_finally;
            piece.object = reaction.derived;
            piece.value = value;
            return true;
        }
        case Kind::resume:
            piece_of(reaction.handle).with = {bad ? Ending::Kind::raised : Ending::Kind::normal, value};
            return true;
        case Kind::settle:
            if (bad) reject(reaction.target, value);
            else resolve(reaction.target, value);
            return false;
        case Kind::settle_once:
            if (bad) reject_once(reaction.target, value);
            else resolve_once(reaction.target, value);
            return false;
        case Kind::element: {
            if (bad) {
                reject_once(reaction.target, value);
                return false;
            }
            All& all = static_cast<All&>(*reaction.all);
            all.values[reaction.index] = value;
            if (--all.left == 0) resolve_once(reaction.target, counted(Value::of_list(std::move(all.values))));
            return false;
        }
        case Kind::thunk:
            if (bad) reject(reaction.derived, value);
            else fulfil(reaction.derived, reaction.value);
            return false;
        case Kind::thrower: reject(reaction.derived, bad ? value : reaction.value); return false;
    }
    return false;
}

}  // namespace model::loop
