// Lists of steps: unrolls repeats and checks the rules that hold along a list.

#include "scenario/reader.h"

#include "scenario/steps.h"
#include "scenario/suggest.h"
#include "scenario/values.h"

#include "base/number.h"

#include <algorithm>
#include <cassert>

namespace scenario {

using json::Kind;
using json::Value;

namespace {

constexpr size_t max_steps = 2'000;
constexpr size_t max_step_bytes = size_t(32) << 20;

// The number of steps, including those of the parts of a split.
size_t weight(const std::vector<Step>& steps) {
    size_t sum = 0;
    for (const Step& step : steps) sum += 1 + weight(step.steps);
    return sum;
}

size_t bytes_of(const Law& law) {
    size_t sum = law.times.size() * sizeof(Time);
    for (const WeightedLaw& choice : law.choices) sum += sizeof(WeightedLaw) + bytes_of(choice.law);
    return sum;
}

size_t bytes_of(const std::vector<Step>& steps) {
    size_t sum = 0;
    for (const Step& step : steps)
        sum += sizeof(Step) + (step.time ? bytes_of(*step.time) : 0) + step.text.size() + bytes_of(step.steps);
    return sum;
}

// Sets the turn of a copy of a step and of the steps inside it.
void give_turn(Step& copy, uint32_t turn, uint32_t turns) {
    copy.turn += turn * copy.turns;
    copy.turns *= turns;
    for (Step& inner : copy.steps) give_turn(inner, turn, turns);
}

// "compute, io and sleep": all keys that say what a step does.
std::string verbs_text() {
    std::vector<std::string_view> verbs;
    for (const Field& field : step_record.fields)
        if (field.verb) verbs.push_back(field.key);
    std::string text;
    for (size_t i = 0; i < verbs.size(); ++i)
        text += (i == 0 ? "" : i + 1 < verbs.size() ? ", " : " and ") + std::string(verbs[i]);
    return text;
}

const StepRow& row_of_key(std::string_view key) {
    const auto rows = step_rows();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const StepRow& each) { return each.field.key == key; });
    assert(row != rows.end());
    return *row;
}

// The kind of step that `key` goes with.
const StepRow& owner_of(std::string_view key) {
    const auto rows = step_rows();
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const StepRow& each) { return goes_with(each, key); });
    assert(row != rows.end());
    return *row;
}

}  // namespace

bool Reader::steps(const Field&, std::vector<Step>& into, const Value& value, const Path& path) {
    for (size_t i = 0; i < value.items.size(); ++i) {
        const Value& item = value.items[i];
        const Path here{&path, {}, i};
        if (item.kind == Kind::object && item.find("repeat")) {
            if (!repeat(item, into, here)) return false;
        } else if (!record(step_record, &into.emplace_back(), item, here)) {
            return false;
        } else if (const Step& step = into.back();
                   !add_steps(sizeof(Step) + step.text.size() + (step.time ? bytes_of(*step.time) : 0), item, here)) {
            return false;
        }
        if (weight(into) > max_steps)
            return fail("this program has too many steps up to here, with repeats unrolled; at most {max} are allowed",
                        {{"max", grouped_text(int64_t(max_steps))}}, item.place, here);
    }
    return true;
}

bool Reader::add_steps(size_t bytes, const Value& value, const Path& path) {
    totals_.step_bytes += bytes;
    if (totals_.step_bytes <= max_step_bytes) return true;
    return fail("the steps of all programs and variants up to here, with repeats unrolled, take more than {max} MiB",
                {{"max", max_step_bytes >> 20}}, value.place, path);
}

