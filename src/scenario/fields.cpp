#include "scenario/fields.h"

#include <cassert>

namespace scenario {

namespace {

template <class Member>
struct MemberOf;
template <class Struct, class T>
struct MemberOf<T Struct::*> {
    using Owner = Struct;
    using Value = T;
};

template <auto Member>
void* slot_of(void* object) {
    using Owner = typename MemberOf<decltype(Member)>::Owner;
    return &(static_cast<Owner*>(object)->*Member);
}

template <class T>
constexpr Type type_of() {
    if constexpr (std::is_enum_v<T>) return Type::choice;
    else if constexpr (std::is_same_v<T, int64_t>) return Type::integer;
    else if constexpr (std::is_same_v<T, uint64_t>) return Type::seed;
    else if constexpr (std::is_same_v<T, double>) return Type::number;
    else if constexpr (std::is_same_v<T, bool>) return Type::boolean;
    else if constexpr (std::is_same_v<T, std::string>) return Type::text;
    else if constexpr (std::is_same_v<T, Time>) return Type::duration;
    else if constexpr (std::is_same_v<T, std::optional<Time>>) return Type::maybe_duration;
    else if constexpr (std::is_same_v<T, Law>) return Type::law;
    else if constexpr (std::is_same_v<T, std::optional<Law>>) return Type::maybe_law;
    else if constexpr (std::is_same_v<T, std::vector<Time>>) return Type::durations;
    else if constexpr (std::is_same_v<T, DeviceId>) return Type::device;
    else return Type::record;
}

template <auto Member>
constexpr Field field(Field row) {
    using T = typename MemberOf<decltype(Member)>::Value;
    static_assert(!std::is_enum_v<T> || sizeof(T) == 1, "choices are kept in a byte");
    row.type = type_of<T>();
    row.slot = slot_of<Member>;
    return row;
}
template <auto Member>
constexpr Field field(Field row, Type type) {
    row.type = type;
    row.slot = slot_of<Member>;
    return row;
}
template <auto Member>
constexpr Field field(Field row, const Record& record) {
    row = field<Member>(row);
    row.record = &record;
    return row;
}

template <class T>
constexpr Elements elements_of{
    [](void* all) -> void* { return &static_cast<std::vector<T>*>(all)->emplace_back(); },
    [](void* all, size_t i) -> void* { return &(*static_cast<std::vector<T>*>(all))[i]; },
    [](void* all) -> size_t { return static_cast<std::vector<T>*>(all)->size(); },
};
template <auto Member>
constexpr Field several(Field row, Type type, const Record& record) {
    using T = typename MemberOf<decltype(Member)>::Value::value_type;
    row = field<Member>(row, type);
    row.record = &record;
    row.elements = &elements_of<T>;
    return row;
}

constexpr Field later(std::string_view key, std::string_view accepts = {}) {
    return {.key = key, .accepts = accepts};
}
constexpr Field unkept(Field row, Type type) {
    row.type = type;
    return row;
}

template <class T>
const void* default_of() {
    static const T value{};
    return &value;
}

constexpr double us = 1e3, ms = 1e6, s = 1e9, hour = 3600e9, day = 24 * hour;
constexpr double longest = double(longest_time.ns);
constexpr double tebibyte = 1099511627776.0;

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

// Machine ----------------------------------------------------------------------------------------

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
                                .help = "The longest turn on a core while others want it; short slices feel smooth, long ones switch less.",
                                .min = 1 * us, .max = 1 * hour, .low = 100 * us, .high = 1 * s, .logarithmic = true}),
    later("slice", "fresh"),
    later("preemptive"),
    later("queues", "global"),
    later("balance", "none"),
    later("peek"),
    later("partition"),
    field<&Scheduler::ties>({.key = "ties",
                             .label = "At the same moment",
                             .help = "Who joins the queue first when a task arrives just as another one's slice ends.",
                             .choices = ties}),
    later("on_block", "switch"),
    later("on_wake", "queue"),
    later("order", "fifo"),
    later("levels"), later("boost"), later("stay_on_io"), later("io_front"),
    later("random"), later("tick"), later("cache"),
};
constexpr Record scheduler_record{"scheduler", scheduler_fields, default_of<Scheduler>};

constexpr Field costs_fields[] = {
    field<&Costs::thread_switch>({.key = "thread_switch",
                                  .label = "Context switch",
                                  .help = "What a core loses each time it turns from one thread to another.",
                                  .max = 1 * s, .high = 1 * ms}),
    later("process_switch", "0us"), later("migration", "0us"),
    later("thread_start", "0us"), later("process_start", "0us"), later("callback", "0us"),
};
constexpr Record costs_record{"costs", costs_fields, default_of<Costs>};

