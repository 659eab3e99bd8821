// What goes first, in every run of many random scenarios: first in, first out where that is
// the rule, and the more urgent where there are priorities; and what must not run on certain
// cores or servers.

#include "metrics/numbers/levels.h"
#include "model/simulation.h"
#include "scenario/programs.h"
#include "scenario/policies.h"
#include "tests/catch2.h"
#include "tests/support/scenarios.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

using namespace scenario;
using trace::Outcome;
using trace::Reason;
using trace::Span;
using trace::SpanKind;
using trace::TaskKind;

namespace {

// One stay in a queue. The more urgent task (with the smaller number) leaves first; among
// equals, with `in_turn`, the one that came first. `ended_in_line`: it gave up there, or the
// run was over.
struct Wait {
    Time from, to;
    int64_t urgency = 0;
    bool ended_in_line = false;
};

// Returns whether everything left the queue in order: nothing left while something that should have left before was
// still there.
bool in_order(std::vector<Wait>& waits, bool in_turn) {
    std::sort(waits.begin(), waits.end(), [](const Wait& a, const Wait& b) { return a.to < b.to; });
    for (size_t b = 0; b < waits.size(); ++b) {
        if (waits[b].ended_in_line) continue;
        for (size_t a = b + 1; a < waits.size(); ++a) {  // a leaves later than b, or at the same time
            if (waits[a].to == waits[b].to || waits[a].from >= waits[b].to) continue;
            if (waits[a].urgency < waits[b].urgency) return false;
            if (in_turn && waits[a].urgency == waits[b].urgency && waits[a].from < waits[b].from) return false;
        }
    }
    return true;
}

struct Run {
    explicit Run(uint64_t seed, int64_t size)
        : scenario(support::random_scenario(seed, size)), log(model::run(scenario)), lists(scenario) {}
    const trace::Task& task_of(const Span& span) const { return log.tasks[span.task.index]; }
    const Work& row_of(const Span& span) const { return scenario.work[task_of(span).row]; }
    const Step& step_of(const Span& span) const { return lists[task_of(span).program][span.step]; }
    // Does the stay end because the task gives up, or because the run is over?
    bool ended_in_line(const Span& span) const {
        const trace::Task& task = task_of(span);
        return (task.outcome == Outcome::gave_up && *task.finished == span.end()) ||
               (task.outcome == Outcome::unfinished && span.end() == log.end);
    }

    Scenario scenario;
    trace::Log log;
    StepLists lists;
};

template <class Check>
void for_random_runs(Check check) {
    for (uint64_t seed = 1; seed <= 2000; ++seed) {
        INFO("seed " << seed);
        check(Run(seed, 1));
    }
    for (uint64_t seed = 3001; seed <= 3300; ++seed) {
        INFO("seed " << seed << ", size 8");
        check(Run(seed, 8));
    }
}

bool one_ready_queue(const Scenario& s) {
    const bool anywhere =
        std::all_of(s.work.begin(), s.work.end(), [](const Work& work) { return work.affinity.empty(); });
    return s.machine.scheduler.queues == ReadyQueues::global && s.machine.scheduler.on_wake == OnWake::queue &&
           anywhere;
}

// For policies that go by a number that does not change. The smaller the number, the more urgent.
std::optional<int64_t> urgency_of(const Run& run, const Span& span) {
    const Work& work = run.row_of(span);
    const Time arrival = run.task_of(span).arrival;
    switch (run.scenario.machine.scheduler.policy) {
        case Policy::priority: return work.priority;
        case Policy::rm: return work.period.value_or(longest_time).ns;
        case Policy::edf:
            if (work.deadline) return (arrival + *work.deadline).ns;
            return work.period ? (arrival + *work.period).ns : longest_time.ns;
        default: return {};
    }
}

}  // namespace

