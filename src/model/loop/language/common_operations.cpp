// Operations that do not wait and have the same meaning in each language.

#include "model/loop/language/machine.h"

#include <algorithm>
#include <cassert>

namespace model::loop {

namespace {

bool takes(const scenario::Handler& handler, const Value& error) {
    const auto is_value = [](const Value& one) { return one.is_error(ErrorKind::value); };
    switch (handler.takes) {
        case scenario::Takes::any: return true;
        case scenario::Takes::cancelled: return error.is_error(ErrorKind::cancelled);
        case scenario::Takes::timeout: return error.is_error(ErrorKind::timeout);
        case scenario::Takes::value: return is_value(error);
        case scenario::Takes::group:
            return is_value(error) || std::any_of(error.items().begin(), error.items().end(), is_value);
        case scenario::Takes::error:
            return !error.is_error(ErrorKind::cancelled) && !error.is_error(ErrorKind::base_group);
    }
    return false;
}

// For except* ValueError: removes these errors from the group and returns them as a group.
Value take_out(Value& error) {
    std::vector<Value> taken, rest;
    if (error.items().empty()) taken.push_back(error);
    for (const Value& one : error.items()) (one.is_error(ErrorKind::value) ? taken : rest).push_back(one);
    error = rest.empty() ? Value{} : group_of(std::move(rest));
    return group_of(std::move(taken));
}

}  // namespace

Machine::Did Machine::perform_common(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    switch (operation.kind) {
        case OpKind::log: print(coroutine, operation, text(operation.text, coroutine)); return Did::done;
        case OpKind::busy: return busy(coroutine, operation);
        case OpKind::repeat:
            if (top.turn == operation.number) return Did::done;
            set_value(coroutine, "i", new_text(std::to_string(top.turn)));
            ++top.turn;
            return enter(coroutine, operation.body, 0);
        case OpKind::return_value:
            coroutine.pending = Ending::returns(new_text(text(operation.text, coroutine)));
            return Did::more;
        case OpKind::raise:
            if (operation.text.empty()) return raise(coroutine, ErrorKind::value);
            return raise(coroutine, counted(Value::of_error(operation.text)));
        case OpKind::reraise:
            for (size_t i = coroutine.activations.size(); i-- > 0;) {
                const Activation& outer = coroutine.activations[i];
                if (outer.error.is_error()) return raise(coroutine, outer.error);
                if (outer.function) break;
            }
            return raise(coroutine, ErrorKind::runtime);
        case OpKind::attempt: return attempt(coroutine, operation);
        default: assert(!"no operation that is common"); return Did::done;
    }
}

Machine::Did Machine::busy(Coroutine& coroutine, const Operation& operation) {
    enum Stage : uint32_t { begins, computed };
    Activation& top = coroutine.top();
    auto& stretches = journal_.trace().stretches;
    if (top.stage == computed) {
        stretches[stretch_].ended = journal_.now();
        return Did::done;
    }
    if (*operation.time == Time{}) return Did::done;
    top.stage = computed;
    stretch_ = stretches.size();
    stretches.push_back({journal_.now(), journal_.now(), coroutine.record, site_of(operation)});
    compute_ = *operation.time;
    return Did::computes;
}

// While an error is handled, `held` is the rest of a group after except*. While `finally` runs, it is how the
// body will be left after that.
Machine::Did Machine::attempt(Coroutine& coroutine, const Operation& operation) {
    Activation& top = coroutine.top();
    if (top.stage == attempt_begins) return enter(coroutine, operation.body, body_ran);
    if (top.stage == handler_ran && top.held.is_raised()) {
        coroutine.pending = std::move(top.held);
        top.held = {};
        return Did::more;
    }
    if (top.stage < last_ran) {
        top.error = {};
        top.held = {};
        if (!operation.last.empty()) return enter(coroutine, operation.last, last_ran);
        return Did::done;
    }
    if (top.held.kind == Ending::Kind::normal) return Did::done;
    coroutine.pending = std::move(top.held);
    top.held = {};
    top.stage = attempt_left;
    return Did::more;
}

bool Machine::catches_common(Coroutine& coroutine, const Operation& operation) {
    if (operation.kind != OpKind::attempt) return false;
    Activation& top = coroutine.top();
    Ending& pending = coroutine.pending;
    if (top.stage == body_ran && pending.is_raised()) {
        for (const scenario::Handler& handler : operation.handlers) {
            if (!takes(handler, pending.value)) continue;
            top.error = std::move(pending.value);
            pending = {};
            if (handler.takes == scenario::Takes::group) {
                Value taken = take_out(top.error);
                if (top.error.is_error()) top.held = Ending::raises(std::move(top.error));
                top.error = std::move(taken);
            }
            enter(coroutine, handler.body, handler_ran);
            return true;
        }
    }
    if (top.stage == handler_ran && top.held.is_raised()) {
        if (pending.is_raised()) pending.value = group_of({std::move(pending.value), std::move(top.held.value)});
        top.held = {};
    }
    top.error = {};
    if (top.stage >= last_ran || operation.last.empty()) return false;
    top.held = std::move(pending);
    pending = {};
    enter(coroutine, operation.last, last_ran);
    return true;
}

}  // namespace model::loop
