#pragma once

// The programs of a scenario as lists of steps to edit, a line for each step. What a split or a repeat contains follows
// below it, one level deeper:
//
//     compute   2ms
//     split     4 parts
//       compute   5ms
//     io        disk
//
// A step is named by its path: "1" is the second step, "1.0" the first one of those that it contains. Each edit returns
// a new file; whether that is valid is for the reader to say (document.h).

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
    std::string path;  // "1.0"; of the place after the last step of a list, that of a step that would stand there
    int depth = 0;
    std::string kind;               // "compute"; empty: the end of a list, where a step can be added
    std::vector<StepValue> values;  // the first is that of the kind
};
struct ProgramSteps {
    std::string name;
    std::vector<StepLine> lines;
};

// `file` is that of one variant alone (branch.h), and valid.
std::vector<ProgramSteps> step_table(const json::Value& file);

// The kinds that a step can have: the keys of the format, in its order.
std::vector<std::string_view> step_choices();
// The names that a value of this kind of step can be: of devices, locks, semaphores, queues, programs.
std::vector<std::string> names_for(const json::Value& file, std::string_view key);

// A name that the file does not know yet is declared, with values to begin with.
Result<json::Value> with_step_value(json::Value file, std::string_view program, std::string_view path,
                                    std::string_view key, std::string_view text);
// A lock comes with its unlock.
Result<json::Value> with_step_kind(json::Value file, std::string_view program, std::string_view path,
                                   std::string_view kind);
Result<json::Value> with_new_step(json::Value file, std::string_view program, std::string_view path,
                                  std::string_view kind);
Result<json::Value> with_step_copied(json::Value file, std::string_view program, std::string_view path);
Result<json::Value> with_step_moved(json::Value file, std::string_view program, std::string_view path, int by);
// With a lock goes its unlock. The last step of a list stays.
Result<json::Value> with_step_removed(json::Value file, std::string_view program, std::string_view path);

}  // namespace scenario
