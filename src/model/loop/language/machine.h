#pragma once

// Runs functions on a stack, operation by operation. A Coroutine is a function, or the body of
// a callback, that can stop and resume. It consists of activations: the bodies that it has
// entered, the innermost last. Each activation is at one operation, which may take several
// stages: the language performs it repeatedly until it is done.
//
//     coroutine    function main       at 3: try      stage: body
//                  └─ body of the try  at 0: await    stage: called
//                     └─ function get  at 1: busy
//
// When an error is raised or a value is returned, the operation of each activation may catch
// it, from the innermost outwards.
//
// JavaScript and Python differ in what waiting means. Everything that does not wait is here.

#include "model/loop/journal.h"
#include "model/loop/language.h"
#include "model/loop/language/values.h"
#include "scenario/scenario.h"

#include <cassert>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace model::loop {

using scenario::Operation;
using scenario::OpKind;

// The data of an operation that takes several stages. Each such operation has its own struct.
struct Progress {
    virtual ~Progress() = default;
};

struct Activation {
    const std::vector<Operation>* body = nullptr;
    EnvRef env;
    size_t at = 0;            // the operation of the body
    bool function = false;    // what is returned in this activation goes to the one below
    uint32_t open_frame = 0;  // its frame in the trace, from 1; 0 if it has none

    // ---- data of its current operation
    uint32_t stage = 0;  // each operation has its own enumeration of stages, which begins with 0
    int64_t turn = 0;    // of a loop
    std::unique_ptr<Progress> progress;
    Value error = {};  // try: the error that is being handled
    Ending held = {};  // try: what happens after `finally`

    // Returns the data of the operation, which the first call creates.
    template <class T>
    T& state() {
        if (!progress) progress = std::make_unique<T>();
        assert(dynamic_cast<T*>(progress.get()));
        return static_cast<T&>(*progress);
    }
};

// Weak pointers to the living objects of one kind, in the order of their creation.
template <class T>
class Living {
public:
    void add(const std::shared_ptr<T>& one) {
        if (all_.size() >= next_sweep_) {
            std::erase_if(all_, [](const auto& other) { return other.expired(); });
            next_sweep_ = 16 + 2 * all_.size();
        }
        all_.push_back(one);
    }
    auto begin() const { return all_.begin(); }
    auto end() const { return all_.end(); }

private:
    std::vector<std::weak_ptr<T>> all_;
    size_t next_sweep_ = 16;
};

struct Coroutine : Object {
    std::vector<Activation> activations;
    size_t counted_activations = 1;  // the highest number of activations so far, whose memory is counted
    Ending pending;  // an error or a returned value on its way out
    Value received;  // the result of the last wait
    TaskId owner;
    uint32_t record = trace::no_callback;  // the callback that it runs in
    // ---- what happens when it ends, which the language defines
    uint32_t end = 0;
    // Includes its first activation, the data of its operation, and weak pointers to it.
    static constexpr uint32_t price = 720;
    static constexpr uint32_t price_of_activation = 480;  // of each further activation
    ObjectRef object;
    Value value;

    Activation& top() { return activations.back(); }
    const Activation& top() const { return activations.back(); }
};
using CoroutineRef = Link<Coroutine>;

class Machine : public Language {
public:
    Machine(const scenario::Scenario& scenario, Journal& journal);
    ~Machine() override;

    Ran run(Allowance& allowance) override;

protected:
    enum class Did : uint8_t {
        done,       // continue with the next operation of the body
        more,       // something has changed: look again
        suspended,  // the coroutine waits
        computes,   // for compute_
    };

    // ---- what a language adds
    // Puts what begin() took up onto the stack.
    virtual void launch() = 0;
    virtual Did perform(Coroutine& coroutine, const Operation& operation) = 0;
    // Control leaves the operation. Returns whether the operation handles that; if so, it is performed again.
    virtual bool catches(Coroutine&, const Operation&) { return false; }
    virtual void ended(const CoroutineRef& coroutine, Ending ending) = 0;
    // Where a name is looked up. `either`: first in the call, then among the names that others have made.
    enum class Scope : uint8_t { either, call, program };
    virtual Scope scope_of(const std::string&) const { return Scope::either; }
    virtual std::string shown(const Value& value, bool in_list) const = 0;
    // Returns the error of an operation that would create a text of more than max_text bytes.
    virtual ErrorKind too_long() const = 0;
    static constexpr size_t max_text = 100'000;