constexpr Field memory_fields[] = {
    field<&Memory::thread>({.key = "thread",
                            .label = "Memory per thread",
                            .help = "What each thread's stack takes.",
                            .unit = "bytes", .max = tebibyte, .low = 1 << 12, .high = 1 << 24, .logarithmic = true, .extra = true},
                           Type::bytes),
    field<&Memory::process>({.key = "process",
                             .label = "Memory per process",
                             .help = "What each process takes besides its threads.",
                             .unit = "bytes", .max = tebibyte, .low = 1 << 16, .high = 1 << 28, .logarithmic = true, .extra = true},
                            Type::bytes),
    field<&Memory::task>({.key = "task",
                          .label = "Memory per task",
                          .help = "What each task in progress takes, whoever runs it.",
                          .unit = "bytes", .max = tebibyte, .low = 1 << 8, .high = 1 << 20, .logarithmic = true, .extra = true},
                         Type::bytes),
};
constexpr Record memory_record{"memory", memory_fields, default_of<Memory>};

constexpr Field machine_fields[] = {
    later("servers", "1"),
    later("balancer"), later("choices"), later("autoscale"),
    field<&Machine::cores>({.key = "cores",
                            .label = "Cores",
                            .help = "How many things can run at the same instant.",
                            .unit = "cores", .min = 1, .max = 256, .low = 1, .high = 16}),
    field<&Machine::speed>({.key = "speed",
                            .label = "Speed of a core",
                            .help = "Computing takes this many times less time.",
                            .unit = "times", .min = 0.01, .max = 100, .low = 0.25, .high = 4, .logarithmic = true, .extra = true}),
    field<&Machine::scheduler>({.key = "scheduler"}, scheduler_record),
    field<&Machine::costs>({.key = "costs"}, costs_record),
    field<&Machine::memory>({.key = "memory"}, memory_record),
    field<&Machine::price_per_hour>({.key = "price_per_hour",
                                     .label = "Price of an hour",
                                     .help = "What the machine costs an hour, in whatever money you count.",
                                     .unit = "per hour", .max = 1e6, .high = 10, .extra = true}),
};
constexpr Record machine_record{"machine", machine_fields, default_of<Machine>};

// Devices and programs ---------------------------------------------------------------------------

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
                          .max = 1 * day, .low = 100 * us, .high = 1 * s, .logarithmic = true, .required = true}),
    field<&Device::capacity>({.key = "capacity",
                              .label = "uses at once",
                              .help = "How many can use it at the same time; 0 is as many as want to.",
                              .max = 1e6, .high = 32}),
    field<&Device::discipline>({.key = "discipline", .choices = disciplines}),
    later("per", "all"),
};
constexpr Record device_record{"device", device_fields, default_of<Device>, slot_of<&Device::name>};

constexpr Field step_fields[] = {
    field<&Step::time>({.key = "compute", .max = 1 * day, .verb = true}),
    field<&Step::device>({.key = "io", .verb = true}),
    field<&Step::time>({.key = "sleep", .max = 1 * day, .verb = true}),
    field<&Step::time>({.key = "time", .max = 1 * day}),
    field<&Step::blocking>({.key = "blocking"}),
    later("priority"),
    later("lock"), later("unlock"), later("send"), later("receive"), later("spawn"), later("join"),
    later("split"), later("offload"), later("yield"), later("repeat"), later("mark"), later("log"),
    // what a callback does
    later("busy"), later("timeout"), later("interval"), later("clear"), later("immediate"), later("next_tick"),
    later("microtask"), later("promise_chain"), later("await"), later("call"), later("create_task"), later("gather"),
    later("new"), later("return"), later("raise"), later("try"),
};

