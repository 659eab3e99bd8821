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
bool several_servers(const Usage& u, const void*) { return max_servers(u.scenario.machine) > 1; }
bool has_levels(const Usage& u, const void*) { return row_of(u.scenario.machine.scheduler.policy).levels; }
bool has_classes(const Usage& u, const void*) {
    return row_of(u.scenario.machine.scheduler.policy).classes && u.contended();
}
bool something_computes(const Usage& u, const void*) { return u.computes; }

bool has_choice_of_preemption(const Usage& u, const void*) {
    const Preemption preemption = row_of(u.scenario.machine.scheduler.policy).preemption;
    return u.contended() && (preemption == Preemption::off || preemption == Preemption::on);
}

// Can a preempted thread have equals in the queue?
bool ranks_preempted(const Usage& u, const void*) {
    const Scheduler& scheduler = u.scenario.machine.scheduler;
    return row_of(scheduler.policy).ranks && u.contended() &&
           (preemptive(scheduler) || scheduler.on_wake == OnWake::preempt);
}

// Can a burst or a slice end at the same instant as another event?
bool things_coincide(const Usage& u, const void*) {
    const Scheduler& scheduler = u.scenario.machine.scheduler;
    const bool slices = u.sliced && scheduler.slice == Slice::clock, boosts = has_levels(u, nullptr) && scheduler.boost;
    const bool balances =
        scheduler.balance == Balance::periodic || (scheduler.balance == Balance::steal && scheduler.peek);
    const bool clocks = slices || boosts || (balances && core_queues(u, nullptr)) || u.scenario.machine.autoscale;
    return u.later_arrivals || u.completions || clocks;
}

// More threads than cores take turns, or threads find their core taken.
bool threads_switch(const Usage& u, const void*) {
    return u.contended() && (u.threads > u.scenario.machine.cores || u.wakes);
}

// Threads that exist when a server starts cost nothing to start.
bool threads_start(const Usage& u, const void*) {
    const StrategyRow& strategy = row_of(u.scenario.strategy.kind);
    const bool per_task = strategy.threads_at_start(u.scenario.strategy) == 0;
    return (per_task || u.pool || grows(u.scenario.strategy)) &&
           !row_of(u.scenario.machine.scheduler.policy).shares_cores;
}

// Tables ------------------------------------------------------------------------------------------

