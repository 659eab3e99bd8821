// What only figures have (session/figure_keys.h): changes of parameters, and the scenario that a figure shows.

#include "scenario/reader.h"

#include "base/number.h"
#include "base/utf8.h"
#include "scenario/values.h"

#include <algorithm>

namespace scenario {

using json::Kind;
using json::Value;

bool Reader::read_field(const Field& row, void* object, const Value& value) {
    const Path root;
    return field(row, object, value, {&root, row.key});
}

// {"machine.cores": "4"}; a number or a truth value is as good as its text.
bool Reader::settings(const Field& field, std::vector<Setting>& into, const Value& value, const Path& path) {
    if (value.kind != Kind::object)
        return fail("{key} must be an object in \\{ \\} of parameters and their values, not {value}",
                    {{"key", the_key(field)}, {"value", quoted(value)}}, value.place, path);
    if (!count_in_range(field, value.members.size(), value, path)) return false;
    for (const json::Member& member : value.members) {
        const Path here{&path, member.key};
        const bool is_id = std::all_of(member.key.begin(), member.key.end(), [](char c) { return uint8_t(c) >= 0x20; });
        if (member.key.empty() || !is_id || length_in_characters(member.key) > max_setting_id)
            return fail("{key} is not the id of a parameter, such as {example}",
                        {{"key", quoted(member.key)}, {"example", "machine.cores"}}, member.place, here);
        const Value& given = member.value;
        std::string text = given.kind == Kind::string    ? given.string
                           : given.kind == Kind::integer ? std::to_string(given.integer)
                           : given.kind == Kind::number  ? number_text(given.number)
                           : given.kind == Kind::boolean ? std::string(given.boolean ? "true" : "false")
                                                         : std::string();
        if (text.empty())
            return fail("the value of {key} must be a text in double quotes, such as {example}, not {value}",
                        {{"key", quoted(member.key)}, {"example", quoted("20ms")}, {"value", quoted(given)}},
                        given.place, here);
        if (length_in_characters(text) > max_setting)
            return fail("the value of {key} is too long; at most {max} characters are allowed",
                        {{"key", quoted(member.key)}, {"max", grouped_text(int64_t(max_setting))}}, given.place, here);
        into.push_back({member.key, std::move(text)});
    }
    return true;
}

// The reader of scenarios checks a scenario; whether there is one with an id is known later.
bool Reader::source(const Field& field, Source& into, const Value& value, const Path& path) {
    if (value.kind == Kind::object) {
        into.scenario = value;
        return true;
    }
    const auto in_id = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    if (value.kind != Kind::string || value.string.empty() || double(value.string.size()) > field.max ||
        !std::all_of(value.string.begin(), value.string.end(), in_id))
        return fail(
            "{key} must be the id of a built-in scenario, such as {example}, or a scenario in \\{ \\}, not {value}",
            {{"key", the_key(field)}, {"example", quoted("hundred-requests")}, {"value", quoted(value)}}, value.place,
            path);
    into.id = value.string;
    return true;
}

}  // namespace scenario
