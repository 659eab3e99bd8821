// A run is a function of its scenario: a part of a run is the same however it is reached,
// and all variants of a comparison get the same work.

#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "scenario/strategies.h"
#include "tests/catch2.h"
#include "tests/support/scenarios.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

using namespace scenario;
using trace::Span;
using trace::SpanKind;
using trace::TaskKind;

namespace {

// Identifies a task in all runs of a comparison: its row and number, then the numbers of its children, level
// by level. Empty for closed rows, whose tasks are numbered as they arrive.
using Path = std::vector<uint32_t>;
std::optional<Path> path_of(const Scenario& s, const trace::Log& log, TaskId id) {
    const trace::Task& task = log.tasks[id.index];
    if (!task.parent) return s.work[task.row].users > 0 ? std::optional<Path>() : Path{task.row, task.index};
    auto path = path_of(s, log, task.parent);
    if (path) path->push_back(task.index);
    return path;
}

struct Needs {
    Time arrival;  // for tasks that arrive
    Time cpu;      // parts and offloads included
    Time sleep, device;
    bool operator==(const Needs&) const = default;
};

// For each task that was completed.
std::map<Path, Needs> needs_of(const Scenario& s, const trace::Log& log) {
    std::vector<Needs> needs(log.tasks.size());
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const Span span = log.spans[i];
        TaskId task = span.task;
        while (!trace::stands_alone(log.tasks[task.index])) task = log.tasks[task.index].parent;
        if (span.kind == SpanKind::running) needs[task.index].cpu += span.duration;
        if (span.reason == trace::Reason::sleep) needs[task.index].sleep += span.duration;
        if (span.reason == trace::Reason::device) needs[task.index].device += span.duration;
    }
    std::map<Path, Needs> by_path;
    for (uint32_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        if (task.outcome != trace::Outcome::completed || !trace::stands_alone(task)) continue;
        if (task.kind == TaskKind::arrived) needs[i].arrival = task.arrival;
        if (const auto path = path_of(s, log, {i})) by_path[*path] = needs[i];
    }
    return by_path;
}

// All spans that end before `t` are the same, and the other spans of `part` end at t.
void check_prefix(const trace::Log& whole, const trace::Log& part, Time t) {
    size_t same = 0;
    while (same < whole.spans.size() && whole.spans.end(same) < t) ++same;
    REQUIRE(part.spans.size() >= same);
    bool equal = true;
    for (size_t i = 0; i < same; ++i) equal &= part.spans[i] == whole.spans[i];
    for (size_t i = same; i < part.spans.size(); ++i) equal &= part.spans.end(i) == t;
    CHECK(equal);
    const auto arrived = [&](const trace::Log& log) {
        return std::count_if(log.tasks.begin(), log.tasks.end(),
                             [&](const trace::Task& task) { return task.arrival < t; });
    };
    CHECK(arrived(part) == arrived(whole));
}

}  // namespace

// R8.1
TEST_CASE("all variants of a comparison get the same work", "[model][properties]") {
    size_t compared = 0;
    for (uint64_t seed = 1; seed <= 150; ++seed) {
        Scenario s = support::random_scenario(seed, 2);
        // Options that change the lengths themselves are excluded.
        s.machine.scheduler.cache = {};
        s.machine.scheduler.tick = {};
        s.machine.autoscale = {};
        for (Device& device : s.devices)
            if (device.discipline == Discipline::sharing) device.discipline = Discipline::priority;
        std::map<Path, Needs> first;
        for (int64_t kind = 0; kind <= int64_t(StrategyKind::data_parallel); ++kind) {
            s.strategy.kind = StrategyKind(kind);
            s.machine.scheduler.policy = Policy((int64_t(seed) + kind) % int64_t(Policy::processor_sharing));
            s.machine.servers = 1 + kind % 3;
            INFO("seed " << seed << ", " << row_of(s.strategy.kind).name);
            const std::map<Path, Needs> needs = needs_of(s, model::run(s));
            size_t differ = 0;
            for (const auto& [path, need] : needs) {
                const auto [at, is_new] = first.try_emplace(path, need);
                compared += !is_new;
                differ += !(at->second == need);
            }
            CHECK(differ == 0);
        }
    }
    CHECK(compared > 10'000);
}

TEST_CASE("a run does not depend on the pieces in which it is advanced", "[model][properties]") {
    for (uint64_t seed = 1; seed <= 400; ++seed) {
        INFO("seed " << seed);
        const Scenario s = support::random_scenario(seed);
        const trace::Log whole = model::run(s);
        model::Simulation sliced(s);
        bool equal = true;
        size_t seen = 0;
        for (bool goes_on = true; goes_on;) {
            goes_on = sliced.advance(1 + seed % 7);
            const trace::Log& log = sliced.log();
            for (; seen < log.spans.size(); ++seen) equal &= log.spans[seen] == whole.spans[seen];
        }
        CHECK(equal);
        CHECK(sliced.log().hash() == whole.hash());
    }
}

TEST_CASE("a run that is stopped at some moment is a prefix of the whole run", "[model][properties]") {
    for (uint64_t seed = 1; seed <= 200; ++seed) {
        Scenario s = support::random_scenario(seed);
        s.stop = {};
        for (Work& work : s.work)
            if (work.users > 0 && !work.until) work.count = std::min<int64_t>(work.count, 20);
        const trace::Log whole = model::run(s);
        for (int64_t part = 1; part <= 3; ++part) {
            const Time t{whole.end.ns * part / 4 / 1'000'000 * 1'000'000};  // whole ms, where much happens at once
            INFO("seed " << seed << ", up to " << t.ns);
            model::Budget budget;
            budget.simulated = t;
            check_prefix(whole, model::run(s, budget), t);
            Scenario stopped = s;
            stopped.stop = t;
            check_prefix(whole, model::run(stopped), t);
        }
    }
}
