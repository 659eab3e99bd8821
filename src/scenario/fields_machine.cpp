// The tables of the machine.

#include "scenario/field_makers.h"

namespace scenario {

namespace {

// When keys have an effect ------------------------------------------------------------------------

bool several_cores(const Usage& u, const void*) { return u.contended() && u.scenario.machine.cores > 1; }
bool core_queues(const Usage& u, const void*) {
    const Scheduler& scheduler = u.scenario.machine.scheduler;
    return scheduler.queues == ReadyQueues::per_core && !row_of(scheduler.policy).shares_cores;
}
bool several_servers(const Usage& u, const void*) { return most_servers(u.scenario.machine) > 1; }
bool has_levels(const Usage& u, const void*) { return row_of(u.scenario.machine.scheduler.policy).levels; }
bool something_computes(const Usage& u, const void*) { return u.computes; }

bool has_choice_of_preemption(const Usage& u, const void*) {
    const Preemption preemption = row_of(u.scenario.machine.scheduler.policy).preemption;
    return u.contended() && (preemption == Preemption::off || preemption == Preemption::on);
}

// Can a burst or a slice end at the same instant as something else happens?
bool things_coincide(const Usage& u, const void*) {
    const Scheduler& scheduler = u.scenario.machine.scheduler;
    const bool slices = u.sliced && scheduler.slice == Slice::clock, boosts = has_levels(u, nullptr) && scheduler.boost;
    const bool balances = scheduler.balance == Balance::periodic || (scheduler.balance == Balance::steal && scheduler.peek);
    const bool clocks = slices || boosts || (balances && core_queues(u, nullptr)) || u.scenario.machine.autoscale;
    return u.later_arrivals || u.completions || clocks;
}

// More threads than cores turn by turn, or threads that find their core taken.
bool threads_switch(const Usage& u, const void*) { return u.contended() && (u.threads > u.scenario.machine.cores || u.wakes); }

// Threads that a server begins with cost nothing to start.
bool threads_start(const Usage& u, const void*) {
    const StrategyRow& strategy = row_of(u.scenario.strategy.kind);
    const bool per_task = strategy.threads_at_start(u.scenario.strategy) == 0;
    return (per_task || u.pool) && !row_of(u.scenario.machine.scheduler.policy).shares_cores;
}

// Tables ------------------------------------------------------------------------------------------

constexpr ChoiceRow slices[] = {
    {"fresh", "a whole one each turn", int(Slice::fresh)},
    {"keep", "the rest is kept", int(Slice::keep)},
    {"clock", "one clock for all cores", int(Slice::clock)},
    {"whole", "always used up", int(Slice::whole)},
};
constexpr ChoiceRow ready_queues[] = {
    {"global", "one for all cores", int(ReadyQueues::global)},
    {"per-core", "one per core", int(ReadyQueues::per_core)},
};
constexpr ChoiceRow balances[] = {
    {"none", "never", int(Balance::none)},
    {"steal", "idle cores steal", int(Balance::steal)},
    {"periodic", "made even from time to time", int(Balance::periodic)},
};
constexpr ChoiceRow partitions[] = {
    {"round", "in turn", int(Partition::round)},
    {"least-loaded", "to the least loaded", int(Partition::least_loaded)},
    {"first-fit-decreasing", "first fit, decreasing", int(Partition::first_fit_decreasing)},
};
constexpr ChoiceRow on_blocks[] = {
    {"switch", "another thread runs", int(OnBlock::go_on)},
    {"hold", "the core waits too", int(OnBlock::hold)},
};
constexpr ChoiceRow on_wakes[] = {
    {"queue", "it queues for a core", int(OnWake::queue)},
    {"preempt", "it takes a core at once", int(OnWake::preempt)},
};
constexpr ChoiceRow orders[] = {
    {"fifo", "as they became ready", int(Order::fifo)},
    {"cyclic", "by number, in a circle", int(Order::cyclic)},
};
constexpr ChoiceRow balancers[] = {
    {"round-robin", "in turn", int(Balancer::round_robin)},
    {"random", "at random", int(Balancer::random)},
    {"least-connections", "the least busy of all", int(Balancer::least_connections)},
    {"choices", "the least busy of a few", int(Balancer::choices)},
};
constexpr Field level_fields[] = {
    field<&Level::quantum>({.key = "quantum",
                            .label = "time slice",
                            .help = "The longest turn on a core of a thread at this level; the first level is the most urgent.",
                            .min = 1 * us,
                            .max = 1 * hour,
                            .low = 100 * us,
                            .high = 1 * s,
                            .logarithmic = true,
                            .effective_when = has_levels}),
    field<&Level::allotment>({.key = "allotment",
                              .label = "slices before it sinks",
                              .help = "How many slices a thread uses at this level before it goes down to the next.",
                              .unit = "slices",
                              .min = 1,
                              .max = 1e6,
                              .low = 1,
                              .high = 10,
                              .effective_when = has_levels}),
};
constexpr Record level_record{"level", level_fields, default_of<Level>};
constexpr Field cache_fields[] = {
    field<&Cache::size>({.key = "size",
                         .label = "Cache of a core",
                         .help = "How much of the threads' working sets fits into it, in the same unit.",
                         .max = 1e12,
                         .high = 1'000,
                         .required = true,
                         .only_if_given = true,
                         .effective_when = something_computes}),
    field<&Cache::warmup>({.key = "warmup",
                           .label = "Warm-up of the cache",
                           .help = "How long a thread runs on a core until its data is in that cache.",
                           .max = 1 * hour,
                           .high = 100 * ms,
                           .only_if_given = true,
                           .effective_when = something_computes}),
    field<&Cache::warm_speed>({.key = "warm_speed",
                               .label = "Speed when warm",
                               .help = "How many times faster a thread computes once its data is in the cache.",
                               .unit = "times",
                               .min = 1,
                               .max = 100,
                               .low = 1,
                               .high = 10,
                               .only_if_given = true,
                               .effective_when = something_computes}),
};
constexpr Record cache_record{"cache", cache_fields, default_of<Cache>};
constexpr ChoiceRow ties[] = {
    {"arrivals-first", "arrivals first", int(Ties::arrivals_first)},
    {"preempted-first", "preempted first", int(Ties::preempted_first)},
};

constexpr Field scheduler_fields[] = {
    field<&Scheduler::policy>({.key = "policy",
                               .label = "Scheduler",
                               .help = "Who gets a core next, and for how long.",
                               .choices = policy_choices}),
    field<&Scheduler::quantum>({.key = "quantum",
                                .label = "Time slice",
                                .help = "The longest turn on a core while others want it; short slices feel "
                                        "smooth, long ones switch less.",
                                .min = 1 * us,
                                .max = 1 * hour,
                                .low = 100 * us,
                                .high = 1 * s,
                                .logarithmic = true,
                                .effective_when = [](const Usage& u, const void*) { return row_of(u.scenario.machine.scheduler.policy).takes_quantum; }}),
    field<&Scheduler::slice>({.key = "slice",
                              .label = "Rest of a slice",
                              .help = "What becomes of a time slice when the thread stops before its end.",
                              .extra = true,
                              .choices = slices,
                              .effective_when = [](const Usage& u, const void*) { return u.sliced; }}),
    field<&Scheduler::preemptive>({.key = "preemptive",
                                   .label = "Preemptive",
                                   .help = "Whether a more urgent thread may take the core from one that runs.",
                                   .extra = true,
                                   .effective_when = has_choice_of_preemption}),
    field<&Scheduler::queues>({.key = "queues",
                               .label = "Ready queues",
                               .help = "One queue of ready threads for all cores, or one for each.",
                               .extra = true,
                               .choices = ready_queues,
                               .effective_when = [](const Usage& u, const void*) { return u.contended(); }}),
    field<&Scheduler::balance>({.key = "balance",
                                .label = "Balancing",
                                .help = "How work moves from one core's queue to another's.",
                                .extra = true,
                                .choices = balances,
                                .effective_when = core_queues}),
    field<&Scheduler::peek>({.key = "peek",
                             .label = "Balances every",
                             .help = "How often queues are compared; an idle core that steals looks at once "
                                     "unless this is given.",
                             .min = 1 * us,
                             .max = 1 * hour,
                             .low = 100 * us,
                             .high = 1 * s,
                             .logarithmic = true,
                             .only_if_given = true,
                             .effective_when = [](const Usage& u, const void*) { return core_queues(u, nullptr) && u.scenario.machine.scheduler.balance != Balance::none; }}),
    field<&Scheduler::partition>({.key = "partition",
                                  .label = "New threads go",
                                  .help = "Which core's queue a new thread joins.",
                                  .extra = true,
                                  .choices = partitions,
                                  .effective_when = core_queues}),
    field<&Scheduler::ties>(
        {.key = "ties",
         .label = "At the same moment",
         .help = "Who joins the queue first when a task arrives just as another one's slice ends.",
         .choices = ties,
         .effective_when = things_coincide}),
    field<&Scheduler::on_block>({.key = "on_block",
                                 .label = "When a thread waits",
                                 .help = "What its core does meanwhile.",
                                 .extra = true,
                                 .choices = on_blocks,
                                 .effective_when = [](const Usage& u, const void*) { return u.thread_waits && u.contended(); }}),
    field<&Scheduler::on_wake>({.key = "on_wake",
                                .label = "When a thread wakes",
                                .help = "Whether it stands in the queue or takes a core from another one.",
                                .extra = true,
                                .choices = on_wakes,
                                .effective_when = [](const Usage& u, const void*) { return u.wakes && u.contended(); }}),
    field<&Scheduler::order>({.key = "order",
                              .label = "Order of the queue",
                              .help = "Who is next among ready threads.",
                              .extra = true,
                              .choices = orders,
                              .effective_when = [](const Usage& u, const void*) { return row_of(u.scenario.machine.scheduler.policy).in_order && u.contended() && (u.wakes || (u.sliced && (u.later_arrivals || u.scenario.machine.cores > 1))); }}),
    several<&Scheduler::levels>({.key = "levels", .min = 1, .max = 16}, Type::list, level_record),
    field<&Scheduler::boost>({.key = "boost",
                              .label = "Boost every",
                              .help = "How often all threads are lifted to the top level again.",
                              .min = 1 * us,
                              .max = 1 * hour,
                              .low = 1 * ms,
                              .high = 10 * s,
                              .logarithmic = true,
                              .only_if_given = true,
                              .effective_when = has_levels}),
    field<&Scheduler::stay_on_io>({.key = "stay_on_io",
                                   .label = "A wait renews the slice",
                                   .help = "A thread that waits gets a whole slice and allotment.",
                                   .extra = true,
                                   .only_if_given = true,
                                   .effective_when = [](const Usage& u, const void*) { return has_levels(u, nullptr) && u.wakes; }}),
    field<&Scheduler::io_front>({.key = "io_front",
                                 .label = "Back to the front",
                                 .help = "After a wait a thread joins the front of its level, not the tail.",
                                 .extra = true,
                                 .only_if_given = true,
                                 .effective_when = [](const Usage& u, const void*) { return has_levels(u, nullptr) && u.wakes && u.contended(); }}),
    field<&Scheduler::random>({.key = "random", .max = 9007199254740991.0}),
    field<&Scheduler::tick>({.key = "tick",
                             .label = "Tick",
                             .help = "Every burst lasts a whole number of these.",
                             .min = 1,
                             .max = 1 * hour,
                             .low = 10 * us,
                             .high = 100 * ms,
                             .logarithmic = true,
                             .only_if_given = true,
                             .effective_when = something_computes}),
    field<&Scheduler::cache>({.key = "cache"}, cache_record),
};

constexpr Field costs_fields[] = {
    field<&Costs::thread_switch>({.key = "thread_switch",
                                  .label = "Context switch",
                                  .help = "What a core loses each time it turns from one thread to another.",
                                  .max = 1 * s,
                                  .high = 1 * ms,
                                  .effective_when = threads_switch}),
    field<&Costs::process_switch>({.key = "process_switch",
                                   .label = "Switch of process",
                                   .help = "What a core loses when it turns to a thread of another process; at "
                                           "least what a context switch costs.",
                                   .max = 1 * s,
                                   .high = 1 * ms,
                                   .only_if_given = true,
                                   .effective_when = [](const Usage& u, const void*) { return threads_switch(u, nullptr) && u.several_processes; }}),
    field<&Costs::migration>({.key = "migration",
                              .label = "Migration",
                              .help = "What it costs when a thread comes from another core.",
                              .max = 1 * s,
                              .high = 1 * ms,
                              .only_if_given = true,
                              .effective_when = [](const Usage& u, const void*) { return several_cores(u, nullptr) && (u.wakes || u.sliced || preemptive(u.scenario.machine.scheduler)); }}),
    field<&Costs::thread_start>({.key = "thread_start",
                                 .label = "Start of a thread",
                                 .help = "What a new thread costs before it does anything.",
                                 .max = 10 * s,
                                 .high = 10 * ms,
                                 .only_if_given = true,
                                 .effective_when = threads_start}),
    field<&Costs::process_start>({.key = "process_start",
                                  .label = "Start of a process",
                                  .help = "What a new process costs before it does anything.",
                                  .max = 10 * s,
                                  .high = 100 * ms,
                                  .only_if_given = true,
                                  .effective_when = [](const Usage& u, const void*) { return threads_start(u, nullptr) && row_of(u.scenario.strategy.kind).processes; }}),
    field<&Costs::callback>({.key = "callback",
                             .label = "Callback",
                             .help = "What an event loop needs each time that it takes up a task.",
                             .max = 1 * s,
                             .high = 1 * ms,
                             .only_if_given = true,
                             .effective_when = [](const Usage& u, const void*) { return row_of(u.scenario.strategy.kind).wait_frees_thread && !row_of(u.scenario.machine.scheduler.policy).shares_cores; }}),
};
constexpr Record costs_record{"costs", costs_fields, default_of<Costs>};

constexpr Field memory_fields[] = {
    field<&Memory::thread>({.key = "thread",
                            .label = "Memory per thread",
                            .help = "What each thread's stack takes.",
                            .unit = "bytes",
                            .max = tebibyte,
                            .low = 1 << 12,
                            .high = 1 << 24,
                            .logarithmic = true,
                            .extra = true},
                           Type::bytes),
    field<&Memory::process>({.key = "process",
                             .label = "Memory per process",
                             .help = "What each process takes besides its threads.",
                             .unit = "bytes",
                             .max = tebibyte,
                             .low = 1 << 16,
                             .high = 1 << 28,
                             .logarithmic = true,
                             .extra = true,
                             .effective_when = [](const Usage& u, const void*) { return u.several_processes; }},
                            Type::bytes),
    field<&Memory::task>({.key = "task",
                          .label = "Memory per task",
                          .help = "What each task in progress takes, whoever runs it.",
                          .unit = "bytes",
                          .max = tebibyte,
                          .low = 1 << 8,
                          .high = 1 << 20,
                          .logarithmic = true,
                          .extra = true},
                         Type::bytes),
};
constexpr Record memory_record{"memory", memory_fields, default_of<Memory>};

constexpr Field autoscale_fields[] = {
    field<&Autoscale::min>({.key = "min",
                            .label = "Fewest servers",
                            .help = "The autoscaler never goes below this.",
                            .min = 1,
                            .max = 1'000,
                            .low = 1,
                            .high = 20}),
    field<&Autoscale::max>({.key = "max",
                            .label = "Most servers",
                            .help = "The autoscaler never goes above this.",
                            .min = 1,
                            .max = 1'000,
                            .low = 1,
                            .high = 20}),
    field<&Autoscale::target>({.key = "target",
                               .label = "Wanted utilisation",
                               .help = "How busy the autoscaler wants the cores to be: 0.6 leaves 40 % in reserve.",
                               .min = 0.01,
                               .max = 1,
                               .low = 0.1,
                               .high = 1}),
    field<&Autoscale::check>({.key = "check",
                              .label = "Looks every",
                              .help = "How often the autoscaler looks at the utilisation.",
                              .min = 1 * ms,
                              .max = 1 * day,
                              .low = 100 * ms,
                              .high = 60 * s,
                              .logarithmic = true}),
    field<&Autoscale::boot>({.key = "boot",
                             .label = "Boot of a server",
                             .help = "How long a new server needs until it takes work; it costs from the start.",
                             .max = 1 * day,
                             .high = 60 * s}),
    field<&Autoscale::cooldown>({.key = "cooldown",
                                 .label = "Rest after a change",
                                 .help = "How long the autoscaler leaves the fleet alone after it has changed it.",
                                 .max = 1 * day,
                                 .high = 60 * s}),
};
constexpr Record autoscale_record{"autoscaler", autoscale_fields, default_of<Autoscale>};

constexpr Field machine_fields[] = {
    field<&Machine::servers>({.key = "servers",
                              .label = "Servers",
                              .help = "How many machines like this one share the work.",
                              .unit = "servers",
                              .min = 1,
                              .max = 1'000,
                              .low = 1,
                              .high = 16,
                              .only_if_given = true}),
    field<&Machine::balancer>({.key = "balancer",
                               .label = "Load balancer",
                               .help = "Which server gets the next task.",
                               .only_if_given = true,
                               .choices = balancers,
                               .effective_when = several_servers}),
    field<&Machine::choices>({.key = "choices",
                              .label = "Looks at",
                              .help = "How many servers, drawn at random, the balancer compares.",
                              .unit = "servers",
                              .min = 1,
                              .max = 1'000,
                              .low = 1,
                              .high = 10,
                              .only_if_given = true,
                              .effective_when = [](const Usage& u, const void*) { return several_servers(u, nullptr) && u.scenario.machine.balancer == Balancer::choices; }}),
    perhaps<&Machine::autoscale>({.key = "autoscale"}, autoscale_record),
    field<&Machine::cores>({.key = "cores",
                            .label = "Cores",
                            .help = "How many things can run at the same instant.",
                            .unit = "cores",
                            .min = 1,
                            .max = 256,
                            .low = 1,
                            .high = 16}),
    field<&Machine::speed>({.key = "speed",
                            .label = "Speed of a core",
                            .help = "Computing takes this many times less time.",
                            .unit = "times",
                            .min = 0.01,
                            .max = 100,
                            .low = 0.25,
                            .high = 4,
                            .logarithmic = true,
                            .extra = true,
                            .effective_when = something_computes}),
    field<&Machine::scheduler>({.key = "scheduler"}, scheduler_record),
    field<&Machine::costs>({.key = "costs"}, costs_record),
    field<&Machine::memory>({.key = "memory"}, memory_record),
    field<&Machine::price_per_hour>({.key = "price_per_hour",
                                     .label = "Price of an hour",
                                     .help = "What the machine costs an hour, in whatever money you count.",
                                     .unit = "per hour",
                                     .max = 1e6,
                                     .high = 10,
                                     .extra = true}),
};
}  // namespace

constinit const Record scheduler_record{"scheduler", scheduler_fields, default_of<Scheduler>};
constinit const Record machine_record{"machine", machine_fields, default_of<Machine>};

}  // namespace scenario