// R3.1
TEST_CASE("fcfs and round robin: the thread that was ready first runs first", "[model][properties]") {
    int checked = 0;
    for_random_runs([&](const Run& run) {
        const Scheduler& options = run.scenario.machine.scheduler;
        const bool fifo = options.policy == Policy::fcfs || options.policy == Policy::round_robin;
        if (!fifo || options.order == Order::cyclic || !one_ready_queue(run.scenario)) return;
        ++checked;
        std::map<uint16_t, std::vector<Wait>> waits;
        for (size_t i = 0; i < run.log.spans.size(); ++i) {
            const Span span = run.log.spans[i];
            if (span.kind == SpanKind::ready)
                waits[run.task_of(span).server].push_back({span.start, span.end(), 0, run.ended_in_line(span)});
        }
        for (auto& [server, line] : waits) CHECK(in_order(line, true));
    });
    CHECK(checked > 100);
}

// R3.2
TEST_CASE("priority, edf, rm: the most urgent ready thread runs first, and no less urgent one runs while it waits",
          "[model][properties]") {
    int checked = 0;
    for_random_runs([&](const Run& run) {
        const Scheduler& options = run.scenario.machine.scheduler;
        const bool ranked =
            options.policy == Policy::priority || options.policy == Policy::edf || options.policy == Policy::rm;
        const auto& locks = run.scenario.locks;
        const bool lent =
            options.policy == Policy::priority &&
            std::any_of(locks.begin(), locks.end(), [](const Lock& lock) { return lock.inherit != Inherit::none; });
        if (!ranked || lent || !one_ready_queue(run.scenario)) return;
        ++checked;
        std::map<uint16_t, std::vector<Wait>> waits;
        std::map<uint16_t, std::vector<Wait>> runs;
        for (size_t i = 0; i < run.log.spans.size(); ++i) {
            const Span span = run.log.spans[i];
            if (span.kind != SpanKind::ready && span.kind != SpanKind::running) continue;
            auto& to = (span.kind == SpanKind::ready ? waits : runs)[run.task_of(span).server];
            to.push_back({span.start, span.end(), *urgency_of(run, span), run.ended_in_line(span)});
        }
        for (auto& [server, line] : waits) {
            CHECK(in_order(line, false));
            if (!preemptive(options)) continue;
            bool taken = true;
            for (const Wait& ready : line)
                for (const Wait& running : runs[server])
                    taken &= running.urgency <= ready.urgency || running.from >= ready.to || running.to <= ready.from;
            CHECK(taken);
        }
    });
    CHECK(checked > 100);
}

// R5.1, R5.2, R5.3, R5.12
TEST_CASE("locks, semaphores and full or empty queues: first come, first served", "[model][properties]") {
    int checked = 0;
    for_random_runs([&](const Run& run) {
        const Scenario& s = run.scenario;
        std::map<std::tuple<Reason, uint32_t, uint16_t>, std::vector<Wait>> lines;
        for (size_t i = 0; i < run.log.spans.size(); ++i) {
            const Span span = run.log.spans[i];
            const bool lock = span.reason == Reason::lock;
            const bool permit = span.reason == Reason::semaphore;
            if (!lock && !permit && span.reason != Reason::queue_full && span.reason != Reason::queue_empty) continue;
            const Step& step = run.step_of(span);
            const uint32_t which = lock ? step.lock.index : permit ? step.semaphore.index : step.queue.index;
            const Per per = lock ? s.locks[which].per : permit ? s.semaphores[which].per : s.queues[which].per;
            lines[{span.reason, which, per == Per::server ? run.task_of(span).server : uint16_t(0)}].push_back(
                {span.start, span.end(), 0, run.ended_in_line(span)});
        }
        for (auto& [which, line] : lines) {
            checked += line.size() > 1;
            CHECK(in_order(line, true));
        }
    });
    CHECK(checked > 100);
}

// R5.10
TEST_CASE("devices: in order of arrival, or the most urgent first and then in order", "[model][properties]") {
    int checked = 0;
    for_random_runs([&](const Run& run) {
        std::map<std::pair<uint32_t, uint16_t>, std::vector<Wait>> lines;
        for (size_t i = 0; i < run.log.spans.size(); ++i) {
            const Span span = run.log.spans[i];
            if (span.reason != Reason::device_queue) continue;
            const Step& step = run.step_of(span);
            const Device& device = run.scenario.devices[step.device.index];
            const int64_t urgency =
                device.discipline == Discipline::fifo ? 0 : step.priority.value_or(run.row_of(span).priority);
            const uint16_t server = device.per == Per::server ? run.task_of(span).server : uint16_t(0);
            lines[{step.device.index, server}].push_back({span.start, span.end(), urgency, run.ended_in_line(span)});
        }
        for (auto& [which, line] : lines) {
            checked += line.size() > 1;
            CHECK(in_order(line, true));
        }
    });
    CHECK(checked > 100);
}

