#pragma once

// The kinds of steps, one row each: the key of a step in a file, its value, and what is known about a step
// without running it. The reader, the schema, the parameters and the explanations read these rows. The behaviour
// of a step is in model/steps, or in model/engine_steps.cpp if it concerns threads.

#include "scenario/fields.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace scenario {

constexpr size_t step_kind_count = size_t(StepKind::code) + 1;

struct StepRow {
    StepKind kind;
    Field field = {};            // its key, its value, the place of the value, and a sentence of help
    std::string_view with = {};  // other keys that may go with it, separated by spaces
    bool in_parts = true;        // the step may be in a part of a split
    bool computes = false;       // its `time` is spent on a core
    bool takes_no_time = false;  // it never waits, and the next step follows in the same instant
    // What the tasks that it makes for its own work run: the list `steps`, or one step that computes.
    enum class Children : uint8_t { none, steps, compute } children = Children::none;
};

// All kinds that a file can contain, in the order in which messages list them.
std::span<const StepRow> step_rows();
const StepRow& row_of(StepKind kind);

// May `key` go with a step of this kind?
bool goes_with(const StepRow& row, std::string_view key);

}  // namespace scenario
