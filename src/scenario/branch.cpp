#include "scenario/branch.h"

#include "base/say.h"
#include "scenario/policies.h"
#include "scenario/strategies.h"

#include <algorithm>
#include <array>
#include <vector>

namespace scenario {

using json::Kind;
using json::Member;
using json::Value;

namespace {

constexpr std::string_view keys_about_row[] = {"title", "name", "from", "before"};

// The paths that a row with "from" may change. A star stands for any key; everything below the last key may change,
// too.
using Pattern = std::array<std::string_view, 3>;
constexpr Pattern may_change[] = {
    {"machine", "cores", ""},         {"machine", "servers", ""},      {"machine", "scheduler", "quantum"},
    {"machine", "costs", "*"},        {"strategy", "threads", ""},     {"devices", "*", "time"},
    {"devices", "*", "capacity"},
};

using Keys = std::vector<std::string_view>;

bool fits(const Keys& keys) {
    return std::any_of(std::begin(may_change), std::end(may_change), [&](const Pattern& pattern) {
        for (size_t i = 0; i < pattern.size() && !pattern[i].empty(); ++i)
            if (i >= keys.size() || (pattern[i] != "*" && pattern[i] != keys[i])) return false;
        return true;
    });
}

struct Found {
    std::string pointer;
    std::string key;
    json::Place place;
};

// Finds the first value of a patch that must not change.
std::optional<Found> misfit(const Value& patch, Keys& keys, const std::string& pointer) {
    for (const Member& member : patch.members) {
        if (keys.empty() && is_about_row(member.key)) continue;
        if (member.key.starts_with("x-")) continue;
        keys.push_back(member.key);
        const std::string here = json::pointer_to(pointer, member.key);
        std::optional<Found> found;
        if (fits(keys)) {
        } else if (member.value.kind == Kind::object && keys.size() < 3) {
            found = misfit(member.value, keys, here);
        } else {
            found = Found{here, member.key, member.place};
        }
        keys.pop_back();
        if (found) return found;
    }
    return {};
}

Error refused(Phrase message) { return {say_plain(message), 0, 0, {}}; }

}  // namespace

bool is_about_row(std::string_view key) {
    return std::find(std::begin(keys_about_row), std::end(keys_about_row), key) != std::end(keys_about_row);
}

Value inherited(Value file) {
    for (const char* key : {"compare", "flaw", "name"}) file.erase(key);
    return file;
}

Value file_before(const Value& source, size_t variant) {
    if (variant > 0)
        if (const Value* before = source.find("compare")->items[variant - 1].find("before"))
            return merge_patch(inherited(source), *before);
    return variant == 0 ? file_of(source, 0) : inherited(source);
}

Value file_of(const Value& source, size_t variant) {
    Value file = source;
    file.erase("compare");
    file.erase("name");
    if (variant == 0) return file;
    Value patch = source.find("compare")->items[variant - 1];
    for (const std::string_view key : keys_about_row) patch.erase(key);
    return merge_patch(file_before(source, variant), patch);
}

std::optional<Error> cannot_become(const Scenario& before, const Scenario& after, const Value& row) {
    Keys keys;
    if (const auto found = misfit(row, keys, ""))
        return Error{
            say_plain("\"{key}\" cannot change while a run is in progress. A row with \"from\" can change only the "
                      "cores, servers and costs of the machine, the quantum of its scheduler, the threads "
                      "of a pool, and the time and capacity of devices",
                      {{"key", found->key}}),
            found->place.line, found->place.column, found->pointer};
    if (before.devices.size() != after.devices.size())
        return refused("a device cannot be added while a run is in progress");
    const Machine &old_machine = before.machine, &new_machine = after.machine;
    const Scheduler& scheduler = old_machine.scheduler;
    if (old_machine.cores != new_machine.cores) {
        const bool affinity = std::any_of(before.work.begin(), before.work.end(),
                                          [](const Work& work) { return !work.affinity.empty(); });
        if (scheduler.queues == ReadyQueues::per_core)
            return refused("the number of cores cannot change while a run is in progress if each core has its own "
                           "queue");
        if (affinity)
            return refused("the number of cores cannot change while a run is in progress if tasks are tied to cores");
        if (row_of(scheduler.policy).shares_cores || scheduler.on_block == OnBlock::hold ||
            scheduler.slice == Slice::whole || old_machine.autoscale || has_runtime(before.strategy))
            return refused(
                "the number of cores cannot change while a run is in progress under processor sharing, with an "
                "autoscaler, in an event loop with a runtime, or if a thread keeps its core while it waits");
    }
    if (old_machine.servers != new_machine.servers && old_machine.autoscale)
        return refused(
            "the number of servers cannot change while a run is in progress if an autoscaler starts and stops "
            "servers");
    if (scheduler.quantum != new_machine.scheduler.quantum && scheduler.slice == Slice::clock)
        return refused("the quantum cannot change while a run is in progress if slices end at common ticks");
    if (before.strategy.threads != after.strategy.threads) {
        const StrategyKind kind = before.strategy.kind;
        const bool pool = kind == StrategyKind::thread_pool || kind == StrategyKind::process_pool ||
                          kind == StrategyKind::async_pool;
        if (!pool || grows(before.strategy))
            return refused("the number of threads can change while a run is in progress only in a pool with a fixed "
                           "number of threads");
    }
    for (size_t i = 0; i < before.devices.size(); ++i)
        if (before.devices[i].capacity != after.devices[i].capacity &&
            before.devices[i].discipline == Discipline::sharing)
            return refused("the capacity of a shared device cannot change while a run is in progress");
    return {};
}

}  // namespace scenario
