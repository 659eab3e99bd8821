#include "metrics/code_names.h"

#include "base/number.h"
#include "base/say.h"

namespace metrics {

using scenario::Operation;
using scenario::OpKind;
using scenario::Runtime;
using trace::Phase;

namespace {

// The text that a body prints first, if it begins by printing.
const std::string* first_words(const std::vector<Operation>& body) {
    if (body.empty() || body.front().kind != OpKind::log || body.front().text.find('{') != std::string::npos)
        return nullptr;
    return &body.front().text;
}

std::string with_words(std::string name, const std::vector<Operation>& body) {
    if (const std::string* words = first_words(body)) name += " “" + *words + "”";
    return name;
}

std::string line_text(trace::CodeSite site) { return "line " + std::to_string(site.line()); }

std::string timed(const char* name, const Operation& operation) {
    return std::string(name) + ' ' + short_time(*operation.time);
}

}  // namespace

std::string short_time(Time t) {
    const double ns = double(t.ns);
    if (t.ns >= 1'000'000'000) return rounded_text(ns / 1e9, 3) + " s";
    if (t.ns >= 1'000'000 || t.ns == 0) return rounded_text(ns / 1e6, 3) + " ms";
    if (t.ns >= 1'000) return rounded_text(ns / 1e3, 3) + " µs";
    return rounded_text(ns, 0) + " ns";
}

CodeNames::CodeNames(const scenario::Scenario& scenario)
    : scenario_(&scenario), operations_(scenario::operations_of(scenario.functions)) {}

// Functions of a source text may have no name: they are called by their line.
std::string CodeNames::function(const trace::Log& log, uint32_t number) const {
    if (scenario_->javascript.empty()) return scenario_->functions[number].name;
    if (number >= log.callbacks.named.size()) return say_plain("callback");
    const trace::Named& named = log.callbacks.named[number];
    return named.name.empty() ? line_text(named.site) : named.name;
}

// The callbacks that one operation registers are consecutive. There may be many of them, and callers ask for the names
// of all of them in turn, so the search also ends at the callback of the previous call, whose place is known.
size_t CodeNames::place_among_alike(const trace::Log& log, uint32_t number) const {
    const trace::Callback& one = log.callbacks.all[number];
    size_t place = 0;
    for (uint32_t i = number; i-- > 0; ++place) {
        const trace::Callback& other = log.callbacks.all[i];
        if (other.by != one.by || other.site != one.site || other.registered != one.registered) break;
        if (before_.log == &log && before_.number == i) {
            place += before_.place + 1;
            break;
        }
    }
    before_ = {&log, number, place};
    return place;
}

bool CodeNames::starts_task(const trace::Log& log, uint32_t number) const {
    const trace::Callback& one = log.callbacks.all[number];
    const Operation* what = operation(one.site);
    if (!what) return one.phase != Phase::render;
    if (scenario_->strategy.runtime != Runtime::asyncio) return false;
    // A callback that resumes a function is registered by the same operation, but belongs to the function that
    // awaits.
    const auto is_of = [&](uint32_t function) {
        return one.function == trace::no_function || one.function == function;
    };
    switch (what->kind) {
        case OpKind::create_task: return true;
        case OpKind::all:
        case OpKind::task_group:
        case OpKind::as_completed: {
            const size_t place = place_among_alike(log, number);
            return place < what->calls.size() && is_of(what->calls[place].function);
        }
        case OpKind::wait_for: return place_among_alike(log, number) == 0 && is_of(what->function);
        default: return false;
    }
}

std::string CodeNames::callback(const trace::Log& log, uint32_t number) const {
    const trace::Callback& one = log.callbacks.all[number];
    if (one.function != trace::no_function) return function(log, one.function);
    if (one.site.is_line()) return line_text(one.site);
    if (!operation(one.site))
        return one.phase == Phase::render   ? say_plain("render")
               : one.phase == Phase::script ? say_plain("script")
                                            : say_plain("callback");
    // The function of a task that has not begun is not recorded.
    const Operation& what = *operation(one.site);
    if (!one.began && starts_task(log, number)) {
        if (what.calls.empty()) return function(log, what.function);
        return function(log, what.calls[place_among_alike(log, number)].function);
    }
    return anonymous(log, number);
}

namespace {

const char* method(scenario::HandlerKind kind) {
    constexpr const char* names[] = {"then", "catch", "finally"};
    return names[size_t(kind)];
}

}  // namespace

std::string CodeNames::anonymous(const trace::Log& log, uint32_t number) const {
    const trace::Callback& one = log.callbacks.all[number];
    const Operation& what = *operation(one.site);
    switch (what.kind) {
        case OpKind::timeout: return with_words(timed("setTimeout", what), what.body);
        case OpKind::interval: return with_words(timed("setInterval", what), what.body);
        case OpKind::immediate: return with_words("setImmediate", what.body);
        case OpKind::next_tick: return with_words("nextTick", what.body);
        case OpKind::microtask: return with_words("queueMicrotask", what.body);
        case OpKind::animation_frame:
            if (what.body.size() == 1 && what.body.front().kind == OpKind::call)
                return "rAF → " + function(log, what.body.front().function);
            return with_words("rAF", what.body);
        case OpKind::promise_chain: {
            if (what.handlers.empty()) return "then";
            const scenario::Handler& handler = what.handlers[place_among_alike(log, number) % what.handlers.size()];
            return with_words(method(handler.kind), handler.body);
        }
        case OpKind::call: {
            const std::vector<scenario::CallHandler> handlers = scenario::handlers_of_call(what);
            if (handlers.empty()) return function(log, what.function);
            const scenario::CallHandler& handler = handlers[place_among_alike(log, number) % handlers.size()];
            return with_words(method(handler.kind), *handler.body);
        }
        case OpKind::on_promise: return with_words("then", what.body);
        case OpKind::fs_stat: return with_words("fs.stat", what.body);
        case OpKind::fs_read_file: return with_words("fs.readFile", what.body);
        case OpKind::pool_cpu: return with_words("pbkdf2", what.body);
        case OpKind::call_soon: return with_words("call_soon", what.body);
        case OpKind::call_later: return with_words(timed("call_later", what), what.body);
        case OpKind::sleep: return timed("sleep", what);
        case OpKind::await_immediate: return "setImmediate";
        default: {
            std::string event = waits_for(one);
            return event.empty() ? say_plain("the loop") : event;
        }
    }
}

std::string CodeNames::waits_for(const trace::Callback& callback) const {
    if (callback.site.is_line()) return line_text(callback.site);
    const Operation* what = operation(callback.site);
    if (!what) return {};
    switch (what->kind) {
        case OpKind::sleep: return timed("sleep", *what);
        case OpKind::await_call: return "await " + scenario_->functions[what->function].name;
        case OpKind::await_name: return "await " + what->name;
        case OpKind::await_value:
        case OpKind::await_immediate: return "await";
        case OpKind::all: return scenario_->strategy.runtime == Runtime::asyncio ? "gather" : "Promise.all";
        case OpKind::race: return "Promise.race";
        case OpKind::to_thread: return "to_thread " + short_time(*what->time);
        case OpKind::wait_for: return timed("wait_for", *what);
        case OpKind::task_group: return say_plain("its task group");
        case OpKind::as_completed: return "as_completed";
        case OpKind::with:
        case OpKind::acquire: return what->name;
        case OpKind::put: return what->name + ".put";
        case OpKind::get: return what->name + ".get";
        case OpKind::timeout:
        case OpKind::interval:
        case OpKind::call_later: return short_time(*what->time);
        case OpKind::fs_stat:
        case OpKind::fs_read_file:
        case OpKind::pool_cpu: return say_plain("the pool");
        case OpKind::animation_frame: return say_plain("the next picture");
        case OpKind::call:
        case OpKind::promise_chain:
        case OpKind::on_promise: return say_plain("its promise");
        default: return {};
    }
}

}  // namespace metrics
