#pragma once

// The JavaScript program of a scenario, for the language that runs it (quickjs/channel.h).

#include "base/result.h"
#include "quickjs/protocol.h"
#include "scenario/scenario.h"

#include <optional>
#include <string>
#include <string_view>

namespace scenario {

constexpr const char* function_of_javascript = "program";  // the name of the one function of such a scenario

quickjs::Program program_of(const Scenario& scenario);

// Returns its first syntax error, with the line and the column in the program.
std::optional<Error> javascript_error(const Scenario& scenario);

// How a program is run unless a scenario says otherwise.
struct ProgramOptions {
    Runtime runtime = Runtime::node;
    bool module = false;
    std::string title;  // if the first line of the program is not a comment, which is the title then
};

// Returns the text of the scenario in which one task runs the program: on four cores, with devices for db() and
// fetch(), and with a cost of 10 µs for each callback, which makes callbacks visible and does not change their order.
std::string scenario_text_of(std::string_view program, const ProgramOptions& options);

// Does a program use features that only ECMAScript modules have: import, export, or top-level await?
bool looks_like_module(std::string_view source);

}  // namespace scenario
