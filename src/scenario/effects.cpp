#include "scenario/effects.h"

#include "scenario/policies.h"
#include "scenario/steps.h"
#include "scenario/strategies.h"

#include <algorithm>

namespace scenario {

namespace {

constexpr int64_t any_number = int64_t(1) << 40;

bool random(const Law& law) { return law.kind != LawKind::constant && law.kind != LawKind::list; }

void add_steps(Usage& usage, const std::vector<Step>& steps);

void add_program(Usage& usage, uint32_t program) {
    if (usage.programs[program]) return;
    usage.programs[program] = true;
    add_steps(usage, usage.scenario.programs[program].steps);
}

void add_steps(Usage& usage, const std::vector<Step>& steps) {
    for (const Step& step : steps) {
        usage.steps[size_t(step.kind)] = true;
        usage.computes |= row_of(step.kind).computes;
        usage.draws |= step.time && random(*step.time);
        if (step.device) usage.devices[step.device.index] = true;
        if (step.lock) usage.locks[step.lock.index] = true;
        if (step.semaphore) usage.semaphores[step.semaphore.index] = true;
        if (step.queue) usage.queues[step.queue.index] = true;
        if (step.kind == StepKind::io) usage.thread_waits |= step.blocking;
        if (step.kind == StepKind::spawn) add_program(usage, *step.program);
        add_steps(usage, step.steps);
    }
}

// All functions count as used.
void add_operations(Usage& usage) {
    for (const Operation* operation : operations_of(usage.scenario.functions)) {
        if (usage.operations.size() <= size_t(operation->kind)) usage.operations.resize(size_t(operation->kind) + 1);
        ++usage.operations[size_t(operation->kind)];
        if (operation->device) usage.devices[operation->device.index] = true;
        switch (operation->kind) {
            case OpKind::busy: usage.computes = true; break;
            case OpKind::pool_cpu: usage.computes = usage.pool = true; break;
            case OpKind::to_thread:
            case OpKind::fs_stat:
            case OpKind::fs_read_file: usage.pool = usage.thread_waits = true; break;
            default: break;
        }
    }
}

// A timer of 1 ms or less and an immediate may race: which runs first may be open (model/loop/phases/node.h).
bool may_race(const Usage& usage) {
    if (!usage.runtime || usage.scenario.strategy.runtime != Runtime::node) return false;
    bool immediate = false, timer = false;
    for (const Operation* operation : operations_of(usage.scenario.functions)) {
        immediate |= operation->kind == OpKind::immediate || operation->kind == OpKind::await_immediate;
        const bool sets_timer = operation->kind == OpKind::timeout || operation->kind == OpKind::interval ||
                                operation->kind == OpKind::sleep;
        timer |= sets_timer && operation->time && *operation->time <= msec(1);
    }
    return immediate && timer;
}

int64_t at_most(int64_t a, int64_t b) { return std::min(a, b); }

}  // namespace

Usage::Usage(const Scenario& s)
    : scenario(s),
      programs(s.programs.size()),
      devices(s.devices.size()),
      locks(s.locks.size()),
      semaphores(s.semaphores.size()),
      queues(s.queues.size()) {
    const StrategyRow& strategy = row_of(s.strategy.kind);
    const PolicyRow& policy = row_of(s.machine.scheduler.policy);
    runtime = has_runtime(s.strategy);
    int64_t plain_tasks = 0;  // tasks that run steps, not functions
    for (const Work& work : s.work) {
        add_program(*this, work.program);
        const int64_t count = work.count != no_count ? work.count : any_number;
        tasks = at_most(tasks + count, any_number);
        const std::vector<Step>& program = s.programs[work.program].steps;
        if (program.empty() || program.front().kind != StepKind::code)
            plain_tasks = at_most(plain_tasks + count, any_number);
        later_arrivals |= work.at > Time{} || work.every || work.rate > 0 || work.period || work.users > 0 ||
                          std::any_of(work.times.begin(), work.times.end(), [](Time time) { return time > Time{}; });
        held_back |= !work.after.empty() || (work.serial && count > 1);
        draws |= work.rate > 0 || (work.think && random(*work.think)) || (work.every && random(*work.every));
        several_processes |= work.process != s.work.front().process;
    }
    if (runtime) add_operations(*this);
    const auto has = [&](StepKind kind) { return steps[size_t(kind)]; };
    pool |= has(StepKind::offload) && strategy.uses_loops && s.strategy.workers > 0;

    const bool delay =
        std::any_of(s.queues.begin(), s.queues.end(), [](const Queue& queue) { return queue.delay > Time{}; });
    completions = has(StepKind::io) || has(StepKind::sleep) || (has(StepKind::send) && delay) || (runtime && pool);
    const bool full_queue = std::any_of(s.queues.begin(), s.queues.end(), [](const Queue& queue) {
        return queue.capacity > 0 && queue.full == WhenFull::wait;
    });
    const bool makes_tasks = has(StepKind::spawn) || has(StepKind::split);
    waits = runtime || has(StepKind::io) || has(StepKind::sleep) ||
            (has(StepKind::lock) && (tasks > 1 || makes_tasks)) || has(StepKind::acquire) || has(StepKind::receive) ||
            (has(StepKind::send) && full_queue) || has(StepKind::join) || has(StepKind::split) || pool;
    const bool loops_apart = runtime && plain_tasks == 0;  // no task runs steps: only functions wait
    if (!loops_apart) thread_waits |= waits && (!strategy.wait_frees_thread || runtime);

    const bool per_task = strategy.threads_at_start(s.strategy) == 0;
    const int64_t all_tasks = makes_tasks ? any_number : tasks;
    if (per_task) threads = all_tasks;
    else if (runtime) threads = at_most(s.strategy.loops, tasks) + (pool ? s.strategy.workers : 0) + plain_tasks;
    else if (strategy.uses_loops) threads = at_most(s.strategy.loops, all_tasks) + (pool ? s.strategy.workers : 0);
    else threads = at_most(strategy.threads_at_start(s.strategy), all_tasks);
    wakes = thread_waits || (!per_task && (later_arrivals || held_back || waits || makes_tasks));

    for (size_t i = 0; i < s.devices.size(); ++i) draws |= devices[i] && random(s.devices[i].time);
    draws |= policy.draws && s.machine.scheduler.random.empty();
    draws |= max_servers(s.machine) > 1 &&
             (s.machine.balancer == Balancer::random || s.machine.balancer == Balancer::choices);
    draws |= may_race(*this);
    sliced = has_slices(s.machine.scheduler);
    several_processes |= strategy.processes;
}

bool Usage::contended() const { return threads > 1 && !row_of(scenario.machine.scheduler.policy).shares_cores; }

}  // namespace scenario
