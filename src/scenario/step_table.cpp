#include "scenario/step_table.h"

#include "base/number.h"
#include "base/say.h"
#include "base/time.h"
#include "scenario/fields.h"
#include "scenario/steps.h"
#include "scenario/values.h"
#include "scenario/work_table.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace scenario {

using json::Kind;
using json::Member;
using json::Value;

namespace {

using StepHolds = StepValue::Holds;

Error cannot_step(Phrase message, std::initializer_list<::Named> values = {}) {
    return {say_plain(message, values), 0, 0, {}};
}

// Laws are written as words: "exponential 5", "uniform 1 3", "erlang 3 20". A choice is written in JSON.
bool begins_with_a_number(std::string_view law) { return law == "erlang" || law == "pareto"; }

std::string in_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        if (c != '\n' && c != ' ') line += c;
        else if (!line.empty() && line.back() != ' ' && line.back() != '{') line += ' ';
    }
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

std::string law_text(const Value& value) {
    if (value.kind == Kind::string) {
        const auto time = parse_time(value.string);
        return time ? typed_time(*time) : value.string;
    }
    if (value.members.size() != 1 || value.members[0].key == "choice") return in_one_line(json::write(value));
    const Value& inner = value.members[0].value;
    std::string text = value.members[0].key;
    const auto append = [&](const Value& one) {
        text += ' ' + (one.kind == Kind::string ? law_text(one) : number_text(one.number));
    };
    if (inner.kind == Kind::array)
        for (const Value& item : inner.items) append(item);
    else append(inner);
    return text;
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c != ' ' && c != '\t') words.back() += c;
        else if (!words.back().empty()) words.emplace_back();
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

std::optional<Value> law_typed(std::string_view text) {
    if (const auto time = time_typed(text)) return Value::of(std::string_view(time_text(*time)));
    if (text.find('{') != text.npos) {
        auto value = json::parse(text);
        return value ? std::optional(std::move(*value)) : std::nullopt;
    }
    const std::vector<std::string> words = words_in(text);
    if (words.size() < 2 || words[0] == "choice") return {};
    if (std::none_of(law_kinds.begin(), law_kinds.end(), [&](const ChoiceRow& row) { return row.value == words[0]; }))
        return {};
    Value inner = Value::array();
    for (size_t i = 1; i < words.size(); ++i) {
        if (i == 1 && begins_with_a_number(words[0])) {
            const auto whole = parse_integer(words[i]);
            const auto number = parse_number(words[i]);
            if (!number) return {};
            inner.items.push_back(whole ? Value::of(*whole) : Value::of(*number));
            continue;
        }
        const auto time = time_typed(words[i]);
        if (!time) return {};
        inner.items.push_back(Value::of(std::string_view(time_text(*time))));
    }
    Value law = Value::object();
    law[words[0]] = words[0] == "exponential" && inner.items.size() == 1 ? inner.items[0] : std::move(inner);
    return law;
}

// Kinds -------------------------------------------------------------------------------------------

bool is_a_kind(std::string_view key) {
    const Field* field = find_field(step_record, key);
    return field && field->verb;
}

// The list that declares the things that a step of this kind names, and an initial entry.
struct Declares {
    std::string_view kind, section;
};
constexpr Declares declared[] = {
    {"io", "devices"},         {"lock", "locks"},         {"unlock", "locks"},
    {"acquire", "semaphores"}, {"release", "semaphores"}, {"send", "queues"},
    {"receive", "queues"},     {"spawn", "programs"},     {"join", "programs"},
};
std::string_view section_for(std::string_view kind) {
    for (const Declares& one : declared)
        if (one.kind == kind) return one.section;
    return {};
}

StepHolds holds(std::string_view key) {
    if (key == "compute" || key == "sleep" || key == "offload" || key == "time") return StepHolds::time;
    if (key == "split" || key == "repeat" || key == "parts" || key == "times" || key == "priority")
        return StepHolds::number;
    if (key == "mark" || key == "log") return StepHolds::text;
    if (key == "blocking") return StepHolds::flag;
    if (!section_for(key).empty()) return StepHolds::name;
    return StepHolds::nothing;
}

const Member* verb_of(const Value& step) {
    for (const Member& member : step.members)
        if (is_a_kind(member.key)) return &member;
    return nullptr;
}

// The list inside a split or a repeat, and the number beside it.
std::string_view list_key(std::string_view kind) { return kind == "split" ? "each" : kind == "repeat" ? "steps" : ""; }
std::string_view number_key(std::string_view kind) { return kind == "split" ? "parts" : "times"; }
Value* list_inside(Value& step) {
    for (const std::string_view kind : {"split", "repeat"})
        if (Value* inner = step.find(kind)) return inner->find(list_key(kind));
    return nullptr;
}

