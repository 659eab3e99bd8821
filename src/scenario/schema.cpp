#include "scenario/schema.h"

#include "scenario/document.h"
#include "scenario/fields.h"
#include "scenario/operation_help.h"
#include "scenario/steps.h"
#include "scenario/values.h"

#include <initializer_list>
#include <utility>

namespace scenario {

using json::Value;

namespace {

constexpr std::string_view time_pattern = "^[0-9]+(\\.[0-9]{1,9})? ?(ns|us|µs|ms|s|min|h)$";
constexpr std::string_view no_time_pattern = "^0+(\\.0+)? ?(ns|us|µs|ms|s|min|h)$";
constexpr std::string_view bytes_pattern = "^[0-9]+(\\.[0-9]+)? ?(B|KiB|MiB|GiB)$";
constexpr std::string_view id_pattern = "^[a-z0-9-]{1,64}$";
constexpr std::string_view name_pattern = "^[^.:=,/\\u0000-\\u001f\\u007f]{1,64}$";

// The schema of a whole file, or of a patch to one, in which nothing is required and null removes a key.
enum class Mode { full, patch };

Value text(std::string_view words) { return Value::of(words); }
Value list(std::vector<Value> items) {
    Value value = Value::array();
    value.items = std::move(items);
    return value;
}
Value typed(std::string_view type) {
    Value value = Value::object();
    value["type"] = text(type);
    return value;
}
Value reference(std::string_view name) {
    Value value = Value::object();
    value["$ref"] = text("#/$defs/" + std::string(name));
    return value;
}
Value pattern(std::string_view expression) {
    Value value = typed("string");
    value["pattern"] = text(expression);
    return value;
}
Value any_of(Value a, Value b) {
    Value value = Value::object();
    value["anyOf"] = list({std::move(a), std::move(b)});
    return value;
}
Value number(double limit) {
    return limit == double(int64_t(limit)) ? Value::of(int64_t(limit)) : Value::of(limit);
}

Value record_schema(const Record& record, Mode mode);

Value choices_schema(const Field& field) {
    Value values = Value::array();
    for (const ChoiceRow& row : field.choices)
        if (row.number >= 0) values.items.push_back(text(row.value));
    Value value = Value::object();
    value["enum"] = std::move(values);
    return value;
}

// "^(finish|mean|latency:.+)$"
std::string words_pattern(const Field& field) {
    std::string all;
    for (const ChoiceRow& row : field.choices)
        all.append(all.empty() ? "^(" : "|").append(row.value).append(row.value.ends_with(':') ? ".+" : "");
    return all + ")$";
}

Value several_schema(const Field& field, Mode mode) {
    const bool named = field.type == Type::named;
    Value value = typed(named ? "object" : "array");
    // A list in a patch replaces the whole old list, and so do the steps of a program.
    Value element = field.record == &step_record   ? reference("step")
                    : field.record == &operation_record ? reference("operation")
                    : field.record == &work_record ? reference("work")
                    : !named || field.record->bare ? record_schema(*field.record, Mode::full)
                                                   : record_schema(*field.record, mode);
    if (named) {
        value["patternProperties"]["^x-"] = Value::object();
        value["propertyNames"] = any_of(pattern("^x-"), pattern(name_pattern));
        value["additionalProperties"] =
            mode == Mode::patch ? any_of(std::move(element), typed("null")) : std::move(element);
    } else {
        value["items"] = std::move(element);
    }
    if (field.min > 0 && (!named || mode == Mode::full))
        value[named ? "minProperties" : "minItems"] = number(field.min);
    if (!named) value["maxItems"] = number(field.max);
    return value;
}

Value type_schema(const Field& field, Mode mode) {
    switch (field.type) {
        case Type::integer:
        case Type::maybe_integer:
        case Type::seed:
        case Type::number: {
            Value value = typed(field.type == Type::number ? "number" : "integer");
            value["minimum"] = number(field.min);
            value["maximum"] = number(field.max);
            return value;
        }
        case Type::maybe_boolean:
        case Type::boolean: return typed("boolean");
        case Type::flag: {
            Value value = Value::object();
            value["const"] = Value::of(true);
            return value;
        }
        case Type::join: {
            Value yes = Value::object();
            yes["const"] = Value::of(true);
            return any_of(std::move(yes), typed("string"));
        }
        case Type::integers: {
            Value one = typed("integer");
            one["minimum"] = number(field.min);
            one["maximum"] = number(field.max);
            Value several = typed("array");
            several["items"] = one;
            several["maxItems"] = Value::of(int64_t(max_numbers));
            return any_of(std::move(one), std::move(several));
        }
        case Type::row_ids: {
            Value value = typed("array");
            value["items"] = typed("string");
            value["minItems"] = number(field.min);
            value["maxItems"] = number(field.max);
            return value;
        }
        case Type::lines: {
            Value one = typed("string");
            one["maxLength"] = number(field.max);
            Value several = typed("array");
            several["items"] = typed("string");
            return any_of(std::move(one), std::move(several));
        }
        case Type::maybe_words:
        case Type::words: {
            Value one = typed("string");
            if (field.choices.empty()) one["maxLength"] = number(field.max);
            else one["pattern"] = text(words_pattern(field));
            Value value = typed("array");
            value["items"] = std::move(one);
            value["maxItems"] = Value::of(int64_t(max_words));
            return value;
        }
        case Type::settings: {
            Value one = Value::object();
            one["type"] = list({text("string"), text("number"), text("boolean")});
            one["maxLength"] = Value::of(int64_t(max_setting));
            Value value = typed("object");
            value["additionalProperties"] = std::move(one);
            value["maxProperties"] = number(field.max);
            return value;
        }
        case Type::source: {
            Value own = typed("object");
            own["required"] = list({text("version")});
            return any_of(pattern(id_pattern), std::move(own));
        }
        case Type::warmup: {
            Value tasks = typed("integer");
            tasks["minimum"] = Value::of(int64_t(0));
            tasks["maximum"] = Value::of(max_counted_tasks);
            return any_of(reference("duration"), std::move(tasks));
        }
        case Type::names: {
            Value list_of = typed("array");
            list_of["items"] = pattern(name_pattern);
            Field named = field;
            named.type = Type::named;
            return any_of(std::move(list_of), several_schema(named, mode));
        }
        case Type::repeat:
        case Type::maybe_record: return record_schema(*field.record, mode);
        case Type::text: {
            Value value = typed("string");
            if (field.min > 0) value["minLength"] = number(field.min);
            value["maxLength"] = number(field.max);
            return value;
        }
        case Type::bytes: {
            Value whole = typed("integer");
            whole["minimum"] = number(field.min);
            whole["maximum"] = number(field.max);
            return any_of(pattern(bytes_pattern), std::move(whole));
        }
        case Type::choice: return choices_schema(field);
        case Type::duration:
        case Type::maybe_duration: return reference("duration");
        case Type::law:
        case Type::maybe_law: return reference("law");
        case Type::durations: {
            Value value = typed("array");
            value["items"] = reference("duration");
            value["minItems"] = number(field.min);
            value["maxItems"] = number(field.max);
            return value;
        }
        case Type::device:
        case Type::lock:
        case Type::semaphore:
        case Type::queue:
        case Type::maybe_program:
        case Type::function:
        case Type::program:
        case Type::note: return typed("string");
        case Type::record: return record_schema(*field.record, mode);
        case Type::list:
        case Type::named: return several_schema(field, mode);
        case Type::version: {
            Value value = Value::object();
            value["const"] = Value::of(int64_t(1));
            return value;
        }
        case Type::patches: {
            Value value = typed("array");
            value["items"] = reference("changes");
            value["maxItems"] = number(field.max);
            return value;
        }
        case Type::later: break;
    }
    // The only value that requires no new feature.
    if (parse_time(field.accepts)) return pattern(no_time_pattern);
    const bool digits = field.accepts.find_first_not_of("0123456789") == field.accepts.npos;
    Value value = Value::object();
    value["const"] = digits ? Value::of(int64_t(field.accepts[0] - '0')) : text(field.accepts);
    return value;
}

Value field_schema(const Field& field, const Record& record, Mode mode) {
    Value value = type_schema(field, mode);
    if (!field.help.empty()) value["description"] = text(field.help);
    if (Value initial = value_of(field, record.defaults());
        !field.required && !field.verb && initial.kind != json::Kind::null)
        value["default"] = std::move(initial);
    return value;
}

Value record_schema(const Record& record, Mode mode) {
    if (record.bare) return several_schema(record.fields[0], mode);
    Value value = typed("object");
    Value& properties = value["properties"] = Value::object();
    Value required = Value::array();
    for (const Field& field : record.fields) {
        if (field.type == Type::later && field.accepts.empty()) continue;
        if (mode == Mode::patch && field.type == Type::patches) continue;
        Value inner = field_schema(field, record, mode);
        if (mode == Mode::patch) inner = any_of(std::move(inner), typed("null"));
        properties[field.key] = std::move(inner);
        if (field.required && mode == Mode::full) required.items.push_back(text(field.key));
    }
    if (!required.items.empty()) value["required"] = std::move(required);
    value["patternProperties"]["^x-"] = Value::object();
    value["additionalProperties"] = Value::of(false);
    if (!record.number_is.empty())
        return any_of(type_schema(*find_field(record, record.number_is), mode), std::move(value));
    if (!record.text_is.empty())
        return any_of(type_schema(*find_field(record, record.text_is), mode), std::move(value));
    if (record.list_is.empty()) return value;
    return any_of(type_schema(*find_field(record, record.list_is), Mode::full), std::move(value));
}

// Strict validators demand that a required key is also declared there.
Value requires_keys(std::initializer_list<std::string_view> keys) {
    Value value = typed("object");
    Value names = Value::array();
    for (std::string_view key : keys) {
        value["properties"][key] = Value::of(true);
        names.items.push_back(text(key));
    }
    value["required"] = std::move(names);
    return value;
}

Value step_schema() {
    Value value = record_schema(step_record, Mode::full);
    Value verbs = Value::array();
    for (const Field& field : step_record.fields)
        if (field.verb) verbs.items.push_back(requires_keys({field.key}));
    value["oneOf"] = std::move(verbs);
    for (const Field& field : step_record.fields) {
        Value owners = Value::array();
        for (const StepRow& row : step_rows())
            if (goes_with(row, field.key)) owners.items.push_back(requires_keys({row.field.key}));
        if (owners.items.size() == 1) value["dependentRequired"][field.key] = owners.items.front()["required"];
        if (owners.items.size() > 1) value["dependentSchemas"][field.key]["anyOf"] = std::move(owners);
    }
    return value;
}

Value operation_schema() {
    Value value = record_schema(operation_record, Mode::full);
    Value ways = Value::array();
    for (const OpRow& row : operation_rows) {
        Value way = requires_keys({row.key});
        way["description"] = text(help_of(row.kind));
        for (std::string_view rest = row.needs; !rest.empty();) {
            const std::string_view key = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(key.size() + 1, rest.size()));
            way["properties"][key] = Value::of(true);
            way["required"].items.push_back(text(key));
        }
        ways.items.push_back(std::move(way));
    }
    value["oneOf"] = std::move(ways);
    return value;
}

Value work_schema() {
    Value value = record_schema(work_record, Mode::full);
    value["not"]["anyOf"] = list(
        {requires_keys({"rate", "every"}), requires_keys({"rate", "times"}), requires_keys({"every", "times"}),
         requires_keys({"rate", "users"}), requires_keys({"every", "users"}), requires_keys({"times", "users"}),
         requires_keys({"rate", "period"}), requires_keys({"every", "period"}), requires_keys({"users", "period"})});
    value["dependentRequired"]["think"] = list({text("users")});
    return value;
}

// A list of exactly these two.
Value tuple(Value a, Value b) {
    Value value = typed("array");
    value["prefixItems"] = list({std::move(a), std::move(b)});
    value["items"] = Value::of(false);
    value["minItems"] = Value::of(int64_t(2));
    value["maxItems"] = Value::of(int64_t(2));
    return value;
}

Value law_parts(LawKind kind) {
    switch (kind) {
        case LawKind::constant:
        case LawKind::exponential: break;
        case LawKind::uniform:
        case LawKind::normal:
        case LawKind::lognormal: return tuple(reference("duration"), reference("duration"));
        case LawKind::erlang: {
            Value stages = typed("integer");
            stages["minimum"] = Value::of(int64_t(1));
            stages["maximum"] = Value::of(max_stages);
            return tuple(std::move(stages), reference("duration"));
        }
        case LawKind::pareto: {
            Value shape = typed("number");
            shape["minimum"] = Value::of(min_shape);
            shape["maximum"] = Value::of(max_shape);
            return tuple(std::move(shape), reference("duration"));
        }
        case LawKind::list: {
            Value value = typed("array");
            value["items"] = reference("duration");
            value["minItems"] = Value::of(int64_t(1));
            value["maxItems"] = Value::of(int64_t(max_numbers));
            return value;
        }
        case LawKind::choice: {
            Value weight = typed("number");
            weight["minimum"] = Value::of(min_weight);
            weight["maximum"] = Value::of(max_weight);
            Value value = typed("array");
            value["items"] = tuple(std::move(weight), reference("law"));
            value["minItems"] = Value::of(int64_t(1));
            value["maxItems"] = Value::of(int64_t(max_choices));
            return value;
        }
    }
    return reference("duration");
}

Value law_schema() {
    Value value = Value::object();
    Value kinds = list({reference("duration")});
    for (const ChoiceRow& row : law_kinds) {
        Value kind = typed("object");
        kind["properties"][row.value] = law_parts(LawKind(row.number));
        kind["required"] = list({text(row.value)});
        kind["additionalProperties"] = Value::of(false);
        kinds.items.push_back(std::move(kind));
    }
    value["anyOf"] = std::move(kinds);
    value["description"] = text("A duration, or how it is drawn anew each time.");
    return value;
}

Value duration_schema() {
    Value duration = pattern(time_pattern);
    duration["description"] = text("A number and its unit: 20ms, 1.5s, 250us.");
    return duration;
}

}  // namespace

