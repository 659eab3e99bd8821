#pragma once

// The tables of the format: every key of a scenario file is one row. The reader, the
// writer, the parameters, the JSON Schema and docs/format.md loop over these rows.
//
//     Record  an object of the file and the struct that it fills
//     Field   a key of it: which values are allowed, where they go, texts for people
//
// A key or a choice that the format has but the engine does not yet support is a row too,
// so that an error can name it. To add a key, add a member to scenario.h and a row to
// fields_machine.cpp or fields_work.cpp.

#include "scenario/effects.h"
#include "scenario/json.h"
#include "scenario/policies.h"
#include "scenario/scenario.h"
#include "scenario/strategies.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace scenario {

enum class Type : uint8_t {
    integer,
    seed,
    number,
    boolean,
    text,
    bytes,
    choice,  // one of `choices`, stored as its `number`
    duration,
    maybe_duration,  // "20ms"
    law,
    maybe_law,  // "20ms" or {"exponential": "20ms"}
    durations,  // ["0ms", "5ms"]
    device,
    lock,
    semaphore,
    queue,
    program,
    maybe_program,  // the name of a program
    join,           // true, or the name of a program
    flag,           // true: the presence of the key is all it says
    maybe_integer,
    maybe_boolean,
    integers,       // [0, 2]; a single number is a list too
    row_ids,        // ["a", "b"]: ids of work rows
    repeat,         // {"times": 3, "steps": [...]}: unrolled while it is read
    warmup,         // "10s" or a number of tasks
    names,          // ["m"] or an object that names them
    maybe_record,   // an object that may be missing, and then is none
    record,
    list,
    named,  // an object; a list of them; an object whose keys name them
    version,
    note,
    patches,  // 1; a text that is not kept; the rows of compare
    words,          // ["a", "b"]; texts of up to `max` characters
    maybe_words,    // the same; an empty list differs from none
    lines,          // a text, or a list of its lines
    function,       // the name of one
    settings,       // of a figure: {"machine.cores": "4"}, parameters and values
    source,         // of a figure: the id of a built-in scenario, or a scenario
    later,          // not supported yet
};

struct ChoiceRow {
    std::string_view value;
    std::string_view label;
    int number = -1;  // the value of the enum; -1: not supported yet
};

extern const std::array<ChoiceRow, policy_count> policy_choices;  // made from the rows of policies.h
extern const std::array<ChoiceRow, class_policy_count> class_policy_choices;  // those of them that a class can have
extern const std::array<ChoiceRow, strategy_count> strategy_choices;

// The values that "show" and "lanes" may contain. One that ends with a colon is followed by the name of a row
// of work.
extern const std::span<const ChoiceRow> column_choices, lane_choices;

struct Setting {  // of Type::settings
    std::string id, value;
    bool operator==(const Setting&) const = default;
};
struct Source {  // of Type::source: one of these
    std::string id;
    json::Value scenario;  // null: a built-in one
    bool operator==(const Source&) const = default;
};

struct Record;
using Slot = void* (*)(void*);  // struct -> member

struct Elements {  // access to a member that is a vector; `add` also creates the value of an optional
    void (*clear)(void*);
    void* (*add)(void*);
    void* (*at)(void*, size_t);
    size_t (*count)(void*);
};

struct Field {
    std::string_view key;
    std::string_view label = {}, help = {}, unit = {};  // without a label it is not a parameter
    double min = 0, max = 0;  // the allowed range; times in ns; for lists and texts, the range of their length
    double low = 0, high = 0;                           // the ends of the slider
    bool logarithmic = false;
    bool required = false;
    bool extra = false;          // shown under "more"
    bool only_if_given = false;  // a parameter only if the file has the key
    bool verb = false;           // of a step: exactly one key of this kind must be present
    std::span<const ChoiceRow> choices = {};
    bool hidden_without_effect = false;      // a parameter that is hidden, instead of grey, when it has no effect
    EffectiveWhen effective_when = nullptr;  // null: another value always has an effect
    std::string_view accepts = {};  // of a later key: the value that requires no new feature
    // Filled in by field(), later() and so on:
    Type type = Type::later;
    Slot slot = nullptr;
    const Record* record = nullptr;
    const Elements* elements = nullptr;
};

struct Record {
    std::string_view name;  // "work row", for errors
    std::span<const Field> fields;
    const void* (*defaults)();
    Slot title = nullptr;  // the member that names one of several
    bool bare = false;     // is written as its only field, without a key
    std::string_view list_is = {};    // a list in its place is this field of it
    std::string_view number_is = {};  // so is a number
    std::string_view text_is = {};    // and a text
};

extern const Record scenario_record;  // the whole file
extern const Record machine_record, device_record, lock_record, semaphore_record, queue_record, program_record,
    step_record, work_record, strategy_record;
extern const Record scheduler_record;
extern const Record split_record, repeat_record;
extern const Record function_record, operation_record, call_record, promise_handler_record,
    except_record;  // fields_code.cpp

// An operation: the key that says what it does, and the other keys that go with it.
struct OpRow {
    std::string_view key;
    OpKind kind;
    uint8_t runtimes = 0;         // bits by Runtime
    std::string_view needs = {};  // other keys, separated by spaces
    std::string_view may = {};
};
extern const std::span<const OpRow> operation_rows;
const OpRow& row_of(OpKind kind);
extern const Field program_compute;  // not a key of the file: the sum of a program's compute steps

const Field* find_field(const Record& record, std::string_view key);
const ChoiceRow* find_choice(const Field& field, std::string_view value);
const ChoiceRow& choice_of(const Field& field, int number);

constexpr size_t max_words = 16;  // in one list
constexpr size_t max_setting_id = 200, max_setting = 1'000;  // characters
constexpr int64_t max_counted_tasks = 16'000'000;  // of all rows that have a count
constexpr size_t max_numbers = 100'000, max_choices = 1'000;  // in one list
constexpr double min_weight = 1e-9, max_weight = 1e9;        // of a choice
constexpr double min_shape = 0.05, max_shape = 100;          // of a pareto law
constexpr int64_t max_stages = 1'000;                          // of an erlang law

extern const std::span<const ChoiceRow> law_kinds;  // the keys of a law's object

}  // namespace scenario