// A path identifies a list and a place in it. The place after the last step is allowed.
struct Spot {
    Value* list = nullptr;
    size_t at = 0;
    bool is_step() const { return list && at < list->items.size(); }
    Value& step() const { return list->items[at]; }
};
Spot spot_of(Value& file, std::string_view program, std::string_view path) {
    Value* programs = file.find("programs");
    Spot spot{programs ? programs->find(program) : nullptr, 0};
    while (spot.list) {
        const size_t dot = path.find('.');
        const auto index = parse_integer(path.substr(0, dot));
        if (!index || *index < 0 || size_t(*index) > spot.list->items.size()) return {};
        spot.at = size_t(*index);
        if (dot == path.npos) return spot;
        if (!spot.is_step()) return {};
        spot.list = list_inside(spot.step());
        path.remove_prefix(dot + 1);
    }
    return {};
}
Error no_such_step() { return cannot_step("there is no such step"); }

std::vector<std::string> names_in(const Value& file, std::string_view section) {
    std::vector<std::string> names;
    if (const Value* all = file.find(section)) {
        for (const Value& item : all->items) names.push_back(item.string);
        for (const Member& member : all->members)
            if (!member.key.starts_with("x-")) names.push_back(member.key);
    }
    return names;
}

void declare(Value& file, std::string_view section, const std::string& name) {
    const auto names = names_in(file, section);
    if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
    Value& all = file[section];
    if (section == "locks" && (all.kind == Kind::null || all.kind == Kind::array)) {
        if (all.kind == Kind::null) all = Value::array();
        all.items.push_back(Value::of(std::string_view(name)));
        return;
    }
    if (all.kind != Kind::object) all = Value::object();
    Value entry = Value::object();
    if (section == "devices") entry["time"] = Value::of(std::string_view("5ms"));
    if (section == "semaphores") entry["count"] = Value::of(int64_t(1));
    if (section == "programs") {
        entry["compute"] = Value::of(std::string_view("1ms"));
        Value steps = Value::array();
        steps.items.push_back(std::move(entry));
        entry = std::move(steps);
    }
    all[name] = std::move(entry);
}

std::string first_name(std::string_view section) {
    return section == "devices" ? "disk" : section == "locks" ? "lock" : section == "semaphores" ? "permits" : "queue";
}

// Finds the partner of a lock or an acquire further down in the same list, such as the "unlock" of the same name, and
// the reverse.
std::string_view partner_of(std::string_view kind) {
    constexpr std::pair<std::string_view, std::string_view> pairs[] = {
        {"lock", "unlock"}, {"unlock", "lock"}, {"acquire", "release"}, {"release", "acquire"}};
    for (const auto& [one, other] : pairs)
        if (one == kind) return other;
    return {};
}
std::optional<size_t> place_of_partner(const Spot& spot) {
    const Member* verb = verb_of(spot.step());
    const std::string_view partner = verb ? partner_of(verb->key) : std::string_view();
    if (partner.empty()) return {};
    const bool down = verb->key == "lock" || verb->key == "acquire";
    const auto& steps = spot.list->items;
    for (size_t i = spot.at;;) {
        if (down ? ++i >= steps.size() : i-- == 0) return {};
        const Value* name = steps[i].find(partner);
        if (name && *name == verb->value) return i;
        if (const Value* again = steps[i].find(verb->key); again && *again == verb->value) return {};
    }
}

Value single(std::string_view key, Value value) {
    Value step = Value::object();
    step[key] = std::move(value);
    return step;
}

// Returns an initial step of this kind, and declares what it names. `inside` is the program that contains it.
Result<Value> step_of_kind(Value& file, std::string_view inside, std::string_view kind) {
    if (!is_a_kind(kind)) return cannot_step("there is no step “{kind}”", {{"kind", kind}});
    if (holds(kind) == StepHolds::time) return single(kind, Value::of(std::string_view("1ms")));
    if (holds(kind) == StepHolds::text)
        return single(kind, Value::of(std::string_view(say_plain("here{@text of a step}"))));
    if (kind == "join" || holds(kind) == StepHolds::nothing) return single(kind, Value::of(true));
    if (!list_key(kind).empty()) {
        Value inner = Value::object(), list = Value::array();
        inner[number_key(kind)] = Value::of(int64_t(2));
        list.items.push_back(single("compute", Value::of(std::string_view("1ms"))));
        inner[list_key(kind)] = std::move(list);
        return single(kind, std::move(inner));
    }
    const std::string_view section = section_for(kind);
    for (const std::string& name : names_in(file, section))
        if (section != "programs" || name != inside) return single(kind, Value::of(std::string_view(name)));
    const std::string name = section == "programs" ? std::string(inside) + " 2" : first_name(section);
    declare(file, section, name);
    return single(kind, Value::of(std::string_view(name)));
}

