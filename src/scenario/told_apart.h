#pragma once

// Distinguishes variants with the same title by the parameters in which they differ.

#include "scenario/document.h"

#include <string>
#include <vector>

namespace scenario {

// Returns what is different in the second of two scenario files, such as "Cores 4", in the order of the panels.
// Requires files without "compare".
std::vector<std::string> differences(const json::Value& from, const json::Value& to);

// Gives new titles to variants that share a title with another variant, if their own title was generated: `untitled`
// says for which variants that is so. `files` are the scenario files of the variants, without "compare".
void tell_apart(std::vector<Variant>& variants, const std::vector<bool>& untitled,
                const std::vector<json::Value>& files);

}  // namespace scenario
