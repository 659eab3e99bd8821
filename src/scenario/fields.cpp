#include "scenario/fields.h"

#include "scenario/field_makers.h"

#include <cassert>

namespace scenario {

namespace {

// The label and the meaning of each word are in present/outcome.cpp.
constexpr ChoiceRow word(std::string_view value) { return {value, {}, 0}; }
constexpr ChoiceRow columns[] = {
    word("finish"),     word("mean"),       word("p50"),           word("p95"),         word("p99"),
    word("max"),        word("latency:"),   word("response"),      word("wait"),        word("throughput"),
    word("completed"),  word("unfinished"), word("missed"),        word("rejected"),    word("lost"),
    word("cores"),      word("threads"),    word("blocked"),       word("switches"),    word("memory"),
    word("servers"),    word("cost"),       word("cost-per-1000"), word("concurrency"), word("parallelism"),
    word("asynchrony"),
};
constexpr ChoiceRow lanes[] = {word("cores"), word("threads"), word("tasks"),
                               word("loops"), word("devices"), word("queues")};

template <auto Inner>
void* shown(void* scenario) {
    return slot_of<Inner>(&static_cast<Scenario*>(scenario)->shown);
}
template <auto Inner>
constexpr Field of_shown(Field row) {
    row = field<Inner>(row);
    row.slot = shown<Inner>;
    return row;
}

constexpr Field scenario_fields[] = {
    unkept({.key = "$schema", .help = "The address of the JSON Schema, for editors."}, Type::note),
    unkept({.key = "version", .help = "The version of this format.", .required = true}, Type::version),
    field<&Scenario::title>({.key = "title", .help = "The heading of the scenario.", .max = 200}),
    field<&Scenario::name>(
        {.key = "name",
         .help = "The title of the first run. Without it, the run is named after what distinguishes it.",
         .max = 200}),
    field<&Scenario::description>(
        {.key = "description", .help = "A sentence or two on what to look for.", .max = 2'000}),
    field<&Scenario::seed>({.key = "seed",
                            .label = "Seed",
                            .help = "The seed of the random numbers; another seed gives another possible run.",
                            .max = 9007199254740991.0,
                            .low = 1,
                            .high = 100,
                            .hidden_without_effect = true,
                            .effective_when = [](const Usage& u, const void*) { return u.draws; }}),
    field<&Scenario::stop>({.key = "stop",
                            .label = "Ends at",
                            .help = "The time at which the run is stopped, even if tasks are still in progress.",
                            .min = 1,
                            .max = longest,
                            .low = 1 * ms,
                            .high = 100 * s,
                            .logarithmic = true,
                            .only_if_given = true}),
    field<&Scenario::warmup>(
        {.key = "warmup",
         .label = "Warm-up",
         .help = "What the statistics exclude at the start: a time such as 10s, or a number of tasks.",
         .max = longest,
         .only_if_given = true}),
    field<&Scenario::machine>({.key = "machine", .help = "What the work runs on."}, machine_record),
    several<&Scenario::devices>(
        {.key = "devices", .help = "What tasks use and wait for: disks, databases, other services.", .max = 256},
        Type::named, device_record),
    several<&Scenario::locks>({.key = "locks", .help = "The locks. Each is held by one task at a time.", .max = 256},
                              Type::names, lock_record),
    several<&Scenario::semaphores>(
        {.key = "semaphores", .help = "The semaphores. Each has permits, which tasks acquire and release.", .max = 256},
        Type::named, semaphore_record),
    several<&Scenario::queues>(
        {.key = "queues", .help = "What tasks send messages to and receive them from.", .max = 256}, Type::named,
        queue_record),
    several<&Scenario::programs>({.key = "programs", .help = "What tasks do, step by step.", .min = 1, .max = 256},
                                 Type::named, program_record),
    several<&Scenario::functions>(
        {.key = "functions", .help = "What event-loop programs do, operation by operation.", .min = 1, .max = 256},
        Type::named, function_record),
    field<&Scenario::javascript>({.key = "javascript",
                                  .help = "The text of a JavaScript program, or a list of its lines. One task runs it "
                                          "on an event loop. Such a scenario has no programs, functions or work.",
                                  .max = 262'144},
                                 Type::lines),
    several<&Scenario::work>(
        {.key = "work", .help = "Which tasks arrive, and when.", .min = 1, .max = 1'000, .required = true}, Type::list,
        work_record),
    field<&Scenario::strategy>({.key = "strategy", .help = "How the software spreads the work over threads."},
                               strategy_record),
    of_shown<&Shown::columns>({.key = "show", .help = "The columns of the outcome.", .max = 200, .choices = columns}),
    of_shown<&Shown::lanes>(
        {.key = "lanes", .help = "The lanes that are shown at first.", .max = 200, .choices = lanes}),
    of_shown<&Shown::flaw>({.key = "flaw",
                            .help = "What is wrong with the result of the run, such as a lost update; such a run is "
                                    "never ranked first. Variants do not inherit it.",
                            .max = 200}),
    of_shown<&Shown::parameters>(
        {.key = "try", .help = "The ids of the parameters to try first, such as `machine.cores`.", .max = 300}),
    unkept({.key = "compare",
            .help = "Variants of the scenario: each has a `title` and what is different, as a merge patch (RFC 7396).",
            .max = 31},
           Type::patches),
};

}  // namespace

constinit const std::span<const ChoiceRow> column_choices = columns, lane_choices = lanes;

constinit const Record scenario_record{"scenario", scenario_fields, default_of<Scenario>};

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

}  // namespace scenario
