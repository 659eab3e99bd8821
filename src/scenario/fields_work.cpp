// The tables of devices, programs, work and strategy.

#include "scenario/field_makers.h"

namespace scenario {

namespace {

constexpr ChoiceRow law_rows[] = {
    {"exponential", "exponential", int(LawKind::exponential)},
    {"uniform", "uniform", int(LawKind::uniform)},
    {"normal", "normal"},
    {"lognormal", "lognormal"},
    {"erlang", "Erlang"},
    {"pareto", "Pareto"},
    {"choice", "choice"},
    {"list", "list"},
};

constexpr ChoiceRow disciplines[] = {
    {"fifo", "in order of arrival", int(Discipline::fifo)},
    {"priority", "by priority"},
    {"preemptive", "by priority, interrupting"},
    {"sharing", "all at once, each slower"},
};
constexpr Field device_fields[] = {
    field<&Device::time>({.key = "time",
                          .label = "time of one use",
                          .help = "How long one use takes, without the wait for its turn.",
                          .max = 1 * day,
                          .low = 100 * us,
                          .high = 1 * s,
                          .logarithmic = true,
                          .required = true}),
    field<&Device::capacity>({.key = "capacity",
                              .label = "uses at once",
                              .help = "How many can use it at the same time; 0 is as many as want to.",
                              .max = 1e6,
                              .high = 32}),
    field<&Device::discipline>({.key = "discipline", .choices = disciplines}),
    later("per", "all"),
};

constexpr Field step_fields[] = {
    field<&Step::time>({.key = "compute", .max = 1 * day, .verb = true}),
    field<&Step::device>({.key = "io", .verb = true}),
    field<&Step::time>({.key = "sleep", .max = 1 * day, .verb = true}),
    field<&Step::time>({.key = "time", .max = 1 * day}),
    field<&Step::blocking>({.key = "blocking"}),
    later("priority"),
    later("lock"),
    later("unlock"),
    later("send"),
    later("receive"),
    later("spawn"),
    later("join"),
    later("split"),
    later("offload"),
    later("yield"),
    later("repeat"),
    later("mark"),
    later("log"),
    // what a callback does
    later("busy"),
    later("timeout"),
    later("interval"),
    later("clear"),
    later("immediate"),
    later("next_tick"),
    later("microtask"),
    later("promise_chain"),
    later("await"),
    later("call"),
    later("create_task"),
    later("gather"),
    later("new"),
    later("return"),
    later("raise"),
    later("try"),
};

constexpr Field program_fields[] = {
    several<&Program::steps>({.key = "steps", .min = 1, .max = 2'000}, Type::list, step_record),
};

constexpr Field work_fields[] = {
    field<&Work::program>({.key = "run", .required = true}, Type::program),
    field<&Work::name>({.key = "name", .min = 1, .max = 64}),
    field<&Work::count>({.key = "count",
                         .label = "how many",
                         .help = "How many of these tasks arrive in all.",
                         .unit = "tasks",
                         .min = 1,
                         .max = 10'000'000,
                         .low = 1,
                         .high = 10'000,
                         .logarithmic = true}),
    field<&Work::at>({.key = "at",
                      .label = "first at",
                      .help = "When the first one arrives.",
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
                        .label = "arrivals a second",
                        .help = "How many arrive in a second on average, at random moments.",
                        .unit = "per second",
                        .min = 1e-6,
                        .max = 1e9,
                        .low = 1,
                        .high = 10'000,
                        .logarithmic = true,
                        .only_if_given = true}),
    field<&Work::times>({.key = "times", .min = 1, .max = 10'000}),
    field<&Work::deadline>({.key = "deadline",
                            .label = "wanted within",
                            .help = "One that takes longer than this from its arrival counts as missed.",
                            .max = longest,
                            .low = 100 * us,
                            .high = 1 * s,
                            .logarithmic = true,
                            .only_if_given = true}),
    later("until"),
    later("users"),
    later("think"),
    later("id"),
    later("after"),
    later("priority"),
    later("nice"),
    later("tickets"),
    later("period"),
    later("serial"),
    later("process"),
    later("affinity"),
    later("patience"),
    later("working_set"),
};

constexpr ChoiceRow strategies[] = {
    {"one-at-a-time", "one at a time", int(StrategyKind::one_at_a_time)},
    {"thread-per-task", "thread per task", int(StrategyKind::thread_per_task)},
    {"thread-pool", "thread pool", int(StrategyKind::thread_pool)},
    {"event-loop", "event loop", int(StrategyKind::event_loop)},
    {"async-pool", "async on several threads", int(StrategyKind::async_pool)},
    {"process-per-task", "process per task"},
    {"process-pool", "process pool"},
    {"queue-workers", "queue and workers"},
    {"data-parallel", "data parallel"},
};
constexpr Field strategy_fields[] = {
    field<&Strategy::kind>({.key = "kind",
                            .label = "Strategy",
                            .help = "How the software spreads its tasks over threads.",
                            .choices = strategies}),
    field<&Strategy::threads>({.key = "threads",
                               .label = "Threads",
                               .help = "How many threads share the tasks.",
                               .unit = "threads",
                               .min = 1,
                               .max = 100'000,
                               .low = 1,
                               .high = 32}),
    later("queue"),
    later("when_full", "wait"),
    field<&Strategy::loops>({.key = "loops",
                             .label = "Event loops",
                             .help = "How many event loops share the tasks, each on a thread of its own.",
                             .unit = "loops",
                             .min = 1,
                             .max = 256,
                             .low = 1,
                             .high = 16}),
    later("workers"),
    later("runtime", "plain"),
};
}  // namespace

constinit const Record device_record{"device", device_fields, default_of<Device>, slot_of<&Device::name>};
constinit const Record program_record{"program", program_fields, default_of<Program>, slot_of<&Program::name>,
                                      true};
constinit const Record strategy_record{"strategy", strategy_fields, default_of<Strategy>};
constinit const Record step_record{"step", step_fields, default_of<Step>};
constinit const Field program_compute = {
    .key = "compute",
    .label = "compute",
    .help = "How long one of these computes in all, on a core of speed 1.",
    .max = 1 * day,
    .low = 100 * us,
    .high = 1 * s,
    .logarithmic = true,
    .type = Type::duration,
};
constinit const Record work_record{"work row", work_fields, default_of<Work>, slot_of<&Work::name>};
constinit const std::span<const ChoiceRow> law_kinds = law_rows;

}  // namespace scenario
