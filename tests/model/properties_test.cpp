// What must hold in every run of many random scenarios. order_properties_test.cpp checks
// the order.

#include "metrics/numbers/results.h"
#include "model/simulation.h"
#include "scenario/programs.h"
#include "tests/catch2.h"
#include "tests/support/scenarios.h"

#include <algorithm>
#include <map>

using namespace scenario;
using trace::Span;
using trace::SpanKind;

namespace {

// Spans of one key, in log order, must follow each other without overlap.
class Lane {
public:
    void add(const Span& span) {
        overlaps_ |= span.start < end_;
        end_ = span.end();
    }
    bool overlaps() const { return overlaps_; }

private:
    Time end_;
    bool overlaps_ = false;
};

// The life of each task has neither gaps nor overlaps, and the partition covers all of it.
void check_lives(const trace::Log& log, const metrics::Results& r) {
    std::vector<Time> reached;
    for (const trace::Task& task : log.tasks) reached.push_back(task.arrival);
    bool whole = true;
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const Span span = log.spans[i];
        whole &= span.start == reached[span.task.index];
        reached[span.task.index] = span.end();
    }
    CHECK(whole);
    for (size_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        if (reached[i] != task.finished.value_or(log.end)) CHECK(reached[i] == task.finished.value_or(log.end));
        const Time counted = std::min(reached[i], log.counted_end()) - task.arrival;
        if (trace::stands_alone(task) && r.tasks[i].total() != counted) CHECK(r.tasks[i].total() == counted);
        if (task.outcome == trace::Outcome::unfinished) CHECK_FALSE(task.finished);
    }
}

// No task is on two cores, no core has two tasks, and spans contain what their kind requires.
void check_spans(const trace::Log& log) {
    std::map<uint32_t, Lane> cores, threads, tasks;
    Time last_end;
    bool in_order = true, as_said = true, at_home = true;
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const Span span = log.spans[i];
        in_order &= span.duration > Time{} && span.end() >= last_end && span.end() <= log.end;
        last_end = span.end();
        const bool on_core = span.kind == SpanKind::running || span.kind == SpanKind::switching;
        const bool shares = span.kind == SpanKind::sharing;
        as_said &= bool(span.core) == (on_core || shares);
        // (The thread of a parent that waits for its parts may be working on one of them.)
        if (span.kind != SpanKind::blocked || span.reason != trace::Reason::parts)
            as_said &= bool(span.thread) ==
                       (on_core || shares || span.kind == SpanKind::ready || span.kind == SpanKind::blocked);
        if (on_core) cores[span.core.index].add(span);
        if (on_core) at_home &= span.core.index / log.cores_per_server == log.tasks[span.task.index].server;
        if (span.thread) at_home &= log.threads[span.thread.index].server == log.tasks[span.task.index].server;
        if (span.thread) threads[span.thread.index].add(span);
        tasks[span.task.index].add(span);
    }
    CHECK(in_order);
    CHECK(as_said);
    CHECK(at_home);
    for (const auto& [id, lane] : cores) CHECK_FALSE(lane.overlaps());
    for (const auto& [id, lane] : threads) CHECK_FALSE(lane.overlaps());
    for (const auto& [id, lane] : tasks) CHECK_FALSE(lane.overlaps());
}

// Can something wait forever? This includes messages that nothing sends, and children,
// parts and locks if the tasks that wait hold what the others need.
bool may_hang(const Scenario& s) {
    if (s.stop || !s.queues.empty() || s.machine.scheduler.on_block == OnBlock::hold) return true;
    const bool holds = s.strategy.kind != StrategyKind::thread_per_task &&
                       s.strategy.kind != StrategyKind::process_per_task &&
                       s.strategy.kind != StrategyKind::event_loop && s.strategy.kind != StrategyKind::async_pool;
    const auto waits = [](const Step& step) { return step.kind == StepKind::join; };
    const auto has = [&](const std::vector<Step>& steps, const auto& again) -> bool {
        return std::any_of(steps.begin(), steps.end(),
                           [&](const Step& step) { return waits(step) || again(step.steps, again); });
    };
    return holds && std::any_of(s.programs.begin(), s.programs.end(),
                                [&](const Program& program) { return has(program.steps, has); });
}

void check_counts(const Scenario& s, const trace::Log& log, const metrics::Results& r) {
    int64_t arrived = 0, max = 0;
    bool ends = true;
    for (const trace::Task& task : log.tasks) arrived += task.kind == trace::TaskKind::arrived;
    for (const Work& work : s.work) {
        max += work.times.empty() ? work.count : int64_t(work.times.size());
        ends &= !work.until;
    }
    CHECK(r.completed + r.rejected + r.gave_up + r.unfinished == arrived);
    CHECK(arrived <= max);
    if (ends && !may_hang(s)) CHECK(arrived == max);
    if (!may_hang(s)) CHECK(r.unfinished == 0);
    if (s.strategy.when_full == WhenFull::wait || !s.strategy.queue) CHECK(r.rejected == 0);
}

