// The tables of devices, programs, work and strategy.

#include "scenario/field_makers.h"

#include <algorithm>

namespace scenario {

namespace {

// When keys have an effect ------------------------------------------------------------------------

template <class Things>
size_t number_of(const typename Things::value_type& thing, const Things& things) {
    return size_t(&thing - things.data());
}
bool is_used(const Usage& u, const Device& device) { return u.devices[number_of(device, u.scenario.devices)]; }
bool is_used(const Usage& u, const Lock& lock) { return u.locks[number_of(lock, u.scenario.locks)]; }
bool is_used(const Usage& u, const Semaphore& semaphore) {
    return u.semaphores[number_of(semaphore, u.scenario.semaphores)];
}
bool is_used(const Usage& u, const Queue& queue) { return u.queues[number_of(queue, u.scenario.queues)]; }
bool is_used(const Usage& u, const Program& program) { return u.programs[number_of(program, u.scenario.programs)]; }

bool is_used_with_a_limit(const Usage& u, const Queue& queue) { return is_used(u, queue) && queue.capacity > 0; }

// Can two tasks use the device at the same time?
bool several_use_it(const Usage& u, const Device& device) {
    const int64_t servers = device.per == Per::server ? 1 : max_servers(u.scenario.machine);
    const bool threads_wait = !row_of(u.scenario.strategy.kind).wait_frees_thread;
    return is_used(u, device) && (threads_wait && !u.runtime ? u.threads * servers > 1 : u.tasks > 1 || u.runtime);
}

template <class Thing>
bool each_server_has_its_own(const Usage& u, const Thing& thing) {
    return is_used(u, thing) && max_servers(u.scenario.machine) > 1;
}

// Does the policy depend on this key of a row of work?
bool goes_by(const Usage& u, std::string_view key) {
    return u.contended() && goes_by(u.scenario.machine.scheduler, key);
}
bool can_lend_priority(const Usage& u, const Lock& lock) { return is_used(u, lock) && goes_by(u, "priority"); }
// A draw is recorded with the winning ticket and the number of tickets, even when only one thread takes part.
bool has_tickets(const Usage& u, const void*) {
    return goes_by(u, "tickets") || row_of(u.scenario.machine.scheduler.policy).draws;
}
bool has_a_priority(const Usage& u, const Work&) {
    const auto& devices = u.scenario.devices;
    return goes_by(u, "priority") || std::any_of(devices.begin(), devices.end(), [&](const Device& device) {
        const bool ranks = device.discipline == Discipline::priority || device.discipline == Discipline::preemptive;
        return ranks && several_use_it(u, device);
    });
}
bool come_one_after_another(const Usage&, const Work& work) { return work.count > 1; }

bool has_workers(const Usage& u, const void*) {
    const StrategyRow& strategy = row_of(u.scenario.strategy.kind);
    return strategy.uses_workers && (!strategy.uses_loops || u.pool || u.steps[size_t(StepKind::offload)]);
}

bool runs_javascript(const Usage& u, const void*) { return !u.scenario.javascript.empty(); }

bool pool_grows(const Usage& u, const void*) { return grows(u.scenario.strategy); }

// Returns how many runtimes support all operations of the functions.
int runtimes_that_know(const Scenario& scenario) {
    unsigned runtimes = ~0u;
    if (!scenario.javascript.empty()) return 2;  // node and browser
    for (const Operation* operation : operations_of(scenario.functions)) runtimes &= row_of(operation->kind).runtimes;
    int count = 0;
    for (const Runtime runtime : {Runtime::node, Runtime::browser, Runtime::asyncio})
        count += (runtimes >> unsigned(runtime)) & 1;
    return count;
}

// Tables ------------------------------------------------------------------------------------------

constexpr ChoiceRow law_rows[] = {
    {"exponential", "exponential", int(LawKind::exponential)},
    {"uniform", "uniform", int(LawKind::uniform)},
    {"normal", "normal", int(LawKind::normal)},
    {"lognormal", "lognormal", int(LawKind::lognormal)},
    {"erlang", "Erlang", int(LawKind::erlang)},
    {"pareto", "Pareto", int(LawKind::pareto)},
    {"choice", "choice", int(LawKind::choice)},
    {"list", "list", int(LawKind::list)},
};

constexpr ChoiceRow disciplines[] = {
    {"fifo", "in order of arrival", int(Discipline::fifo)},
    {"priority", "by priority", int(Discipline::priority)},
    {"preemptive", "by priority, preemptive", int(Discipline::preemptive)},
    {"sharing", "all at once, each one slower", int(Discipline::sharing)},
};
constexpr ChoiceRow pers[] = {
    {"all", "one for all servers", int(Per::all)},
    {"server", "one for each server", int(Per::server)},
};
constexpr ChoiceRow full_queues[] = {
    {"wait", "the sender waits", int(WhenFull::wait)},
    {"drop", "the message is lost", int(WhenFull::drop)},
};
constexpr ChoiceRow full_pools[] = {
    {"wait", "it waits for a free place", int(WhenFull::wait)},
    {"reject", "it is rejected", int(WhenFull::drop)},
};
constexpr ChoiceRow inherits[] = {
    {"none", "its own", int(Inherit::none)},
    {"inheritance", "that of the most urgent waiting task", int(Inherit::inheritance)},
    {"ceiling", "the lock's ceiling", int(Inherit::ceiling)},
};
constexpr Field lock_fields[] = {
    field<&Lock::inherit>({.key = "inherit",
                           .label = "priority of the holder",
                           .help = "Whether the task that holds the lock becomes as urgent as the tasks that wait for "
                                   "it, or as the most urgent task that ever takes it.",
                           .choices = inherits,
                           .hidden_without_effect = true,
                           .effective_when = of<Lock, can_lend_priority>}),
    field<&Lock::ceiling>({.key = "ceiling",
                           .label = "priority ceiling",
                           .help = "The priority of the task that holds the lock; without it, that of the most urgent "
                                   "task that takes the lock.",
                           .min = -1e9,
                           .max = 1e9,
                           .low = 0,
                           .high = 10,
                           .only_if_given = true,
                           .effective_when =
                               [](const Usage& u, const void* owner) {
                                   const Lock& lock = *static_cast<const Lock*>(owner);
                                   return can_lend_priority(u, lock) && lock.inherit == Inherit::ceiling;
                               }}),
    field<&Lock::per>({.key = "per",
                       .label = "shared by",
                       .help = "One for all servers, or one for each server.",
                       .only_if_given = true,
                       .choices = pers,
                       .effective_when = of<Lock, each_server_has_its_own>}),
};
constexpr Field semaphore_fields[] = {
    field<&Semaphore::count>(
        {.key = "count",
         .label = "permits",
         .help = "How many tasks can hold a permit at the same time: the connections of a pool, for example.",
         .unit = "permits",
         .max = 1e6,
         .low = 1,
         .high = 32,
         .required = true,
         .effective_when = of<Semaphore, is_used>}),
    field<&Semaphore::per>({.key = "per",
                            .label = "shared by",
                            .help = "One for all servers, or one for each server.",
                            .only_if_given = true,
                            .choices = pers,
                            .effective_when = of<Semaphore, each_server_has_its_own>}),
};
constexpr Field queue_fields[] = {
    field<&Queue::capacity>({.key = "capacity",
                             .label = "capacity",
                             .help = "How many messages it can hold; 0 means no limit.",
                             .unit = "messages",
                             .max = 1e6,
                             .high = 32,
                             .effective_when = of<Queue, is_used>}),
    field<&Queue::full>({.key = "full",
                         .label = "when full",
                         .help = "What happens when a message is sent to a full queue.",
                         .choices = full_queues,
                         .effective_when = of<Queue, is_used_with_a_limit>}),
    field<&Queue::delay>({.key = "delay",
                          .label = "delivery delay",
                          .help = "How long after it is sent a message can be received.",
                          .max = 1 * day,
                          .low = 100 * us,
                          .high = 1 * s,
                          .only_if_given = true,
                          .effective_when = of<Queue, is_used>}),
    field<&Queue::per>({.key = "per",
                       .label = "shared by",
                       .help = "One for all servers, or one for each server.",
                       .only_if_given = true,
                       .choices = pers,
                       .effective_when = of<Queue, each_server_has_its_own>}),
};
constexpr Field device_fields[] = {
    field<&Device::time>({.key = "time",
                          .label = "service time",
                          .help = "How long one use takes, not counting the wait for it.",
                          .max = 1 * day,
                          .low = 100 * us,
                          .high = 1 * s,
                          .logarithmic = true,
                          .required = true,
                          .effective_when = of<Device, is_used>}),
    field<&Device::capacity>({.key = "capacity",
                              .label = "concurrent uses",
                              .help = "How many tasks can use it at the same time; 0 means no limit.",
                              .max = 1e6,
                              .high = 32,
                              .effective_when = of<Device, several_use_it>}),
    field<&Device::discipline>({.key = "discipline",
                                .label = "order of service",
                                .help = "Which task is served next, or all at once.",
                                .only_if_given = true,
                                .choices = disciplines,
                                .effective_when = of<Device, several_use_it>}),
    field<&Device::per>({.key = "per",
                       .label = "shared by",
                       .help = "One for all servers, or one for each server.",
                       .only_if_given = true,
                       .choices = pers,
                       .effective_when = of<Device, each_server_has_its_own>}),
};

constexpr Field program_fields[] = {
    several<&Program::steps>({.key = "steps", .min = 1, .max = 2'000}, Type::list, step_record),
};

constexpr Field work_fields[] = {
    field<&Work::program>({.key = "run", .help = "The program, or function, that these tasks run.", .required = true},
                          Type::program),
    field<&Work::name>({.key = "name",
                        .help = "What these tasks are called; without it, the name of the program.",
                        .min = 1,
                        .max = 64}),
    field<&Work::count>({.key = "count",
                         .label = "how many",
                         .help = "How many of these tasks arrive in total.",
                         .unit = "tasks",
                         .min = 1,
                         .max = 10'000'000,
                         .low = 1,
                         .high = 10'000,
                         .logarithmic = true}),
    field<&Work::at>({.key = "at",
                      .label = "first at",
                      .help = "When the first of them arrives.",
                      .max = longest,
                      .high = 1 * s,
                      .extra = true,
                      .only_if_given = true}),
    field<&Work::every>({.key = "every",
                         .label = "one every",
                         .help = "The time from one arrival to the next.",
                         .max = 1 * day,
                         .low = 100 * us,
                         .high = 1 * s,
                         .logarithmic = true,
                         .only_if_given = true}),
    field<&Work::rate>({.key = "rate",
                        .label = "arrivals per second",
                        .help = "How many arrive per second on average, at random moments.",
                        .unit = "per second",
                        .min = 1e-6,
                        .max = 1e9,
                        .low = 1,
                        .high = 10'000,
                        .logarithmic = true,
                        .only_if_given = true}),
    field<&Work::times>(
        {.key = "times", .help = "The moments at which they arrive, in order.", .min = 1, .max = 10'000}),
    field<&Work::deadline>({.key = "deadline",
                            .label = "deadline",
                            .help = "A task that takes longer than this after its arrival counts as missed.",
                            .max = longest,
                            .low = 100 * us,
                            .high = 1 * s,
                            .logarithmic = true,
                            .only_if_given = true}),
    field<&Work::until>({.key = "until",
                         .label = "until",
                         .help = "No more of these tasks arrive from this time on.",
                         .max = longest,
                         .low = 1 * ms,
                         .high = 100 * s,
                         .logarithmic = true,
                         .only_if_given = true}),
    field<&Work::users>({.key = "users",
                         .label = "users",
                         .help =
                             "How many people send these tasks. Each of them thinks, sends one, waits for the answer "
                             "and begins again.",
                         .unit = "users",
                         .min = 1,
                         .max = 100'000,
                         .low = 1,
                         .high = 100,
                         .only_if_given = true}),
    field<&Work::think>({.key = "think",
                         .label = "think time",
                         .help = "How long a user waits before the next task.",
                         .max = 1 * day,
                         .low = 1 * ms,
                         .high = 10 * s,
                         .logarithmic = true,
                         .only_if_given = true}),
    field<&Work::id>({.key = "id", .help = "A name for `after` to refer to.", .min = 1, .max = 64}),
    field<&Work::after>(
        {.key = "after", .help = "The rows that must be over before these tasks begin.", .min = 1, .max = 1'000},
        Type::row_ids),
    field<&Work::priority>({.key = "priority",
                            .label = "priority",
                            .help = "A smaller number is more urgent.",
                            .min = -1e9,
                            .max = 1e9,
                            .low = 0,
                            .high = 10,
                            .only_if_given = true,
                            .effective_when = of<Work, has_a_priority>}),
    field<&Work::class_number>(
        {.key = "class",
         .label = "class",
         .help = "Under multilevel-queue, the position of its class in `classes`; 0 is the most urgent.",
         .max = 15,
         .high = 3,
         .only_if_given = true,
         .effective_when = [](const Usage& u, const void*) { return goes_by(u, "class"); }}),
    field<&Work::nice>({.key = "nice",
                        .label = "nice",
                        .help = "From -20 (the largest share of the core) to 19 (the smallest). Each step changes the "
                                "share by about a quarter.",
                        .min = -20,
                        .max = 19,
                        .low = -20,
                        .high = 19,
                        .only_if_given = true,
                        .effective_when = [](const Usage& u, const void*) { return goes_by(u, "nice"); }}),
    field<&Work::tickets>({.key = "tickets",
                           .label = "tickets",
                           .help = "Its share of the core, relative to the tickets of the others.",
                           .min = 1,
                           .max = 1e6,
                           .low = 1,
                           .high = 100,
                           .only_if_given = true,
                           .effective_when = has_tickets}),
    field<&Work::period>({.key = "period",
                          .label = "period",
                          .help = "The time from one arrival to the next, for tasks that recur periodically.",
                          .min = 1,
                          .max = 1 * day,
                          .low = 1 * ms,
                          .high = 1 * s,
                          .logarithmic = true,
                          .only_if_given = true}),
    field<&Work::serial>({.key = "serial",
                          .label = "one at a time",
                          .help = "Each task waits until the one before it has finished.",
                          .only_if_given = true,
                          .effective_when = of<Work, come_one_after_another>}),
    field<&Work::process>(
        {.key = "process", .help = "The process that the threads of these tasks belong to.", .max = 64}),
    field<&Work::affinity>({.key = "affinity", .help = "The cores that these tasks may run on, from 0.", .max = 255}),
    field<&Work::patience>({.key = "patience",
                            .label = "gives up after",
                            .help = "A task that has not been served by then gives up.",
                            .max = longest,
                            .low = 100 * us,
                            .high = 10 * s,
                            .logarithmic = true,
                            .only_if_given = true}),
    field<&Work::working_set>(
        {.key = "working_set",
         .label = "working set",
         .help = "How much of a core's cache its data occupies.",
         .max = 1e12,
         .high = 1'000,
         .only_if_given = true,
         .effective_when = [](const Usage& u, const void*) { return u.scenario.machine.scheduler.cache.size > 0; }}),
};

constexpr ChoiceRow runtimes[] = {
    {"plain", "generic event loop (FIFO)", int(Runtime::plain)},
    {"node", "Node.js", int(Runtime::node)},
    {"browser", "a browser's page", int(Runtime::browser)},
    {"asyncio", "Python's asyncio", int(Runtime::asyncio)},
};
constexpr Field strategy_fields[] = {
    field<&Strategy::kind>({.key = "kind",
                            .label = "Strategy",
                            .help = "How the software spreads its tasks over threads.",
                            .choices = strategy_choices,
                            .effective_when = [](const Usage& u, const void*) { return !u.runtime; }}),
    field<&Strategy::threads>({.key = "threads",
                               .label = "Threads",
                               .help = "How many threads share the tasks.",
                               .unit = "threads",
                               .min = 1,
                               .max = 100'000,
                               .low = 1,
                               .high = 32,
                               .hidden_without_effect = true,
                               .effective_when =
                                   [](const Usage& u, const void*) {
                                       return row_of(u.scenario.strategy.kind).uses_threads &&
                                              !grows(u.scenario.strategy);
                                   }}),
    field<&Strategy::core>(
        {.key = "core",
         .label = "Core threads",
         .help = "How many threads a pool starts, one per arriving task, before it begins to queue tasks.",
         .unit = "threads",
         .max = 100'000,
         .high = 32,
         .only_if_given = true,
         .hidden_without_effect = true,
         .effective_when = pool_grows}),
    field<&Strategy::max>(
        {.key = "max",
         .label = "Maximum threads",
         .help = "How many threads a pool may have. It starts more than the core threads only when its queue is full.",
         .unit = "threads",
         .min = 1,
         .max = 100'000,
         .low = 1,
         .high = 32,
         .only_if_given = true,
         .hidden_without_effect = true,
         .effective_when = pool_grows}),
    field<&Strategy::queue>({.key = "queue",
                             .label = "Queue capacity",
                             .help = "How many tasks may wait for a thread.",
                             .unit = "tasks",
                             .max = 1e6,
                             .high = 64,
                             .only_if_given = true,
                             .hidden_without_effect = true,
                             .effective_when =
                                 [](const Usage& u, const void*) {
                                     return row_of(u.scenario.strategy.kind).uses_queue &&
                                            (grows(u.scenario.strategy) ||
                                             u.scenario.strategy.when_full == WhenFull::drop);
                                 }}),
    field<&Strategy::when_full>({.key = "when_full",
                                 .label = "When the queue is full",
                                 .help = "What happens to a task that finds the queue full.",
                                 .only_if_given = true,
                                 .choices = full_pools,
                                 .hidden_without_effect = true,
                                 .effective_when =
                                     [](const Usage& u, const void*) {
                                         return row_of(u.scenario.strategy.kind).uses_queue &&
                                                u.scenario.strategy.queue;
                                     }}),
    field<&Strategy::loops>(
        {.key = "loops",
         .label = "Event loops",
         .help = "How many event loops share the tasks, each on a thread of its own.",
         .unit = "loops",
         .min = 1,
         .max = 256,
         .low = 1,
         .high = 16,
         .hidden_without_effect = true,
         .effective_when = [](const Usage& u, const void*) { return row_of(u.scenario.strategy.kind).uses_loops; }}),
    field<&Strategy::workers>({.key = "workers",
                               .label = "Workers",
                               .help = "How many threads do jobs, parts and offloaded work.",
                               .unit = "workers",
                               .max = 10'000,
                               .low = 1,
                               .high = 32,
                               .hidden_without_effect = true,
                               .effective_when = has_workers}),
    field<&Strategy::runtime>(
        {.key = "runtime",
         .label = "Runtime",
         .help = "The runtime whose rules decide which callback is next.",
         .only_if_given = true,
         .choices = runtimes,
         .effective_when = [](const Usage& u, const void*) { return runtimes_that_know(u.scenario) > 1; }}),
    field<&Strategy::module>({.key = "module", .help = "Whether the program is an ECMAScript module, not a script."}),
    field<&Strategy::step>(
        {.key = "step",
         .label = "Cost of a step",
         .help = "The CPU time of one step of a JavaScript program. A jump, a condition and a call are one step each.",
         .max = 1 * ms,
         .low = 0,
         .high = 1'000,
         .only_if_given = true,
         .effective_when = runs_javascript}),
    field<&Strategy::steps>({.key = "steps",
                             .help = "The number of steps after which a JavaScript program is stopped.",
                             .min = 1'000,
                             .max = 100'000'000}),
};
}  // namespace

constinit const Record device_record{"device", device_fields, default_of<Device>, slot_of<&Device::name>};
constinit const Record lock_record{"lock", lock_fields, default_of<Lock>, slot_of<&Lock::name>};
constinit const Record semaphore_record{
    "semaphore", semaphore_fields, default_of<Semaphore>, slot_of<&Semaphore::name>, false, {}, "count"};
constinit const Record queue_record{"queue", queue_fields, default_of<Queue>, slot_of<&Queue::name>};
constinit const Record program_record{"program", program_fields, default_of<Program>, slot_of<&Program::name>,
                                      true};
constinit const Record strategy_record{"strategy", strategy_fields, default_of<Strategy>};
constinit const Field program_compute = {
    .key = "compute",
    .label = "compute",
    .help = "How long each of these computes in total, on a core of speed 1.",
    .max = 1 * day,
    .low = 100 * us,
    .high = 1 * s,
    .logarithmic = true,
    .effective_when = of<Program, is_used>,
    .type = Type::duration,
};
constinit const Record work_record{"work row", work_fields, default_of<Work>, slot_of<&Work::name>};
constinit const std::span<const ChoiceRow> law_kinds = law_rows;

}  // namespace scenario
