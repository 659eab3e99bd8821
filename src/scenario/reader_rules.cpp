// Durations, names of other things, and the rules that take more than one key.

#include "scenario/reader.h"

#include "scenario/suggest.h"
#include "scenario/values.h"

#include "base/number.h"

namespace scenario {

using json::Kind;
using json::Value;

namespace {

constexpr int64_t most_tasks = 16'000'000;

std::string the_key(const Field& field) { return "\"" + std::string(field.key) + "\""; }

// "99999h" and "0.1ns": well formed, and yet not a time.
bool is_number_with_unit(std::string_view text) {
    const size_t end = text.find_first_not_of("0123456789.");
    if (end == text.npos || !parse_number(text.substr(0, end))) return false;
    text.remove_prefix(end);
    return parse_time("1" + std::string(text)).has_value();
}

const json::Member* find_member(const Value& value, std::string_view key) {
    for (const json::Member& member : value.members)
        if (member.key == key) return &member;
    return nullptr;
}

template <class Named>
std::vector<std::string_view> names_of(const std::vector<Named>& all) {
    std::vector<std::string_view> names;
    for (const Named& one : all) names.push_back(one.name);
    return names;
}

}  // namespace

bool Reader::duration(const Field& field, Time& into, const Value& value, const Path& path) {
    if (value.kind == Kind::integer || value.kind == Kind::number)
        return fail(the_key(field) + " needs a unit, like \"" + quoted(value) + "ms\" (ns us ms s min h)",
                    value.place, path);
    if (value.kind != Kind::string)
        return fail(the_key(field) + " is a duration like \"20ms\", not " + quoted(value), value.place, path);
    const std::optional<Time> time = parse_time(value.string);
    const bool negative =
        value.string.starts_with('-') && parse_time(std::string_view(value.string).substr(1));
    if (negative || (time && (double(time->ns) < field.min || double(time->ns) > field.max)))
        return out_of_range(field, value, path);
    if (!time && is_number_with_unit(value.string))
        return fail(quoted(value) + " is longer than 1,000 days or finer than a nanosecond", value.place,
                    path);
    if (!time)
        return fail(
            quoted(value) + " is not a duration; write a number and one of ns us ms s min h, like \"20ms\"",
            value.place, path);
    into = *time;
    return true;
}

bool Reader::durations(const Field& field, std::vector<Time>& into, const Value& value, const Path& path) {
    if (value.kind != Kind::array)
        return fail(the_key(field) + " is a list of durations in [ ], not " + quoted(value), value.place,
                    path);
    if (!count_in_range(field, value.items.size(), "duration", value, path)) return false;
    Field each = field;
    each.min = 0;
    each.max = double(longest_time.ns);
    for (size_t i = 0; i < value.items.size(); ++i)
        if (!duration(each, into.emplace_back(), value.items[i], {&path, {}, i})) return false;
    return true;
}

bool Reader::law(const Field& field, Law& into, const Value& value, const Path& path) {
    if (value.kind != Kind::object) return duration(field, into.a, value, path);
    if (value.members.size() != 1)
        return fail("a law has one key, like {\"exponential\": \"20ms\"}", value.place, path);
    const json::Member& only = value.members.front();
    const Path here{&path, only.key};
    const ChoiceRow* kind = nullptr;
    std::vector<std::string_view> known;
    for (const ChoiceRow& row : law_kinds) {
        if (row.value == only.key) kind = &row;
        if (row.number >= 0) known.push_back(row.value);
    }
    if (!kind) return fail("unknown law " + quoted(only.key) + suggestion(only.key, known), only.place, here);
    if (kind->number < 0)
        return fail("the law " + quoted(only.key) + " is not supported yet" + suggestion("", known),
                    only.place, here);
    into.kind = LawKind(kind->number);
    if (into.kind == LawKind::exponential) return duration(field, into.a, only.value, here);
    if (only.value.kind != Kind::array || only.value.items.size() != 2)
        return fail("uniform is a list of two durations, from and to: [\"5ms\", \"9ms\"]", only.value.place,
                    here);
    if (!duration(field, into.a, only.value.items[0], {&here, {}, 0})) return false;
    if (!duration(field, into.b, only.value.items[1], {&here, {}, 1})) return false;
    if (into.b < into.a)
        return fail("uniform goes from the shorter to the longer duration; swap the two", only.value.place,
                    here);
    return true;
}

// Names of other things ---------------------------------------------------------------------------

bool Reader::device(DeviceId& into, const Value& value, const Path& path) {
    if (value.kind != Kind::string)
        return fail("\"io\" is the name of a device, not " + quoted(value), value.place, path);
    for (size_t i = 0; i < scenario_.devices.size(); ++i)
        if (scenario_.devices[i].name == value.string) into = {uint32_t(i)};
    if (into) return true;
    if (scenario_.devices.empty())
        return fail("there is no device " + quoted(value) + "; declare it under \"devices\"", value.place,
                    path);
    return fail("there is no device " + quoted(value) + suggestion(value.string, names_of(scenario_.devices)),
                value.place, path);
}

bool Reader::program(uint32_t& into, const Value& value, const Path& path) {
    if (value.kind != Kind::string)
        return fail("\"run\" is the name of a program, not " + quoted(value), value.place, path);
    for (size_t i = 0; i < scenario_.programs.size(); ++i) {
        if (scenario_.programs[i].name != value.string) continue;
        into = uint32_t(i);
        return true;
    }
    return fail(
        "there is no program " + quoted(value) + suggestion(value.string, names_of(scenario_.programs)),
        value.place, path);
}

// More than one key -------------------------------------------------------------------------------

bool Reader::finish_step(Step& step, const Value& value, const Path& path) {
    const json::Member* verb = nullptr;
    for (const json::Member& member : value.members) {
        const Field* row = find_field(step_record, member.key);
        if (!row || !row->verb) continue;
        if (verb)
            return fail("a step does one thing, not both " + quoted(verb->key) + " and " +
                            quoted(member.key) + "; make it two steps",
                        member.place, {&path, member.key});
        verb = &member;
    }
    if (!verb)
        return fail("this step does nothing; it needs one of compute, io and sleep", value.place, path);
    step.kind = verb->key == "io" ? StepKind::io : verb->key == "sleep" ? StepKind::sleep : StepKind::compute;
    for (const std::string_view key : {"time", "blocking"}) {
        const json::Member* extra = find_member(value, key);
        if (extra && step.kind != StepKind::io)
            return fail(quoted(key) + " belongs to an io step, not to " + verb->key, extra->place,
                        {&path, key});
    }
    return true;
}

bool Reader::finish_work(Work& work, const Value& value, const Path& path) {
    if (work.name.empty()) work.name = scenario_.programs[work.program].name;
    const std::string_view ways[] = {"rate", "every", "times"};
    const json::Member* way = nullptr;
    for (const std::string_view key : ways) {
        const json::Member* given = find_member(value, key);
        if (given && way)
            return fail(
                quoted(way->key) + " and " + quoted(key) + " both say when tasks arrive; keep one of them",
                given->place, {&path, key});
        if (given) way = given;
    }
    if (work.times.empty()) return true;
    const json::Member* count = find_member(value, "count");
    if (count && work.count != int64_t(work.times.size()))
        return fail("\"times\" lists " + std::to_string(work.times.size()) +
                        " arrivals, so \"count\" must be that or be left out, not " + quoted(count->value),
                    count->value.place, {&path, "count"});
    work.count = int64_t(work.times.size());
    return true;
}

bool Reader::finish_scenario(const Value& source) {
    int64_t total = 0;
    for (size_t i = 0; i < scenario_.work.size(); ++i) {
        total += scenario_.work[i].count;
        if (total <= most_tasks) continue;
        const Value* work = source.find("work");
        const Path root, rows{&root, "work"}, row{&rows, {}, i};
        return fail("with this row there are " + grouped_text(total) + " tasks; at most " +
                        grouped_text(most_tasks) + " are allowed",
                    work->items[i].place, row);
    }
    return true;
}

}  // namespace scenario
