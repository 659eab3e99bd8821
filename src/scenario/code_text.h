#pragma once

// The functions of a scenario as a program that a person would write: JavaScript for node and
// browser, Python for asyncio. Run by the real runtime, it prints the same lines.
//
// Each line has the operation that it belongs to, so that a line can be shown while its
// operation runs, and found from it. An operation may take several lines.

#include "scenario/scenario.h"

#include <cstdint>
#include <string>
#include <vector>

namespace scenario {

struct CodeLine {
    int depth = 0;               // of indentation
    std::string text;            // without it
    uint32_t operation = ~0u;    // ~0: none (helpers, heads of functions)
    uint32_t function = ~0u;     // the function that contains it; ~0: none
};

// Empty if nothing runs functions.
std::vector<CodeLine> code_text(const Scenario& scenario);

// The same as one text, with two or four spaces per level.
std::string code_as_one_text(const Scenario& scenario);

}  // namespace scenario
