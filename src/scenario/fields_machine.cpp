// The tables of the machine.

#include "scenario/field_makers.h"

namespace scenario {

namespace {

constexpr ChoiceRow policies[] = {
    {"fcfs", "first come, first served", int(Policy::fcfs)},
    {"round-robin", "round robin", int(Policy::round_robin)},
    {"sjf", "shortest job first"},
    {"srtf", "shortest remaining time first"},
    {"feedback", "least attained service first"},
    {"priority", "priority"},
    {"mlfq", "multi-level feedback queue"},
    {"lottery", "lottery"},
    {"stride", "stride"},
    {"fair", "fair share"},
    {"edf", "earliest deadline first"},
    {"rm", "rate monotonic"},
    {"processor-sharing", "processor sharing"},
};
constexpr ChoiceRow ties[] = {
    {"arrivals-first", "arrivals first", int(Ties::arrivals_first)},
    {"preempted-first", "preempted first", int(Ties::preempted_first)},
};

constexpr Field scheduler_fields[] = {
    field<&Scheduler::policy>({.key = "policy",
                               .label = "Scheduler",
                               .help = "Who gets a core next, and for how long.",
                               .choices = policies}),
    field<&Scheduler::quantum>({.key = "quantum",
                                .label = "Time slice",
                                .help = "The longest turn on a core while others want it; short slices feel "
                                        "smooth, long ones switch less.",
                                .min = 1 * us,
                                .max = 1 * hour,
                                .low = 100 * us,
                                .high = 1 * s,
                                .logarithmic = true}),
    later("slice", "fresh"),
    later("preemptive"),
    later("queues", "global"),
    later("balance", "none"),
    later("peek"),
    later("partition"),
    field<&Scheduler::ties>(
        {.key = "ties",
         .label = "At the same moment",
         .help = "Who joins the queue first when a task arrives just as another one's slice ends.",
         .choices = ties}),
    later("on_block", "switch"),
    later("on_wake", "queue"),
    later("order", "fifo"),
    later("levels"),
    later("boost"),
    later("stay_on_io"),
    later("io_front"),
    later("random"),
    later("tick"),
    later("cache"),
};
constexpr Record scheduler_record{"scheduler", scheduler_fields, default_of<Scheduler>};

constexpr Field costs_fields[] = {
    field<&Costs::thread_switch>({.key = "thread_switch",
                                  .label = "Context switch",
                                  .help = "What a core loses each time it turns from one thread to another.",
                                  .max = 1 * s,
                                  .high = 1 * ms}),
    later("process_switch", "0us"),
    later("migration", "0us"),
    later("thread_start", "0us"),
    later("process_start", "0us"),
    later("callback", "0us"),
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
                             .extra = true},
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

constexpr Field machine_fields[] = {
    later("servers", "1"),
    later("balancer"),
    later("choices"),
    later("autoscale"),
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
                            .extra = true}),
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

constinit const Record machine_record{"machine", machine_fields, default_of<Machine>};

}  // namespace scenario
