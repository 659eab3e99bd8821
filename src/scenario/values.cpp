#include "scenario/values.h"

#include "base/number.h"
#include "base/say.h"
#include "base/utf8.h"

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

// Limits in the unit that a person would use: "24h", not "86400s".
std::string limit_text(double ns) {
    const int64_t whole = int64_t(ns);
    constexpr int64_t hour = 3'600'000'000'000, day = 24 * hour;
    if (whole > day && whole % day == 0) return say_plain("{n} {n|day|days}", {{"n", whole / day}});
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
    const json::Value b = json::Value::of(std::string_view(time_text(law.b)));
    json::Value inner = json::Value::array();
    switch (law.kind) {
        case LawKind::constant: return a;
        case LawKind::exponential: inner = a; break;
        case LawKind::uniform:
        case LawKind::normal:
        case LawKind::lognormal: inner.items = {a, b}; break;
        case LawKind::erlang: inner.items = {json::Value::of(int64_t(law.shape)), a}; break;
        case LawKind::pareto: inner.items = {json::Value::of(law.shape), a}; break;
        case LawKind::list:
            for (const Time time : law.times) inner.items.push_back(json::Value::of(std::string_view(time_text(time))));
            break;
        case LawKind::choice:
            for (const WeightedLaw& choice : law.choices) {
                json::Value pair = json::Value::array();
                pair.items = {json::Value::of(choice.weight), law_value(choice.law)};
                inner.items.push_back(pair);
            }
            break;
    }
    json::Value value = json::Value::object();
    for (const ChoiceRow& row : law_kinds)
        if (row.number == int(law.kind)) value[row.value] = inner;
    return value;
}

Law law_of(const json::Value& value) {
    const auto time = [](const json::Value& text) { return parse_time(text.string).value_or(Time{}); };
    Law law;
    if (value.kind != json::Kind::object) {
        law.a = time(value);
        return law;
    }
    assert(value.members.size() == 1);
    for (const ChoiceRow& row : law_kinds)
        if (row.value == value.members.front().key) law.kind = LawKind(row.number);
    const json::Value& inner = value.members.front().value;
    switch (law.kind) {
        case LawKind::constant:
        case LawKind::exponential: law.a = time(inner); break;
        case LawKind::uniform:
        case LawKind::normal:
        case LawKind::lognormal:
            law.a = time(inner.items[0]);
            law.b = time(inner.items[1]);
            break;
        case LawKind::erlang:
        case LawKind::pareto:
            law.shape = inner.items[0].number;
            law.a = time(inner.items[1]);
            break;
        case LawKind::list:
            for (const json::Value& item : inner.items) law.times.push_back(time(item));
            break;
        case LawKind::choice:
            for (const json::Value& pair : inner.items)
                law.choices.push_back({pair.items[0].number, law_of(pair.items[1])});
            break;
    }
    return law;
}

Law with_mean(const Law& law, Time wanted) {
    Law result = law;
    const Time old = mean(law);
    if (wanted == old) return result;
    if (law.kind == LawKind::constant || law.kind == LawKind::exponential || law.kind == LawKind::erlang) {
        result.a = wanted;
        return result;
    }
    const double factor = old.ns == 0 ? 1 : double(wanted.ns) / double(old.ns);
    const auto scaled = [&](Time t) { return Time{std::llround(double(t.ns) * factor)}; };
    if (law.kind == LawKind::uniform) {
        // The midpoint stays exact: b is as far above it as a is below it.
        result.a = old.ns == 0 ? wanted : scaled(law.a);
        result.b = {2 * wanted.ns - result.a.ns};
        return result;
    }
    result.a = scaled(law.a);
    result.b = scaled(law.b);
    if (law.kind == LawKind::normal || law.kind == LawKind::lognormal) result.a = wanted;
    if (law.kind == LawKind::pareto && old.ns == 0)
        result.a = law.shape > 1 ? Time{std::llround(double(wanted.ns) * (law.shape - 1) / law.shape)} : wanted;
    for (Time& time : result.times) time = old.ns == 0 ? wanted : scaled(time);
    for (WeightedLaw& choice : result.choices)
        choice.law = with_mean(choice.law, old.ns == 0 ? wanted : scaled(mean(choice.law)));
    return result;
}

json::Value value_of(const Field& field, const void* object) {
    if (!field.slot) return {};
    // Slots are also used for writing; here the member is only read.
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
        case Type::warmup: {
            const Warmup& warmup = *static_cast<const Warmup*>(slot);
            return warmup.tasks > 0 ? json::Value::of(warmup.tasks) : text(time_text(warmup.time));
        }
        case Type::duration: return text(time_text(*static_cast<const Time*>(slot)));
        case Type::law: return law_value(*static_cast<const Law*>(slot));
        case Type::maybe_duration:
            if (const auto& time = *static_cast<const std::optional<Time>*>(slot))
                return text(time_text(*time));
            return {};
        case Type::maybe_integer:
            if (const auto& whole = *static_cast<const std::optional<int64_t>*>(slot)) return json::Value::of(*whole);
            return {};
        case Type::maybe_boolean:
            if (const auto& flag = *static_cast<const std::optional<bool>*>(slot)) return json::Value::of(*flag);
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
    return say_plain("{min} to {max}", {{"min", text(field.min)}, {"max", text(field.max)}});
}

std::string kind_name(const json::Value& value) {
    switch (value.kind) {
        case json::Kind::null: return "null";
        case json::Kind::boolean: return value.boolean ? "true" : "false";
        case json::Kind::integer:
        case json::Kind::number: return say_plain("a number");
        case json::Kind::string: return say_plain("text");
        case json::Kind::array: return say_plain("a list");
        case json::Kind::object: return say_plain("an object");
    }
    return {};
}



std::string quoted(std::string_view text) {
    constexpr size_t max = 40;
    size_t end = text.size() < max ? text.size() : max;
    while (end < text.size() && continues_character(text[end])) --end;
    return "\"" + std::string(text.substr(0, end)) + (end < text.size() ? "...\"" : "\"");
}

std::string quoted(const json::Value& value) {
    if (value.kind == json::Kind::string) return quoted(value.string);
    if (value.kind == json::Kind::integer) return std::to_string(value.integer);
    if (value.kind == json::Kind::number) return number_text(value.number);
    return kind_name(value);
}

}  // namespace scenario
