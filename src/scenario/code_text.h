#pragma once

// Writes the functions of a scenario as a program that a person would write: JavaScript for
// node and browser, Python for asyncio. The real runtime prints the same lines when it runs
// the program.
//
// Each line refers to the operation that it belongs to, so that the line can be shown while
// its operation runs, and found from it. An operation may take several lines.

#include "scenario/scenario.h"

#include <cstdint>
#include <string>
#include <vector>

namespace scenario {

struct CodeLine {
    int depth = 0;               // of indentation
    std::string text;            // without the indentation
    uint32_t operation = ~0u;    // ~0 for none (helpers, heads of functions)
    uint32_t function = ~0u;     // the function that contains the line; ~0 for none
    uint32_t source = 0;  // in a program that is a text, the line number from 1; 0: the program is made of operations
};

// Returns an empty list if nothing runs functions.
std::vector<CodeLine> code_text(const Scenario& scenario);

// The same as one text, with two or four spaces per level.
std::string code_as_one_text(const Scenario& scenario);

}  // namespace scenario
