#include "model/loop/language/machine.h"

#include <algorithm>
#include <cassert>

namespace model::loop {

using trace::no_callback;

namespace {

constexpr size_t max_depth = 500;

template <class T>
void keep_living(std::vector<std::weak_ptr<T>>& all, const std::shared_ptr<T>& one) {
    if (all.size() == all.capacity()) std::erase_if(all, [](const auto& other) { return other.expired(); });
    all.push_back(one);
}

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
            std::vector<std::pair<std::string, ObjectRef>> objects;
            objects.swap(env->objects);
            env->values.clear();
        }
}

EnvRef Machine::new_env() {
    auto env = std::make_shared<Env>();
    keep_living(envs_, env);
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
    switch (perform(coroutine, (*top.body)[top.at])) {
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
    auto coroutine = std::make_shared<Coroutine>();
    Activation first;
    first.body = &body;
    first.env = env ? std::move(env) : new_env();
    first.function = true;
    coroutine->activations.push_back(std::move(first));
    coroutine->owner = owner;
    keep_living(coroutines_, coroutine);
    return coroutine;
}

Machine::Did Machine::enter(Coroutine& coroutine, const std::vector<Operation>& body, uint32_t next_stage) {
    Activation inner;
    inner.body = &body;
    inner.env = coroutine.top().env;
    coroutine.top().stage = next_stage;
    coroutine.activations.push_back(std::move(inner));
    return Did::more;
}

EnvRef Machine::env_of_call(const Coroutine& caller, uint32_t function, const std::vector<std::string>& args) {
    auto env = new_env();
    const std::vector<std::string>& names = scenario_.functions[function].takes;
    for (size_t i = 0; i < std::min(names.size(), args.size()); ++i)
        env->values.push_back({names[i], Value::of_text(text(args[i], caller))});
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
    coroutine.activations.push_back(std::move(inner));
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
    for (size_t i = 0; i < pattern.size();) {
        const size_t end = pattern[i] == '{' ? pattern.find('}', i) : pattern.npos;
        if (end != pattern.npos) {
            const std::string name = pattern.substr(i + 1, end - i - 1);
            const auto at =
                std::find_if(env.values.begin(), env.values.end(), [&](const auto& one) { return one.first == name; });
            journal_.worked(size_t(at - env.values.begin()) * 2);
            if (at != env.values.end()) {
                result += shown(at->second, false);
                i = end + 1;
                continue;
            }
        }
        result += pattern[i++];
    }
    return result;
}

void Machine::set_value(Coroutine& coroutine, const std::string& name, Value value) {
    auto& values = coroutine.top().env->values;
    journal_.worked(values.size() * 2);
    for (auto& [known, old] : values) {
        if (known != name) continue;
        old = std::move(value);
        return;
    }
    values.push_back({name, std::move(value)});
}

void Machine::set_object(Coroutine& coroutine, const std::string& name, ObjectRef object) {
    if (name.empty()) return;
    const Scope scope = scope_of(name);
    if (scope != Scope::call) globals_[name] = object;
    if (scope == Scope::program) return;
    auto& objects = coroutine.top().env->objects;
    journal_.worked(objects.size() * 2);
    for (auto& [known, old] : objects) {
        if (known != name) continue;
        old = std::move(object);
        return;
    }
    objects.push_back({name, std::move(object)});
}

ObjectRef Machine::object(const Env& env, const std::string& name) const {
    const auto& objects = env.objects;
    journal_.worked(objects.size() * 2);
    for (const auto& [known, object] : objects)
        if (known == name) return object;
    if (scope_of(name) == Scope::call) return nullptr;
    const auto at = globals_.find(name);
    return at == globals_.end() ? nullptr : at->second;
}

void Machine::print(const Coroutine& coroutine, const Operation& operation, std::string words) {
    trace::Callbacks& trace = journal_.trace();
    trace.text_bytes += words.size();
    trace.lines.push_back({journal_.now(), coroutine.record, site_of(operation), false, std::move(words)});
}

void Machine::print_error(uint32_t record, const Value& error) {
    journal_.trace().lines.push_back({journal_.now(), record, {}, true, error.text});
}

void Machine::use_result(Coroutine& coroutine, const Operation& operation, const Value& value) {
    if (!operation.into.empty()) set_value(coroutine, operation.into, value);
    const char* const head = value.kind == Value::Kind::list ? "results " : "result ";
    if (operation.log_result) print(coroutine, operation, head + shown(value, false));
}

}  // namespace model::loop
