#include "model/loop/js.h"

#include <algorithm>
#include <cassert>

namespace model::loop {

using scenario::HandlerKind;
using trace::no_callback;
using trace::Phase;

Next Js::go_on(Time now) {
    now_ = now;
    counted_ = 0;
    Next next;
    for (;;) {
        if (stopped_) return {Next::Kind::wait, {}, longest_time};
        if (starts_) {
            starts_ = false;
            launch();
        }
        if (!run(now, next)) return next;
        if (active_) {
            active_ = false;
            returned();
            end();
        }
        if (++counted_ > enough) return {Next::Kind::again, {}, {}};
        if (!choose(next)) return next;
    }
}

// ---- callbacks ------------------------------------------------------------------

bool Js::start(Start what, Next& next) {
    const uint32_t record = what.record;
    to_start_ = std::move(what);
    starts_ = true;
    active_ = true;
    return !begin(record, next);
}

void Js::launch() {
    Start what = std::move(to_start_);
    if (what.resumes) {
        what.resumes->record = what.record;
        what.resumes->received = {};
        if (what.with.kind == Outcome::Kind::raised) what.resumes->pending = std::move(what.with);
        else what.resumes->received = std::move(what.with.value);
        push(what.resumes);
        return;
    }
    if (what.resolves) {
        resolve(what.resolves, {});
        return;
    }
    if (!what.body) return;
    const CoroutineRef coroutine = make(*what.body, what.env, what.owner);
    coroutine->record = what.record;
    if (!what.whole_function && !scenario::waits(*what.body)) {
        coroutine->end = what.end;
        coroutine->object = std::move(what.object);
        coroutine->value = std::move(what.value);
        push(coroutine);
        return;
    }
    // An async function: who has called it goes on, with its promise, when it first waits.
    const auto promise = std::make_shared<Promise>();
    coroutine->end = end_async;
    coroutine->object = promise;
    if (what.end != end_plain) {
        const auto after = std::make_shared<Coroutine>();
        after->owner = what.owner;
        after->record = what.record;
        after->end = what.end;
        after->object = std::move(what.object);
        after->value = std::move(what.value);
        after->pending = {Outcome::Kind::returned, {Value::Kind::object, {}, {}, promise}};
        push(after);
    }
    push(coroutine);
}

Js::Start Js::start_of(const Coroutine& coroutine, Phase phase, const Operation& operation, const std::vector<Operation>& body) {
    Start what;
    what.owner = coroutine.owner;
    what.body = &body;
    what.env = coroutine.frames.back().env;
    what.record = registered(phase, site_of(operation), coroutine.owner, current());
    return what;
}

void Js::ended(const CoroutineRef& coroutine, Outcome outcome) {
    const bool bad = outcome.kind == Outcome::Kind::raised;
    const auto promise = std::static_pointer_cast<Promise>(coroutine->object);
    switch (coroutine->end) {
        case end_async:
        case end_derived:
            if (bad) reject(promise, std::move(outcome.value));
            else resolve(promise, std::move(outcome.value));
            return;
        case end_finally:
        case end_finally_bad: {
            // thenFinally and catchFinally: Promise.resolve(what was returned).then(pass on)
            if (bad) return reject(promise, std::move(outcome.value));
            Reaction pass;
            pass.kind = coroutine->end == end_finally ? Reaction::Kind::thunk : Reaction::Kind::thrower;
            pass.value = coroutine->value;
            pass.derived = std::make_shared<Promise>();
            const PromiseRef passed = pass.derived;
            then(resolved(outcome.value), std::move(pass));
            resolve(promise, {Value::Kind::object, {}, {}, passed});
            return;
        }
        default:
            if (bad) uncaught(coroutine->record, outcome.value);
    }
}

// ---- promises -------------------------------------------------------------------

Js::PromiseRef Js::resolved(const Value& value) {
    if (auto promise = std::dynamic_pointer_cast<Promise>(value.object)) return promise;
    auto promise = std::make_shared<Promise>();
    promise->state = Promise::State::fulfilled;
    promise->value = value;
    return promise;
}

void Js::resolve(const PromiseRef& promise, Value value) {
    promise->locked = true;
    if (auto other = std::dynamic_pointer_cast<Promise>(value.object)) {
        if (other == promise) return reject(promise, Value::error("TypeError"));
        Job job;
        job.kind = Job::Kind::thenable;
        job.promise = promise;
        job.from = std::move(other);
        microtasks_.push_back(std::move(job));
        return;
    }
    fulfil(promise, std::move(value));
}

void Js::fulfil(const PromiseRef& promise, Value value) { settle(promise, std::move(value), Promise::State::fulfilled); }

void Js::reject(const PromiseRef& promise, Value error) {
    promise->locked = true;
    if (!promise->handled) rejections_.push_back(promise);
    settle(promise, std::move(error), Promise::State::rejected);
}

void Js::settle(const PromiseRef& promise, Value value, Promise::State state) {
    assert(promise->state == Promise::State::pending);
    promise->state = state;
    promise->value = std::move(value);
    std::vector<Reaction> reactions;
    reactions.swap(promise->reactions);
    for (Reaction& reaction : reactions) {
        ready(reaction.start.record, now_);
        Job job;
        job.kind = Job::Kind::reaction;
        job.reaction = std::move(reaction);
        job.value = promise->value;
        job.state = state;
        microtasks_.push_back(std::move(job));
    }
}

void Js::resolve_once(const PromiseRef& promise, Value value) {
    if (!promise->locked) resolve(promise, std::move(value));
}

void Js::reject_once(const PromiseRef& promise, Value error) {
    if (!promise->locked) reject(promise, std::move(error));
}

void Js::then(const PromiseRef& promise, Reaction reaction) {
    if (promise->state == Promise::State::pending) {
        promise->reactions.push_back(std::move(reaction));
    } else {
        ready(reaction.start.record, now_);
        Job job;
        job.kind = Job::Kind::reaction;
        job.reaction = std::move(reaction);
        job.value = promise->value;
        job.state = promise->state;
        microtasks_.push_back(std::move(job));
    }
    promise->handled = true;
}

// What a settled promise brings about: `starts` says that `what` is to be run.
void Js::react(const Reaction& reaction, const Value& value, Promise::State state, bool& starts, Start& what) {
    const bool bad = state == Promise::State::rejected;
    using Kind = Reaction::Kind;
    switch (reaction.kind) {
        case Kind::ok:
        case Kind::bad:
            if (bad != (reaction.kind == Kind::bad)) {  // not for this handler: passed on
                drop(reaction.start.record);
                if (bad) reject(reaction.derived, value);
                else fulfil(reaction.derived, value);
                return;
            }
            starts = true;
            what = reaction.start;
            what.end = end_derived;
            what.object = reaction.derived;
            return;
        case Kind::both:
            starts = true;
            what = reaction.start;
            what.end = bad ? end_finally_bad : end_finally;
            what.object = reaction.derived;
            what.value = value;
            return;
        case Kind::resume:
            starts = true;
            what = reaction.start;
            what.with = {bad ? Outcome::Kind::raised : Outcome::Kind::normal, value};
            return;
        case Kind::settle:
            if (bad) reject(reaction.target, value);
            else resolve(reaction.target, value);
            return;
        case Kind::settle_once:
            if (bad) reject_once(reaction.target, value);
            else resolve_once(reaction.target, value);
            return;
        case Kind::element: {
            if (bad) return reject_once(reaction.target, value);
            All& all = static_cast<All&>(*reaction.all);
            all.values[reaction.index] = value;
            if (--all.left == 0) resolve_once(reaction.target, {Value::Kind::list, {}, all.values, {}});
            return;
        }
        case Kind::thunk:
            if (bad) reject(reaction.derived, value);
            else fulfil(reaction.derived, reaction.value);
            return;
        case Kind::thrower: reject(reaction.derived, bad ? value : reaction.value); return;
    }
}

bool Js::run_microtask(Next& next) {
    Job job = std::move(microtasks_.front());
    microtasks_.pop_front();
    switch (job.kind) {
        case Job::Kind::start: return start(std::move(job.start), next);
        case Job::Kind::thenable: {
            Reaction told;
            told.kind = Reaction::Kind::settle;
            told.target = job.promise;
            then(job.from, std::move(told));
            return true;
        }
        case Job::Kind::reaction: {
            bool starts = false;
            Start what;
            react(job.reaction, job.value, job.state, starts, what);
            return starts ? start(std::move(what), next) : true;
        }
    }
    return true;
}

void Js::queue_microtask(Start what) {
    ready(what.record, now_);
    Job job;
    job.start = std::move(what);
    microtasks_.push_back(std::move(job));
}

bool Js::check_rejections() {
    std::vector<PromiseRef> rejections;
    rejections.swap(rejections_);
    bool any = false;
    for (const PromiseRef& promise : rejections) {
        if (promise->handled || stopped_) continue;
        any = true;
        uncaught(no_callback, promise->value);
    }
    return any;
}

// ---- operations -------------------------------------------------------------------

Machine::Did Js::await(Coroutine& coroutine, const PromiseRef& promise, const Operation& operation, uint32_t next_stage) {
    frame_of(coroutine).stage = next_stage;
    Reaction reaction;
    reaction.kind = Reaction::Kind::resume;
    reaction.start.owner = coroutine.owner;
    reaction.start.record = registered(Phase::microtask, site_of(operation), coroutine.owner, current());
    reaction.start.resumes = std::static_pointer_cast<Coroutine>(coroutine.shared());
    then(promise, std::move(reaction));
    return Did::suspended;
}

// Calls an async function: it is on top of the stack from now on.
Js::PromiseRef Js::call(Coroutine& caller, uint32_t function, const std::vector<std::string>& args) {
    auto promise = std::make_shared<Promise>();
    if (too_deep()) {
        reject(promise, Value::error("RangeError"));
        return promise;
    }
    const CoroutineRef callee = make(scenario_.functions[function].body, env_of_call(caller, function, args), caller.owner);
    callee->record = caller.record;
    callee->end = end_async;
    callee->object = promise;
    open_frame(*callee, callee->frames.front(), function, site_of(caller.frames.back()));
    push(callee);
    return promise;
}

// Promise.all and Promise.race: the calls one after another, then one promise of all.
Machine::Did Js::call_all(Coroutine& coroutine, const Operation& operation) {
    Frame& frame = frame_of(coroutine);
    if (frame.stage == 1) {
        use_result(coroutine, operation, coroutine.received);
        return Did::done;
    }
    if (frame.turn < int64_t(operation.calls.size())) {
        const scenario::Call& one = operation.calls[size_t(frame.turn++)];
        frame.kept.push_back(call(coroutine, one.function, one.args));
        return Did::more;
    }
    const auto promise = std::make_shared<Promise>();
    const auto all = std::make_shared<All>();
    all->values.resize(frame.kept.size());
    all->left = frame.kept.size();
    for (size_t i = 0; i < frame.kept.size(); ++i) {
        Reaction reaction;
        reaction.kind = operation.kind == OpKind::all ? Reaction::Kind::element : Reaction::Kind::settle_once;
        reaction.target = promise;
        reaction.all = all;
        reaction.index = i;
        then(std::static_pointer_cast<Promise>(frame.kept[i]), std::move(reaction));
    }
    return await(coroutine, promise, operation, 1);
}

Js::PromiseRef Js::chain(Coroutine& coroutine, const Operation& operation, PromiseRef promise) {
    for (const scenario::Handler& handler : operation.handlers) {
        Reaction reaction;
        reaction.kind = handler.kind == HandlerKind::then       ? Reaction::Kind::ok
                        : handler.kind == HandlerKind::on_error ? Reaction::Kind::bad
                                                                : Reaction::Kind::both;
        reaction.start = start_of(coroutine, Phase::microtask, operation, handler.body);
        reaction.derived = std::make_shared<Promise>();
        const PromiseRef derived = reaction.derived;
        then(promise, std::move(reaction));
        promise = derived;
    }
    return promise;
}

Machine::Did Js::perform(Coroutine& coroutine, const Operation& operation) {
    Frame& frame = frame_of(coroutine);
    switch (operation.kind) {
        case OpKind::sleep: {
            if (frame.stage == 1) return Did::done;
            const auto promise = std::make_shared<Promise>();
            sleep(promise, operation, coroutine);
            return await(coroutine, promise, operation, 1);
        }
        case OpKind::await_call: {
            if (frame.stage == 0) {
                frame.stage = 1;
                const PromiseRef promise = call(coroutine, operation.function, operation.args);
                frame.kept.push_back(promise);
                return Did::more;
            }
            if (frame.stage == 1) return await(coroutine, std::static_pointer_cast<Promise>(frame.kept.front()), operation, 2);
            use_result(coroutine, operation, coroutine.received);
            return Did::done;
        }
        case OpKind::await_name:
        case OpKind::await_value: {
            if (frame.stage == 1) {
                use_result(coroutine, operation, coroutine.received);
                return Did::done;
            }
            PromiseRef promise;
            if (operation.kind == OpKind::await_name) promise = object_of<Promise>(coroutine, operation.name);
            return await(coroutine, promise ? promise : resolved({}), operation, 1);
        }
        case OpKind::all:
        case OpKind::race: return call_all(coroutine, operation);
        case OpKind::call:
            if (frame.stage == 1) return Did::done;
            frame.stage = 1;
            call(coroutine, operation.function, operation.args);
            return Did::more;
        case OpKind::microtask:
            queue_microtask(start_of(coroutine, Phase::microtask, operation, operation.body));
            return Did::done;
        case OpKind::promise_chain: {
            auto promise = std::make_shared<Promise>();
            if (operation.rejected) reject(promise, Value::error("rejected"));
            else fulfil(promise, {});
            chain(coroutine, operation, promise);
            return Did::done;
        }
        case OpKind::new_promise: {
            if (frame.stage == 1) return Did::done;
            auto promise = std::make_shared<Promise>();
            set_object(coroutine, operation.name, promise);
            frame.kept = {promise};
            return enter(coroutine, operation.body, 1);
        }
        case OpKind::resolve:
        case OpKind::reject: {
            const auto promise = object_of<Promise>(coroutine, operation.name);
            if (!promise) return raise(coroutine, Value::error("TypeError"));
            if (operation.kind == OpKind::resolve) resolve_once(promise, operation.text.empty() ? Value{} : Value::of(text(operation.text, coroutine)));
            else reject_once(promise, Value::error(operation.text.empty() ? "rejected" : text(operation.text, coroutine)));
            return Did::done;
        }
        case OpKind::on_promise: {
            const auto promise = object_of<Promise>(coroutine, operation.name);
            if (!promise) return raise(coroutine, Value::error("TypeError"));
            Reaction reaction;
            reaction.start = start_of(coroutine, Phase::microtask, operation, operation.body);
            reaction.derived = std::make_shared<Promise>();
            then(promise, std::move(reaction));
            return Did::done;
        }
        case OpKind::return_promise: {
            Value value;
            value.kind = Value::Kind::object;
            value.object = resolved({});
            coroutine.pending = {Outcome::Kind::returned, std::move(value)};
            return Did::more;
        }
        case OpKind::log:
        case OpKind::busy:
        case OpKind::repeat:
        case OpKind::return_value:
        case OpKind::raise:
        case OpKind::reraise:
        case OpKind::attempt: return perform_common(coroutine, operation);
        default: return perform_host(coroutine, operation);
    }
}

bool Js::catches(Coroutine& coroutine, const Operation& operation) {
    // What an executor throws rejects its promise.
    if (operation.kind == OpKind::new_promise && coroutine.frames.back().stage == 1) {
        const auto promise = std::static_pointer_cast<Promise>(coroutine.frames.back().kept.front());
        if (coroutine.pending.kind == Outcome::Kind::raised) reject_once(promise, std::move(coroutine.pending.value));
        coroutine.pending = {};
        return true;
    }
    return catches_common(coroutine, operation);
}

std::string Js::shown(const Value& value, bool in_list) const {
    switch (value.kind) {
        case Value::Kind::none: return "undefined";
        case Value::Kind::text: return in_list ? "'" + value.text + "'" : value.text;
        case Value::Kind::list: {
            std::string all;
            for (const Value& item : value.items) all += (all.empty() ? "" : ", ") + shown(item, true);
            return all.empty() ? "[]" : "[ " + all + " ]";
        }
        case Value::Kind::object: return "Promise";
        case Value::Kind::error: return value.text;
    }
    return {};
}

}  // namespace model::loop
