#include "model/loop/language/javascript.h"

#include <cassert>

namespace model::loop {

using trace::no_callback;
using trace::Phase;

Handle JavaScript::entry(const Arrival& arrival, Entry how) {
    const auto piece = make_counted<Piece>();
    piece->body = &scenario_.functions[arrival.function].body;
    piece->is_async = how != Entry::script;
    return {piece, arrival.task, arrival.record};
}

uint32_t JavaScript::begin(Handle handle) {
    to_launch_ = std::move(handle);
    return to_launch_.record;
}

void JavaScript::launch() {
    if (!to_launch_.code) return;
    const Handle handle = std::move(to_launch_);
    Piece& piece = piece_of(handle);
    if (piece.resumes) {
        Coroutine& coroutine = *piece.resumes;
        coroutine.record = handle.record;
        coroutine.received = {};
        if (piece.with.is_raised()) coroutine.pending = std::move(piece.with);
        else coroutine.received = std::move(piece.with.value);
        push(piece.resumes);
        return;
    }
    if (piece.resolves) return resolve(piece.resolves, {});
    const CoroutineRef coroutine = make(*piece.body, piece.env, handle.owner);
    coroutine->record = handle.record;
    if (!piece.is_async && !scenario::waits(*piece.body)) {
        coroutine->end = piece.end;
        coroutine->object = std::move(piece.object);
        coroutine->value = std::move(piece.value);
        push(coroutine);
        return;
    }
    // An async function: when it waits for the first time, its caller resumes with its promise.
    const PromiseRef promise = new_promise();
    coroutine->end = end_async;
    coroutine->object = promise;
    if (piece.end != end_plain) {
        const auto after = make_counted<Coroutine>();
        after->owner = handle.owner;
        after->record = handle.record;
        after->end = piece.end;
        after->object = std::move(piece.object);
        after->value = std::move(piece.value);
        after->pending = Ending::returns(Value::of_object(promise));
        push(after);
    }
    push(coroutine);
}

void JavaScript::ended(const CoroutineRef& coroutine, Ending ending) {
    const auto promise = std::static_pointer_cast<Promise>(coroutine->object);
    switch (coroutine->end) {
        case end_async:
        case end_derived:
            if (ending.is_raised()) reject(promise, std::move(ending.value));
            else resolve(promise, std::move(ending.value));
            return;
        case end_finally:
        case end_finally_bad: {
            // Promise.resolve(returned value).then(pass on)
            if (ending.is_raised()) return reject(promise, std::move(ending.value));
            Reaction pass;
            pass.kind = coroutine->end == end_finally ? Reaction::Kind::thunk : Reaction::Kind::thrower;
            pass.value = coroutine->value;
            pass.derived = new_promise();
            const PromiseRef passed = pass.derived;
            then(resolved(ending.value), std::move(pass));
            resolve(promise, Value::of_object(passed));
            return;
        }
        default:
            if (ending.is_raised()) uncaught(coroutine->record, ending.value);
    }
}

void JavaScript::uncaught(uint32_t record, const Value& error) {
    print_error(record, error);
    loop_.uncaught();
}

// ---- handles ----------------------------------------------------------------------

Handle JavaScript::handle_of(const Coroutine& coroutine, Phase phase, const Operation& operation,
                             const std::vector<Operation>& body) {
    const auto piece = make_counted<Piece>();
    piece->body = &body;
    piece->env = coroutine.top().env;
    return {piece, coroutine.owner, journal_.add(phase, site_of(operation), coroutine.owner)};
}

Handle JavaScript::resolver(const Coroutine& coroutine, Phase phase, const Operation& operation, PromiseRef promise) {
    const auto piece = make_counted<Piece>();
    piece->resolves = std::move(promise);
    return {piece, coroutine.owner, journal_.add(phase, site_of(operation), coroutine.owner)};
}

// ---- microtasks -------------------------------------------------------------------

void JavaScript::queue_microtask(Handle handle) {
    journal_.ready(handle.record, journal_.now());
    Microtask task;
    task.handle = std::move(handle);
    add_microtask(std::move(task));
}

void JavaScript::add_microtask(Microtask task) {
    static_assert(sizeof(Microtask) <= Microtask::price);
    journal_.meter().add(Microtask::price);
    microtasks_.push_back(std::move(task));
}

std::optional<uint32_t> JavaScript::begin_microtask() {
    Microtask task = std::move(microtasks_.front());
    microtasks_.pop_front();
    journal_.meter().add(-Microtask::price);
    switch (task.kind) {
        case Microtask::Kind::handle: return begin(std::move(task.handle));
        case Microtask::Kind::thenable: {
            Reaction told;
            told.kind = Reaction::Kind::settle;
            told.target = task.promise;
            then(task.from, std::move(told));
            return {};
        }
        case Microtask::Kind::reaction:
            if (!react(task.reaction, task.value, task.state)) return {};
            return begin(std::move(task.reaction.handle));
    }
    return {};
}

bool JavaScript::report_rejections() {
    std::vector<PromiseRef> rejections;
    rejections.swap(rejections_);
    bool any = false;
    for (const PromiseRef& promise : rejections) {
        if (promise->handled) continue;
        any = true;
        print_error(no_callback, promise->value);
        if (!loop_.uncaught()) break;
    }
    return any;
}

}  // namespace model::loop