    // ---- running
    void push(const CoroutineRef& coroutine);  // onto the stack
    CoroutineRef make(const std::vector<Operation>& body, EnvRef env, TaskId owner);
    // Enters a body of the operation, which will be at `next_stage` when the body has been left.
    Did enter(Coroutine& coroutine, const std::vector<Operation>& body, uint32_t next_stage);
    Did enter_function(Coroutine& coroutine, uint32_t function, const std::vector<std::string>& args,
                       uint32_t next_stage);
    EnvRef env_of_call(const Coroutine& caller, uint32_t function, const std::vector<std::string>& args);
    Did raise(Coroutine& coroutine, Value error);
    Did raise(Coroutine& coroutine, ErrorKind kind) { return raise(coroutine, Value::of_error(kind)); }
    // The activation is a call of the function, from `by`: the trace shows it until it is left or waits.
    void open_frame(Coroutine& coroutine, Activation& activation, uint32_t function, trace::CodeSite by);
    static trace::CodeSite site_of(const Operation& operation) { return trace::CodeSite::of_operation(operation.id); }
    static trace::CodeSite site_of(const Activation& activation);
    uint32_t function_of(const std::vector<Operation>* body) const;  // no_function if it is not the whole body of one
    EnvRef new_env();
    bool too_deep() const;
    Did perform_common(Coroutine& coroutine, const Operation& operation);
    bool catches_common(Coroutine& coroutine, const Operation& operation);

    // ---- names and texts
    // Returns the text with names replaced by their values. It is cut off soon after max_text bytes.
    std::string text(const std::string& pattern, const Coroutine& coroutine) const;
    void set_value(Env& env, const std::string& name, Value value);
    void set_value(Coroutine& coroutine, const std::string& name, Value value) {
        set_value(*coroutine.top().env, name, std::move(value));
    }
    void set_object(Coroutine& coroutine, const std::string& name, ObjectRef object);
    ObjectRef object(const Env& env, const std::string& name) const;
    ObjectRef object(const Coroutine& coroutine, const std::string& name) const {
        return object(*coroutine.top().env, name);
    }
    template <class T>
    std::shared_ptr<T> object_of(const Coroutine& coroutine, const std::string& name) const {
        return std::dynamic_pointer_cast<T>(object(coroutine, name));
    }
    void print(const Coroutine& coroutine, const Operation& operation, std::string words);
    void print_error(uint32_t record, const Value& error);
    // log_result and `as`
    Did use_result(Coroutine& coroutine, const Operation& operation, const Value& value);
    // Counts the memory of a new value, and returns the value.
    Value counted(Value value) { return std::move(value).counted_in(journal_.meter()); }
    Value new_text(std::string words) { return counted(Value::of_text(std::move(words))); }
    template <class T, class... Args>
    std::shared_ptr<T> make_counted(Args&&... args) {
        return loop::make_counted<T>(journal_.meter(), std::forward<Args>(args)...);
    }

    const scenario::Scenario& scenario_;
    Journal& journal_;

private:
    // try
    enum Attempt : uint32_t { attempt_begins, body_ran, handler_ran, last_ran, attempt_left };

    bool step(Ran& ran);
    bool texts_fit(const Coroutine& coroutine, const Operation& operation) const;
    Did attempt(Coroutine& coroutine, const Operation& operation);
    Did busy(Coroutine& coroutine, const Operation& operation);
    void unwind(Coroutine& coroutine);
    void add_activation(Coroutine& coroutine, Activation inner);
    void close_frame(Activation& activation);

    // Coroutines, variables and promises refer to each other in cycles. The cycles are broken at the end.
    Living<Env> envs_;
    Living<Coroutine> coroutines_;
    std::vector<CoroutineRef> stack_;
    Time compute_;
    uint32_t depth_ = 0;                                   // the number of frames that are open in the trace
    size_t stretch_ = 0;                                   // the index in the trace of the current computation
    std::unordered_map<const void*, uint32_t> functions_;  // by body; looked up, never iterated
    std::map<std::string, ObjectRef> globals_;
};

}  // namespace model::loop
