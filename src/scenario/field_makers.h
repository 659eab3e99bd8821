#pragma once

// The functions with which the tables of fields are written:
//
//     field<&Machine::cores>({.key = "cores", .label = "Cores", .min = 1, .max = 256, ...})
//
// The type of the member determines the type of the field and the place where the reader puts the value.

#include "scenario/fields.h"

#include <type_traits>

namespace scenario {

template <class Member>
struct MemberOf;
template <class Struct, class T>
struct MemberOf<T Struct::*> {
    using Owner = Struct;
    using Value = T;
};

template <auto Member>
void* slot_of(void* object) {
    using Owner = typename MemberOf<decltype(Member)>::Owner;
    return &(static_cast<Owner*>(object)->*Member);
}

template <class T>
constexpr Type type_of() {
    if constexpr (std::is_enum_v<T>)
        return Type::choice;
    else if constexpr (std::is_same_v<T, int64_t>)
        return Type::integer;
    else if constexpr (std::is_same_v<T, uint64_t>)
        return Type::seed;
    else if constexpr (std::is_same_v<T, double>)
        return Type::number;
    else if constexpr (std::is_same_v<T, bool>)
        return Type::boolean;
    else if constexpr (std::is_same_v<T, std::string>)
        return Type::text;
    else if constexpr (std::is_same_v<T, Time>)
        return Type::duration;
    else if constexpr (std::is_same_v<T, std::optional<Time>>)
        return Type::maybe_duration;
    else if constexpr (std::is_same_v<T, Law>)
        return Type::law;
    else if constexpr (std::is_same_v<T, std::optional<Law>>)
        return Type::maybe_law;
    else if constexpr (std::is_same_v<T, std::vector<Time>>)
        return Type::durations;
    else if constexpr (std::is_same_v<T, DeviceId>)
        return Type::device;
    else if constexpr (std::is_same_v<T, LockId>)
        return Type::lock;
    else if constexpr (std::is_same_v<T, SemaphoreId>)
        return Type::semaphore;
    else if constexpr (std::is_same_v<T, QueueId>)
        return Type::queue;
    else if constexpr (std::is_same_v<T, std::optional<int64_t>>)
        return Type::maybe_integer;
    else if constexpr (std::is_same_v<T, std::optional<bool>>)
        return Type::maybe_boolean;
    else if constexpr (std::is_same_v<T, std::vector<int64_t>>)
        return Type::integers;
    else if constexpr (std::is_same_v<T, std::vector<std::string>>)
        return Type::words;
    else if constexpr (std::is_same_v<T, std::optional<std::vector<std::string>>>)
        return Type::maybe_words;
    else if constexpr (std::is_same_v<T, std::vector<Setting>>)
        return Type::settings;
    else if constexpr (std::is_same_v<T, Source>)
        return Type::source;
    else if constexpr (std::is_same_v<T, Warmup>)
        return Type::warmup;
    else
        return Type::record;
}

template <auto Member>
constexpr Field field(Field row) {
    using T = typename MemberOf<decltype(Member)>::Value;
    static_assert(!std::is_enum_v<T> || sizeof(T) == 1, "choices are kept in a byte");
    row.type = type_of<T>();
    row.slot = slot_of<Member>;
    return row;
}
template <auto Member>
constexpr Field field(Field row, Type type) {
    row.type = type;
    row.slot = slot_of<Member>;
    return row;
}
template <auto Member>
constexpr Field field(Field row, const Record& record) {
    row = field<Member>(row);
    row.record = &record;
    return row;
}

template <class T>
constexpr Elements elements_of{
    [](void* all) { static_cast<std::vector<T>*>(all)->clear(); },
    [](void* all) -> void* { return &static_cast<std::vector<T>*>(all)->emplace_back(); },
    [](void* all, size_t i) -> void* { return &(*static_cast<std::vector<T>*>(all))[i]; },
    [](void* all) -> size_t { return static_cast<std::vector<T>*>(all)->size(); },
};
template <auto Member>
constexpr Field several(Field row, Type type, const Record& record) {
    using T = typename MemberOf<decltype(Member)>::Value::value_type;
    row = field<Member>(row, type);
    row.record = &record;
    row.elements = &elements_of<T>;
    return row;
}

// A record that may be missing.
template <class T>
constexpr Elements optional_of{
    [](void* maybe) { static_cast<std::optional<T>*>(maybe)->reset(); },
    [](void* maybe) -> void* { return &static_cast<std::optional<T>*>(maybe)->emplace(); },
    [](void* maybe, size_t) -> void* { return &**static_cast<std::optional<T>*>(maybe); },
    [](void* maybe) -> size_t { return static_cast<std::optional<T>*>(maybe)->has_value() ? 1 : 0; },
};
template <auto Member>
constexpr Field perhaps(Field row, const Record& record) {
    using T = typename MemberOf<decltype(Member)>::Value::value_type;
    row = field<Member>(row, Type::maybe_record);
    row.record = &record;
    row.elements = &optional_of<T>;
    return row;
}
// An object of the file whose keys are members of the enclosing struct.
constexpr Field inner(Field row, Type type, const Record& record) {
    row.type = type;
    row.slot = [](void* object) { return object; };
    row.record = &record;
    return row;
}

constexpr Field later(std::string_view key, std::string_view accepts = {}) {
    return {.key = key, .accepts = accepts};
}
constexpr Field unkept(Field row, Type type) {
    row.type = type;
    return row;
}

// A predicate for `effective_when` that depends on the object that contains the key: of<Device, is_used>.
template <class Owner, bool (*test)(const Usage&, const Owner&)>
constexpr EffectiveWhen of =
    [](const Usage& usage, const void* owner) { return test(usage, *static_cast<const Owner*>(owner)); };

template <class T>
const void* default_of() {
    static const T value{};
    return &value;
}

constexpr double us = 1e3, ms = 1e6, s = 1e9, hour = 3600e9, day = 24 * hour;
constexpr double longest = double(longest_time.ns);
constexpr double tebibyte = 1099511627776.0;

}  // namespace scenario
