#include "scenario/change.h"

#include "base/say.h"
#include "scenario/computing.h"
#include "scenario/fields.h"
#include "scenario/suggest.h"
#include "scenario/values.h"

#include "base/number.h"

namespace scenario {

using json::Kind;
using json::Value;

namespace {

Error wrong(Phrase message, std::initializer_list<Named> values, std::string pointer) {
    return {say_plain(message, values), 0, 0, std::move(pointer)};
}

std::vector<std::string_view> split(std::string_view id) {
    std::vector<std::string_view> parts;
    for (;;) {
        const size_t dot = id.find('.');
        parts.push_back(id.substr(0, dot));
        if (dot == id.npos) return parts;
        id.remove_prefix(dot + 1);
    }
}

std::vector<std::string_view> keys_of(const Value& object) {
    std::vector<std::string_view> keys;
    for (const json::Member& member : object.members)
        if (!member.key.starts_with("x-")) keys.push_back(member.key);
    return keys;
}

// A patch may also remove one law and add another: the result is then not a single law that can be scaled.
bool is_one_law(const Value& value) {
    return value.kind == Kind::object && value.members.size() == 1 && value.members[0].value.kind != Kind::null;
}

// Types for which a missing value has a meaning.
bool may_be_none(Type type) {
    return type == Type::maybe_duration || type == Type::maybe_law || type == Type::maybe_integer ||
           type == Type::maybe_boolean;
}

// The value that a text represents. A wrong text becomes a wrong value, and the reader says
// what is wrong with it. `old` may be null.
Result<Value> value_from(const Field& field, std::string_view text, const Value* old) {
    switch (field.type) {
        case Type::bytes:
            if (const auto bytes = parse_integer(text); bytes && *bytes >= 0)
                return Value::of(std::string_view(bytes_text(*bytes)));
            return Value::of(text);
        case Type::integer:
        case Type::maybe_integer:
        case Type::seed:
        case Type::version:
        case Type::number:
            if (const auto whole = parse_integer(text)) return Value::of(*whole);
            if (const auto number = parse_number(text)) return Value::of(*number);
            return Value::of(text);
        case Type::maybe_boolean:
        case Type::flag:
        case Type::join:
        case Type::boolean:
            if (text == "true" || text == "false") return Value::of(text == "true");
            return Value::of(text);
        case Type::warmup:
            if (const auto tasks = parse_integer(text)) return Value::of(*tasks);
            return Value::of(text);
        case Type::law:
        case Type::maybe_law:
            if (text.starts_with('{')) return json::parse(text);
            if (const auto time = parse_time(text); time && old && is_one_law(*old))
                return law_value(with_mean(law_of(*old), *time));
            return Value::of(text);
        case Type::record:
        case Type::list:
        case Type::named:
        case Type::durations:
        case Type::integers:
        case Type::names:
        case Type::row_ids:
        case Type::maybe_record:
        case Type::patches: return json::parse(text);
        default: return Value::of(text);
    }
}

std::optional<Error> scale_computing(Value& steps, std::string_view text, const std::string& pointer) {
    const std::optional<Time> wanted = parse_time(text);
    if (!wanted || double(wanted->ns) > program_compute.max)
        return wrong("\"compute\" must be a duration such as \"20ms\", {range}, not {value}",
                     {{"range", range_text(program_compute)}, {"value", quoted(text)}}, pointer);
    const std::vector<Computing> all = computing(steps);
    if (all.empty()) return wrong("this program has no compute step", {}, pointer);
    if (total(all) != *wanted) scale(all, *wanted);
    return {};
}

// What a list contains by default if the file omits it.
Value defaults_of(const Field& list, const Record& record) {
    Value value = Value::array();
    void* all = list.slot(const_cast<void*>(record.defaults()));
    for (size_t i = 0; i < list.elements->count(all); ++i) {
        Value& item = value.items.emplace_back(Value::object());
        for (const Field& field : list.record->fields)
            if (Value known = value_of(field, list.elements->at(all, i)); known.kind != Kind::null)
                item[field.key] = std::move(known);
    }
    return value;
}

// Walks the tree and the tables side by side.
class Change {
public:
    Change(Value& source, std::string_view id, std::string_view text)
        : parts_(split(id)), text_(text), node_(&source) {}