constexpr ChoiceRow slices[] = {
    {"fresh", "a full slice every turn", int(Slice::fresh)},
    {"keep", "unused time carries over", int(Slice::keep)},
    {"clock", "slices end at common ticks", int(Slice::clock)},
    {"whole", "the core idles until the slice ends", int(Slice::whole)},
};
constexpr ChoiceRow ready_queues[] = {
    {"global", "one for all cores", int(ReadyQueues::global)},
    {"per-core", "one per core", int(ReadyQueues::per_core)},
};
constexpr ChoiceRow balances[] = {
    {"none", "none", int(Balance::none)},
    {"steal", "idle cores steal", int(Balance::steal)},
    {"periodic", "rebalanced periodically", int(Balance::periodic)},
};
constexpr ChoiceRow partitions[] = {
    {"round", "in turn", int(Partition::round)},
    {"least-loaded", "to the least loaded", int(Partition::least_loaded)},
    {"first-fit-decreasing", "first fit, decreasing", int(Partition::first_fit_decreasing)},
};
constexpr ChoiceRow preempted_stand[] = {
    {"policy", "as is usual for the policy", int(Preempted::by_policy)},
    {"head", "first among its equals", int(Preempted::head)},
    {"tail", "last among its equals", int(Preempted::tail)},
};
constexpr ChoiceRow on_blocks[] = {
    {"switch", "another thread runs", int(OnBlock::go_on)},
    {"hold", "the core waits, too", int(OnBlock::hold)},
};
constexpr ChoiceRow on_wakes[] = {
    {"queue", "it queues for a core", int(OnWake::queue)},
    {"preempt", "it takes a core at once", int(OnWake::preempt)},
};
constexpr ChoiceRow orders[] = {
    {"fifo", "in the order in which they become ready", int(Order::fifo)},
    {"cyclic", "round-robin by thread number", int(Order::cyclic)},
};
constexpr ChoiceRow balancers[] = {
    {"round-robin", "in turn", int(Balancer::round_robin)},
    {"random", "at random", int(Balancer::random)},
    {"least-connections", "the least busy of all", int(Balancer::least_connections)},
    {"choices", "the least busy of a few", int(Balancer::choices)},
};
constexpr Field level_fields[] = {
    field<&Level::quantum>(
        {.key = "quantum",
         .label = "time slice",
         .help = "The longest turn on a core of a thread at this level; the first level is the most urgent.",
         .min = 1 * us,
         .max = 1 * hour,
         .low = 100 * us,
         .high = 1 * s,
         .logarithmic = true,
         .effective_when = has_levels}),
    field<&Level::allotment>(
        {.key = "allotment",
         .label = "slices before demotion",
         .help = "How many slices a thread may use at this level before it is moved to the next lower one.",
         .unit = "slices",
         .min = 1,
         .max = 1e6,
         .low = 1,
         .high = 10,
         .effective_when = has_levels}),
};
constexpr Record level_record{"level", level_fields, default_of<Level>};
constexpr Field class_fields[] = {
    field<&SchedulingClass::policy>(
        {.key = "policy",
         .label = "policy",
         .help = "Which thread of this class gets a core next; the first class is the most urgent.",
         .choices = class_policy_choices,
         .effective_when = has_classes}),
    field<&SchedulingClass::quantum>(
        {.key = "quantum",
         .label = "time slice",
         .help = "The longest turn on a core of a thread of this class while other threads of the class are ready.",
         .min = 1 * us,
         .max = 1 * hour,
         .low = 100 * us,
         .high = 1 * s,
         .logarithmic = true,
         .only_if_given = true,
         .effective_when =
             [](const Usage& u, const void* owner) {
                 return has_classes(u, owner) &&
                        row_of(static_cast<const SchedulingClass*>(owner)->policy).takes_quantum;
             }}),
};
constexpr Record class_record{"class", class_fields, default_of<SchedulingClass>};
constexpr Field cache_fields[] = {
    field<&Cache::size>({.key = "size",
                         .label = "Cache per core",
                         .help = "The size of the cache, in the unit of the working sets.",
                         .max = 1e12,
                         .high = 1'000,
                         .required = true,
                         .only_if_given = true,
                         .effective_when = something_computes}),
    field<&Cache::warmup>({.key = "warmup",
                           .label = "Cache warm-up",
                           .help = "How long a thread must run on a core until its data is in the cache there.",
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
                               .help = "Which thread gets a core next, and for how long.",
                               .choices = policy_choices}),
    field<&Scheduler::quantum>(
        {.key = "quantum",
         .label = "Time slice",
         .help = "The longest turn on a core while other threads are ready. Short slices respond sooner, "
                 "long ones switch less often.",
         .min = 1 * us,
         .max = 1 * hour,
         .low = 100 * us,
         .high = 1 * s,
         .logarithmic = true,
         .effective_when = [](const Usage& u,
                              const void*) { return row_of(u.scenario.machine.scheduler.policy).takes_quantum; }}),
    field<&Scheduler::slice>({.key = "slice",
                              .label = "Unused slice time",
                              .help = "What happens to the rest of a time slice when its thread stops early.",
                              .extra = true,
                              .choices = slices,
                              .effective_when = [](const Usage& u, const void*) { return u.sliced; }}),
    field<&Scheduler::preemptive>({.key = "preemptive",
                                   .label = "Preemptive",
                                   .help = "Whether a more urgent thread may take the core from a running one.",
                                   .extra = true,
                                   .effective_when = has_choice_of_preemption}),
    field<&Scheduler::preempted>({.key = "preempted",
                                  .label = "Preempted threads queue",
                                  .help = "Where a preempted thread queues among threads that are as urgent as it is.",
                                  .extra = true,
                                  .choices = preempted_stand,
                                  .effective_when = ranks_preempted}),
    field<&Scheduler::queues>({.key = "queues",
                               .label = "Ready queues",
                               .help = "One queue of ready threads for all cores, or one for each core.",
                               .extra = true,
                               .choices = ready_queues,
                               .effective_when = [](const Usage& u, const void*) { return u.contended(); }}),
    field<&Scheduler::balance>({.key = "balance",
                                .label = "Balancing",
                                .help = "How threads move from the queue of one core to that of another.",
                                .extra = true,
                                .choices = balances,
                                .effective_when = core_queues}),
    field<&Scheduler::peek>({.key = "peek",
                             .label = "Balancing interval",
                             .help = "How often the queues are compared. Without it, an idle core steals at once.",
                             .min = 1 * us,
                             .max = 1 * hour,
                             .low = 100 * us,
                             .high = 1 * s,
                             .logarithmic = true,
                             .only_if_given = true,
                             .effective_when =
                                 [](const Usage& u, const void*) {
                                     return core_queues(u, nullptr) &&
                                            u.scenario.machine.scheduler.balance != Balance::none;
                                 }}),
    field<&Scheduler::partition>({.key = "partition",
                                  .label = "Placement of new threads",
                                  .help = "Which core's queue a new thread joins.",
                                  .extra = true,
                                  .choices = partitions,
                                  .effective_when = core_queues}),
    field<&Scheduler::ties>(
        {.key = "ties",
         .label = "Tie-breaking",
         .help = "Which task joins the queue first when one arrives just as the slice of another ends.",
         .choices = ties,
         .effective_when = things_coincide}),
    field<&Scheduler::on_block>(
        {.key = "on_block",
         .label = "When a thread blocks",
         .help = "What its core does in the meantime.",
         .extra = true,
         .choices = on_blocks,
         .effective_when = [](const Usage& u, const void*) { return u.thread_waits && u.contended(); }}),
    field<&Scheduler::on_wake>(
        {.key = "on_wake",
         .label = "When a thread wakes",
         .help = "Whether it queues for a core or takes one from another thread.",
         .extra = true,
         .choices = on_wakes,
         .effective_when = [](const Usage& u, const void*) { return u.wakes && u.contended(); }}),
    field<&Scheduler::order>({.key = "order",
                              .label = "Queue order",
                              .help = "Which ready thread is next.",
                              .extra = true,
                              .choices = orders,
                              .effective_when =
                                  [](const Usage& u, const void*) {
                                      return row_of(u.scenario.machine.scheduler.policy).in_order && u.contended() &&
                                             (u.wakes ||
                                              (u.sliced && (u.later_arrivals || u.scenario.machine.cores > 1)));
                                  }}),
    several<&Scheduler::levels>({.key = "levels",
                                 .help = "The levels of a multi-level feedback queue, the most urgent first.",
                                 .min = 1,
                                 .max = 16},
                                Type::list, level_record),
    several<&Scheduler::classes>(
        {.key = "classes", .help = "The classes of a multilevel queue, the most urgent first.", .min = 1, .max = 16},
        Type::list, class_record),
    field<&Scheduler::boost>({.key = "boost",
                              .label = "Boost interval",
                              .help = "How often all threads are moved back to the top level.",
                              .min = 1 * us,
                              .max = 1 * hour,
                              .low = 1 * ms,
                              .high = 10 * s,
                              .logarithmic = true,
                              .only_if_given = true,
                              .effective_when = has_levels}),
    field<&Scheduler::stay_on_io>(
        {.key = "stay_on_io",
         .label = "Waiting renews the slice",
         .help = "A thread that has waited gets a full slice and a full allotment.",
         .extra = true,
         .only_if_given = true,
         .effective_when = [](const Usage& u, const void*) { return has_levels(u, nullptr) && u.wakes; }}),
    field<&Scheduler::io_front>(
        {.key = "io_front",
         .label = "Return to the front",
         .help = "After a wait, a thread joins the front of its level instead of the back.",
         .extra = true,
         .only_if_given = true,
         .effective_when = [](const Usage& u,
                              const void*) { return has_levels(u, nullptr) && u.wakes && u.contended(); }}),
    field<&Scheduler::random>({.key = "random",
                               .help = "The numbers that a lottery uses in turn, instead of random ones.",
                               .max = 9007199254740991.0}),
    field<&Scheduler::tick>({.key = "tick",
                             .label = "Tick",
                             .help = "Every burst is rounded up to a whole number of ticks.",
                             .min = 1,
                             .max = 1 * hour,
                             .low = 10 * us,
                             .high = 100 * ms,
                             .logarithmic = true,
                             .only_if_given = true,
                             .effective_when = something_computes}),
    field<&Scheduler::cache>(
        {.key = "cache", .help = "The cache of each core: a thread runs faster while its data is in it."},
        cache_record),
};