Value schema_of(const Record& record, std::string_view title) {
    Value schema = Value::object();
    schema["$schema"] = text("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = text(title);
    const Value file = record_schema(record, Mode::full);
    for (const json::Member& member : file.members) schema[member.key] = member.value;
    schema["$defs"]["duration"] = duration_schema();
    return schema;
}

std::string json_schema() {
    Value schema = schema_of(scenario_record, "Interleave scenario, version 1");
    schema["required"] = list({text("version")});
    schema["anyOf"] = list(
        {requires_keys({"programs", "work"}), requires_keys({"functions", "work"}), requires_keys({"javascript"})});
    Value& parts = schema["$defs"];
    parts["law"] = law_schema();
    parts["step"] = step_schema();
    parts["operation"] = operation_schema();
    parts["work"] = work_schema();
    parts["changes"] = record_schema(scenario_record, Mode::patch);
    parts["changes"]["description"] =
        text("What is different in one variant: a merge patch (RFC 7396) on this file.");
    Value& keys = parts["changes"]["properties"];
    keys["from"] = reference("duration");
    keys["from"]["description"] =
        text("The variant is the same run until this time; its differences apply from then on.");
    keys["before"] = typed("object");
    keys["before"]["description"] = text("Only with from: a merge patch of what is different before that time.");
    return json::write(schema);
}

}  // namespace scenario
