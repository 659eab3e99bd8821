#include "scenario/reader.h"

#include "base/utf8.h"
#include "scenario/suggest.h"
#include "scenario/values.h"

#include "base/number.h"

#include <cmath>

namespace scenario {

using json::Kind;
using json::Value;

namespace {

template <class T>
T& as(void* slot) {
    return *static_cast<T*>(slot);
}

std::vector<std::string_view> keys_of(const Record& record) {
    std::vector<std::string_view> known;
    for (const Field& field : record.fields)
        if (field.type != Type::later) known.push_back(field.key);
    return known;
}

std::vector<std::string_view> values_of(std::span<const ChoiceRow> choices) {
    std::vector<std::string_view> known;
    for (const ChoiceRow& row : choices)
        if (row.number >= 0) known.push_back(row.value);
    return known;
}

template <class Named>
std::vector<std::string_view> names_of(const std::vector<Named>& all) {
    std::vector<std::string_view> names;
    for (const Named& one : all) names.push_back(one.name);
    return names;
}

}  // namespace

std::string the_key(const Field& field) { return "\"" + std::string(field.key) + "\""; }

const json::Member* find_member(const Value& value, std::string_view key) {
    for (const json::Member& member : value.members)
        if (member.key == key) return &member;
    return nullptr;
}

std::string Path::text() const {
    if (!parent) return {};
    return json::pointer_to(parent->text(), key.empty() ? std::to_string(index) : std::string(key));
}

bool asks_nothing_new(const Field& later, const Value& value) {
    if (later.accepts.empty()) return false;
    if (value.kind == Kind::integer) return parse_integer(later.accepts) == value.integer;
    if (value.kind != Kind::string) return false;
    const std::optional<Time> wanted = parse_time(later.accepts);
    return wanted ? parse_time(value.string) == wanted : value.string == later.accepts;
}

bool Reader::fail(Phrase message, std::initializer_list<::Named> values, json::Place place, const Path& path) {
    error_ = Error{say_plain(message, values), place.line, place.column, path.text()};
    return false;
}

bool Reader::out_of_range(const Field& field, const Value& value, const Path& path) {
    return fail("{key} must be {range}, not {value}",
                {{"key", the_key(field)}, {"range", range_text(field)}, {"value", quoted(value)}}, value.place, path);
}

bool Reader::read(const Value& source) {
    if (const Value* programs = source.find("programs"))
        for (const json::Member& member : programs->members)
            if (!member.key.starts_with("x-")) program_names_.push_back(member.key);
    if (const Value* functions = source.find("functions"))
        for (const json::Member& member : functions->members)
            if (!member.key.starts_with("x-")) function_names_.push_back(member.key);
    first_function_ = uint32_t(program_names_.size());
    return record(scenario_record, &scenario_, source, {}) && finish_scenario(source);
}

// An object ---------------------------------------------------------------------------------------

bool Reader::record(const Record& record, void* object, const Value& value, const Path& path) {
    if (record.bare)
        return field(record.fields[0], object, value, path) &&
               check_locks(value, path);
    if (!record.list_is.empty() && value.kind == Kind::array)
        return field(*find_field(record, record.list_is), object, value, path);
    const bool is_number = value.kind == Kind::integer || value.kind == Kind::number;
    if (!record.number_is.empty() && is_number)
        return field(*find_field(record, record.number_is), object, value, path);
    if (!record.text_is.empty() && value.kind == Kind::string)
        return field(*find_field(record, record.text_is), object, value, path);
    if (!record.number_is.empty() && value.kind != Kind::object)
        return fail("this {thing} must be a number, or an object in \\{ \\}, not {value}",
                    {{"thing", label_of(record.name)}, {"value", kind_name(value)}}, value.place, path);
    if (value.kind != Kind::object)
        return fail("this {thing} must be an object in \\{ \\}, not {value}",
                    {{"thing", label_of(record.name)}, {"value", kind_name(value)}}, value.place, path);
    if (!keys(record, value, path)) return false;
    if (&record == &operation_record && !number_operation(as<Operation>(object), value, path)) return false;
    for (const Field& row : record.fields) {
        const Value* given = value.find(row.key);
        if (!given) {
            if (&record == &scenario_record && value.find("javascript")) continue;
            if (&record == &scenario_record && row.key == "programs" && !value.find("functions"))
                return fail("this scenario has no \"programs\"; it needs one", value.place, {});
            if (row.required)
                return fail("this {thing} has no {key}; it needs one",
                            {{"thing", label_of(record.name)}, {"key", the_key(row)}}, value.place, path);
            continue;
        }
        if (!field(row, object, *given, {&path, row.key})) return false;
    }
    if (&record == &step_record) return finish_step(as<Step>(object), value, path);
    if (&record == &work_record) return finish_work(as<Work>(object), value, path);
    if (&record == &operation_record) return finish_operation(as<Operation>(object), value, path);
    if (&record == &promise_handler_record) return finish_handler(as<Handler>(object), value, path);
    if (&record == &strategy_record) return finish_strategy(as<Strategy>(object), value, path);
    if (&record == &machine_record) return finish_machine(as<Machine>(object), value, path);
    return true;
}

// Requires all keys to be known and supported.
bool Reader::keys(const Record& record, const Value& value, const Path& path) {
    for (const json::Member& member : value.members) {
        if (member.key.starts_with("x-")) continue;
        const Path here{&path, member.key};
        const Field* row = find_field(record, member.key);
        if (!row)
            return fail("unknown key {key} in this {thing}{suggestion}",
                        {{"key", quoted(member.key)},
                         {"thing", label_of(record.name)},
                         {"suggestion", suggestion(member.key, keys_of(record))}},
                        member.place, here);
        if (row->type != Type::later || asks_nothing_new(*row, member.value)) continue;
        if (row->accepts.empty())
            return fail("{key} is not supported yet", {{"key", quoted(member.key)}}, member.place, here);
        return fail("{key} other than {value} is not supported yet",
                    {{"key", quoted(member.key)}, {"value", row->accepts}}, member.value.place, here);
    }
    return true;
}

bool Reader::field(const Field& field, void* object, const Value& value, const Path& path) {
    void* slot = field.slot ? field.slot(object) : nullptr;
    switch (field.type) {
        case Type::integer: return integer(field, as<int64_t>(slot), value, path);
        case Type::seed: {
            int64_t seed = 0;
            if (!integer(field, seed, value, path)) return false;
            as<uint64_t>(slot) = uint64_t(seed);
            return true;
        }
        case Type::number: return number(field, as<double>(slot), value, path);
        case Type::boolean:
            if (value.kind != Kind::boolean)
                return fail("{key} must be true or false, not {value}",
                            {{"key", the_key(field)}, {"value", quoted(value)}}, value.place, path);
            as<bool>(slot) = value.boolean;
            return true;
        case Type::text: return text(field, as<std::string>(slot), value, path);
        case Type::bytes: return bytes(field, as<int64_t>(slot), value, path);
        case Type::choice: return choice(field, as<uint8_t>(slot), value, path);
        case Type::duration: return duration(field, as<Time>(slot), value, path);
        case Type::maybe_duration:
            return duration(field, as<std::optional<Time>>(slot).emplace(), value, path);
        case Type::law: return law(field, as<Law>(slot), value, path);
        case Type::maybe_law: return law(field, as<std::optional<Law>>(slot).emplace(), value, path);
        case Type::durations: return durations(field, as<std::vector<Time>>(slot), value, path);
        case Type::device:
            return one_of(field, "device", names_of(scenario_.devices), as<DeviceId>(slot).index, value, path);
        case Type::lock: return one_of(field, "lock", names_of(scenario_.locks), as<LockId>(slot).index, value, path);
        case Type::semaphore:
            return one_of(field, "semaphore", names_of(scenario_.semaphores), as<SemaphoreId>(slot).index, value, path);
        case Type::queue:
            return one_of(field, "queue", names_of(scenario_.queues), as<QueueId>(slot).index, value, path);
        case Type::words: return words(field, as<std::vector<std::string>>(slot), value, path);
        case Type::maybe_words:
            return words(field, as<std::optional<std::vector<std::string>>>(slot).emplace(), value, path);
        case Type::lines: return lines(field, as<std::string>(slot), value, path);
        case Type::function: return function(field, as<uint32_t>(slot), value, path);
        case Type::program: return program_or_function(field, as<uint32_t>(slot), value, path);
        case Type::maybe_program: return program(field, as<std::optional<uint32_t>>(slot).emplace(), value, path);
        case Type::join:
            if (value.kind == Kind::boolean && value.boolean) return true;
            if (value.kind != Kind::string)
                return fail(
                    "\"join\" must be true, for everything that was spawned, or the name of a program, not {value}",
                    {{"value", quoted(value)}}, value.place, path);
            return program(field, as<std::optional<uint32_t>>(slot).emplace(), value, path);
        case Type::flag: return flag(field, value, path);
        case Type::maybe_integer: return integer(field, as<std::optional<int64_t>>(slot).emplace(), value, path);
        case Type::maybe_boolean:
            if (value.kind != Kind::boolean)
                return fail("{key} must be true or false, not {value}",
                            {{"key", the_key(field)}, {"value", quoted(value)}}, value.place, path);
            as<std::optional<bool>>(slot) = value.boolean;
            return true;
        case Type::integers: return integers(field, as<std::vector<int64_t>>(slot), value, path);
        case Type::settings: return settings(field, as<std::vector<Setting>>(slot), value, path);
        case Type::source: return source(field, as<Source>(slot), value, path);
        case Type::warmup: return warmup(field, as<Warmup>(slot), value, path);
        case Type::names: return names(field, slot, value, path);
        case Type::maybe_record: return record(*field.record, field.elements->add(slot), value, path);
        case Type::row_ids:
            if (value.kind != Kind::array)
                return fail("{key} must be a list of ids of other rows in [ ], not {value}",
                            {{"key", the_key(field)}, {"value", quoted(value)}}, value.place, path);
            return count_in_range(field, value.items.size(), value, path);  // checked when all rows have been read
        case Type::record: return record(*field.record, slot, value, path);
        case Type::list: return list(field, slot, value, path);
        case Type::named: return named(field, slot, value, path);
        case Type::version:
            if (value.kind == Kind::integer && value.integer == 1) return true;
            return fail("{key} must be 1, the only version of the format, not {value}",
                        {{"key", the_key(field)}, {"value", quoted(value)}}, value.place, path);
        case Type::note:
            if (value.kind == Kind::string) return true;
            return fail("{key} must be text, not {value}", {{"key", the_key(field)}, {"value", quoted(value)}},
                        value.place, path);
        case Type::repeat:  // steps() reads these
        case Type::patches:
        case Type::later: return true;
    }
    return true;
}

bool Reader::count_in_range(const Field& field, size_t count, const Value& value, const Path& path) {
    if (double(count) >= field.min && double(count) <= field.max) return true;
    const bool few = double(count) < field.min;
    const int64_t limit = int64_t(few ? field.min : field.max);
    return fail(few ? Phrase("there must be at least {limit} {limit|entry|entries} here, not {count}")
                    : Phrase("there may be at most {limit} {limit|entry|entries} here, not {count}"),
                {{"limit", limit, grouped_text(limit)}, {"count", grouped_text(int64_t(count))}}, value.place, path);
}

bool Reader::list(const Field& field, void* slot, const Value& value, const Path& path) {
    const std::string what = label_of(field.record->name);
    if (value.kind != Kind::array)
        return fail("{key} must be a list in [ ], not {value}",
                    {{"key", path.key == field.key ? the_key(field) : quoted(path.key)}, {"value", kind_name(value)}},
                    value.place, path);
    if (!count_in_range(field, value.items.size(), value, path)) return false;
    if (field.record == &step_record) return steps(field, as<std::vector<Step>>(slot), value, path);
    field.elements->clear(slot);  // removes the defaults
    for (size_t i = 0; i < value.items.size(); ++i)
        if (!record(*field.record, field.elements->add(slot), value.items[i], {&path, {}, i})) return false;
    return true;
}

bool Reader::named(const Field& field, void* slot, const Value& value, const Path& path) {
    const std::string what = label_of(field.record->name);
    if (value.kind != Kind::object)
        return fail("{key} must be an object in \\{ \\} that names each {thing}, not {value}",
                    {{"key", the_key(field)}, {"thing", what}, {"value", kind_name(value)}}, value.place, path);
    size_t count = 0;
    for (const json::Member& member : value.members) {
        if (member.key.starts_with("x-")) continue;
        const Path here{&path, member.key};
        if (!name(member.key, what, member.place, here)) return false;
        void* element = field.elements->add(slot);
        as<std::string>(field.record->title(element)) = member.key;
        if (!record(*field.record, element, member.value, here)) return false;
        ++count;
    }
    return count_in_range(field, count, value, path);
}

// Checks a name. It becomes part of an id: "devices.NAME.time=20ms".
bool Reader::name(std::string_view name, std::string_view what, json::Place place, const Path& path) {
    constexpr size_t longest = 64;
    if (name.empty()) return fail("this {thing} needs a name", {{"thing", what}}, place, path);
    if (length_in_characters(name) > longest)
        return fail("the name {name} of a {thing} is too long; at most 64 characters are allowed",
                    {{"name", quoted(name)}, {"thing", what}}, place, path);
    for (char c : name)
        if (uint8_t(c) < 0x20 || c == 0x7F || std::string_view(".:=,/").find(c) != std::string_view::npos)
            return fail("the name {name} of a {thing} may not contain . : = , / or control characters",
                        {{"name", quoted(name)}, {"thing", what}}, place, path);
    return true;
}

// Reads ["a", "b"], or an object like named().
bool Reader::names(const Field& field, void* slot, const Value& value, const Path& path) {
    if (value.kind == Kind::object) return named(field, slot, value, path);
    const std::string what = label_of(field.record->name);
    if (value.kind != Kind::array)
        return fail("{key} must be a list of names in [ ], not {value}",
                    {{"key", the_key(field)}, {"value", quoted(value)}}, value.place, path);
    if (!count_in_range(field, value.items.size(), value, path)) return false;
    for (size_t i = 0; i < value.items.size(); ++i) {
        const Value& item = value.items[i];
        const Path here{&path, {}, i};
        if (item.kind != Kind::string)
            return fail("the name of a {thing} must be text in double quotes, not {value}",
                        {{"thing", what}, {"value", quoted(item)}}, item.place, here);
        if (!name(item.string, what, item.place, here)) return false;
        for (size_t before = 0; before < i; ++before)
            if (value.items[before].string == item.string)
                return fail("the name {name} of a {thing} is used twice; names must differ",
                            {{"name", quoted(item)}, {"thing", what}}, item.place, here);
        as<std::string>(field.record->title(field.elements->add(slot))) = item.string;
    }
    return true;
}

// Single values -----------------------------------------------------------------------------------

bool Reader::integer(const Field& field, int64_t& into, const Value& value, const Path& path) {
    const bool any = value.kind == Kind::integer || value.kind == Kind::number;
    if (any && (value.number < field.min || value.number > field.max))
        return out_of_range(field, value, path);
    if (!any || value.number != std::floor(value.number))  // 4.0 is a whole number too
        return fail("{key} must be a whole number, {range}, not {value}",
                    {{"key", the_key(field)}, {"range", range_text(field)}, {"value", quoted(value)}}, value.place,
                    path);
    into = value.kind == Kind::integer ? value.integer : int64_t(value.number);
    return true;
}

bool Reader::number(const Field& field, double& into, const Value& value, const Path& path) {
    if (value.kind != Kind::integer && value.kind != Kind::number)
        return fail("{key} must be a number, {range}, not {value}",
                    {{"key", the_key(field)}, {"range", range_text(field)}, {"value", quoted(value)}}, value.place,
                    path);
    if (value.number < field.min || value.number > field.max) return out_of_range(field, value, path);
    into = value.number;
    return true;
}

bool Reader::text(const Field& field, std::string& into, const Value& value, const Path& path) {
    if (value.kind != Kind::string)
        return fail("{key} must be text in double quotes, not {value}",
                    {{"key", the_key(field)}, {"value", quoted(value)}}, value.place, path);
    const size_t length = length_in_characters(value.string);
    if (double(length) < field.min)
        return fail("{key} must not be empty", {{"key", the_key(field)}}, value.place, path);
    if (double(length) > field.max)
        return fail("{key} is too long: {length} characters; at most {max} are allowed",
                    {{"key", the_key(field)},
                     {"length", grouped_text(int64_t(length))},
                     {"max", grouped_text(int64_t(field.max))}},
                    value.place, path);
    into = value.string;
    return true;
}

bool Reader::choice(const Field& field, uint8_t& into, const Value& value, const Path& path) {
    const std::vector<std::string_view> known = values_of(field.choices);
    if (value.kind != Kind::string)
        return fail("{key} must be one of its valid names in double quotes, such as {example}, not {value}",
                    {{"key", the_key(field)}, {"example", quoted(known.front())}, {"value", quoted(value)}},
                    value.place, path);
    const ChoiceRow* row = find_choice(field, value.string);
    if (!row)
        return fail("unknown {key} {value}{suggestion}",
                    {{"key", field.key}, {"value", quoted(value)}, {"suggestion", suggestion(value.string, known)}},
                    value.place, path);
    if (row->number < 0)
        return fail("{key} {value} is not supported yet{suggestion}",
                    {{"key", the_key(field)}, {"value", quoted(value)}, {"suggestion", suggestion("", known)}},
                    value.place, path);
    into = uint8_t(row->number);
    return true;
}

bool Reader::bytes(const Field& field, int64_t& into, const Value& value, const Path& path) {
    if (value.kind == Kind::integer || value.kind == Kind::number) return integer(field, into, value, path);
    const std::optional<int64_t> size = value.kind == Kind::string ? parse_bytes(value.string) : std::nullopt;
    if (!size)
        return fail("{key} must be a size such as \"1MiB\" (B, KiB, MiB or GiB; whole bytes), not {value}",
                    {{"key", the_key(field)}, {"value", quoted(value)}}, value.place, path);
    if (double(*size) < field.min || double(*size) > field.max) return out_of_range(field, value, path);
    into = *size;
    return true;
}

}  // namespace scenario
