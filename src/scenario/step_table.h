#pragma once

// The programs of a scenario as editable lists of steps, with a line for each step. The steps inside a split or a
// repeat follow below it, one level deeper:
//
//     compute   2ms
//     split     4 parts
//       compute   5ms
//     io        disk
//
// A path identifies a step: "1" is the second step, and "1.0" is the first step inside it. Each edit returns a new
// file, which the reader must validate (document.h).

#include "base/result.h"
#include "scenario/json.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scenario {

struct StepValue {
    std::string key;   // "compute", "time", "parts"
    std::string text;  // as it is typed: "2", "exponential 5ms", "disk"; a flag: "true" or ""
    enum class Holds : uint8_t { time, number, name, text, flag, nothing } holds = Holds::text;
};
struct StepLine {
    std::string path;  // "1.0"; the end of a list has the path of a step that would be added there
    int depth = 0;
    std::string kind;               // "compute"; empty: the end of a list, where a step can be added
    std::vector<StepValue> values;  // the first one is the value of the kind
};
struct ProgramSteps {
    std::string name;
    std::vector<StepLine> lines;
};

// Requires that `file` is the valid file of a single variant (branch.h).
std::vector<ProgramSteps> step_table(const json::Value& file);

// The kinds that a step can have: the keys of the format, in its order.
std::vector<std::string_view> step_choices();
// Returns the names that are valid values of this key: names of devices, locks, semaphores, queues or programs.
std::vector<std::string> names_for(const json::Value& file, std::string_view key);

// A name that the file does not declare yet is declared, with initial values.
Result<json::Value> with_step_value(json::Value file, std::string_view program, std::string_view path,
                                    std::string_view key, std::string_view text);
// A new lock also adds its unlock.
Result<json::Value> with_step_kind(json::Value file, std::string_view program, std::string_view path,
                                   std::string_view kind);
Result<json::Value> with_new_step(json::Value file, std::string_view program, std::string_view path,
                                  std::string_view kind);
Result<json::Value> with_step_copied(json::Value file, std::string_view program, std::string_view path);
Result<json::Value> with_step_moved(json::Value file, std::string_view program, std::string_view path, int by);
// Removing a lock also removes its unlock. The last step of a list cannot be removed.
Result<json::Value> with_step_removed(json::Value file, std::string_view program, std::string_view path);

}  // namespace scenario
