#pragma once

// Functions on the stack, operation by operation. A Coroutine is a function, or the
// body of a callback, that can stop and go on: its frames are the bodies that it is
// in, the innermost last. Each frame stands at one operation, which may take several
// stages: `perform` is called with the stage until it says that it is done. When
// something is raised (or returned), `catches` asks the operation of each frame, from
// the innermost outwards, whether it handles that.
//
// A runtime says what waiting means; what does not wait is done here.

#include "model/loop/runtime.h"
#include "scenario/code.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace model::loop {

using scenario::Operation;
using scenario::OpKind;

struct Object;
using ObjectRef = std::shared_ptr<Object>;
struct Object : std::enable_shared_from_this<Object> {  // what names may stand for, and what an operation keeps between its stages
    virtual ~Object() = default;
    ObjectRef shared() { return shared_from_this(); }
};

struct Value {
    enum class Kind : uint8_t { none, text, list, object, error };
    Kind kind = Kind::none;
    std::string text = {};           // of an error: its kind
    std::vector<Value> items = {};   // of a list; of the error of a group: its errors
    ObjectRef object = {};           // a promise

    static Value of(std::string words) { return {Kind::text, std::move(words)}; }
    static Value error(std::string kind) { return {Kind::error, std::move(kind)}; }
};
// Error kinds that operations tell apart.
constexpr const char* cancelled_error = "CancelledError";
constexpr const char* timeout_error = "TimeoutError";
constexpr const char* group_error = "ExceptionGroup";
constexpr const char* base_group_error = "BaseExceptionGroup";  // with a cancellation in it

// Of a task group. Groups in it are taken apart: nothing tells them from each other.
Value group_of(std::vector<Value> errors);

struct Outcome {
    enum class Kind : uint8_t { normal, returned, raised };
    Kind kind = Kind::normal;
    Value value = {};
};

// Variables of one call of a function, shared with the callbacks made in it.
struct Env {
    std::vector<std::pair<std::string, Value>> values;
    std::vector<std::pair<std::string, ObjectRef>> objects;
};
using EnvRef = std::shared_ptr<Env>;

struct Frame {
    const std::vector<Operation>* body = nullptr;
    EnvRef env;
    size_t at = 0;
    bool function = false;         // what is returned in it goes to the frame below
    uint32_t open_frame = 0;       // in the record, from 1
    // of the operation that it stands at:
    uint32_t stage = 0;
    int64_t turn = 0;
    std::vector<ObjectRef> kept = {};
    Value error = {};              // try: that is handled
    Outcome held = {};             // try: what goes on after `finally`
};

struct Coroutine : Object {
    std::vector<Frame> frames;
    Outcome pending;               // raised or returned, on its way out
    Value received;                // what the last wait brought
    TaskId owner;
    uint32_t record = trace::no_callback;  // the callback that it runs in
    // What its end means: the runtime's.
    uint32_t end = 0;
    ObjectRef object;
    Value value;
};
using CoroutineRef = std::shared_ptr<Coroutine>;

class Machine : public Runtime {
public:
    Machine(const scenario::Scenario& scenario, Host& host, bool costly);

    ~Machine() override;
    TaskId next_owner() const override { return outstanding_.empty() ? TaskId{} : TaskId{outstanding_.begin()->first}; }

protected:
    enum class Did : uint8_t {
        done,       // the next operation of the body comes
        more,       // something has changed: look again
        suspended,  // the coroutine waits
        computes,   // for compute_
    };

    // ---- what a runtime adds
    virtual Did perform(Coroutine& coroutine, Operation const& operation) = 0;
    // Something leaves the operation. True: it has handled that and is performed again, at its stage.
    virtual bool catches(Coroutine&, const Operation&) { return false; }
    virtual void ended(const CoroutineRef& coroutine, Outcome outcome) = 0;
    // Whose a name is. `either`: the call's own before what others have made under that name.
    enum class Scope : uint8_t { either, call, program };
    virtual Scope scope_of(const std::string&) const { return Scope::either; }