constexpr Field costs_fields[] = {
    field<&Costs::thread_switch>({.key = "thread_switch",
                                  .label = "Context switch",
                                  .help = "What a core loses each time it switches from one thread to another.",
                                  .max = 1 * s,
                                  .high = 1 * ms,
                                  .effective_when = threads_switch}),
    field<&Costs::process_switch>(
        {.key = "process_switch",
         .label = "Process switch",
         .help = "What a core loses when it switches to a thread of another process; at "
                 "least the cost of a context switch.",
         .max = 1 * s,
         .high = 1 * ms,
         .only_if_given = true,
         .effective_when = [](const Usage& u,
                              const void*) { return threads_switch(u, nullptr) && u.several_processes; }}),
    field<&Costs::migration>({.key = "migration",
                              .label = "Migration",
                              .help = "What it costs to move a thread from one core to another.",
                              .max = 1 * s,
                              .high = 1 * ms,
                              .only_if_given = true,
                              .effective_when =
                                  [](const Usage& u, const void*) {
                                      return several_cores(u, nullptr) &&
                                             (u.wakes || u.sliced || preemptive(u.scenario.machine.scheduler));
                                  }}),
    field<&Costs::thread_start>({.key = "thread_start",
                                 .label = "Thread start",
                                 .help = "What it costs to start a thread.",
                                 .max = 10 * s,
                                 .high = 10 * ms,
                                 .only_if_given = true,
                                 .effective_when = threads_start}),
    field<&Costs::process_start>({.key = "process_start",
                                  .label = "Process start",
                                  .help = "What it costs to start a process.",
                                  .max = 10 * s,
                                  .high = 100 * ms,
                                  .only_if_given = true,
                                  .effective_when =
                                      [](const Usage& u, const void*) {
                                          return threads_start(u, nullptr) &&
                                                 row_of(u.scenario.strategy.kind).processes;
                                      }}),
    field<&Costs::callback>({.key = "callback",
                             .label = "Callback",
                             .help = "What it costs an event loop to pick up a task.",
                             .max = 1 * s,
                             .high = 1 * ms,
                             .only_if_given = true,
                             .effective_when =
                                 [](const Usage& u, const void*) {
                                     return row_of(u.scenario.strategy.kind).wait_frees_thread &&
                                            !row_of(u.scenario.machine.scheduler.policy).shares_cores;
                                 }}),
};
constexpr Record costs_record{"costs", costs_fields, default_of<Costs>};

