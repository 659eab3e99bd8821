#include "scenario/values.h"

#include "base/number.h"
#include "scenario/utf8.h"

#include <array>
#include <cassert>
#include <cmath>

namespace scenario {

namespace {

struct Unit {
    std::string_view name;
    int64_t bytes;
};
constexpr std::array<Unit, 4> units{{{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"B", 1}}};

bool is_time(Type type) {
    return type == Type::duration || type == Type::maybe_duration || type == Type::law ||
           type == Type::maybe_law || type == Type::durations;
}

// Limits in the unit a person would use: "24h", not "86400s".
std::string limit_text(double ns) {
    const int64_t whole = int64_t(ns);
    constexpr int64_t hour = 3'600'000'000'000, day = 24 * hour;
    if (whole > day && whole % day == 0) return std::to_string(whole / day) + " days";
    if (whole >= hour && whole % hour == 0) return std::to_string(whole / hour) + "h";
    return whole == 0 ? "0s" : time_text({whole});
}

}  // namespace

std::optional<int64_t> parse_bytes(std::string_view text) {
    for (const Unit& unit : units) {
        if (!text.ends_with(unit.name)) continue;
        text.remove_suffix(unit.name.size());
        if (text.ends_with(' ')) text.remove_suffix(1);
        const std::optional<double> count = parse_number(text);
        if (!count || *count < 0) return {};
        const double bytes = *count * double(unit.bytes);
        if (bytes > 9e15 || bytes != double(int64_t(bytes))) return {};
        return int64_t(bytes);
    }
    return {};
}

std::string bytes_text(int64_t bytes) {
    for (const Unit& unit : units)
        if (bytes >= unit.bytes && bytes % unit.bytes == 0)
            return std::to_string(bytes / unit.bytes) + std::string(unit.name);
    return "0B";
}

json::Value law_value(const Law& law) {
    const json::Value a = json::Value::of(std::string_view(time_text(law.a)));
    json::Value value;
    switch (law.kind) {
        case LawKind::constant: return a;
        case LawKind::exponential: value["exponential"] = a; break;
        case LawKind::uniform: {
            json::Value range = json::Value::array();
            range.items = {a, json::Value::of(std::string_view(time_text(law.b)))};
            value["uniform"] = range;
            break;
        }
    }
    return value;
}

Law law_of(const json::Value& value) {
    const auto time = [](const json::Value& text) { return parse_time(text.string).value_or(Time{}); };
    if (value.kind != json::Kind::object) return {LawKind::constant, time(value), {}};
    assert(value.members.size() == 1);
    const json::Value& inner = value.members.front().value;
    if (inner.kind != json::Kind::array) return {LawKind::exponential, time(inner), {}};
    assert(inner.items.size() == 2);
    return {LawKind::uniform, time(inner.items[0]), time(inner.items[1])};
}

Law with_mean(const Law& law, Time wanted) {
    Law result = law;
    if (wanted == mean(law)) return result;
    if (law.kind != LawKind::uniform) {
        result.a = wanted;
        return result;
    }
    // The middle is exact: b is as far above it as a is below.
    const double share = mean(law).ns == 0 ? 1 : double(law.a.ns) / double(mean(law).ns);
    result.a = {std::llround(double(wanted.ns) * share)};
    result.b = {2 * wanted.ns - result.a.ns};
    return result;
}

json::Value value_of(const Field& field, const void* object) {
    if (!field.slot) return {};
    // Slots serve the reader too; here the member is only looked at.
    const void* slot = field.slot(const_cast<void*>(object));
    const auto text = [](std::string_view words) { return json::Value::of(words); };
    switch (field.type) {
        case Type::integer:
        case Type::bytes: return json::Value::of(*static_cast<const int64_t*>(slot));
        case Type::seed: return json::Value::of(int64_t(*static_cast<const uint64_t*>(slot)));
        case Type::number: return json::Value::of(*static_cast<const double*>(slot));
        case Type::boolean: return json::Value::of(*static_cast<const bool*>(slot));
        case Type::text: return text(*static_cast<const std::string*>(slot));
        case Type::choice: return text(choice_of(field, *static_cast<const uint8_t*>(slot)).value);
        case Type::duration: return text(time_text(*static_cast<const Time*>(slot)));
        case Type::law: return law_value(*static_cast<const Law*>(slot));
        case Type::maybe_duration:
            if (const auto& time = *static_cast<const std::optional<Time>*>(slot))
                return text(time_text(*time));
            return {};
        case Type::maybe_law:
            if (const auto& law = *static_cast<const std::optional<Law>*>(slot)) return law_value(*law);
            return {};
        default: return {};
    }
}

std::string range_text(const Field& field) {
    const auto text = [&](double limit) {
        if (is_time(field.type)) return limit_text(limit);
        if (field.type == Type::bytes) return bytes_text(int64_t(limit));
        if (field.type == Type::number) return number_text(limit);
        return grouped_text(int64_t(limit));
    };
    return text(field.min) + " to " + text(field.max);
}

std::string_view kind_name(const json::Value& value) {
    switch (value.kind) {
        case json::Kind::null: return "null";
        case json::Kind::boolean: return value.boolean ? "true" : "false";
        case json::Kind::integer:
        case json::Kind::number: return "a number";
        case json::Kind::string: return "text";
        case json::Kind::array: return "a list";
        case json::Kind::object: return "an object";
    }
    return {};
}

std::string quoted(std::string_view text) {
    constexpr size_t most = 40;
    size_t end = text.size() < most ? text.size() : most;
    while (end < text.size() && continues_character(text[end])) --end;
    return "\"" + std::string(text.substr(0, end)) + (end < text.size() ? "...\"" : "\"");
}

std::string quoted(const json::Value& value) {
    if (value.kind == json::Kind::string) return quoted(value.string);
    if (value.kind == json::Kind::integer) return std::to_string(value.integer);
    if (value.kind == json::Kind::number) return number_text(value.number);
    return std::string(kind_name(value));
}

}  // namespace scenario