void check_cores(const Scenario& s, const trace::Log& log, const metrics::Results& r) {
    Time busy, cpu;
    for (const metrics::CoreUse& core : r.cores) {
        CHECK(core.idle >= Time{});
        if (!s.machine.autoscale) CHECK(core.busy + core.switching + core.idle == r.makespan);
        busy += core.busy;
    }
    for (const metrics::TaskTimes& life : r.tasks) cpu += life.cpu;
    if (s.machine.scheduler.policy == Policy::processor_sharing) CHECK(cpu <= busy);  // shares are rounded down
    else CHECK(cpu == busy);
    CHECK(log.counted_end() == r.makespan);
}

// Compares levels with a plain count of tasks and spans, at every moment when something changes. Checks Little's
// law, too: the integral of a number is the sum of the times.
void check_levels(const trace::Log& log, const metrics::Levels& levels, const metrics::Results& r) {
    struct Count {
        int64_t concurrency = 0, parallelism = 0, asynchrony = 0;
        std::map<uint32_t, int64_t> sharers;  // changes of their number, by server
    };
    std::map<Time, Count> changes;
    Time in_progress, waiting, in_system, lives;
    const auto count = [&](Time from, Time to, int64_t Count::*what) {
        changes[from].*what += 1;
        changes[to].*what -= 1;
    };
    for (size_t i = 0; i < log.tasks.size(); ++i) {
        const trace::Task& task = log.tasks[i];
        if (!trace::stands_alone(task)) continue;
        const Time end = task.finished.value_or(log.end);
        if (task.started) count(*task.started, end, &Count::concurrency);
        if (task.started) in_progress += end - *task.started;
        in_system += std::min(end, log.counted_end()) - task.arrival;
        lives += r.tasks[i].total();
    }
    CHECK(in_system == lives);
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const Span span = log.spans[i];
        const trace::Task& task = log.tasks[span.task.index];
        if (span.kind == SpanKind::running) count(span.start, span.end(), &Count::parallelism);
        if (span.kind == SpanKind::sharing) {
            ++changes[span.start].sharers[task.server];
            --changes[span.end()].sharers[task.server];
        }
        const bool answered = span.kind == SpanKind::queued && task.answered && *task.answered <= span.start;
        if (!trace::stands_alone(task) || (span.kind != SpanKind::waiting && !answered)) continue;
        count(span.start, span.end(), &Count::asynchrony);
        waiting += span.duration;
    }
    Count now;
    bool equal = true;
    Time concurrency, parallelism, asynchrony, busy;
    for (auto at = changes.begin(); at != changes.end(); ++at) {
        now.concurrency += at->second.concurrency;
        now.parallelism += at->second.parallelism;
        now.asynchrony += at->second.asynchrony;
        int64_t shared = 0;
        for (const auto& [server, change] : at->second.sharers) now.sharers[server] += change;
        for (const auto& [server, sharers] : now.sharers) shared += std::min<int64_t>(sharers, log.cores_per_server);
        const metrics::LevelStep level = metrics::level_at(levels, at->first);
        equal &= level.concurrency == now.concurrency && level.parallelism == now.parallelism + shared &&
                 level.asynchrony == now.asynchrony;
        equal &= level.parallelism <= int64_t(log.cores);
        if (std::next(at) == changes.end()) continue;
        const Time lasts = std::next(at)->first - at->first;
        concurrency += lasts * level.concurrency;
        parallelism += lasts * level.parallelism;
        asynchrony += lasts * level.asynchrony;
    }
    CHECK(equal);
    CHECK(concurrency == in_progress);
    CHECK(asynchrony == waiting);
    for (const metrics::CoreUse& core : r.cores) busy += core.busy;
    CHECK(parallelism == busy);
}

// Is it certain that no core is idle while a thread is ready that could run there?
bool conserves_work(const Scenario& s) {
    const Scheduler& options = s.machine.scheduler;
    const bool one_queue =
        options.queues == ReadyQueues::global || (options.balance == Balance::steal && !options.peek);
    return one_queue && options.slice != Slice::whole && options.on_block == OnBlock::go_on &&
           options.policy != Policy::processor_sharing;
}