    std::optional<Error> make() {
        const Record* record = &scenario_record;
        for (;;) {
            if (record->bare && parts_.size() == next_ + 1 && parts_[next_] == program_compute.key)
                return scale_computing(*node_, text_, json::pointer_to(pointer_, program_compute.key));
            const Field* field = &record->fields[0];
            if (!record->bare) {
                field = find_field(*record, part());
                if (!field) return unknown_key(*record);
                if (field->type == Type::later)
                    return wrong("{key} is not supported yet", {{"key", quoted(part())}}, here());
                if (next_ + 1 == parts_.size()) return set(*field);
                enter(part());
            }
            if (field->type == Type::record || field->type == Type::maybe_record || field->type == Type::repeat) {
                if (node_->kind != Kind::object) *node_ = Value::object();
            } else if (field->type == Type::list || field->type == Type::patches) {
                if (node_->kind == Kind::null && field->elements && !in_patch_) *node_ = defaults_of(*field, *record);
                if (std::optional<Error> error = enter_item()) return error;
            } else if (field->type == Type::names && node_->kind == Kind::array) {
                name_each();
                if (std::optional<Error> error = enter_named(*field)) return error;
            } else if (field->type == Type::named || (field->type == Type::names && node_->kind == Kind::object)) {
                if (std::optional<Error> error = enter_named(*field)) return error;
            } else {
                return wrong("there is nothing inside {key} to change", {{"key", quoted(field->key)}}, here());
            }
            if (field->type == Type::patches) in_patch_ = true;
            record = field->record ? field->record : &scenario_record;
            if (next_ == parts_.size())
                return wrong("the path must go on to the part that should change", {}, pointer_);
        }
    }

private:
    std::string_view part() const { return parts_[next_]; }
    std::string here() const { return json::pointer_to(pointer_, part()); }

    void enter(std::string_view key) {
        pointer_ = here();
        ++next_;
        node_ = &(*node_)[key];
    }

    std::optional<Error> unknown_key(const Record& record) const {
        std::vector<std::string_view> known;
        for (const Field& field : record.fields)
            if (field.type != Type::later) known.push_back(field.key);
        return wrong(
            "unknown key {key} in this {thing}{suggestion}",
            {{"key", quoted(part())}, {"thing", label_of(record.name)}, {"suggestion", suggestion(part(), known)}},
            here());
    }

    std::optional<Error> enter_item() {
        const std::optional<int64_t> index = parse_integer(part());
        if (!index || *index < 0 || *index >= int64_t(node_->items.size())) {
            const size_t count = node_->items.size();
            if (count == 0)
                return wrong("there is no number {number} here; the list is empty", {{"number", quoted(part())}},
                             here());
            return wrong("there is no number {number} here, {count|only 0|only 0 to {last}}",
                         {{"number", quoted(part())}, {"count", count}, {"last", count - 1}}, here());
        }
        pointer_ = here();
        ++next_;
        node_ = &node_->items[size_t(*index)];
        return {};
    }

    // Turns a list of names into an object with these keys, so that a member of one of them can be written into it.
    void name_each() {
        Value named = Value::object();
        for (const Value& name : node_->items) named[name.string] = Value::object();
        *node_ = std::move(named);
    }

    std::optional<Error> enter_named(const Field& field) {
        // A patch may change what the file declares without declaring it again. The contents of x- keys are not
        // checked.
        const bool may_be_new = in_patch_ && !field.record->bare && next_ + 1 < parts_.size();
        if (part().starts_with("x-") || (!node_->find(part()) && !may_be_new))
            return wrong("there is no {thing} {name}{suggestion}",
                         {{"thing", label_of(field.record->name)},
                          {"name", quoted(part())},
                          {"suggestion", suggestion(part(), keys_of(*node_))}},
                         here());
        const std::string_view name = part();
        enter(name);
        if (!field.record->bare && node_->kind != Kind::object) *node_ = Value::object();
        return {};
    }

    std::optional<Error> set(const Field& field) {
        if (may_be_none(field.type) && text_ == "none") {  // as if the key were missing; null in a patch
            if (in_patch_) (*node_)[part()] = Value();
            else node_->erase(part());
            return {};
        }
        const Value* old = node_->find(part());
        Result<Value> value = value_from(field, text_, old);
        if (!value)
            return wrong("{key} cannot be read: {why}", {{"key", quoted(part())}, {"why", value.error().message}},
                         here());
        forget_places(*value);
        (*node_)[part()] = std::move(*value);
        return {};
    }

    // The places would refer to another text.
    static void forget_places(Value& value) {
        value.place = {};
        for (Value& item : value.items) forget_places(item);
        for (json::Member& member : value.members) {
            member.place = {};
            forget_places(member.value);
        }
    }

    std::vector<std::string_view> parts_;
    std::string_view text_;
    size_t next_ = 0;
    Value* node_;  // the value that parts_[0..next_) lead to
    std::string pointer_;
    bool in_patch_ = false;
};

}  // namespace

Result<Document> with_parameter(const Document& document, std::string_view id, std::string_view value) {
    Value source = document.source;
    if (std::optional<Error> error = Change(source, id, value).make()) return *error;
    return interpret(std::move(source));
}

}  // namespace scenario