// R4.3
TEST_CASE("pools: the task that came to the queue first gets a thread first", "[model][properties]") {
    int checked = 0;
    for_random_runs([&](const Run& run) {
        using enum StrategyKind;
        const StrategyKind kind = run.scenario.strategy.kind;
        if (kind != one_at_a_time && kind != thread_pool && kind != process_pool && kind != async_pool) return;
        // Parts may be taken out of turn, by the thread of their parent.
        for (const trace::Task& task : run.log.tasks)
            if (task.kind == TaskKind::part) return;
        ++checked;
        std::map<uint16_t, std::vector<Wait>> lines;
        for (size_t i = 0; i < run.log.spans.size(); ++i) {
            const Span span = run.log.spans[i];
            if (span.kind != SpanKind::queued || span.reason == Reason::after || span.reason == Reason::serial)
                continue;
            lines[run.task_of(span).server].push_back({span.start, span.end(), 0, run.ended_in_line(span)});
        }
        for (auto& [server, line] : lines) CHECK(in_order(line, true));
    });
    CHECK(checked > 100);
}

// R4.11
TEST_CASE("no task runs on a core outside its affinity", "[model][properties]") {
    int checked = 0;
    for_random_runs([&](const Run& run) {
        bool at_home = true;
        for (size_t i = 0; i < run.log.spans.size(); ++i) {
            const Span span = run.log.spans[i];
            const std::vector<int64_t>& cores = run.row_of(span).affinity;
            if (span.kind != SpanKind::running || cores.empty()) continue;
            ++checked;
            at_home &= std::find(cores.begin(), cores.end(), int64_t(span.core.index % run.log.cores_per_server)) !=
                       cores.end();
        }
        CHECK(at_home);
    });
    CHECK(checked > 1000);
}

// R4.10
TEST_CASE("patience: a task gives up at that very moment, or has been served by then", "[model][properties]") {
    int gone = 0, served = 0;
    for_random_runs([&](const Run& run) {
        // The first time on a core or a device, for the task itself or for a part of it.
        std::vector<Time> first(run.log.tasks.size(), longest_time);
        std::vector<bool> in_overhead(run.log.tasks.size());  // at the moment of its limit: it has a core already
        std::vector<bool> has_parts(run.log.tasks.size());  // its thread may be working on these, in their queues
        for (const trace::Task& task : run.log.tasks)
            if (task.kind == TaskKind::part) has_parts[task.parent.index] = true;
        for (size_t i = 0; i < run.log.spans.size(); ++i) {
            const Span span = run.log.spans[i];
            if (span.kind == SpanKind::switching) {
                const Time limit = run.task_of(span).arrival + run.row_of(span).patience.value_or(longest_time);
                if (span.start <= limit && limit <= span.end()) in_overhead[span.task.index] = true;
            }
            // A use of a device that takes no time has no span of its own.
            const std::vector<Step>& steps = run.lists[run.task_of(span).program];
            const bool was_served =
                std::any_of(steps.begin(), steps.begin() + std::ptrdiff_t(std::min<size_t>(span.step, steps.size())),
                            [](const Step& step) { return step.kind == StepKind::io; });
            const bool serves = was_served || span.kind == SpanKind::running || span.kind == SpanKind::sharing ||
                                span.reason == Reason::device;
            if (!serves) continue;
            for (TaskId task = span.task;; task = run.log.tasks[task.index].parent) {
                first[task.index] = std::min(first[task.index], span.start);
                if (trace::stands_alone(run.log.tasks[task.index])) break;
            }
        }
        for (size_t i = 0; i < run.log.tasks.size(); ++i) {
            const trace::Task& task = run.log.tasks[i];
            const auto& patience = run.scenario.work[task.row].patience;
            if (task.kind != TaskKind::arrived || !patience) {
                if (task.outcome == Outcome::gave_up)
                    FAIL_CHECK("task " << i << " gave up and has no patience to lose");
                continue;
            }
            const Time limit = task.arrival + *patience;
            if (task.outcome == Outcome::gave_up) {
                ++gone;
                if (*task.finished != limit || first[i] < limit)
                    FAIL_CHECK("task " << i << " gave up at " << task.finished.value_or({}).ns);
            } else if (task.finished.value_or(run.log.end) > limit) {
                ++served;
                if (first[i] > limit && !in_overhead[i] && !has_parts[i])
                    FAIL_CHECK("task " << i << " lost its patience at " << limit.ns << " and stayed");
            }
        }
    });
    CHECK(gone > 500);
    CHECK(served > 500);
}

