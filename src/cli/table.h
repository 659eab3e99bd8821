#pragma once

// Rows of text in aligned columns: the first column to the left, the others to the right.

#include <cstddef>
#include <string>
#include <vector>

namespace cli {

size_t display_width(const std::string& text);  // in characters
void print_table(const std::vector<std::vector<std::string>>& rows);  // the first row is the heading

}  // namespace cli
