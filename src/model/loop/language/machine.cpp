#include "model/loop/language/machine.h"

#include <algorithm>
#include <cassert>

namespace model::loop {

using trace::no_callback;

namespace {

constexpr size_t max_depth = 500;

// Returns the bytes that a name takes on the heap; 0 if the string stores it inline.
int64_t long_name(const std::string& name) { return name.size() > 15 ? int64_t(name.size()) + 16 : 0; }

}  // namespace

Machine::Machine(const scenario::Scenario& scenario, Journal& journal) : scenario_(scenario), journal_(journal) {
    for (uint32_t i = 0; i < scenario.functions.size(); ++i) functions_[&scenario.functions[i].body] = i;
}

Machine::~Machine() {
    stack_.clear();
    globals_.clear();
    for (const auto& weak : coroutines_)
        if (const auto coroutine = weak.lock()) {
            std::vector<Activation> activations;
            activations.swap(coroutine->activations);
            coroutine->object.reset();
        }
    for (const auto& weak : envs_)
        if (const auto env = weak.lock()) {
            decltype(env->objects) objects;
            objects.swap(env->objects);
            env->values.clear();
        }
}

EnvRef Machine::new_env() {
    const auto env = make_counted<Env>();
    envs_.add(env);
    return env;
}

// ---- running ------------------------------------------------------------------

Ran Machine::run(Allowance& allowance) {
    launch();
    Ran ran;
    while (!stack_.empty()) {
        if (!allowance.take()) return {Ran::Kind::pauses, {}, {}};
        if (step(ran)) return ran;
    }
    return ran;
}

// The bottom frame names the callback; frames above it are opened again.
void Machine::push(const CoroutineRef& coroutine) {
    stack_.push_back(coroutine);
    trace::CodeSite by;
    for (Activation& one : coroutine->activations) {
        const uint32_t function = one.function && !one.open_frame ? function_of(one.body) : trace::no_function;
        if (function != trace::no_function) {
            if (&one != &coroutine->activations.front()) open_frame(*coroutine, one, function, by);
            else if (coroutine->record != no_callback) journal_.trace().all[coroutine->record].function = function;
        }
        by = site_of(one);
    }
}

// Returns true if `ran` says what the machine needs before it can continue.
bool Machine::step(Ran& ran) {
    const CoroutineRef keep = stack_.back();
    Coroutine& coroutine = *keep;
    if (coroutine.activations.empty()) {
        stack_.pop_back();
        Ending ending = std::move(coroutine.pending);
        coroutine.pending = {};
        ended(keep, std::move(ending));
        return false;
    }
    if (coroutine.pending.kind != Ending::Kind::normal) {
        unwind(coroutine);
        return false;
    }
    Activation& top = coroutine.top();
    if (top.at == top.body->size()) {
        close_frame(top);
        if (top.function) coroutine.received = {};
        coroutine.activations.pop_back();
        return false;
    }
    const Operation& operation = (*top.body)[top.at];
    if (top.stage == 0 && top.turn == 0 && !top.progress && !texts_fit(coroutine, operation)) {
        raise(coroutine, too_long());
        return false;
    }
    switch (perform(coroutine, operation)) {
        case Did::done: {
            Activation& now_at = coroutine.top();
            ++now_at.at;
            now_at.stage = 0;
            now_at.turn = 0;
            now_at.progress.reset();
            return false;
        }
        case Did::more: return false;
        case Did::suspended:
            assert(stack_.back() == keep);
            for (Activation& open : coroutine.activations) close_frame(open);
            stack_.pop_back();
            return false;
        case Did::computes: ran = {Ran::Kind::computes, coroutine.owner, compute_}; return true;
    }
    return false;
}

void Machine::unwind(Coroutine& coroutine) {
    Activation& top = coroutine.top();
    if (top.at < top.body->size() && catches(coroutine, (*top.body)[top.at])) return;
    close_frame(top);
    const bool function = top.function;
    coroutine.activations.pop_back();
    if (!function || coroutine.activations.empty() || coroutine.pending.kind != Ending::Kind::returned) return;
    coroutine.received = std::move(coroutine.pending.value);
    coroutine.pending = {};
}

void Machine::open_frame(Coroutine& coroutine, Activation& activation, uint32_t function, trace::CodeSite by) {
    auto& frames = journal_.trace().frames;
    frames.push_back({journal_.now(), journal_.now(), coroutine.record, function, ++depth_, by});
    activation.open_frame = uint32_t(frames.size());
}

void Machine::close_frame(Activation& activation) {
    if (!activation.open_frame) return;
    journal_.trace().frames[activation.open_frame - 1].ended = journal_.now();
    --depth_;
    activation.open_frame = 0;
}

uint32_t Machine::function_of(const std::vector<Operation>* body) const {
    const auto at = functions_.find(body);
    return at == functions_.end() ? trace::no_function : at->second;
}

trace::CodeSite Machine::site_of(const Activation& activation) {
    return activation.at < activation.body->size() ? site_of((*activation.body)[activation.at]) : trace::CodeSite();
}

CoroutineRef Machine::make(const std::vector<Operation>& body, EnvRef env, TaskId owner) {
    const auto coroutine = make_counted<Coroutine>();
    Activation first;
    first.body = &body;
    first.env = env ? std::move(env) : new_env();
    first.function = true;
    coroutine->activations.push_back(std::move(first));
    coroutine->owner = owner;
    coroutines_.add(coroutine);
    return coroutine;
}

Machine::Did Machine::enter(Coroutine& coroutine, const std::vector<Operation>& body, uint32_t next_stage) {
    Activation inner;
    inner.body = &body;
    inner.env = coroutine.top().env;
    coroutine.top().stage = next_stage;
    add_activation(coroutine, std::move(inner));
    return Did::more;
}

void Machine::add_activation(Coroutine& coroutine, Activation inner) {
    coroutine.activations.push_back(std::move(inner));
    if (coroutine.activations.size() <= coroutine.counted_activations) return;
    coroutine.counted_activations = coroutine.activations.size();
    coroutine.grow(Coroutine::price_of_activation);
}

EnvRef Machine::env_of_call(const Coroutine& caller, uint32_t function, const std::vector<std::string>& args) {
    auto env = new_env();
    const std::vector<std::string>& names = scenario_.functions[function].takes;
    for (size_t i = 0; i < std::min(names.size(), args.size()); ++i)
        set_value(*env, names[i], new_text(text(args[i], caller)));
    return env;
}

Machine::Did Machine::enter_function(Coroutine& coroutine, uint32_t function, const std::vector<std::string>& args,
                                     uint32_t next_stage) {
    if (too_deep() || coroutine.activations.size() > max_depth) return raise(coroutine, ErrorKind::recursion);
    Activation inner;
    inner.body = &scenario_.functions[function].body;
    inner.env = env_of_call(coroutine, function, args);
    inner.function = true;
    const trace::CodeSite by = site_of(coroutine.top());
    coroutine.top().stage = next_stage;
    add_activation(coroutine, std::move(inner));
    open_frame(coroutine, coroutine.top(), function, by);
    return Did::more;
}

bool Machine::too_deep() const { return stack_.size() > max_depth; }

Machine::Did Machine::raise(Coroutine& coroutine, Value error) {
    coroutine.pending = Ending::raises(std::move(error));
    return Did::more;
}

// ---- names and texts ------------------------------------------------------------

std::string Machine::text(const std::string& pattern, const Coroutine& coroutine) const {
    if (pattern.find('{') == pattern.npos || coroutine.activations.empty()) return pattern;
    const Env& env = *coroutine.top().env;
    std::string result;
    size_t closes = 0;  // the position of the next }
    for (size_t i = 0; i < pattern.size() && result.size() <= max_text;) {
        if (pattern[i] == '{' && closes != pattern.npos) {
            if (closes <= i) closes = pattern.find('}', i);
            const std::string_view name = std::string_view(pattern).substr(i + 1, closes - i - 1);
            const auto at = closes == pattern.npos ? env.values.end() : env.values.find(name);
            journal_.worked(100);
            if (at != env.values.end()) {
                result += shown(at->second, false);
                i = closes + 1;
                continue;
            }
        }
        result += pattern[i++];
    }
    journal_.worked(result.size() / 8);
    return result;
}

// Are all texts of the operation short enough for it to begin?
bool Machine::texts_fit(const Coroutine& coroutine, const Operation& operation) const {
    const auto fits = [&](const std::string& pattern) {
        return pattern.find('{') == pattern.npos || text(pattern, coroutine).size() <= max_text;
    };
    const auto all_fit = [&](const std::vector<std::string>& args) {
        return std::all_of(args.begin(), args.end(), fits);
    };
    const auto call_fits = [&](const scenario::Call& call) { return all_fit(call.args); };
    return fits(operation.text) && all_fit(operation.args) &&
           std::all_of(operation.calls.begin(), operation.calls.end(), call_fits);
}

void Machine::set_value(Env& env, const std::string& name, Value value) {
    journal_.worked(20);
    const auto [at, fresh] = env.values.insert_or_assign(name, std::move(value));
    if (fresh) env.grow(Env::price_of_variable + long_name(name));
}

void Machine::set_object(Coroutine& coroutine, const std::string& name, ObjectRef object) {
    if (name.empty()) return;
    journal_.worked(20);
    const Scope scope = scope_of(name);
    if (scope != Scope::call) globals_[name] = object;
    if (scope == Scope::program) return;
    Env& env = *coroutine.top().env;
    const auto [at, fresh] = env.objects.insert_or_assign(name, std::move(object));
    if (fresh) env.grow(Env::price_of_variable + long_name(name));
}

ObjectRef Machine::object(const Env& env, const std::string& name) const {
    journal_.worked(20);
    if (const auto own = env.objects.find(name); own != env.objects.end()) return own->second;
    if (scope_of(name) == Scope::call) return nullptr;
    const auto at = globals_.find(name);
    return at == globals_.end() ? nullptr : at->second;
}

void Machine::print(const Coroutine& coroutine, const Operation& operation, std::string words) {
    trace::Callbacks& trace = journal_.trace();
    trace.text_bytes += words.size();
    journal_.worked(words.size() / 8);
    trace.lines.push_back({journal_.now(), coroutine.record, site_of(operation), false, std::move(words)});
}

void Machine::print_error(uint32_t record, const Value& error) {
    trace::Callbacks& trace = journal_.trace();
    trace.text_bytes += error.text().size();
    trace.lines.push_back({journal_.now(), record, {}, true, error.text()});
}

Machine::Did Machine::use_result(Coroutine& coroutine, const Operation& operation, const Value& value) {
    if (!operation.into.empty()) set_value(coroutine, operation.into, value);
    if (!operation.log_result) return Did::done;
    const std::string words = shown(value, false);
    if (words.size() > max_text) return raise(coroutine, too_long());
    print(coroutine, operation, (value.kind == Value::Kind::list ? "results " : "result ") + words);
    return Did::done;
}

}  // namespace model::loop
