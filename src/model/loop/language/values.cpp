#include "model/loop/language/values.h"

#include <iterator>

namespace model::loop {

namespace {

struct KindName {
    ErrorKind kind;
    const char* name;
};
constexpr KindName errors[] = {
    {ErrorKind::cancelled, "CancelledError"},
    {ErrorKind::timeout, "TimeoutError"},
    {ErrorKind::value, "ValueError"},
    {ErrorKind::group, "ExceptionGroup"},
    {ErrorKind::base_group, "BaseExceptionGroup"},
    {ErrorKind::invalid_state, "InvalidStateError"},
    {ErrorKind::name, "NameError"},
    {ErrorKind::range, "RangeError"},
    {ErrorKind::recursion, "RecursionError"},
    {ErrorKind::runtime, "RuntimeError"},
    {ErrorKind::type, "TypeError"},
    {ErrorKind::unbound_local, "UnboundLocalError"},
};

}  // namespace

const char* error_name(ErrorKind kind) {
    for (const KindName& one : errors)
        if (one.kind == kind) return one.name;
    return "Error";
}

ErrorKind error_kind(std::string_view name) {
    for (const KindName& one : errors)
        if (one.name == name) return one.kind;
    return ErrorKind::other;
}

Value Value::of_text(std::string text) {
    Value value;
    value.kind = Kind::text;
    value.text = std::move(text);
    return value;
}

Value Value::of_list(std::vector<Value> items) {
    Value value;
    value.kind = Kind::list;
    value.items = std::move(items);
    return value;
}

Value Value::of_object(ObjectRef object) {
    Value value;
    value.kind = Kind::object;
    value.object = std::move(object);
    return value;
}

Value Value::of_error(ErrorKind kind) {
    Value value;
    value.kind = Kind::error;
    value.error_kind = kind;
    value.text = error_name(kind);
    return value;
}

Value Value::of_error(std::string name) {
    Value value = of_error(loop::error_kind(name));
    value.text = std::move(name);
    return value;
}

Value group_of(std::vector<Value> errors) {
    bool cancelled = false;
    std::vector<Value> all;
    for (Value& one : errors) {
        cancelled = cancelled || one.is_error(ErrorKind::cancelled) || one.is_error(ErrorKind::base_group);
        if (one.items.empty()) all.push_back(std::move(one));
        else std::move(one.items.begin(), one.items.end(), std::back_inserter(all));
    }
    Value group = Value::of_error(cancelled ? ErrorKind::base_group : ErrorKind::group);
    group.items = std::move(all);
    return group;
}

}  // namespace model::loop