bool Reader::repeat(const Value& value, std::vector<Step>& into, const Path& path) {
    if (!keys(step_record, value, path)) return false;
    for (const json::Member& member : value.members)
        if (member.key != "repeat" && !member.key.starts_with("x-"))
            return fail("a step does one thing, not both {one} and {other}; make it two steps",
                        {{"one", quoted("repeat")}, {"other", quoted(member.key)}}, member.place, {&path, member.key});
    const Value& given = *value.find("repeat");
    const Path here{&path, "repeat"};
    if (given.kind != Kind::object)
        return fail(
            "\"repeat\" must be an object in \\{ \\}, such as \\{\"times\": 3, \"steps\": [...]\\}, not {value}",
            {{"value", quoted(given)}}, given.place, here);
    if (!keys(repeat_record, given, here)) return false;
    for (const Field& field : repeat_record.fields)
        if (!given.find(field.key))
            return fail("this {thing} has no {key}; it needs one",
                        {{"thing", label_of(repeat_record.name)}, {"key", quoted(field.key)}}, given.place, here);
    int64_t times = 0;
    if (!integer(repeat_record.fields[0], times, *given.find("times"), {&here, "times"})) return false;
    Step inner;
    if (!field(repeat_record.fields[1], &inner, *given.find("steps"), {&here, "steps"})) return false;
    const size_t count = weight(inner.steps) * size_t(times);
    if (weight(into) + count > max_steps)
        return fail("repeated {times} times, this makes {count} steps; at most {max} are allowed",
                    {{"times", grouped_text(times)},
                     {"count", grouped_text(int64_t(weight(into) + count))},
                     {"max", grouped_text(int64_t(max_steps))}},
                    given.place, here);
    if (!add_steps(bytes_of(inner.steps) * size_t(times - 1), given, here)) return false;
    for (int64_t n = 0; n < times; ++n) {
        for (const Step& step : inner.steps) {
            give_turn(into.emplace_back(step), uint32_t(n), uint32_t(times));
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
            return fail("a step does one thing, not both {one} and {other}; make it two steps",
                        {{"one", quoted(verb->key)}, {"other", quoted(member.key)}}, member.place, {&path, member.key});
        verb = &member;
    }
    if (!verb)
        return fail("this step does nothing; it needs one of {keys}", {{"keys", verbs_text()}}, value.place, path);
    const StepRow& row = row_of_key(verb->key);
    step.kind = row.kind;
    for (const json::Member& member : value.members) {
        const Field* extra = find_field(step_record, member.key);
        if (extra && !extra->verb && !goes_with(row, member.key))
            return fail("{key} goes with {owner}, not with {step}",
                        {{"key", quoted(member.key)},
                         {"owner", quoted(owner_of(member.key).field.key)},
                         {"step", quoted(verb->key)}},
                        member.place, {&path, member.key});
    }
    if (row.children == StepRow::Children::steps) {
        const Path split{&path, verb->key}, each{&split, "each"};
        const Value& inner = *verb->value.find("each");
        for (const Step& part : step.steps)
            if (const StepRow& its = row_of(part.kind); !its.in_parts)
                return fail("a part cannot contain {step}, which belongs to the program",
                            {{"step", quoted(its.field.key)}}, inner.place, each);
        return check_locks(inner, each);
    }
    return true;
}

// Along a list, each lock must be taken before it is released, and all must be released.
// Parts of a split are lists of their own. All names are resolved by now.
bool Reader::check_locks(const Value& steps, const Path& path) {
    std::vector<Held> held;
    if (!follow_locks(steps, path, held)) return false;
    if (held.empty()) return true;
    error_ = Error{say_plain("this locks {lock} and never unlocks it; a list of steps must release what it takes",
                             {{"lock", quoted(held.back().name)}}),
                   held.back().place.line, held.back().place.column, held.back().pointer};
    return false;
}

bool Reader::follow_locks(const Value& steps, const Path& path, std::vector<Held>& held) {
    for (size_t i = 0; i < steps.items.size(); ++i) {
        const Path step{&path, {}, i};
        if (const Value* repeat = steps.items[i].find("repeat")) {
            const Path repeated{&step, "repeat"}, list{&repeated, "steps"};
            // The second turn shows all errors that a later one could.
            const int64_t times = std::min<int64_t>(2, int64_t(repeat->find("times")->number));
            for (int64_t n = 0; n < times; ++n)
                if (!follow_locks(*repeat->find("steps"), list, held)) return false;
        }
        for (const std::string_view key : {"lock", "unlock"}) {
            const json::Member* member = find_member(steps.items[i], key);
            if (!member) continue;
            const Path here{&step, key};
            const std::string& name = member->value.string;
            const auto at = std::find_if(held.begin(), held.end(), [&](const Held& lock) { return lock.name == name; });
            if (key == "lock" && at != held.end())
                return fail("this locks {lock} while it holds it already, and would wait for itself",
                            {{"lock", quoted(name)}}, member->value.place, here);
            if (key == "unlock" && at == held.end())
                return fail("this unlocks {lock}, which it does not hold at that point", {{"lock", quoted(name)}},
                            member->value.place, here);
            if (key == "lock") held.push_back({name, member->value.place, here.text()});
            else held.erase(at);
        }
    }
    return true;
}

namespace {

void add_spawned(const std::vector<Step>& steps, std::vector<uint32_t>& programs) {
    for (const Step& step : steps) {
        if (step.kind == StepKind::spawn) programs.push_back(*step.program);
        add_spawned(step.steps, programs);
    }
}

}  // namespace

// A program that spawns itself would never end, so it is an error.
bool Reader::check_spawns(const Value& source) {
    const size_t count = scenario_.programs.size();
    std::vector<std::vector<uint32_t>> spawns(count);
    for (size_t i = 0; i < count; ++i) add_spawned(scenario_.programs[i].steps, spawns[i]);
    std::vector<bool> ends(count, false);
    for (bool any = true; any;) {
        any = false;
        for (size_t i = 0; i < count; ++i) {
            if (ends[i] ||
                !std::all_of(spawns[i].begin(), spawns[i].end(), [&](uint32_t program) { return ends[program]; }))
                continue;
            ends[i] = any = true;
        }
    }
    const auto endless = std::find(ends.begin(), ends.end(), false);
    if (endless == ends.end()) return true;
    const std::string& name = scenario_.programs[size_t(endless - ends.begin())].name;
    const Path root, programs{&root, "programs"};
    return fail("the program {program} spawns itself, directly or through others, and would never end",
                {{"program", quoted(name)}}, source.find("programs")->find(name)->place, {&programs, name});
}

}  // namespace scenario
