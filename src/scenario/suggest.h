#pragma once

// Finds the known word that was probably meant.

#include <string>
#include <string_view>
#include <vector>

namespace scenario {

// The number of changes of one letter, and of swaps of neighbours, that turn one word into the other.
int edit_distance(std::string_view a, std::string_view b);

// Returns the closest of `known`, the first among equals; empty if none is close.
std::string_view closest(std::string_view word, const std::vector<std::string_view>& known);

// Returns "; did you mean "cores"?", or else the known words if they are few, or else nothing.
std::string suggestion(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace scenario
