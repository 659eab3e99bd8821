#pragma once

// Finds the known word that was probably meant.

#include <string>
#include <string_view>
#include <vector>

namespace scenario {

// The number of changes of one letter, and swaps of two neighbours, from one word to the other.
int edit_distance(std::string_view a, std::string_view b);

// The closest of `known`, the first among equals; empty if none is close.
std::string_view closest(std::string_view word, const std::vector<std::string_view>& known);

// "; did you mean "cores"?", otherwise the known words if they are few, otherwise nothing.
std::string suggestion(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace scenario