// Returns the step that a step requires so that the list stays valid: an unlock after a lock, a lock before an unlock.
void add_partner(const Spot& spot) {
    const Member* verb = verb_of(spot.step());
    if (!verb || (verb->key != "lock" && verb->key != "acquire" && verb->key != "unlock")) return;
    Value partner = single(partner_of(verb->key), verb->value);
    const auto after = std::ptrdiff_t(verb->key == "unlock" ? 0 : 1);
    spot.list->items.insert(spot.list->items.begin() + std::ptrdiff_t(spot.at) + after, std::move(partner));
}

void add_lines(const Value& list, const std::string& before, int depth, std::vector<StepLine>& lines) {
    for (size_t i = 0; i < list.items.size(); ++i) {
        const Value& step = list.items[i];
        const Member* verb = verb_of(step);
        StepLine line{before + std::to_string(i), depth, verb ? verb->key : std::string(), {}};
        if (verb) {
            StepValue value{verb->key, {}, holds(verb->key)};
            if (!list_key(verb->key).empty()) {
                value.key = number_key(verb->key);
                if (const Value* number = verb->value.find(value.key)) value.text = std::to_string(number->integer);
            } else if (value.holds == StepHolds::time) {
                value.text = law_text(verb->value);
            } else if (value.holds != StepHolds::nothing) {
                value.text = verb->value.string;  // of "join": true, none
            }
            line.values.push_back(std::move(value));
            const StepRow* row = nullptr;
            for (const StepRow& one : step_rows())
                if (one.field.key == verb->key) row = &one;
            for (const char* key : {"time", "blocking", "priority"}) {
                if (!row || !goes_with(*row, key)) continue;
                const Value* given = step.find(key);
                StepValue extra{key, {}, holds(key)};
                if (given && extra.holds == StepHolds::time) extra.text = law_text(*given);
                else if (given && extra.holds == StepHolds::flag) extra.text = given->boolean ? "true" : "";
                else if (given) extra.text = std::to_string(given->integer);
                line.values.push_back(std::move(extra));
            }
        }
        lines.push_back(std::move(line));
        if (verb && !list_key(verb->key).empty())
            if (const Value* inner = verb->value.find(list_key(verb->key)))
                add_lines(*inner, before + std::to_string(i) + '.', depth + 1, lines);
    }
    lines.push_back({before + std::to_string(list.items.size()), depth, {}, {}});
}

}  // namespace

std::vector<ProgramSteps> step_table(const Value& file) {
    std::vector<ProgramSteps> programs;
    if (const Value* all = file.find("programs"))
        for (const Member& member : all->members) {
            if (member.key.starts_with("x-")) continue;
            programs.push_back({member.key, {}});
            add_lines(member.value, {}, 0, programs.back().lines);
        }
    return programs;
}

std::vector<std::string_view> step_choices() {
    std::vector<std::string_view> kinds;
    for (const Field& field : step_record.fields)
        if (field.verb && field.type != Type::later) kinds.push_back(field.key);
    return kinds;
}

std::vector<std::string> names_for(const Value& file, std::string_view key) {
    const std::string_view section = section_for(key);
    return section.empty() ? std::vector<std::string>() : names_in(file, section);
}

