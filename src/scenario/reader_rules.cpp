// Durations, names of other things, and the rules for more than one key.

#include "scenario/reader.h"

#include "scenario/suggest.h"
#include "scenario/values.h"

#include "base/number.h"

#include <algorithm>

namespace scenario {

using json::Kind;
using json::Value;

namespace {

// True of "99999h" and "0.1ns", which are well formed but not times.
bool is_number_with_unit(std::string_view text) {
    const size_t end = text.find_first_not_of("0123456789.");
    if (end == text.npos || !parse_number(text.substr(0, end))) return false;
    text.remove_prefix(end);
    return parse_time("1" + std::string(text)).has_value();
}

}  // namespace

bool Reader::duration(const Field& field, Time& into, const Value& value, const Path& path) {
    if (value.kind == Kind::integer || value.kind == Kind::number)
        return fail("{key} needs a unit, such as \"{value}ms\" (ns us ms s min h)",
                    {{"key", the_key(field)}, {"value", quoted(value)}}, value.place, path);
    if (value.kind != Kind::string)
        return fail("{key} must be a duration such as \"20ms\", not {value}",
                    {{"key", the_key(field)}, {"value", quoted(value)}}, value.place, path);
    const std::optional<Time> time = parse_time(value.string);
    const bool negative = value.string.starts_with('-') && parse_time(std::string_view(value.string).substr(1));
    if (negative || (time && (double(time->ns) < field.min || double(time->ns) > field.max)))
        return out_of_range(field, value, path);
    if (!time && is_number_with_unit(value.string))
        return fail("{value} is longer than 1,000 days or finer than a nanosecond", {{"value", quoted(value)}},
                    value.place, path);
    if (!time)
        return fail("{value} is not a duration; write a number and one of ns us ms s min h, such as \"20ms\"",
                    {{"value", quoted(value)}}, value.place, path);
    into = *time;
    return true;
}

bool Reader::durations(const Field& field, std::vector<Time>& into, const Value& value, const Path& path) {
    if (value.kind != Kind::array)
        return fail("{key} must be a list of durations in [ ], not {value}",
                    {{"key", the_key(field)}, {"value", quoted(value)}}, value.place, path);
    if (!count_in_range(field, value.items.size(), value, path)) return false;
    Field each = field;
    each.min = 0;
    each.max = double(longest_time.ns);
    for (size_t i = 0; i < value.items.size(); ++i)
        if (!duration(each, into.emplace_back(), value.items[i], {&path, {}, i})) return false;
    return true;
}

bool Reader::warmup(const Field& field, Warmup& into, const Value& value, const Path& path) {
    if (value.kind == Kind::string) return duration(field, into.time, value, path);
    Field tasks = field;
    tasks.type = Type::integer;
    tasks.max = double(max_counted_tasks);
    if (value.kind == Kind::integer) return integer(tasks, into.tasks, value, path);
    return fail("\"warmup\" must be a duration such as \"10s\" or a number of tasks, not {value}",
                {{"value", quoted(value)}}, value.place, path);
}

bool Reader::integers(const Field& field, std::vector<int64_t>& into, const Value& value, const Path& path) {
    Field each = field;
    each.type = Type::integer;
    if (value.kind != Kind::array) return integer(each, into.emplace_back(), value, path);
    if (value.items.size() > max_numbers)
        return fail("there may be at most {max} numbers here", {{"max", grouped_text(int64_t(max_numbers))}},
                    value.place, path);
    for (size_t i = 0; i < value.items.size(); ++i)
        if (!integer(each, into.emplace_back(), value.items[i], {&path, {}, i})) return false;
    return true;
}

bool Reader::flag(const Field& field, const Value& value, const Path& path) {
    if (value.kind == Kind::boolean && value.boolean) return true;
    return fail("{key} can only be true, not {value}", {{"key", the_key(field)}, {"value", quoted(value)}}, value.place,
                path);
}

// Laws --------------------------------------------------------------------------------------------

bool Reader::law(const Field& field, Law& into, const Value& value, const Path& path) {
    if (value.kind != Kind::object) return duration(field, into.a, value, path);
    if (value.members.size() != 1)
        return fail("a law has one key, such as \\{\"exponential\": \"20ms\"\\}", value.place, path);
    const json::Member& only = value.members.front();
    const Path here{&path, only.key};
    const ChoiceRow* kind = nullptr;
    std::vector<std::string_view> known;
    for (const ChoiceRow& row : law_kinds) {
        if (row.value == only.key) kind = &row;
        known.push_back(row.value);
    }
    if (!kind)
        return fail("unknown law {law}{suggestion}",
                    {{"law", quoted(only.key)}, {"suggestion", suggestion(only.key, known)}}, only.place, here);
    into.kind = LawKind(kind->number);
    if (into.kind == LawKind::exponential) return duration(field, into.a, only.value, here);
    if (into.kind == LawKind::list) {
        Field several = field;
        several.min = 1;
        several.max = double(max_numbers);
        if (only.value.kind != Kind::array)
            return fail("\"list\" must be a list of durations in [ ], such as [\"3ms\", \"1ms\"]", only.value.place,
                        here);
        if (!count_in_range(several, only.value.items.size(), only.value, here)) return false;
        return several_times(field, into.times, only.value, here);
    }
    if (into.kind == LawKind::choice) return weighted(field, into.choices, only.value, here);
    const std::vector<Value>& items = only.value.items;
    const auto two = [&](Phrase otherwise) {
        if (only.value.kind == Kind::array && items.size() == 2) return true;
        return fail(otherwise, only.value.place, here);
    };
    const Path first{&here, {}, 0}, second{&here, {}, 1};
    if (into.kind == LawKind::erlang || into.kind == LawKind::pareto) {
        const bool erlang = into.kind == LawKind::erlang;
        if (!two(erlang ? Phrase("\"erlang\" must be a number of stages and the mean, such as [3, \"20ms\"]")
                        : Phrase("\"pareto\" must be a shape and the smallest value, such as [1.5, \"4ms\"]")))
            return false;
        Field shape{.key = erlang ? "stages" : "shape",
                    .min = erlang ? 1 : min_shape,
                    .max = erlang ? double(max_stages) : max_shape};
        shape.type = erlang ? Type::integer : Type::number;
        if (erlang) {
            int64_t stages = 0;
            if (!integer(shape, stages, items[0], first)) return false;
            into.shape = double(stages);
        } else if (!number(shape, into.shape, items[0], first)) {
            return false;
        }
        return duration(field, into.a, items[1], second);
    }
    const bool range = into.kind == LawKind::uniform;
    if (!two(range ? Phrase("\"uniform\" must be a list of two durations, from and to, such as [\"5ms\", \"9ms\"]")
                   : Phrase("this law must be a list of two durations, mean and standard deviation, such as [\"20ms\", "
                            "\"3ms\"]")))
        return false;
    if (!duration(field, into.a, items[0], first) || !duration(field, into.b, items[1], second)) return false;
    if (range && into.b < into.a)
        return fail("\"uniform\" must go from the shorter to the longer duration; swap the two", only.value.place,
                    here);
    return true;
}

bool Reader::several_times(const Field& field, std::vector<Time>& into, const Value& value, const Path& path) {
    for (size_t i = 0; i < value.items.size(); ++i)
        if (!duration(field, into.emplace_back(), value.items[i], {&path, {}, i})) return false;
    return true;
}

bool Reader::weighted(const Field& field, std::vector<WeightedLaw>& into, const Value& value, const Path& path) {
    constexpr Phrase shape = "\"choice\" must be a list of weights and laws, such as [[0.9, \"2ms\"], [0.1, \"60ms\"]]";
    if (value.kind != Kind::array || value.items.empty() || value.items.size() > max_choices)
        return fail(shape, value.place, path);
    const Field weight{.key = "weight", .min = min_weight, .max = max_weight, .type = Type::number};
    for (size_t i = 0; i < value.items.size(); ++i) {
        const Value& pair = value.items[i];
        const Path here{&path, {}, i};
        if (pair.kind != Kind::array || pair.items.size() != 2) return fail(shape, pair.place, here);
        WeightedLaw& choice = into.emplace_back();
        if (!number(weight, choice.weight, pair.items[0], {&here, {}, 0})) return false;
        if (!law(field, choice.law, pair.items[1], {&here, {}, 1})) return false;
    }
    return true;
}

// Names of other things ---------------------------------------------------------------------------

bool Reader::one_of(const Field& field, std::string_view what, const std::vector<std::string_view>& known,
                    uint32_t& index, const Value& value, const Path& path) {
    if (value.kind != Kind::string)
        return fail("{key} must be the name of a {thing}, not {value}",
                    {{"key", the_key(field)}, {"thing", label_of(what)}, {"value", quoted(value)}}, value.place, path);
    const auto at = std::find(known.begin(), known.end(), value.string);
    index = uint32_t(at - known.begin());
    if (at != known.end()) return true;
    if (known.empty() && what != "program")
        return fail("there is no {thing} {name}; declare it under \"{key}s\"",
                    {{"thing", label_of(what)}, {"name", quoted(value)}, {"key", what}}, value.place, path);
    return fail("there is no {thing} {name}{suggestion}",
                {{"thing", label_of(what)}, {"name", quoted(value)}, {"suggestion", suggestion(value.string, known)}},
                value.place, path);
}

bool Reader::program(const Field& field, uint32_t& into, const Value& value, const Path& path) {
    return one_of(field, "program", program_names_, into, value, path);
}

// Reads what a row of work runs. Functions are numbered after the programs.
bool Reader::program_or_function(const Field& field, uint32_t& into, const Value& value, const Path& path) {
    if (scenario_.functions.empty()) return program(field, into, value, path);
    if (scenario_.programs.size() == first_function_) add_functions();
    std::vector<std::string_view> known = program_names_;
    known.insert(known.end(), function_names_.begin(), function_names_.end());
    return one_of(field, "program", known, into, value, path);
}

void Reader::add_functions() {
    for (uint32_t i = 0; i < scenario_.functions.size(); ++i) {
        Step code;
        code.kind = StepKind::code;
        code.function = i;
        scenario_.programs.push_back({scenario_.functions[i].name, {code}});
    }
}

// More than one key -------------------------------------------------------------------------------

// A growing pool rejects tasks when it is full, unless the file says otherwise.
bool Reader::finish_strategy(Strategy& strategy, const Value& value, const Path& path) {
    const json::Member *core = find_member(value, "core"), *max = find_member(value, "max");
    if (bool(core) != bool(max))
        return fail(
            "\"core\" and \"max\" go together: a pool starts core threads first, and up to max when its queue is full; "
            "{key} is missing",
            {{"key", quoted(core ? "max" : "core")}}, (core ? core : max)->place, {&path, (core ? core : max)->key});
    if (core && *strategy.core > *strategy.max)
        return fail("\"core\" is larger than \"max\"; swap the two", core->place, {&path, "core"});
    if (grows(strategy) && !find_member(value, "when_full")) strategy.when_full = WhenFull::drop;
    return true;
}

bool Reader::finish_machine(const Machine& machine, const Value& value, const Path& path) {
    const Value* servers = value.find("servers");
    if (machine.autoscale) {
        const Value& autoscale = *value.find("autoscale");
        const Path here{&path, "autoscale"};
        if (machine.autoscale->min > machine.autoscale->max)
            return fail("\"min\" is larger than \"max\"; swap the two", autoscale.place, here);
        if (machine.servers < machine.autoscale->min || machine.servers > machine.autoscale->max)
            return fail(
                "\"servers\", the initial number, must lie between the autoscaler's min and max, {min} to {max}",
                {{"min", machine.autoscale->min}, {"max", machine.autoscale->max}},
                servers ? servers->place : autoscale.place, servers ? Path{&path, "servers"} : here);
    }
    constexpr int64_t max_cores = 60'000;
    if (max_servers(machine) * machine.cores > max_cores)
        return fail("servers x cores is {count}; at most {max} are allowed",
                    {{"count", grouped_text(max_servers(machine) * machine.cores)}, {"max", grouped_text(max_cores)}},
                    value.place, path);
    return true;
}

bool Reader::finish_work(Work& work, const Value& value, const Path& path) {
    if (work.name.empty()) work.name = scenario_.programs[work.program].name;
    const std::string_view ways[] = {"rate", "every", "times", "users", "period"};
    const json::Member* way = nullptr;
    for (const std::string_view key : ways) {
        const json::Member* given = find_member(value, key);
        // The period of a row says when its tasks arrive, unless `times` lists the moments.
        if (given && way && !(key == "period" && way->key == "times"))
            return fail("{one} and {other} both say when tasks arrive; keep one of them",
                        {{"one", quoted(way->key)}, {"other", quoted(key)}}, given->place, {&path, key});
        if (given) way = given;
    }
    const json::Member* think = find_member(value, "think");
    if (think && work.users == 0)
        return fail("\"think\" belongs to \"users\"; say how many there are", think->place, {&path, "think"});
    for (size_t i = 0; i < work.affinity.size(); ++i)
        if (work.affinity[i] >= scenario_.machine.cores)
            return fail("\"affinity\" names core {core}; cores are numbered from 0 to {last}",
                        {{"core", work.affinity[i]}, {"last", scenario_.machine.cores - 1}},
                        find_member(value, "affinity")->place, {&path, "affinity"});
    const Scheduler& scheduler = scenario_.machine.scheduler;
    if (row_of(scheduler.policy).classes && work.class_number >= int64_t(scheduler.classes.size()))
        return fail("\"class\" names class {number}; classes are numbered from 0 to {last}",
                    {{"number", work.class_number}, {"last", scheduler.classes.size() - 1}},
                    find_member(value, "class")->value.place, {&path, "class"});
    const json::Member* count = find_member(value, "count");
    if (!work.times.empty()) {
        if (count && work.count != int64_t(work.times.size()))
            return fail("\"times\" lists {n} arrivals, so \"count\" must be that or be left out, not {value}",
                        {{"n", work.times.size()}, {"value", quoted(count->value)}}, count->value.place,
                        {&path, "count"});
        work.count = int64_t(work.times.size());
        return true;
    }
    const bool goes_on = work.users > 0 || work.rate > 0 || work.every || work.period;
    if (count || !goes_on) return true;
    const bool ends = work.until || scenario_.stop;
    if (ends && work.every && mean(*work.every) == Time{})
        return fail(
            "\"every\" is 0, so infinitely many tasks would arrive at one moment; add a \"count\" or make \"every\" "
            "longer",
            find_member(value, "every")->value.place, {&path, "every"});
    if (ends) work.count = no_count;
    else if (work.users > 0 || work.period)
        return fail("this row would never end; add a \"count\" or an \"until\" to it, or a \"stop\" to the scenario",
                    value.place, path);
    return true;
}

bool Reader::finish_scenario(const Value& source) {
    if (!scenario_.javascript.empty()) return finish_javascript(source) && add_machine(source);
    const Path top, functions{&top, "functions"};
    for (const std::string_view name : function_names_)
        if (const auto at = std::find(program_names_.begin(), program_names_.end(), name); at != program_names_.end())
            return fail("both a program and a function are called {name}; names must differ", {{"name", quoted(name)}},
                        find_member(*source.find("functions"), name)->place, {&functions, name});
    int64_t total = 0;
    const Value& work = *source.find("work");
    const Path root, rows{&root, "work"};
    for (size_t i = 0; i < scenario_.work.size(); ++i) {
        if (scenario_.work[i].count != no_count) total += scenario_.work[i].count;
        if (total <= max_counted_tasks) continue;
        return fail("with this row there are {count} tasks; at most {max} are allowed",
                    {{"count", grouped_text(total)}, {"max", grouped_text(max_counted_tasks)}}, work.items[i].place,
                    {&rows, {}, i});
    }
    return find_rows_before(work) && check_spawns(source) && check_functions(source) && add_machine(source);
}

// Adds to the totals of all variants.
bool Reader::add_machine(const Value& source) {
    constexpr int64_t max_threads = 200'000, max_loops = 10'000;
    const int64_t threads = row_of(scenario_.strategy.kind).threads_at_start(scenario_.strategy);
    const int64_t servers = max_servers(scenario_.machine);
    totals_.cores += servers * scenario_.machine.cores;
    totals_.threads += servers * threads;
    if (has_runtime(scenario_.strategy)) totals_.loops += servers * scenario_.strategy.loops;
    const Path root, at_machine{&root, "machine"}, at_strategy{&root, "strategy"};
    const auto too_many = [&](Phrase message, int64_t count, int64_t max, const Path& path) {
        const Value* value = source.find(path.key);
        return fail(message, {{"count", grouped_text(count)}, {"max", grouped_text(max)}},
                    value ? value->place : source.place, value ? path : root);
    };
    if (totals_.cores > max_cores_in_all)
        return too_many(Phrase("there are {count} cores on all servers of all variants; at most {max} are allowed"),
                        totals_.cores, max_cores_in_all, at_machine);
    if (totals_.threads > max_threads)
        return too_many(Phrase("there are {count} threads of pools, loops and workers on all servers of all variants; "
                               "at most {max} are allowed"),
                        totals_.threads, max_threads, at_strategy);
    if (totals_.loops > max_loops)
        return too_many(Phrase("there are {count} event loops with a runtime on all servers of all variants; at most "
                               "{max} are allowed"),
                        totals_.loops, max_loops, at_strategy);
    return true;
}

// `after`: turns ids into numbers of rows. No row may come after itself.
bool Reader::find_rows_before(const Value& work) {
    const Path root, rows{&root, "work"};
    std::vector<std::string_view> ids;
    for (size_t i = 0; i < scenario_.work.size(); ++i) {
        const std::string& id = scenario_.work[i].id;
        const Path row{&rows, {}, i};
        if (!id.empty() && std::find(ids.begin(), ids.end(), id) != ids.end())
            return fail("two rows have the id {id}; ids must differ", {{"id", quoted(id)}},
                        work.items[i].find("id")->place, {&row, "id"});
        ids.push_back(id);
    }
    for (size_t i = 0; i < scenario_.work.size(); ++i) {
        const Value* after = work.items[i].find("after");
        if (!after) continue;
        const Path row{&rows, {}, i}, here{&row, "after"};
        for (size_t n = 0; n < after->items.size(); ++n) {
            const Value& item = after->items[n];
            const Path at{&here, {}, n};
            std::vector<std::string_view> known;
            for (const std::string_view id : ids)
                if (!id.empty()) known.push_back(id);
            const auto found = std::find(ids.begin(), ids.end(), item.string);
            if (item.kind != Kind::string || item.string.empty() || found == ids.end())
                return fail("no row has the id {id}{suggestion}",
                            {{"id", quoted(item)}, {"suggestion", suggestion(item.string, known)}}, item.place, at);
            scenario_.work[i].after.push_back(uint32_t(found - ids.begin()));
        }
    }
    // Removes the rows that can end, one after another; any that are left form a circle.
    std::vector<bool> ends(ids.size(), false);
    for (bool any = true; any;) {
        any = false;
        for (size_t i = 0; i < ids.size(); ++i) {
            const auto& after = scenario_.work[i].after;
            if (ends[i] || !std::all_of(after.begin(), after.end(), [&](uint32_t row) { return ends[row]; })) continue;
            ends[i] = any = true;
        }
    }
    const auto stuck = std::find(ends.begin(), ends.end(), false);
    if (stuck == ends.end()) return true;
    const size_t row = size_t(stuck - ends.begin());
    const Path at{&rows, {}, row};
    return fail("this row waits for rows that wait for it", work.items[row].find("after")->place, {&at, "after"});
}

}  // namespace scenario
