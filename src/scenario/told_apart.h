#pragma once

// Variants that would have the same title are told apart by the parameters in which they differ.

#include "scenario/document.h"

#include <string>
#include <vector>

namespace scenario {

// What is different in the second of two scenario files, which have no "compare": "Cores 4", in the order of the
// panels.
std::vector<std::string> differences(const json::Value& from, const json::Value& to);

// Gives new titles to the variants of `untitled`, whose titles were made, where two variants have the same one.
// `files` are the files of the variants alone.
void tell_apart(std::vector<Variant>& variants, const std::vector<bool>& untitled,
                const std::vector<json::Value>& files);

}  // namespace scenario