Result<Value> with_step_value(Value file, std::string_view program, std::string_view path, std::string_view key,
                              std::string_view text) {
    const Spot spot = spot_of(file, program, path);
    if (!spot.is_step()) return no_such_step();
    Value& step = spot.step();
    const auto refuse = [&](Phrase why) {
        return cannot_step("“{key}” of step {step} of {program}: {why}",
                           {{"key", key},
                            {"step", std::to_string(spot.at + 1)},
                            {"program", program},
                            {"why", say_plain(why, {{"text", text.substr(0, 60)}})}});
    };
    switch (holds(key)) {
        case StepHolds::time: {
            if (text.empty() && key == "time") {
                step.erase(key);
                return file;
            }
            auto law = law_typed(text);
            if (!law)
                return refuse(
                    "“{text}” is not a time. Enter a number of milliseconds, a time with a unit such as “3s”, or a law "
                    "such as “exponential 5” or “uniform 1 3”");
            step[key] = std::move(*law);
            return file;
        }
        case StepHolds::number: {
            if (text.empty() && key == "priority") {
                step.erase(key);
                return file;
            }
            const auto number = parse_integer(text);
            if (!number) return refuse("“{text}” is not a whole number");
            Value* in = key == "parts" ? step.find("split") : key == "times" ? step.find("repeat") : &step;
            if (!in) return no_such_step();
            (*in)[key] = Value::of(*number);
            return file;
        }
        case StepHolds::name: {
            if (key == "join" && text.empty()) {
                step[key] = Value::of(true);
                return file;
            }
            if (text.empty()) return refuse("“{text}” is not a name");
            const auto partner = place_of_partner(spot);
            step[key] = Value::of(text);
            if (partner) spot.list->items[*partner][partner_of(key)] = Value::of(text);
            declare(file, section_for(key), std::string(text));
            return file;
        }
        case StepHolds::text: step[key] = Value::of(text); return file;
        case StepHolds::flag:
            if (text == "true") step[key] = Value::of(true);
            else step.erase(key);
            return file;
        case StepHolds::nothing: break;
    }
    return no_such_step();
}

Result<Value> with_step_kind(Value file, std::string_view program, std::string_view path, std::string_view kind) {
    Spot spot = spot_of(file, program, path);
    if (!spot.is_step()) return no_such_step();
    auto step = step_of_kind(file, program, kind);
    if (!step) return step.error();
    spot = spot_of(file, program, path);  // the file may have grown
    if (const Member* old = verb_of(spot.step()); old) {
        if (old->key == kind) return file;
        if (holds(old->key) == StepHolds::time && holds(kind) == StepHolds::time)
            (*step)[kind] = old->value;                           // the time stays
        if (list_inside(spot.step()) && !list_key(kind).empty())  // so do the steps
            *list_inside(*step) = *list_inside(spot.step());
    }
    if (const auto partner = place_of_partner(spot)) {
        spot.list->items.erase(spot.list->items.begin() + std::ptrdiff_t(*partner));
        if (*partner < spot.at) --spot.at;
    }
    spot.step() = std::move(*step);
    add_partner(spot);
    return file;
}

Result<Value> with_new_step(Value file, std::string_view program, std::string_view path, std::string_view kind) {
    if (!spot_of(file, program, path).list) return no_such_step();
    auto step = step_of_kind(file, program, kind);
    if (!step) return step.error();
    const Spot spot = spot_of(file, program, path);
    spot.list->items.insert(spot.list->items.begin() + std::ptrdiff_t(spot.at), std::move(*step));
    add_partner(spot);
    return file;
}

Result<Value> with_step_copied(Value file, std::string_view program, std::string_view path) {
    const Spot spot = spot_of(file, program, path);
    if (!spot.is_step()) return no_such_step();
    const auto partner = place_of_partner(spot);
    const size_t first = partner ? std::min(*partner, spot.at) : spot.at;
    const size_t last = partner ? std::max(*partner, spot.at) : spot.at;
    // A lock is copied together with the steps that it protects.
    auto& steps = spot.list->items;
    const std::vector<Value> copies(steps.begin() + std::ptrdiff_t(first), steps.begin() + std::ptrdiff_t(last) + 1);
    steps.insert(steps.begin() + std::ptrdiff_t(last) + 1, copies.begin(), copies.end());
    return file;
}

Result<Value> with_step_moved(Value file, std::string_view program, std::string_view path, int by) {
    const Spot spot = spot_of(file, program, path);
    if (!spot.is_step()) return no_such_step();
    if ((by < 0 && spot.at == 0) || (by > 0 && spot.at + 1 == spot.list->items.size())) return file;
    std::swap(spot.step(), spot.list->items[by < 0 ? spot.at - 1 : spot.at + 1]);
    return file;
}

Result<Value> with_step_removed(Value file, std::string_view program, std::string_view path) {
    const Spot spot = spot_of(file, program, path);
    if (!spot.is_step()) return no_such_step();
    const auto partner = place_of_partner(spot);
    if (spot.list->items.size() <= (partner ? 2 : 1))
        return cannot_step("at least one step must remain; change its kind instead");
    auto& steps = spot.list->items;
    if (partner && *partner > spot.at) steps.erase(steps.begin() + std::ptrdiff_t(*partner));
    steps.erase(steps.begin() + std::ptrdiff_t(spot.at));
    if (partner && *partner < spot.at) steps.erase(steps.begin() + std::ptrdiff_t(*partner));
    return file;
}

}  // namespace scenario
