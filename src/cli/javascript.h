#pragma once

// JavaScript programs on the command line: files whose names end in .js, .mjs or .cjs take the place of a scenario.

#include "session/run.h"

#include <string>

namespace cli {

bool is_javascript(const std::string& path);

// Returns the scenario in which one task runs the program (scenario/javascript.h). The program is an ECMAScript module
// if its name ends in .mjs, or if its name ends in .js and it uses features that only modules have. It is the script of
// a page if its name ends in .browser.js.
std::string scenario_of_javascript(const std::string& path, const std::string& program);

// Prints the console with its times, and how the run ended.
void print_program(const session::Run& run);

// Compares what the program has printed, without its errors, with the text of a file. Reports the first difference on
// standard error.
bool same_output(const session::Run& run, const std::string& expected, const std::string& name);

// Returns the exit code of the process, or 0 if it has not ended.
int exit_code(const session::Run& run);

}  // namespace cli
