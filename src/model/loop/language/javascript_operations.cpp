// What each operation does in JavaScript.

#include "model/loop/language/javascript.h"

#include <cassert>

namespace model::loop {

using scenario::HandlerKind;
using trace::Phase;

Machine::Did JavaScript::perform(Coroutine& coroutine, const Operation& operation) {
    switch (operation.kind) {
        case OpKind::sleep:
        case OpKind::await_immediate: return await_timer(coroutine, operation);
        case OpKind::await_call: return await_call(coroutine, operation);
        case OpKind::await_name:
        case OpKind::await_value: return await_value(coroutine, operation);
        case OpKind::all:
        case OpKind::race: return await_all(coroutine, operation);
        case OpKind::call:
        case OpKind::microtask:
        case OpKind::promise_chain:
        case OpKind::new_promise:
        case OpKind::resolve:
        case OpKind::reject:
        case OpKind::on_promise:
        case OpKind::return_promise: return perform_promise(coroutine, operation);
        case OpKind::timeout:
        case OpKind::interval:
        case OpKind::immediate:
        case OpKind::next_tick:
        case OpKind::animation_frame:
        case OpKind::clear:
        case OpKind::count_then_clear:
        case OpKind::fs_stat:
        case OpKind::fs_read_file:
        case OpKind::pool_cpu: return perform_loop(coroutine, operation);
        default: return perform_common(coroutine, operation);
    }
}

// ---- operations that wait -----------------------------------------------------------

namespace {

// The last stage of each operation, in which there is a result.
enum Await : uint32_t { begins, called, waited };

struct Calls : Progress {
    std::vector<ObjectRef> promises;
};

}  // namespace

Machine::Did JavaScript::await(Coroutine& coroutine, const PromiseRef& promise, const Operation& operation,
                               uint32_t next_stage) {
    coroutine.top().stage = next_stage;
    const auto piece = make_counted<Piece>();
    piece->resumes = std::static_pointer_cast<Coroutine>(coroutine.shared());
    Reaction reaction;
    reaction.kind = Reaction::Kind::resume;
    reaction.handle = {piece, coroutine.owner, journal_.add(Phase::microtask, site_of(operation), coroutine.owner)};
    then(promise, std::move(reaction));
    return Did::suspended;
}

Machine::Did JavaScript::await_timer(Coroutine& coroutine, const Operation& operation) {
    if (coroutine.top().stage == waited) return Did::done;
    const PromiseRef promise = new_promise();
    if (operation.kind == OpKind::sleep)
        loop_.set_timer(resolver(coroutine, Phase::timers, operation, promise), *operation.time, false);
    else loop_.set_immediate(resolver(coroutine, Phase::check, operation, promise));
    return await(coroutine, promise, operation, waited);
}

Machine::Did JavaScript::await_call(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    switch (top.stage) {
        case begins:
            top.stage = called;
            top.state<Calls>().promises.push_back(call(coroutine, operation.function, operation.args));
            return Did::more;
        case called:
            return await(coroutine, std::static_pointer_cast<Promise>(top.state<Calls>().promises.front()), operation,
                         waited);
        default: return use_result(coroutine, operation, coroutine.received);
    }
}

Machine::Did JavaScript::await_value(Coroutine& coroutine, const Operation& operation) {
    if (coroutine.top().stage == waited) {
        return use_result(coroutine, operation, coroutine.received);
    }
    PromiseRef promise;
    if (operation.kind == OpKind::await_name) promise = object_of<Promise>(coroutine, operation.name);
    return await(coroutine, promise ? promise : resolved({}), operation, waited);
}

// Promise.all and Promise.race: makes the calls one after another, then one promise of all of them.
Machine::Did JavaScript::await_all(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    if (top.stage == waited) {
        return use_result(coroutine, operation, coroutine.received);
    }
    std::vector<ObjectRef>& promises = top.state<Calls>().promises;
    if (promises.size() < operation.calls.size()) {
        const scenario::Call& one = operation.calls[promises.size()];
        promises.push_back(call(coroutine, one.function, one.args));
        return Did::more;
    }
    const PromiseRef promise = new_promise();
    const auto all = make_counted<All>();
    all->values.resize(promises.size());
    all->grow(int64_t(promises.size()) * 24);
    all->left = promises.size();
    for (size_t i = 0; i < promises.size(); ++i) {
        Reaction reaction;
        reaction.kind = operation.kind == OpKind::all ? Reaction::Kind::element : Reaction::Kind::settle_once;
        reaction.target = promise;
        reaction.all = all;
        reaction.index = i;
        then(std::static_pointer_cast<Promise>(promises[i]), std::move(reaction));
    }
    return await(coroutine, promise, operation, waited);
}

// ---- promises -------------------------------------------------------------------------

// Calls an async function, which is from now on at the top of the stack.
JavaScript::PromiseRef JavaScript::call(Coroutine& caller, uint32_t function, const std::vector<std::string>& args) {
    const PromiseRef promise = new_promise();
    if (too_deep()) {
        reject(promise, Value::of_error(ErrorKind::range));
        return promise;
    }
    const CoroutineRef callee =
        make(scenario_.functions[function].body, env_of_call(caller, function, args), caller.owner);
    callee->record = caller.record;
    callee->end = end_async;
    callee->object = promise;
    open_frame(*callee, callee->top(), function, site_of(caller.top()));
    push(callee);
    return promise;
}

JavaScript::PromiseRef JavaScript::add_handler(Coroutine& coroutine, const Operation& operation,
                                               const PromiseRef& promise, HandlerKind kind,
                                               const std::vector<Operation>& body) {
    Reaction reaction;
    switch (kind) {
        case HandlerKind::then: reaction.kind = Reaction::Kind::ok; break;
        case HandlerKind::on_error: reaction.kind = Reaction::Kind::bad; break;
        case HandlerKind::last: reaction.kind = Reaction::Kind::both; break;
    }
    reaction.handle = handle_of(coroutine, Phase::microtask, operation, body);
    reaction.derived = new_promise();
    const PromiseRef derived = reaction.derived;
    then(promise, std::move(reaction));
    return derived;
}

namespace {

// new Promise(executor)
enum Construct : uint32_t { construct_begins, executor_ran };

}  // namespace

Machine::Did JavaScript::construct(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    if (top.stage == executor_ran) return Did::done;
    const PromiseRef promise = new_promise();
    set_object(coroutine, operation.name, promise);
    top.state<Calls>().promises = {promise};
    return enter(coroutine, operation.body, executor_ran);
}

bool JavaScript::catches(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    if (operation.kind != OpKind::new_promise || top.stage != executor_ran) return catches_common(coroutine, operation);
    // An error that an executor throws rejects its promise.
    const auto promise = std::static_pointer_cast<Promise>(top.state<Calls>().promises.front());
    if (coroutine.pending.is_raised()) reject_once(promise, std::move(coroutine.pending.value));
    coroutine.pending = {};
    return true;
}

Machine::Did JavaScript::perform_promise(Coroutine& coroutine, const Operation& operation) {
    switch (operation.kind) {
        case OpKind::call: {
            Activation& top = coroutine.top();
            if (top.stage == called) {  // it has returned its promise
                if (!top.progress) return Did::done;
                PromiseRef promise = std::static_pointer_cast<Promise>(top.state<Calls>().promises.front());
                for (const scenario::CallHandler& handler : scenario::handlers_of_call(operation))
                    promise = add_handler(coroutine, operation, promise, handler.kind, *handler.body);
                return Did::done;
            }
            top.stage = called;
            if (scenario::handlers_of_call(operation).empty()) call(coroutine, operation.function, operation.args);
            else top.state<Calls>().promises.push_back(call(coroutine, operation.function, operation.args));
            return Did::more;
        }
        case OpKind::microtask:
            queue_microtask(handle_of(coroutine, Phase::microtask, operation, operation.body));
            return Did::done;
        case OpKind::promise_chain: {
            PromiseRef promise = new_promise();
            if (operation.rejected) reject(promise, Value::of_error("rejected"));
            else fulfil(promise, {});
            for (const scenario::Handler& handler : operation.handlers)
                promise = add_handler(coroutine, operation, promise, handler.kind, handler.body);
            return Did::done;
        }
        case OpKind::new_promise: return construct(coroutine, operation);
        case OpKind::return_promise:
            coroutine.pending = Ending::returns(Value::of_object(resolved({})));
            return Did::more;
        default: break;
    }
    const auto promise = object_of<Promise>(coroutine, operation.name);
    if (!promise) return raise(coroutine, ErrorKind::type);
    if (operation.kind == OpKind::on_promise) {
        Reaction reaction;
        reaction.handle = handle_of(coroutine, Phase::microtask, operation, operation.body);
        reaction.derived = new_promise();
        then(promise, std::move(reaction));
        return Did::done;
    }
    const bool empty = operation.text.empty();
    if (operation.kind == OpKind::resolve)
        resolve_once(promise, empty ? Value{} : new_text(text(operation.text, coroutine)));
    else reject_once(promise, counted(Value::of_error(empty ? "rejected" : text(operation.text, coroutine))));
    return Did::done;
}

// ---- the queues of the loop -----------------------------------------------------------

Machine::Did JavaScript::perform_loop(Coroutine& coroutine, const Operation& operation) {
    const auto handle = [&](Phase phase) { return handle_of(coroutine, phase, operation, operation.body); };
    const auto pool = [&](PoolJob::Kind kind) {
        loop_.to_pool(handle(Phase::poll), {kind, operation.time.value_or(scenario::file_time), site_of(operation)});
    };
    switch (operation.kind) {
        case OpKind::timeout:
            set_timer(coroutine, operation, loop_.set_timer(handle(Phase::timers), *operation.time, false));
            break;
        case OpKind::interval:
            set_timer(coroutine, operation, loop_.set_timer(handle(Phase::timers), *operation.time, true));
            break;
        case OpKind::immediate: set_timer(coroutine, operation, loop_.set_immediate(handle(Phase::check))); break;
        case OpKind::animation_frame: set_timer(coroutine, operation, loop_.request_frame(handle(Phase::frame))); break;
        case OpKind::next_tick: loop_.next_tick(handle(Phase::next_tick)); break;
        case OpKind::clear: clear(coroutine, operation); break;
        case OpKind::count_then_clear:
            if (++counts_[operation.name] == operation.number) clear(coroutine, operation);
            break;
        case OpKind::fs_stat: pool(PoolJob::Kind::stat); break;
        case OpKind::fs_read_file: pool(PoolJob::Kind::read_file); break;
        case OpKind::pool_cpu: pool(PoolJob::Kind::compute); break;
        default: assert(!"no operation of JavaScript");
    }
    return Did::done;
}

void JavaScript::set_timer(Coroutine& coroutine, const Operation& operation, TicketRef ticket) {
    const auto timer = make_counted<Timer>();
    timer->ticket = std::move(ticket);
    set_object(coroutine, operation.name, timer);
}

void JavaScript::clear(const Coroutine& coroutine, const Operation& operation) {
    if (const auto timer = object_of<Timer>(coroutine, operation.name)) loop_.clear(timer->ticket);
}

std::string JavaScript::shown(const Value& value, bool in_list) const {
    switch (value.kind) {
        case Value::Kind::none: return "undefined";
        case Value::Kind::text: return in_list ? "'" + value.text() + "'" : value.text();
        case Value::Kind::list: {
            std::string all;
            for (const Value& item : value.items()) {
                if (all.size() > max_text) break;
                all += (all.empty() ? "" : ", ") + shown(item, true);
            }
            return all.empty() ? "[]" : "[ " + all + " ]";
        }
        case Value::Kind::object: return "Promise";
        case Value::Kind::error: return value.text();
    }
    return {};
}

}  // namespace model::loop
