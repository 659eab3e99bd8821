#include "scenario/fields.h"

#include "scenario/field_makers.h"

#include <cassert>

namespace scenario {

namespace {

constexpr Field scenario_fields[] = {
    unkept({.key = "$schema"}, Type::note),
    unkept({.key = "version", .required = true}, Type::version),
    field<&Scenario::title>({.key = "title", .max = 200}),
    field<&Scenario::description>({.key = "description", .max = 2'000}),
    field<&Scenario::seed>({.key = "seed",
                            .label = "Seed",
                            .help = "Which of the many possible draws of random times is shown.",
                            .max = 9007199254740991.0,
                            .low = 1,
                            .high = 100}),
    later("stop"),
    later("warmup"),
    field<&Scenario::machine>({.key = "machine"}, machine_record),
    several<&Scenario::devices>({.key = "devices", .max = 256}, Type::named, device_record),
    later("locks"),
    later("queues"),
    several<&Scenario::programs>({.key = "programs", .min = 1, .max = 256, .required = true}, Type::named,
                                 program_record),
    several<&Scenario::work>({.key = "work", .min = 1, .max = 1'000, .required = true}, Type::list,
                             work_record),
    field<&Scenario::strategy>({.key = "strategy"}, strategy_record),
    unkept({.key = "compare", .max = 31}, Type::patches),
};

}  // namespace

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

std::string_view strategy_name(StrategyKind kind) {
    return choice_of(*find_field(strategy_record, "kind"), int(kind)).value;
}

}  // namespace scenario