constexpr Field memory_fields[] = {
    field<&Memory::thread>({.key = "thread",
                            .label = "Memory per thread",
                            .help = "The size of each thread's stack.",
                            .unit = "bytes",
                            .max = tebibyte,
                            .low = 1 << 12,
                            .high = 1 << 24,
                            .logarithmic = true,
                            .extra = true},
                           Type::bytes),
    field<&Memory::process>({.key = "process",
                             .label = "Memory per process",
                             .help = "What each process needs besides its threads.",
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
                          .help = "What each task in progress needs, whatever runs it.",
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
                            .label = "Minimum servers",
                            .help = "The autoscaler never goes below this.",
                            .min = 1,
                            .max = 1'000,
                            .low = 1,
                            .high = 20}),
    field<&Autoscale::max>({.key = "max",
                            .label = "Maximum servers",
                            .help = "The autoscaler never goes above this.",
                            .min = 1,
                            .max = 1'000,
                            .low = 1,
                            .high = 20}),
    field<&Autoscale::target>(
        {.key = "target",
         .label = "Target utilisation",
         .help = "The utilisation that the autoscaler aims at: 0.6 leaves 40 % of the cores in reserve.",
         .min = 0.01,
         .max = 1,
         .low = 0.1,
         .high = 1}),
    field<&Autoscale::tolerance>({.key = "tolerance",
                                  .label = "Tolerance",
                                  .help = "Nothing changes while the utilisation differs from the target by no more "
                                          "than this share of it: 0.1 means 10 %, as in Kubernetes.",
                                  .max = 1,
                                  .high = 0.5}),
    field<&Autoscale::check>({.key = "check",
                              .label = "Check interval",
                              .help = "How often the autoscaler measures the utilisation.",
                              .min = 1 * ms,
                              .max = 1 * day,
                              .low = 100 * ms,
                              .high = 60 * s,
                              .logarithmic = true}),
    field<&Autoscale::boot>({.key = "boot",
                             .label = "Boot time",
                             .help = "How long a new server takes to boot. It is billed from the start.",
                             .max = 1 * day,
                             .high = 60 * s}),
    field<&Autoscale::cooldown>({.key = "cooldown",
                                 .label = "Cooldown",
                                 .help = "How long the autoscaler waits after it has started or stopped a server.",
                                 .max = 1 * day,
                                 .high = 60 * s}),
    field<&Autoscale::stabilisation>(
        {.key = "stabilisation",
         .label = "Stabilisation window",
         .help =
             "A server is stopped only if no check within this time has needed it. Kubernetes looks back five minutes.",
         .max = 1 * day,
         .high = 300 * s}),
};
constexpr Record autoscale_record{"autoscaler", autoscale_fields, default_of<Autoscale>};

