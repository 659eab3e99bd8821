#pragma once

// The things that the names of a program refer to, and the ways in which a body can be left.

#include "model/loop/meter.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace model::loop {

// A promise, a task, a timer, a lock. Each language derives its own kinds.
struct Object : Counted, std::enable_shared_from_this<Object> {
    std::shared_ptr<Object> shared() { return shared_from_this(); }
};
using ObjectRef = Link<Object>;

enum class ErrorKind : uint8_t {
    // Handlers distinguish these:
    cancelled,
    timeout,
    value,
    group,       // of a task group
    base_group,  // the same, if it includes a cancellation
    // Operations raise these:
    invalid_state,
    memory,
    name,
    range,
    recursion,
    runtime,
    type,
    unbound_local,
    other,  // any other name that a program uses
};
const char* error_name(ErrorKind kind);  // "ValueError"
ErrorKind error_kind(std::string_view name);

struct Value {
    enum class Kind : uint8_t { none, text, list, object, error };
    Kind kind = Kind::none;
    ErrorKind error_kind = ErrorKind::other;
    ObjectRef object = {};  // a promise, or the text and items of the value

    const std::string& text() const;          // of an error: its name
    const std::vector<Value>& items() const;  // of a list: its items; of the error of a group: its errors
    // Counts the memory of the text and items, which all copies of the value share.
    Value counted_in(Meter& meter) &&;

    static Value of_text(std::string text);
    static Value of_list(std::vector<Value> items);
    static Value of_object(ObjectRef object);
    static Value of_error(ErrorKind kind);
    static Value of_error(std::string name);
    static Value of_group(ErrorKind kind, std::vector<Value> errors);

    bool is_error() const { return kind == Kind::error; }
    bool is_error(ErrorKind which) const { return is_error() && error_kind == which; }
};

// Returns the error of a task group. Groups among the errors are flattened.
Value group_of(std::vector<Value> errors);

// How a body is left.
struct Ending {
    enum class Kind : uint8_t { normal, returned, raised };
    Kind kind = Kind::normal;
    Value value = {};

    static Ending returns(Value value) { return {Kind::returned, std::move(value)}; }
    static Ending raises(Value error) { return {Kind::raised, std::move(error)}; }
    bool is_raised() const { return kind == Kind::raised; }
    bool is_raised(ErrorKind which) const { return is_raised() && value.is_error(which); }
};

// The variables of one call of a function. The callbacks that are made in the call share them.
struct Env : Counted {
    std::map<std::string, Value, std::less<>> values;
    std::map<std::string, ObjectRef, std::less<>> objects;

    static constexpr uint32_t price = 200;
    static constexpr uint32_t price_of_variable = 128;  // without the heap memory of a long name
};
using EnvRef = Link<Env>;

}  // namespace model::loop