    // ---- running
    // Runs what is on the stack. True: it is empty. False: `next` is what is needed.
    bool run(Time now, Next& next);
    bool running() const { return !stack_.empty(); }
    // Goes on top of the stack, or on with it.
    void push(const CoroutineRef& coroutine);
    CoroutineRef make(const std::vector<Operation>& body, EnvRef env, TaskId owner);
    Frame& frame_of(Coroutine& coroutine) { return coroutine.frames.back(); }
    // A body within the operation; it goes on with its next stage afterwards.
    Did enter(Coroutine& coroutine, const std::vector<Operation>& body, uint32_t next_stage);
    Did enter_function(Coroutine& coroutine, uint32_t function, const std::vector<std::string>& args, uint32_t next_stage);
    EnvRef env_of_call(const Coroutine& caller, uint32_t function, const std::vector<std::string>& args);
    Did raise(Coroutine& coroutine, Value error);
    // The frame is a call of the function, at `by`: the record shows it until it is left or waits.
    void open_frame(Coroutine& coroutine, Frame& frame, uint32_t function, trace::CodeSite by);
    static trace::CodeSite site_of(const Operation& operation) { return trace::CodeSite::of_operation(operation.id); }
    static trace::CodeSite site_of(const Frame& frame) { return frame.at < frame.body->size() ? site_of((*frame.body)[frame.at]) : trace::CodeSite(); }
    EnvRef new_env();
    bool too_deep() const;
    Did perform_common(Coroutine& coroutine, const Operation& operation);
    bool catches_common(Coroutine& coroutine, const Operation& operation);

    // ---- names and texts
    std::string text(const std::string& pattern, const Coroutine& coroutine) const;
    void set_value(Coroutine& coroutine, const std::string& name, Value value);
    void set_object(Coroutine& coroutine, const std::string& name, ObjectRef object);
    ObjectRef object(const Coroutine& coroutine, const std::string& name) const;
    template <class T>
    std::shared_ptr<T> object_of(const Coroutine& coroutine, const std::string& name) const {
        return std::dynamic_pointer_cast<T>(object(coroutine, name));
    }
    virtual std::string shown(const Value& value, bool in_list) const = 0;
    void print(const Coroutine& coroutine, const Operation& operation, std::string words);
    void print_error(uint32_t record, const Value& error);
    // log_result and `as`
    void use_result(Coroutine& coroutine, const Operation& operation, const Value& value);

    // ---- the record. Whoever has callbacks that have not ended is not over.
    uint32_t registered(trace::Phase phase, trace::CodeSite site, TaskId owner, uint32_t by);
    void ready(uint32_t record, Time at);
    void drop(uint32_t record);  // it will never run
    // The callback runs from now on. True: it is to be paid for first.
    bool begin(uint32_t record, Next& next);
    void end();                  // the one that runs has returned
    uint32_t current() const { return current_; }
    void hold(TaskId task) { ++outstanding_[task.index]; }  // until part_over()
    void part_over(TaskId task);
    bool all_over() const { return outstanding_.empty(); }

    const scenario::Scenario& scenario_;
    Host& host_;
    Time now_;
    uint64_t counted_ = 0;  // operations and jobs since go_on
    static constexpr uint64_t enough = 256;

private:
    bool step(Next& next);
    void unwind(Coroutine& coroutine);
    void close_frame(Frame& frame);
    uint32_t function_of(const std::vector<Operation>* body) const;  // no_function: it is not all of one

    bool costly_;
    // Coroutines, variables and promises point to each other in circles: these are cut at the end.
    std::vector<std::weak_ptr<Env>> envs_;
    std::vector<std::weak_ptr<Coroutine>> coroutines_;
    std::vector<CoroutineRef> stack_;
    Time compute_;
    uint32_t current_ = trace::no_callback;
    uint32_t turn_ = 0;     // callbacks that have begun
    uint32_t depth_ = 0;    // of frames that are open in the record
    size_t stretch_ = 0;    // in the record: of what computes
    std::unordered_map<const void*, uint32_t> functions_;  // by body; looked up, never walked
    std::map<std::string, ObjectRef> globals_;
    std::map<uint32_t, uint32_t> outstanding_;  // callbacks, by task
};

}  // namespace model::loop
