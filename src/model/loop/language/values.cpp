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
    {ErrorKind::memory, "MemoryError"},
    {ErrorKind::name, "NameError"},
    {ErrorKind::range, "RangeError"},
    {ErrorKind::recursion, "RecursionError"},
    {ErrorKind::runtime, "RuntimeError"},
    {ErrorKind::type, "TypeError"},
    {ErrorKind::unbound_local, "UnboundLocalError"},
};

// The contents of a value that is not a promise.
struct Words final : Object {
    explicit Words(std::string text, std::vector<Value> items = {}) : text(std::move(text)), items(std::move(items)) {}
    const std::string text;
    const std::vector<Value> items;

    static constexpr uint32_t price = 208;
};
static_assert(sizeof(Words) + price_of_allocation <= Words::price);
constexpr size_t sizeof_value = 24;
static_assert(sizeof(Value) <= sizeof_value);

const Words* words_of(const Value& value) {
    return value.kind == Value::Kind::object ? nullptr : static_cast<const Words*>(value.object.get());
}

const std::string& name_of(ErrorKind kind) {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (uint8_t i = 0; i <= uint8_t(ErrorKind::other); ++i) all.push_back(error_name(ErrorKind(i)));
        return all;
    }();
    return names[size_t(kind)];
}

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
    value.object = std::make_shared<Words>(std::move(text));
    return value;
}

Value Value::of_list(std::vector<Value> items) {
    Value value;
    value.kind = Kind::list;
    value.object = std::make_shared<Words>(std::string(), std::move(items));
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
    return value;
}

Value Value::of_error(std::string name) {
    Value value = of_error(loop::error_kind(name));
    if (value.error_kind == ErrorKind::other) value.object = std::make_shared<Words>(std::move(name));
    return value;
}

Value Value::of_group(ErrorKind kind, std::vector<Value> errors) {
    Value value = of_error(kind);
    value.object = std::make_shared<Words>(error_name(kind), std::move(errors));
    return value;
}

const std::string& Value::text() const {
    static const std::string none;
    if (const Words* words = words_of(*this)) return words->text;
    if (kind == Kind::error) return name_of(error_kind);
    return none;
}

const std::vector<Value>& Value::items() const {
    static const std::vector<Value> none;
    const Words* words = words_of(*this);
    return words ? words->items : none;
}

Value Value::counted_in(Meter& meter) && {
    if (Words* words = const_cast<Words*>(words_of(*this)))
        words->count_in(meter, int64_t(Words::price + words->text.size() + words->items.size() * sizeof_value));
    return std::move(*this);
}

Value group_of(std::vector<Value> errors) {
    bool cancelled = false;
    std::vector<Value> all;
    for (Value& one : errors) {
        cancelled = cancelled || one.is_error(ErrorKind::cancelled) || one.is_error(ErrorKind::base_group);
        if (one.items().empty()) all.push_back(std::move(one));
        else std::copy(one.items().begin(), one.items().end(), std::back_inserter(all));
    }
    return Value::of_group(cancelled ? ErrorKind::base_group : ErrorKind::group, std::move(all));
}

}  // namespace model::loop
