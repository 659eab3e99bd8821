#include "model/loop/machine.h"

#include <algorithm>
#include <cassert>

namespace model::loop {

using trace::no_callback;

Value group_of(std::vector<Value> errors) {
    Value group = Value::error(group_error);
    for (Value& one : errors) {
        if (one.text == cancelled_error || one.text == base_group_error) group.text = base_group_error;
        if (one.items.empty()) group.items.push_back(std::move(one));
        else std::move(one.items.begin(), one.items.end(), std::back_inserter(group.items));
    }
    return group;
}

namespace {

constexpr size_t deepest = 500;

bool takes(const scenario::Handler& handler, const Value& error) {
    switch (handler.takes) {
        case scenario::Takes::any: return true;
        case scenario::Takes::cancelled: return error.text == cancelled_error;
        case scenario::Takes::timeout: return error.text == timeout_error;
        case scenario::Takes::value: return error.text == "ValueError";
        case scenario::Takes::group: return error.text == "ValueError" || std::any_of(error.items.begin(), error.items.end(), [](const Value& one) { return one.text == "ValueError"; });
        case scenario::Takes::error: return error.text != cancelled_error && error.text != base_group_error;
    }
    return false;
}

// except* ValueError: takes these out of the group and gives them as one.
Value take_out(Value& error) {
    std::vector<Value> taken, rest;
    if (error.items.empty()) taken.push_back(std::move(error));
    for (Value& one : error.items) (one.text == "ValueError" ? taken : rest).push_back(std::move(one));
    error = rest.empty() ? Value{} : group_of(std::move(rest));
    return group_of(std::move(taken));
}

}  // namespace

namespace {

template <class T>
void keep_living(std::vector<std::weak_ptr<T>>& all, const std::shared_ptr<T>& one) {
    if (all.size() == all.capacity()) std::erase_if(all, [](const auto& other) { return other.expired(); });
    all.push_back(one);
}

}  // namespace

Machine::Machine(const scenario::Scenario& scenario, Host& host, bool costly) : scenario_(scenario), host_(host), costly_(costly) {
    for (uint32_t i = 0; i < scenario.functions.size(); ++i) functions_[&scenario.functions[i].body] = i;
}

Machine::~Machine() {
    stack_.clear();
    globals_.clear();
    for (const auto& weak : coroutines_)
        if (const auto coroutine = weak.lock()) {
            std::vector<Frame> frames;
            frames.swap(coroutine->frames);
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

bool Machine::run(Time now, Next& next) {
    now_ = now;
    while (!stack_.empty())
        if (step(next)) return false;
    return true;
}

// The first function of a callback is what it is of; what is above it is on the stack (again).
void Machine::push(const CoroutineRef& coroutine) {
    stack_.push_back(coroutine);
    trace::CodeSite by;
    for (Frame& frame : coroutine->frames) {
        const uint32_t function = frame.function && !frame.open_frame ? function_of(frame.body) : trace::no_function;
        if (function != trace::no_function) {
            if (&frame != &coroutine->frames.front()) open_frame(*coroutine, frame, function, by);
            else if (coroutine->record != no_callback) host_.record().all[coroutine->record].function = function;
        }
        by = site_of(frame);
    }
}

// True: `next` is needed before it can go on.
bool Machine::step(Next& next) {
    if (++counted_ > enough) {
        next = {Next::Kind::again, {}, {}};
        return true;
    }
    const CoroutineRef keep = stack_.back();
    Coroutine& coroutine = *keep;
    if (coroutine.frames.empty()) {
        stack_.pop_back();
        Outcome outcome = std::move(coroutine.pending);
        coroutine.pending = {};
        ended(keep, std::move(outcome));
        return false;
    }
    if (coroutine.pending.kind != Outcome::Kind::normal) {
        unwind(coroutine);
        return false;
    }
    Frame& frame = coroutine.frames.back();
    if (frame.at == frame.body->size()) {
        close_frame(frame);
        if (frame.function) coroutine.received = {};
        coroutine.frames.pop_back();
        return false;
    }
    const Operation& operation = (*frame.body)[frame.at];
    switch (perform(coroutine, operation)) {
        case Did::done: {
            Frame& now_at = coroutine.frames.back();
            ++now_at.at;
            now_at.stage = 0;
            now_at.turn = 0;
            now_at.kept.clear();
            return false;
        }
        case Did::more: return false;
        case Did::suspended:
            assert(stack_.back() == keep);
            for (Frame& open : coroutine.frames) close_frame(open);
            stack_.pop_back();
            return false;
        case Did::computes:
            next = {Next::Kind::compute, coroutine.owner, compute_};
            return true;
    }
    return false;
}

void Machine::unwind(Coroutine& coroutine) {
    Frame& frame = coroutine.frames.back();
    if (frame.at < frame.body->size() && catches(coroutine, (*frame.body)[frame.at])) return;
    close_frame(frame);
    const bool function = frame.function;
    coroutine.frames.pop_back();
    if (!function || coroutine.frames.empty() || coroutine.pending.kind != Outcome::Kind::returned) return;
    coroutine.received = std::move(coroutine.pending.value);
    coroutine.pending = {};
}

void Machine::close_frame(Frame& frame) {
    if (frame.open_frame) host_.record().frames[frame.open_frame - 1].ended = now_;
    if (frame.open_frame) --depth_;
    frame.open_frame = 0;
}

uint32_t Machine::function_of(const std::vector<Operation>* body) const {
    const auto at = functions_.find(body);
    return at == functions_.end() ? trace::no_function : at->second;
}

CoroutineRef Machine::make(const std::vector<Operation>& body, EnvRef env, TaskId owner) {
    auto coroutine = std::make_shared<Coroutine>();
    Frame frame;
    frame.body = &body;
    frame.env = env ? std::move(env) : new_env();
    frame.function = true;
    coroutine->frames.push_back(std::move(frame));
    coroutine->owner = owner;
    keep_living(coroutines_, coroutine);
    return coroutine;
}

Machine::Did Machine::enter(Coroutine& coroutine, const std::vector<Operation>& body, uint32_t next_stage) {
    Frame inner;
    inner.body = &body;
    inner.env = coroutine.frames.back().env;
    coroutine.frames.back().stage = next_stage;
    coroutine.frames.push_back(std::move(inner));
    return Did::more;
}

EnvRef Machine::env_of_call(const Coroutine& caller, uint32_t function, const std::vector<std::string>& args) {
    auto env = new_env();
    const std::vector<std::string>& names = scenario_.functions[function].takes;
    for (size_t i = 0; i < std::min(names.size(), args.size()); ++i) env->values.push_back({names[i], Value::of(text(args[i], caller))});
    return env;
}

Machine::Did Machine::enter_function(Coroutine& coroutine, uint32_t function, const std::vector<std::string>& args, uint32_t next_stage) {
    if (too_deep() || coroutine.frames.size() > deepest) return raise(coroutine, Value::error("RecursionError"));
    Frame inner;
    inner.body = &scenario_.functions[function].body;
    inner.env = env_of_call(coroutine, function, args);
    inner.function = true;
    const trace::CodeSite by = site_of(coroutine.frames.back());
    coroutine.frames.back().stage = next_stage;
    coroutine.frames.push_back(std::move(inner));
    open_frame(coroutine, coroutine.frames.back(), function, by);
    return Did::more;
}

void Machine::open_frame(Coroutine& coroutine, Frame& frame, uint32_t function, trace::CodeSite by) {
    auto& frames = host_.record().frames;
    frames.push_back({now_, now_, coroutine.record, function, ++depth_, by});
    frame.open_frame = uint32_t(frames.size());
}

bool Machine::too_deep() const { return stack_.size() > deepest; }

Machine::Did Machine::raise(Coroutine& coroutine, Value error) {
    coroutine.pending = {Outcome::Kind::raised, std::move(error)};
    return Did::more;
}

Machine::Did Machine::perform_common(Coroutine& coroutine, const Operation& operation) {
    Frame& frame = frame_of(coroutine);
    switch (operation.kind) {
        case OpKind::log: print(coroutine, operation, text(operation.text, coroutine)); return Did::done;
        case OpKind::busy:
            if (frame.stage > 0) host_.record().stretches[stretch_].ended = now_;
            if (frame.stage > 0 || *operation.time == Time{}) return Did::done;
            frame.stage = 1;
            stretch_ = host_.record().stretches.size();
            host_.record().stretches.push_back({now_, now_, coroutine.record, site_of(operation)});
            compute_ = *operation.time;
            return Did::computes;
        case OpKind::repeat:
            if (frame.turn == operation.number) return Did::done;
            set_value(coroutine, "i", Value::of(std::to_string(frame.turn)));
            ++frame.turn;
            return enter(coroutine, operation.body, 0);
        case OpKind::return_value:
            coroutine.pending = {Outcome::Kind::returned, Value::of(text(operation.text, coroutine))};
            return Did::more;
        case OpKind::raise: return raise(coroutine, Value::error(operation.text.empty() ? "ValueError" : operation.text));
        case OpKind::reraise:
            for (size_t i = coroutine.frames.size(); i-- > 0;) {
                const Frame& outer = coroutine.frames[i];
                if (outer.error.kind == Value::Kind::error) return raise(coroutine, outer.error);
                if (outer.function) break;
            }
            return raise(coroutine, Value::error("RuntimeError"));
        case OpKind::attempt:
            // 0 the body, 1 it has ended, 2 an error was handled, 3 `finally` has ended. Held while it is
            // handled: what except* has left of a group.
            if (frame.stage == 0) return enter(coroutine, operation.body, 1);
            if (frame.stage == 2 && frame.held.kind == Outcome::Kind::raised) {
                coroutine.pending = std::move(frame.held);
                frame.held = {};
                return Did::more;
            }
            if (frame.stage < 3) {
                frame.error = {};
                frame.held = {};
                if (!operation.last.empty()) return enter(coroutine, operation.last, 3);
                return Did::done;
            }
            if (frame.held.kind != Outcome::Kind::normal) {
                coroutine.pending = std::move(frame.held);
                frame.held = {};
                frame.stage = 4;  // it is left for good
                return Did::more;
            }
            return Did::done;
        default: assert(!"no operation that is common"); return Did::done;
    }
}

bool Machine::catches_common(Coroutine& coroutine, const Operation& operation) {
    if (operation.kind != OpKind::attempt) return false;
    Frame& frame = frame_of(coroutine);
    if (frame.stage == 1 && coroutine.pending.kind == Outcome::Kind::raised) {
        for (const scenario::Handler& handler : operation.handlers) {
            if (!takes(handler, coroutine.pending.value)) continue;
            frame.error = std::move(coroutine.pending.value);
            coroutine.pending = {};
            if (handler.takes == scenario::Takes::group) {
                Value taken = take_out(frame.error);
                if (frame.error.kind == Value::Kind::error) frame.held = {Outcome::Kind::raised, std::move(frame.error)};
                frame.error = std::move(taken);
            }
            enter(coroutine, handler.body, 2);
            return true;
        }
    }
    if (frame.stage == 2 && frame.held.kind == Outcome::Kind::raised) {
        if (coroutine.pending.kind == Outcome::Kind::raised) coroutine.pending.value = group_of({std::move(coroutine.pending.value), std::move(frame.held.value)});
        frame.held = {};
    }
    if (frame.stage > 2 || operation.last.empty()) {
        frame.error = {};
        return false;
    }
    frame.error = {};
    frame.held = std::move(coroutine.pending);
    coroutine.pending = {};
    enter(coroutine, operation.last, 3);
    return true;
}

// ---- names and texts ------------------------------------------------------------

std::string Machine::text(const std::string& pattern, const Coroutine& coroutine) const {
    if (pattern.find('{') == pattern.npos || coroutine.frames.empty()) return pattern;
    const Env& env = *coroutine.frames.back().env;
    std::string result;
    for (size_t i = 0; i < pattern.size();) {
        const size_t end = pattern[i] == '{' ? pattern.find('}', i) : pattern.npos;
        if (end != pattern.npos) {
            const std::string name = pattern.substr(i + 1, end - i - 1);
            const auto at = std::find_if(env.values.begin(), env.values.end(), [&](const auto& one) { return one.first == name; });
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
    auto& values = coroutine.frames.back().env->values;
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
    auto& objects = coroutine.frames.back().env->objects;
    for (auto& [known, old] : objects) {
        if (known != name) continue;
        old = std::move(object);
        return;
    }
    objects.push_back({name, std::move(object)});
}

ObjectRef Machine::object(const Coroutine& coroutine, const std::string& name) const {
    for (const auto& [known, object] : coroutine.frames.back().env->objects)
        if (known == name) return object;
    if (scope_of(name) == Scope::call) return nullptr;
    const auto at = globals_.find(name);
    return at == globals_.end() ? nullptr : at->second;
}

void Machine::print(const Coroutine& coroutine, const Operation& operation, std::string words) {
    trace::Callbacks& record = host_.record();
    record.text_bytes += words.size();
    record.lines.push_back({now_, coroutine.record, site_of(operation), false, std::move(words)});
}

void Machine::print_error(uint32_t callback, const Value& error) {
    host_.record().lines.push_back({now_, callback, {}, true, error.text});
}

void Machine::use_result(Coroutine& coroutine, const Operation& operation, const Value& value) {
    if (!operation.into.empty()) set_value(coroutine, operation.into, value);
    if (operation.log_result) print(coroutine, operation, (value.kind == Value::Kind::list ? "results " : "result ") + shown(value, false));
}

// ---- the record -----------------------------------------------------------------------

uint32_t Machine::registered(trace::Phase phase, trace::CodeSite site, TaskId owner, uint32_t by) {
    auto& all = host_.record().all;
    const uint32_t index = uint32_t(all.size());
    trace::Callback& callback = all.emplace_back();
    callback.registered = now_;
    callback.task = owner;
    callback.by = by;
    callback.site = site;
    callback.loop = host_.number();
    callback.server = host_.server();
    callback.phase = phase;
    if (owner) ++outstanding_[owner.index];
    return index;
}

void Machine::ready(uint32_t record, Time at) {
    if (record != no_callback) host_.record().all[record].ready = at;
}

void Machine::part_over(TaskId task) {
    if (!task) return;
    const auto at = outstanding_.find(task.index);
    assert(at != outstanding_.end());
    if (--at->second > 0) return;
    outstanding_.erase(at);
    host_.over(task);
}

void Machine::drop(uint32_t record) {
    if (record == no_callback) return;
    trace::Callback& callback = host_.record().all[record];
    assert(!callback.began);
    if (callback.cancelled) return;
    callback.cancelled = true;
    callback.ended = now_;
    part_over(callback.task);
}

bool Machine::begin(uint32_t record, Next& next) {
    current_ = record;
    if (record == no_callback) return false;
    trace::Callback& callback = host_.record().all[record];
    if (!callback.ready) callback.ready = now_;
    callback.began = now_;
    callback.turn = ++turn_;
    if (!costly_ || !callback.task) return false;
    next = {Next::Kind::callback, callback.task, {}};
    return true;
}

void Machine::end() {
    if (current_ == no_callback) return;
    trace::Callback& callback = host_.record().all[current_];
    callback.ended = now_;
    current_ = no_callback;
    part_over(callback.task);
}

}  // namespace model::loop