constexpr Field machine_fields[] = {
    field<&Machine::servers>({.key = "servers",
                              .label = "Servers",
                              .help = "How many machines of this kind share the work.",
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
                              .label = "Servers compared",
                              .help = "How many randomly chosen servers the balancer compares.",
                              .unit = "servers",
                              .min = 1,
                              .max = 1'000,
                              .low = 1,
                              .high = 10,
                              .only_if_given = true,
                              .effective_when =
                                  [](const Usage& u, const void*) {
                                      return several_servers(u, nullptr) &&
                                             u.scenario.machine.balancer == Balancer::choices;
                                  }}),
    perhaps<&Machine::autoscale>(
        {.key = "autoscale", .help = "Starts and stops servers according to their utilisation."}, autoscale_record),
    field<&Machine::cores>({.key = "cores",
                            .label = "Cores",
                            .help = "How many threads can run at the same instant.",
                            .unit = "cores",
                            .min = 1,
                            .max = 256,
                            .low = 1,
                            .high = 16}),
    field<&Machine::speed>({.key = "speed",
                            .label = "Core speed",
                            .help = "Computation runs this many times faster.",
                            .unit = "times",
                            .min = 0.0001,  // of the machines of stage/history.h, the slowest and
                            .max = 1000,    // the fastest differ by two million
                            .low = 0.25,
                            .high = 4,
                            .logarithmic = true,
                            .extra = true,
                            .effective_when = something_computes}),
    field<&Machine::scheduler>({.key = "scheduler", .help = "Which thread gets a core next, and for how long."},
                               scheduler_record),
    field<&Machine::costs>({.key = "costs", .help = "Overheads of switching and starting."}, costs_record),
    field<&Machine::memory>({.key = "memory", .help = "How much memory threads, processes and tasks take."},
                            memory_record),
    field<&Machine::price_per_hour>({.key = "price_per_hour",
                                     .label = "Price per hour",
                                     .help = "What each server costs per hour, in any currency.",
                                     .unit = "per hour",
                                     .max = 1e6,
                                     .high = 10,
                                     .extra = true}),
};
}  // namespace

constinit const Record scheduler_record{"scheduler", scheduler_fields, default_of<Scheduler>};
constinit const Record machine_record{"machine", machine_fields, default_of<Machine>};

}  // namespace scenario