// R7.2
TEST_CASE("servers: tasks are given only to those that are up and do not drain", "[model][properties]") {
    int checked = 0;
    for_random_runs([&](const Run& run) {
        bool up = true;
        for (const trace::Task& task : run.log.tasks) {
            const Work& work = run.scenario.work[task.row];
            // These come to a server later.
            if (task.kind != TaskKind::arrived || work.serial || !work.after.empty()) continue;
            ++checked;
            up &= std::any_of(run.log.servers.begin(), run.log.servers.end(), [&](const trace::Server& life) {
                return life.number == task.server && life.up <= task.arrival &&
                       (!life.draining || task.arrival < *life.draining);
            });
        }
        CHECK(up);
        for (const trace::Server& life : run.log.servers) {
            if (!life.stopped) continue;
            // Its last task ended just then, or it had no task.
            Time last = *life.draining;
            for (const trace::Task& task : run.log.tasks)
                if (task.server == life.number && task.finished && task.arrival < *life.stopped &&
                    *task.finished >= life.up && trace::stands_alone(task) && *task.finished <= *life.stopped)
                    last = std::max(last, *task.finished);
            CHECK(*life.stopped == last);
        }
    });
    CHECK(checked > 1000);
}

// R4.7, R4.8, R4.9
TEST_CASE("rows: one at a time if serial, after the rows before, and no more than there are users",
          "[model][properties]") {
    int checked = 0;
    for_random_runs([&](const Run& run) {
        std::vector<Time> enters;  // when the task is given to a server
        for (const trace::Task& task : run.log.tasks) enters.push_back(task.arrival);
        for (size_t i = 0; i < run.log.spans.size(); ++i) {
            const Span span = run.log.spans[i];
            if (span.reason == Reason::after || span.reason == Reason::serial) enters[span.task.index] = span.end();
        }
        for (uint32_t row = 0; row < run.scenario.work.size(); ++row) {
            const Work& work = run.scenario.work[row];
            std::vector<Time> over(run.scenario.work.size());  // the last end of each row
            Time before, latest;
            std::map<Time, int64_t> users;
            bool in_turn = true, after_all = true;
            for (const trace::Task& task : run.log.tasks)
                if (task.kind == TaskKind::arrived)
                    over[task.row] = std::max(over[task.row], task.finished.value_or(run.log.end));
            for (const uint32_t first : work.after) before = std::max(before, over[first]);
            for (size_t i = 0; i < run.log.tasks.size(); ++i) {
                const trace::Task& task = run.log.tasks[i];
                if (task.kind != TaskKind::arrived || task.row != row) continue;
                const Time end = task.finished.value_or(run.log.end);
                if (work.users > 0) {
                    ++users[task.arrival];
                    --users[std::min(end, task.answered.value_or(end))];
                }
                // A task that gave up, or waited to the end, has not entered.
                if (enters[i] == end && task.outcome != Outcome::completed) continue;
                after_all &= enters[i] >= before;
                in_turn &= !work.serial || enters[i] >= latest;
                latest = end;
            }
            checked += work.serial || work.users > 0 || !work.after.empty();
            CHECK(in_turn);
            CHECK(after_all);
            int64_t active = 0, max = 0;
            for (const auto& [at, change] : users) max = std::max(max, active += change);
            CHECK(max <= work.users);
        }
    });
    CHECK(checked > 500);
}