constexpr Field program_fields[] = {
    several<&Program::steps>({.key = "steps", .min = 1, .max = 2'000}, Type::list, step_record),
};
constexpr Record program_record{"program", program_fields, default_of<Program>, slot_of<&Program::name>, true};

// Work and strategy ------------------------------------------------------------------------------

constexpr Field work_fields[] = {
    field<&Work::program>({.key = "run", .required = true}, Type::program),
    field<&Work::name>({.key = "name", .min = 1, .max = 64}),
    field<&Work::count>({.key = "count",
                         .label = "how many",
                         .help = "How many of these tasks arrive in all.",
                         .unit = "tasks", .min = 1, .max = 10'000'000, .low = 1, .high = 10'000, .logarithmic = true}),
    field<&Work::at>({.key = "at",
                      .label = "first at",
                      .help = "When the first one arrives.",
                      .max = longest, .high = 1 * s, .extra = true, .only_if_given = true}),
    field<&Work::every>({.key = "every",
                         .label = "one every",
                         .help = "The time from one arrival to the next.",
                         .max = 1 * day, .low = 100 * us, .high = 1 * s, .logarithmic = true, .only_if_given = true}),
    field<&Work::rate>({.key = "rate",
                        .label = "arrivals a second",
                        .help = "How many arrive in a second on average, at random moments.",
                        .unit = "per second", .min = 1e-6, .max = 1e9, .low = 1, .high = 10'000, .logarithmic = true, .only_if_given = true}),
    field<&Work::times>({.key = "times", .min = 1, .max = 10'000}),
    field<&Work::deadline>({.key = "deadline",
                            .label = "wanted within",
                            .help = "One that takes longer than this from its arrival counts as missed.",
                            .max = longest, .low = 100 * us, .high = 1 * s, .logarithmic = true, .only_if_given = true}),
    later("until"), later("users"), later("think"), later("id"), later("after"), later("priority"), later("nice"),
    later("tickets"), later("period"), later("serial"), later("process"), later("affinity"), later("patience"),
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
                               .unit = "threads", .min = 1, .max = 100'000, .low = 1, .high = 32}),
    later("queue"), later("when_full", "wait"),
    field<&Strategy::loops>({.key = "loops",
                             .label = "Event loops",
                             .help = "How many event loops share the tasks, each on a thread of its own.",
                             .unit = "loops", .min = 1, .max = 256, .low = 1, .high = 16}),
    later("workers"), later("runtime", "plain"),
};
constexpr Record strategy_record{"strategy", strategy_fields, default_of<Strategy>};

// The file ---------------------------------------------------------------------------------------

constexpr Field scenario_fields[] = {
    unkept({.key = "$schema"}, Type::note),
    unkept({.key = "version", .required = true}, Type::version),
    field<&Scenario::title>({.key = "title", .max = 200}),
    field<&Scenario::description>({.key = "description", .max = 2'000}),
    field<&Scenario::seed>({.key = "seed",
                            .label = "Seed",
                            .help = "Which of the many possible draws of random times is shown.",
                            .max = 9007199254740991.0, .low = 1, .high = 100}),
    later("stop"), later("warmup"),
    field<&Scenario::machine>({.key = "machine"}, machine_record),
    several<&Scenario::devices>({.key = "devices", .max = 256}, Type::named, device_record),
    later("locks"), later("queues"),
    several<&Scenario::programs>({.key = "programs", .min = 1, .max = 256, .required = true}, Type::named, program_record),
    several<&Scenario::work>({.key = "work", .min = 1, .max = 1'000, .required = true}, Type::list, work_record),
    field<&Scenario::strategy>({.key = "strategy"}, strategy_record),
    unkept({.key = "compare", .max = 31}, Type::patches),
};

}  // namespace

constinit const Record step_record{"step", step_fields, default_of<Step>};
constinit const Field program_compute = {
    .key = "compute",
    .label = "compute",
    .help = "How long one of these computes in all, on a core of speed 1.",
    .max = 1 * day, .low = 100 * us, .high = 1 * s, .logarithmic = true,
    .type = Type::duration,
};
constinit const Record work_record{"work row", work_fields, default_of<Work>, slot_of<&Work::name>};
constinit const Record scenario_record{"scenario", scenario_fields, default_of<Scenario>};
constinit const std::span<const ChoiceRow> law_kinds = law_rows;

const Field* find_field(const Record& record, std::string_view key) {
    for (const Field& row : record.fields)
        if (row.key == key) return &row;
    return nullptr;
}

const ChoiceRow* find_choice(const Field& field, std::string_view value) {
    for (const ChoiceRow& row : field.choices)
        if (row.value == value) return &row;
    return nullptr;
}

const ChoiceRow& choice_of(const Field& field, int number) {
    for (const ChoiceRow& row : field.choices)
        if (row.number == number) return row;
    assert(false);
    return field.choices.front();
}

std::string_view strategy_name(StrategyKind kind) {
    for (const ChoiceRow& row : strategies)
        if (row.number == int(kind)) return row.value;
    return {};
}

}  // namespace scenario
