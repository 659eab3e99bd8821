// Lists of steps: repeats unrolled, and what must hold along a list.

#include "scenario/reader.h"

#include "scenario/suggest.h"
#include "scenario/values.h"

#include "base/number.h"

#include <algorithm>

namespace scenario {

using json::Kind;
using json::Value;

namespace {

constexpr size_t most_steps = 2'000;

const json::Member* find_member(const Value& value, std::string_view key) {
    for (const json::Member& member : value.members)
        if (member.key == key) return &member;
    return nullptr;
}

// With those of its parts.
size_t weight(const std::vector<Step>& steps) {
    size_t sum = 0;
    for (const Step& step : steps) sum += 1 + weight(step.steps);
    return sum;
}

struct Verb {
    std::string_view key;
    StepKind kind;
};
constexpr Verb verbs[] = {
    {"compute", StepKind::compute}, {"io", StepKind::io},           {"sleep", StepKind::sleep},   {"lock", StepKind::lock},
    {"unlock", StepKind::unlock},   {"send", StepKind::send},       {"receive", StepKind::receive}, {"spawn", StepKind::spawn},
    {"join", StepKind::join},       {"split", StepKind::split},     {"offload", StepKind::offload}, {"yield", StepKind::yield},
    {"mark", StepKind::mark},       {"log", StepKind::log},         {"job", StepKind::job},
};

}  // namespace

bool Reader::steps(const Field&, std::vector<Step>& into, const Value& value, const Path& path) {
    for (size_t i = 0; i < value.items.size(); ++i) {
        const Value& item = value.items[i];
        const Path here{&path, {}, i};
        if (item.kind == Kind::object && item.find("repeat")) {
            if (!repeat(item, into, here)) return false;
        } else if (!record(step_record, &into.emplace_back(), item, here)) {
            return false;
        }
        if (weight(into) > most_steps)
            return fail("there are more than " + grouped_text(int64_t(most_steps)) + " steps up to here, repeats unrolled; at most that many are allowed",
                        item.place, here);
    }
    return true;
}

bool Reader::repeat(const Value& value, std::vector<Step>& into, const Path& path) {
    if (!keys(step_record, value, path)) return false;
    for (const json::Member& member : value.members)
        if (member.key != "repeat" && !member.key.starts_with("x-"))
            return fail("a step does one thing, not both \"repeat\" and " + quoted(member.key) + "; make it two steps", member.place,
                        {&path, member.key});
    const Value& given = *value.find("repeat");
    const Path here{&path, "repeat"};
    if (given.kind != Kind::object)
        return fail("\"repeat\" is an object in { }, like {\"times\": 3, \"steps\": [...]}, not " + quoted(given), given.place, here);
    if (!keys(repeat_record, given, here)) return false;
    for (const Field& field : repeat_record.fields)
        if (!given.find(field.key)) return fail("this repeat has no \"" + std::string(field.key) + "\"; it needs one", given.place, here);
    int64_t times = 0;
    if (!integer(repeat_record.fields[0], times, *given.find("times"), {&here, "times"})) return false;
    Step inner;
    if (!field(repeat_record.fields[1], &inner, *given.find("steps"), {&here, "steps"})) return false;
    const size_t count = weight(inner.steps) * size_t(times);
    if (weight(into) + count > most_steps)
        return fail("repeated " + grouped_text(times) + " times there are " + grouped_text(int64_t(weight(into) + count)) + " steps; at most " +
                        grouped_text(int64_t(most_steps)) + " are allowed",
                    given.place, here);
    for (int64_t n = 0; n < times; ++n) {
        for (const Step& step : inner.steps) {
            Step& copy = into.emplace_back(step);
            copy.turn = uint32_t(n) * step.turns + step.turn;
            copy.turns = uint32_t(times) * step.turns;
        }
    }
    return true;
}

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
        return fail("this step does nothing; it needs one of compute, io, sleep, lock, unlock, send, receive, spawn, join, split, "
                    "offload, yield, repeat, mark, log and job",
                    value.place, path);
    for (const Verb& row : verbs)
        if (row.key == verb->key) step.kind = row.kind;
    for (const std::string_view key : {"time", "blocking", "priority"}) {
        const json::Member* extra = find_member(value, key);
        if (extra && step.kind != StepKind::io)
            return fail(quoted(key) + " belongs to an io step, not to " + verb->key, extra->place,
                        {&path, key});
    }
    if (step.kind == StepKind::split) {
        const Path split{&path, "split"}, each{&split, "each"};
        const Value& inner = *verb->value.find("each");
        const bool job = std::any_of(step.steps.begin(), step.steps.end(), [](const Step& part) { return part.kind == StepKind::job; });
        if (job) return fail("a part has no job of its own; \"job\" belongs to the program", inner.place, each);
        return check_locks(step.steps, inner, each);
    }
    return true;
}

// Along a list, each lock is taken before it is given back, and all are given back.
bool Reader::check_locks(const std::vector<Step>& steps, const Value& value, const Path& path) {
    std::vector<LockId> held;
    for (const Step& step : steps) {
        if (step.kind != StepKind::lock && step.kind != StepKind::unlock) continue;
        const std::string name = quoted(scenario_.locks[step.lock.index].name);
        const auto at = std::find(held.begin(), held.end(), step.lock);
        if (step.kind == StepKind::lock) {
            if (at != held.end()) return fail("this locks " + name + " while it holds it already, and would wait for itself", value.place, path);
            held.push_back(step.lock);
        } else {
            if (at == held.end()) return fail("this unlocks " + name + ", which it does not hold at that point", value.place, path);
            held.erase(at);
        }
    }
    if (held.empty()) return true;
    return fail("this ends while it holds the lock " + quoted(scenario_.locks[held.back().index].name) + "; unlock it", value.place, path);
}

namespace {

void add_spawned(const std::vector<Step>& steps, std::vector<uint32_t>& programs) {
    for (const Step& step : steps) {
        if (step.kind == StepKind::spawn) programs.push_back(*step.program);
        add_spawned(step.steps, programs);
    }
}

}  // namespace

// A program that spawned itself would never come to an end.
bool Reader::check_spawns(const Value& source) {
    const size_t count = scenario_.programs.size();
    std::vector<std::vector<uint32_t>> spawns(count);
    for (size_t i = 0; i < count; ++i) add_spawned(scenario_.programs[i].steps, spawns[i]);
    std::vector<bool> ends(count, false);
    for (bool any = true; any;) {
        any = false;
        for (size_t i = 0; i < count; ++i) {
            if (ends[i] || !std::all_of(spawns[i].begin(), spawns[i].end(), [&](uint32_t program) { return ends[program]; })) continue;
            ends[i] = any = true;
        }
    }
    const auto endless = std::find(ends.begin(), ends.end(), false);
    if (endless == ends.end()) return true;
    const std::string& name = scenario_.programs[size_t(endless - ends.begin())].name;
    const Path root, programs{&root, "programs"};
    return fail("the program " + quoted(name) + " spawns itself, directly or through others, and would never end",
                source.find("programs")->find(name)->place, {&programs, name});
}

}  // namespace scenario
