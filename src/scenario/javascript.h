#pragma once

// The JavaScript program of a scenario, for the language that runs it (quickjs/channel.h).

#include "base/result.h"
#include "quickjs/protocol.h"
#include "scenario/scenario.h"

#include <optional>

namespace scenario {

constexpr const char* function_of_javascript = "program";  // the name of the one function of such a scenario

quickjs::Program program_of(const Scenario& scenario);

// Returns its first syntax error, with the line and the column in the program.
std::optional<Error> javascript_error(const Scenario& scenario);

// Does a program use features that only ECMAScript modules have: import, export, or top-level await?
bool looks_like_module(std::string_view source);

}  // namespace scenario