void check_no_idle_core_while_ready(const Scenario& s, const trace::Log& log) {
    std::vector<std::vector<std::pair<Time, Time>>> busy(log.cores);  // ascending, merged
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const Span span = log.spans[i];
        if (span.kind != SpanKind::running && span.kind != SpanKind::switching) continue;
        auto& core = busy[span.core.index];
        if (!core.empty() && core.back().second == span.start) core.back().second = span.end();
        else core.emplace_back(span.start, span.end());
    }
    for (size_t i = 0; i < log.spans.size(); ++i) {
        const Span ready = log.spans[i];
        if (ready.kind != SpanKind::ready) continue;
        const trace::Task& task = log.tasks[ready.task.index];
        const std::vector<int64_t>& affinity = s.work[task.row].affinity;
        for (uint32_t c = 0; c < log.cores_per_server; ++c) {
            if (!affinity.empty() && std::find(affinity.begin(), affinity.end(), int64_t(c)) == affinity.end())
                continue;
            const auto& core = busy[task.server * log.cores_per_server + c];
            const auto after = std::upper_bound(core.begin(), core.end(), ready.start,
                                                [](Time t, const auto& stretch) { return t < stretch.first; });
            const bool taken = after != core.begin() && (after - 1)->second >= ready.end();
            if (!taken)
                FAIL_CHECK("core " << c << " is empty while task " << ready.task.index << " is ready from "
                                   << ready.start.ns << " to " << ready.end().ns);
        }
    }
}

void check_run(const Scenario& s) {
    const trace::Log log = model::run(s);
    const metrics::Levels levels = metrics::levels_of(log);
    Scenario whole = s;
    whole.warmup = {};
    const metrics::Results r = metrics::results_of(whole, log, levels);
    CHECK(log.complete);
    check_spans(log);
    check_lives(log, r);
    check_counts(s, log, r);
    check_cores(s, log, r);
    check_levels(log, levels, r);
    if (conserves_work(s)) check_no_idle_core_while_ready(s, log);
}

}  // namespace

TEST_CASE("random runs have all properties", "[model][properties]") {
    for (uint64_t seed = 1; seed <= 1500; ++seed) {
        INFO("seed " << seed);
        check_run(support::random_scenario(seed));
    }
}

TEST_CASE("large random runs have all properties", "[model][properties]") {
    for (uint64_t seed = 2001; seed <= 2200; ++seed) {
        INFO("seed " << seed << ", size 15");
        check_run(support::random_scenario(seed, 15));
    }
}

// R5.10
TEST_CASE("devices never serve more than their capacity", "[model]") {
    for (uint64_t seed = 1; seed <= 500; ++seed) {
        INFO("seed " << seed);
        const Scenario s = support::random_scenario(seed);
        const trace::Log log = model::run(s);
        const StepLists lists(s);
        for (uint32_t d = 0; d < s.devices.size(); ++d) {
            if (s.devices[d].capacity == 0 || s.devices[d].discipline == Discipline::sharing) continue;
            std::map<uint32_t, std::vector<std::pair<Time, int>>> by_server;
            for (size_t i = 0; i < log.spans.size(); ++i) {
                const Span span = log.spans[i];
                if (span.reason != trace::Reason::device) continue;
                const trace::Task& task = log.tasks[span.task.index];
                if (lists[task.program][span.step].device.index != d) continue;
                auto& changes = by_server[s.devices[d].per == Per::server ? task.server : 0];
                changes.emplace_back(span.start, 1);
                changes.emplace_back(span.end(), -1);
            }
            for (auto& [server, changes] : by_server) {
                std::sort(changes.begin(), changes.end());
                int64_t serving = 0, max = 0;
                for (const auto& change : changes) max = std::max(max, serving += change.second);
                CHECK(max <= s.devices[d].capacity);
            }
        }
    }
}

// R9.3
TEST_CASE("a budget ends a run and the log says so", "[model]") {
    const Scenario s = support::worked_example();
    const trace::Log whole = model::run(s);
    model::Budget budget;
    budget.events = 40;
    const trace::Log events = model::run(s, budget);
    CHECK_FALSE(events.complete);
    CHECK(events.stopped_by == "40 events");
    CHECK(events.end < whole.end);
    budget = {};
    budget.simulated = msec(50);
    const trace::Log time = model::run(s, budget);
    CHECK_FALSE(time.complete);
    CHECK(time.end == msec(50));
    for (size_t i = 0; i < time.spans.size(); ++i) CHECK(time.spans.end(i) <= msec(50));
    const auto r = metrics::results_of(s, time, metrics::levels_of(time));
    CHECK(r.unfinished > 0);
    CHECK(r.completed + r.unfinished == int64_t(time.tasks.size()));
}

// R9.3
TEST_CASE("steps that take no time use up the budget, too", "[model]") {
    // 2,000 steps x 5,000 tasks are 10,000,000 steps in one instant.
    Scenario s = support::bare(1);
    support::add_work(s, std::vector<Step>(2'000, support::compute(Time{})), 5'000);
    for (StrategyKind kind : {StrategyKind::one_at_a_time, StrategyKind::thread_per_task, StrategyKind::event_loop}) {
        s.strategy.kind = kind;
        model::Budget budget;
        budget.events = 50'000;
        const trace::Log log = model::run(s, budget);
        CHECK_FALSE(log.complete);
        CHECK(log.stopped_by == "50,000 events");
        CHECK(log.events <= 50'001);
    }
}
